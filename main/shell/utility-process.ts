import { fileURLToPath } from 'node:url';
import { app, utilityProcess } from 'electron';
import type { StartChild } from '../workers/task-process.ts';

/** The program cannot run as plain Node when it is packaged, so worker programs get a process of Electron's. */
export const startUtility: StartChild = (file, heapMb) => {
  const child = utilityProcess.fork(fileURLToPath(file), [], {
    stdio: 'ignore',
    serviceName: 'Anchorite images',
    execArgv: [`--max-old-space-size=${heapMb}`],
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', listener),
    memoryBytes() {
      const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid);
      return metric ? metric.memory.workingSetSize * 1024 : null;
    },
    kill: () => void child.kill(),
  };
};
