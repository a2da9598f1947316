import type { ProcessMessage, ProcessRequest } from './task-process.ts';

/** The port of a process that Electron started. */
interface UtilityPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** Answers the tasks that are sent to this process, one after another, whichever way it was started.
 *  @param answer may tell of parts of its answer before it has all of it */
export function serveProcess<Request, Told, Answer>(
  answer: (request: Request, tell: (value: Told) => void) => Promise<Answer>,
): void {
  const port = (process as { readonly parentPort?: UtilityPort }).parentPort;
  const send = (message: ProcessMessage<Told, Answer>): void => {
    if (port) port.postMessage(message);
    else process.send?.(message);
  };
  let previous: Promise<void> = Promise.resolve();
  const take = ({ task, request }: ProcessRequest<Request>): void => {
    previous = previous.then(async () => {
      try {
        send({ kind: 'answered', task, answer: await answer(request, (value) => send({ kind: 'told', task, value })) });
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        send({ kind: 'failed', task, reason });
      }
    });
  };
  if (port) port.on('message', ({ data }) => take(data as ProcessRequest<Request>));
  else process.on('message', (message) => take(message as ProcessRequest<Request>));
  // Without the program that started it there is nothing to do.
  process.on('disconnect', () => process.exit());
}
