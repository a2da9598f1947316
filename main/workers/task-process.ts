import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processMemory } from '../storage/disk/process-memory.ts';
import type { TaskFault } from './task-thread.ts';

/** A process of its own that runs one of the worker programs: whatever it does to its memory, it can be ended. */
export interface ChildProcess {
  /** Sends a value that can be cloned. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the process is no more; `code` is null when a signal ended it. */
  onEnd(listener: (code: number | null) => void): void;
  /** How much memory it holds, in bytes; null where the system does not tell. */
  memoryBytes(): number | null;
  kill(): void;
}

/** Starts a worker program in a process of its own.
 *  @param heapMb how much memory its own objects may take, in MiB; pictures come on top */
export type StartChild = (file: URL, heapMb: number) => ChildProcess;

/** Starts it with the Node that runs this program. */
export const nodeChild: StartChild = (file, heapMb) => {
  const child = fork(fileURLToPath(file), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${heapMb}`],
  });
  return {
    post(message) {
      // A process that has just ended is told of by `onEnd`.
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onEnd(listener) {
      let isTold = false;
      const tell = (code: number | null): void => {
        if (!isTold) listener(code);
        isTold = true;
      };
      child.on('exit', tell).on('error', () => tell(null));
    },
    memoryBytes: () => (child.pid === undefined ? null : processMemory(child.pid)),
    kill: () => void child.kill('SIGKILL'),
  };
};

/** Why a task of a process has no answer. */
export type ProcessFault =
  | TaskFault
  /** The process ended by itself in the middle of the task. */
  | { readonly kind: 'crashed' };

export type ProcessResult<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly fault: ProcessFault };

/** What is sent to the process and what it sends back. */
export interface ProcessRequest<Request> {
  readonly task: number;
  readonly request: Request;
}

export type ProcessMessage<Told, Answer> =
  | { readonly kind: 'told'; readonly task: number; readonly value: Told }
  | { readonly kind: 'answered'; readonly task: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly task: number; readonly reason: string };

interface ProcessBounds<Told> {
  /** How long the task may take until it tells of something, and from there to the next. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Called for each part of the answer that comes before it. */
  readonly told?: (value: Told) => void;
}

/** A process that works on what comes from outside: bounded in time and memory, and ended in the middle when it must be. */
interface TaskProcess<Request, Told, Answer> {
  /** One task at a time: a second one waits for the first.
   *  @throws Error when the worker program itself fails, which is a bug */
  ask(request: Request, bounds: ProcessBounds<Told>): Promise<ProcessResult<Answer>>;
  /** Ends the process. */
  close(): void;
}

const memoryEveryMs = 250;
/** How long a process that has nothing to do is kept. */
const idleMs = 20_000;

/** A process that starts with its first task, again after a task that had to be ended, and ends by itself when it has had nothing
 *  to do for a while.
 *  @param file the built program of the worker
 *  @param limitMb how much memory it may hold, pictures and all, in MiB */
export function taskProcess<Request, Told, Answer>(
  start: StartChild,
  file: URL,
  limitMb: number,
): TaskProcess<Request, Told, Answer> {
  let running: RunningProcess | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  const close = (): void => {
    clearTimeout(idle);
    running?.child.kill();
    running = null;
  };
  const run = async (request: Request, bounds: ProcessBounds<Told>): Promise<ProcessResult<Answer>> => {
    clearTimeout(idle);
    if (bounds.signal.aborted) return { ok: false, fault: { kind: 'cancelled' } };
    if (running === null || running.isEnded) running = startProcess(start, file, limitMb);
    const result = await taskOn<Request, Told, Answer>(running, request, bounds, limitMb);
    if (!result.ok) close();
    idle = setTimeout(close, idleMs);
    idle.unref();
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

interface RunningProcess {
  readonly child: ChildProcess;
  isEnded: boolean;
  onMessage: ((message: ProcessMessage<unknown, unknown>) => void) | null;
  onEnd: (() => void) | null;
}

function startProcess(start: StartChild, file: URL, limitMb: number): RunningProcess {
  const running: RunningProcess = { child: start(file, limitMb), isEnded: false, onMessage: null, onEnd: null };
  running.child.onMessage((message) => running.onMessage?.(message as ProcessMessage<unknown, unknown>));
  running.child.onEnd(() => {
    running.isEnded = true;
    running.onEnd?.();
  });
  return running;
}

let tasks = 0;

function taskOn<Request, Told, Answer>(
  running: RunningProcess,
  request: Request,
  { limitMs, signal, told }: ProcessBounds<Told>,
  limitMb: number,
): Promise<ProcessResult<Answer>> {
  tasks += 1;
  const task = tasks;
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      clearInterval(memory);
      signal.removeEventListener('abort', onAbort);
      running.onMessage = null;
      running.onEnd = null;
      settle();
    };
    const fail = (fault: ProcessFault): void => end(() => resolve({ ok: false, fault }));
    const onAbort = (): void => fail({ kind: 'cancelled' });
    const wait = (): NodeJS.Timeout => setTimeout(() => fail({ kind: 'out of time', limitMs }), limitMs);
    let timer = wait();
    const memory = setInterval(() => {
      if ((running.child.memoryBytes() ?? 0) > limitMb * 1024 * 1024) fail({ kind: 'out of memory', limitMb });
    }, memoryEveryMs);
    running.onMessage = (message) => {
      if (message.task !== task) return;
      if (message.kind === 'told') {
        clearTimeout(timer);
        timer = wait();
        told?.(message.value as Told);
      } else if (message.kind === 'answered') {
        end(() => resolve({ ok: true, answer: message.answer as Answer }));
      } else {
        end(() => reject(new Error(message.reason)));
      }
    };
    running.onEnd = () => fail({ kind: 'crashed' });
    signal.addEventListener('abort', onAbort, { once: true });
    const message: ProcessRequest<Request> = { task, request };
    running.child.post(message);
  });
}
