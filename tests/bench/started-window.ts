import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';

/** The driver and the runtime now and then miss each other while a window opens: such a start is made again and counts for nothing. */
const startLimitMs = 30_000;
const mostStarts = 3;
const drawLimitMs = 120_000;
const endLimitMs = 10_000;
const keyPauseMs = 5;

/** An application that is started as a person starts it: nothing of a driver keeps its main process from going on at once. */
export class StartedWindow {
  readonly #process: ChildProcess;
  readonly #browser: Browser;

  private constructor(
    readonly page: Page,
    /** When it was started, in milliseconds since 1970. */
    readonly started: number,
    parts: { readonly process: ChildProcess; readonly browser: Browser },
  ) {
    this.#process = parts.process;
    this.#browser = parts.browser;
  }

  /** @param application folder or file that Electron is to run
   *  @throws when no window could be driven in any of three starts */
  static async start(
    application: string,
    userData: string,
    launchArguments: readonly string[] = [],
  ): Promise<StartedWindow> {
    for (let start = 1; ; start++) {
      const attempt = StartedWindow.#attempt(application, userData, launchArguments);
      try {
        return await attempt;
      } catch (error) {
        if (start === mostStarts) throw error;
        console.log(`start ${start} could not be driven: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  static async #attempt(
    application: string,
    userData: string,
    launchArguments: readonly string[],
  ): Promise<StartedWindow> {
    const words = [
      application,
      '--remote-debugging-port=0',
      `--user-data-dir=${userData}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...launchArguments,
    ];
    const started = Date.now();
    const child = spawn(electronExecutable(), words, { stdio: ['ignore', 'ignore', 'pipe'] });
    try {
      const browser = await chromium.connectOverCDP(await endpointOf(child), { timeout: startLimitMs });
      const context = browser.contexts()[0];
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: startLimitMs }));
      if (!page) throw new Error('the application has no window');
      await page.waitForLoadState('domcontentloaded', { timeout: startLimitMs });
      return new StartedWindow(page, started, { process: child, browser });
    } catch (error) {
      await ended(child);
      throw error;
    }
  }

  /** Presses a key again and again until it comes to what is drawn.
   *  @param selector of what must be drawn
   *  @returns milliseconds from the start of the process to the first key that was taken then */
  async untilKey(selector: string): Promise<number> {
    await this.#watch(selector);
    const devTools = await this.page.context().newCDPSession(this.page);
    const key = { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16 };
    for (const last = Date.now() + drawLimitMs; Date.now() < last; ) {
      await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
      const taken = await this.page.evaluate(() => (window as unknown as Watched).taken);
      if (taken > 0) return taken - this.started;
      await new Promise((resolve) => setTimeout(resolve, keyPauseMs));
    }
    throw new Error(`${selector} was not drawn in time`);
  }

  /** @param selector of what must be drawn
   *  @returns milliseconds from the start of the process to the frame that has it */
  async untilPainted(selector: string): Promise<number> {
    await this.#watch(selector);
    const drawn = await this.page.waitForFunction(() => (window as unknown as Watched).drawn || null, null, {
      timeout: drawLimitMs,
    });
    return ((await drawn.jsonValue()) ?? Number.NaN) - this.started;
  }

  /** Notes in the page when something is drawn, and when a key comes after that. It may be there already: then this is the time. */
  async #watch(selector: string): Promise<void> {
    await this.page.evaluate((wanted) => {
      const watched = window as unknown as Watched;
      watched.drawn = 0;
      watched.taken = 0;
      const look = (): void => {
        if (!document.querySelector(wanted)) requestAnimationFrame(look);
        else requestAnimationFrame(() => setTimeout(() => (watched.drawn = Date.now())));
      };
      look();
      addEventListener(
        'keydown',
        () => {
          if (watched.drawn > 0 && watched.taken === 0) watched.taken = Date.now();
        },
        { capture: true },
      );
    }, selector);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await ended(this.#process);
  }
}

const preferences = {
  format: 1,
  editor: { name: 'Test Editor', siglum: 'TE' },
  theme: 'light',
  textSizePx: 17,
  showCorrections: true,
  showLineEnds: false,
  suspectMarks: 'soft',
  replica: 'rbench000001',
  schemaFile: null,
  rulesFile: null,
  liveFindings: false,
  introduced: true,
};

/** A window of somebody who has introduced themselves before.
 *  @param parent where the folder of their own files is made */
export async function startedWindow(
  application: string,
  parent: string,
  launchArguments: readonly string[] = [],
): Promise<StartedWindow> {
  const userData = await mkdtemp(path.join(parent, 'user-'));
  await writeFile(path.join(userData, 'preferences.json'), JSON.stringify(preferences));
  return StartedWindow.start(application, userData, launchArguments);
}

/** Measures in a window, and closes it. */
export async function inWindow(
  opened: Promise<StartedWindow>,
  measure: (window: StartedWindow) => Promise<number>,
): Promise<number> {
  const window = await opened;
  try {
    return await measure(window);
  } finally {
    await window.close();
  }
}

/** Ends a process, whether it goes by itself or not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  await once(child, 'exit');
  clearTimeout(timer);
}

interface Watched {
  /** Milliseconds since 1970; 0 before. */
  drawn: number;
  taken: number;
}

function electronExecutable(): string {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) throw new Error('Start it with "npm run bench": it finds a runtime and a display.');
  const inside = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const;
  return path.join(folder, process.platform in inside ? inside[process.platform as keyof typeof inside] : 'electron');
}

/** Where the application says that it can be driven. */
function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`no answer in time:\n${said}`)), startLimitMs);
    child.stderr?.on('data', (data) => {
      said += data;
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (!endpoint) return;
      clearTimeout(timer);
      resolve(endpoint);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`it ended (${code ?? signal}):\n${said}`));
    });
  });
}
