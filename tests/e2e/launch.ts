import path from 'node:path';
import { _electron, type ElectronApplication, type Page, type TestInfo, test } from '@playwright/test';
import { retriedStart } from '../../scripts/lib/test-counts.mjs';

const root = path.join(import.meta.dirname, '../..');

/** The driver and the runtime's debugger now and then miss each other while the window opens, and then wait for ever. A start
 *  that has not shown its window by then is ended and made again; everything that a test judges comes after it. A test for which that was
 *  done says so, and is not counted as passed. */
const startLimitMs = 20_000;
const mostStarts = 3;
/** The application itself ends within a few seconds, also when a page does not answer. */
const endLimitMs = 20_000;

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The runtime that `npm run e2e` found. */
function electronExecutable(): string {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) throw new Error('Start the end-to-end tests with "npm run e2e": it finds a runtime and a display.');
  const inside = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const;
  return path.join(folder, process.platform in inside ? inside[process.platform as keyof typeof inside] : 'electron');
}

/** The environment with the display of this worker, when `npm run e2e` gave each one of its own. */
function workerEnvironment(): Record<string, string> {
  const displays = process.env.ANCHORITE_E2E_DISPLAYS?.split(',') ?? [];
  const own = displays[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  const known = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // Dates are written alike on every machine.
  return { ...Object.fromEntries(known), LC_ALL: 'C.UTF-8', ...(own ? { DISPLAY: own } : {}) };
}

/** Starts the application of this project and waits for its window.
 *  @param onPage told of every page as soon as it is there
 *  @param application another one, as Electron takes it: a folder or a file
 *  @throws when no window was shown in any of three starts */
export async function launchApplication(
  userData: string,
  launchArguments: readonly string[],
  onPage: (page: Page) => void = () => undefined,
  application = root,
): Promise<Launched> {
  for (let start = 1; ; start++) {
    const app = await startProcess(application, userData, launchArguments);
    if (app) {
      app.on('window', onPage);
      for (const page of app.windows()) onPage(page);
      const page = await within(startLimitMs, shownPage(app));
      if (page) return { app: withKeptAnswers(app), page };
      app.process().kill('SIGKILL');
    }
    noteRetriedStart(start);
    if (start === mostStarts) throw new Error(`no window was shown in ${mostStarts} starts`);
  }
}

function noteRetriedStart(start: number): void {
  const description = `start ${start} of at most ${mostStarts} showed no window within ${startLimitMs / 1000} s`;
  const running = runningTest();
  process.stdout.write(`${retriedStart}: ${description} (${running?.title ?? 'no test'})\n`);
  running?.annotations.push({ type: retriedStart, description });
}

/** The test that is running; null where a benchmark drives the application. */
function runningTest(): TestInfo | null {
  try {
    return test.info();
  } catch {
    return null;
  }
}

/** What the main process is asked to do, as it is sent there. */
interface Task {
  readonly id: number;
  /** A function's text. */
  readonly source: string;
  readonly argument: unknown;
}

/** Runs in the main process: does a task, or gives again what it came to. */
function perform(electron: unknown, { id, source, argument }: Task): unknown {
  const kept = globalThis as { answers?: Map<number, unknown> };
  kept.answers ??= new Map();
  if (!kept.answers.has(id)) kept.answers.set(id, new Function(`return (${source})`)()(electron, argument));
  return kept.answers.get(id);
}

const mostQuestions = 3;

/** On a busy machine the debugger now and then lets go of an answer of the main process before it has sent it. Each is kept there, so that it
 *  can be asked for again, and nothing is done twice. */
function withKeptAnswers(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (run: typeof perform, task: Task) => Promise<unknown>;
  let tasks = 0;
  const ask = async (run: unknown, argument?: unknown): Promise<unknown> => {
    tasks += 1;
    const task = { id: tasks, source: String(run), argument };
    for (let question = 1; ; question++) {
      try {
        return await evaluate(perform, task);
      } catch (error) {
        const isLost = error instanceof Error && error.message.includes('garbage collected');
        if (!isLost || question === mostQuestions) throw error;
        process.stdout.write(
          `the debugger lost an answer, which was asked for again (${runningTest()?.title ?? 'no test'})\n`,
        );
      }
    }
  };
  return Object.assign(app, { evaluate: ask as ElectronApplication['evaluate'] });
}

/** Null when the driver did not get through to the process in time; the driver has ended it then. */
async function startProcess(
  application: string,
  userData: string,
  launchArguments: readonly string[],
): Promise<ElectronApplication | null> {
  const args = [
    application,
    `--user-data-dir=${userData}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...launchArguments,
  ];
  try {
    return await _electron.launch({
      executablePath: electronExecutable(),
      timeout: startLimitMs,
      args,
      env: workerEnvironment(),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return null;
    throw error;
  }
}

/** The first page, when it and the main process both answer. */
async function shownPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  await app.evaluate(({ app: main }) => main.isReady());
  return page;
}

/** Closes the application as a person does; ends its process when it does not close. */
export async function closeApplication(app: ElectronApplication): Promise<void> {
  const closed = await within(
    endLimitMs,
    app.close().then(() => true),
  );
  if (!closed) app.process().kill('SIGKILL');
}

/** What a promise resolves to, or null when it takes longer, or fails because the process has gone. */
async function within<T>(limitMs: number, promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([promise.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
