import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processMemory } from '../storage/process-memory.ts';

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
