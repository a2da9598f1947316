import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildProject } from './build.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { projectRoot, runProgram } from './lib/project.mjs';
import { hasDisplay, prepareMachine } from './machine.mjs';
import { sandboxArguments } from './runtime/electron-session.mjs';

/** Opens Anchorite in a window: on what the arguments name, else on the sample collection.
 *  @param {readonly string[]} wanted arguments for the application
 *  @returns {Promise<number>} its exit code */
async function openWindow(wanted) {
  const runtime = await electronRuntime();
  await prepareMachine(runtime.executable, { needsXvfb: false, mayInstall: false });
  const opened = wanted.length > 0 ? wanted : ['--sample'];
  // In a process group of its own: Ctrl C in the terminal must reach Anchorite alone, which then closes in order, and not
  // Chromium's helper processes under it.
  const application = spawn(runtime.executable, [projectRoot, ...sandboxArguments(), ...opened], {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => application.kill('SIGTERM'));
  }
  const [code] = await once(application, 'exit');
  return code ?? 1;
}

await runProgram(async () => {
  const wanted = process.argv.slice(2).filter((argument) => argument !== '--headless');
  const headless = wanted.length < process.argv.length - 2;
  await buildProject();
  if (!headless && hasDisplay()) {
    process.exitCode = await openWindow(wanted);
    return;
  }
  process.stdout.write(
    headless
      ? 'Without a window, as asked: doing the main job on the sample documents.\n'
      : 'There is no display here, so no window can open: doing the main job on the sample documents without one.\n',
  );
  // It drives the application through packages, which may have been installed a moment ago.
  const { doMainJob } = await import('./headless-main-job.mjs');
  await doMainJob();
});
