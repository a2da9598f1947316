import { parentPort } from 'node:worker_threads';
import type { TaskMessage, TaskRequest } from './task-thread.ts';

/** Answers the tasks that are sent to this worker, one after another.
 *  @param answer calls `begin` when it starts on what a person's data can make slow: the limit of time counts from there */
export function serveTasks<Request, Answer>(
  answer: (request: Request, begin: () => void) => Answer | Promise<Answer>,
): void {
  const port = parentPort;
  if (!port) throw new Error('serveTasks runs in a worker thread only');
  const send = (message: TaskMessage<Answer>): void => port.postMessage(message);
  port.on('message', async ({ task, request }: TaskRequest<Request>) => {
    try {
      send({ kind: 'answered', task, answer: await answer(request, () => send({ kind: 'begun', task })) });
    } catch (error) {
      send({ kind: 'failed', task, error: error instanceof Error ? error : new Error(String(error)) });
    }
  });
}
