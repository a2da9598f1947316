import { Worker } from 'node:worker_threads';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';

/** What is sent to a worker. */
export interface TaskRequest<Request> {
  readonly task: number;
  readonly request: Request;
}

/** What a worker sends back: that the part of the work that is limited in time begins, then the outcome. */
export type TaskMessage<Answer> =
  | { readonly kind: 'begun'; readonly task: number }
  | { readonly kind: 'answered'; readonly task: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly task: number; readonly error: Error };

/** Why a task has no answer. */
export type TaskFault =
  | { readonly kind: 'out of time'; readonly limitMs: number }
  | { readonly kind: 'out of memory'; readonly limitMb: number }
  | { readonly kind: 'cancelled' };

type TaskResult<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly fault: TaskFault };

interface TaskBounds {
  /** How long the task may take once it has begun. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** A thread that works on what comes from outside: bounded in time and memory, and ended in the middle when it must be. */
export interface TaskThread<Request, Answer> {
  /** One task at a time: a second one waits for the first.
   *  @throws Error when the worker itself fails, which is a bug */
  ask(request: Request, bounds: TaskBounds): Promise<TaskResult<Answer>>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** How long a worker may take to start and to read what is the application's own. */
const preparationLimitMs = 120_000;

/** A worker whose thread starts with its first task, and again after a task that had to be ended.
 *  @param file the built program of the worker
 *  @param limitMb how much memory it may use, in MiB */
export function taskThread<Request, Answer>(file: URL, limitMb: number): TaskThread<Request, Answer> {
  let thread: Worker | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  const close = async (): Promise<void> => {
    const closing = thread;
    thread = null;
    await closing?.terminate();
  };
  const run = async (request: Request, bounds: TaskBounds): Promise<TaskResult<Answer>> => {
    if (bounds.signal.aborted) return { ok: false, fault: { kind: 'cancelled' } };
    thread ??= new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: limitMb }, stdout: true, stderr: true });
    const result = await taskOn<Request, Answer>(thread, request, bounds, limitMb);
    if (!result.ok) await close();
    return result;
  };
  return {
    ask(request, bounds) {
      const asked = previous.then(() => run(request, bounds));
      previous = asked.catch(close);
      return asked;
    },
    close,
  };
}

let tasks = 0;

/** Sends one task to a thread and waits for what becomes of it. */
function taskOn<Request, Answer>(
  thread: Worker,
  request: Request,
  { limitMs, signal }: TaskBounds,
  limitMb: number,
): Promise<TaskResult<Answer>> {
  tasks += 1;
  const task = tasks;
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => end(() => reject(new Error('a worker did not begin its task'))), preparationLimitMs);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      settle();
    };
    const fail = (fault: TaskFault): void => end(() => resolve({ ok: false, fault }));
    const onAbort = (): void => fail({ kind: 'cancelled' });
    const onMessage = (message: TaskMessage<Answer>): void => {
      if (message.task !== task) return;
      if (message.kind === 'begun') {
        clearTimeout(timer);
        timer = setTimeout(() => fail({ kind: 'out of time', limitMs }), limitMs);
      } else if (message.kind === 'answered') {
        end(() => resolve({ ok: true, answer: message.answer }));
      } else {
        end(() => reject(message.error));
      }
    };
    const onError = (error: Error): void => {
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
        fail({ kind: 'out of memory', limitMb });
      else end(() => reject(error));
    };
    const onExit = (code: number): void => end(() => reject(new Error(`a worker ended with code ${code}`)));
    signal.addEventListener('abort', onAbort, { once: true });
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    const message: TaskRequest<Request> = { task, request };
    thread.postMessage(message);
  });
}

/** What a person is told of a task without an answer, as a sentence about `what`, such as `the expression`. */
export function taskFaultSentence(fault: TaskFault, what: string): string {
  switch (fault.kind) {
    case 'out of time':
      return inEnglish`${what} took longer than ${fault.limitMs < 1000 ? `${fault.limitMs} ms` : `${Math.round(fault.limitMs / 1000)} s`} and was stopped`;
    case 'out of memory':
      return inEnglish`${what} needed more than ${fault.limitMb} MB of memory and was stopped`;
    case 'cancelled':
      return inEnglish`${what} was stopped`;
    default:
      return unreachable(fault);
  }
}
