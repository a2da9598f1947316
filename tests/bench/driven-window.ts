import { readFileSync } from 'node:fs';
import type { CDPSession, ElectronApplication, Page } from '@playwright/test';
import { closeApplication, launchApplication } from '../e2e/launch.ts';

/** What some keys cost, each in milliseconds. */
export interface KeyCosts {
  /** From the key to the frame in which what it did is painted. */
  readonly painted: readonly number[];
  /** What the window's main thread worked from the key up to the next one. */
  readonly mainThread: readonly number[];
}

export interface Key {
  /** As `Input.dispatchKeyEvent` takes it. */
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  /** What it types; empty when nothing. */
  readonly text: string;
  readonly modifiers?: number;
}

/** After the page was asked something. */
const settleMs = 30;

export const shift = 8;

export const letterKey = (letter: string): Key => ({
  key: letter,
  code: letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`,
  keyCode: letter.toUpperCase().charCodeAt(0),
  text: letter,
});

export const namedKey = (key: string, keyCode: number, modifiers = 0): Key => ({
  key,
  code: key,
  keyCode,
  text: '',
  modifiers,
});

interface WatchedWindow {
  paintedMs: number[];
}

/** Runs in the page: notes how long after each key the frame was painted that shows what it did. */
function watchKeys(): void {
  const watched = window as unknown as WatchedWindow;
  watched.paintedMs = [];
  const onKey = ({ timeStamp }: KeyboardEvent): void => {
    const index = watched.paintedMs.push(Number.NaN) - 1;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        watched.paintedMs[index] = performance.now() - timeStamp;
      };
      port2.postMessage(null);
    });
  };
  window.addEventListener('keydown', onKey, { capture: true });
}

/** A window that is worked with real key events, which come through the browser as those of a keyboard do. */
export class DrivenWindow {
  readonly #app: ElectronApplication;
  readonly #devTools: CDPSession;
  readonly #process: number;

  private constructor(
    readonly page: Page,
    parts: { readonly app: ElectronApplication; readonly devTools: CDPSession; readonly process: number },
  ) {
    this.#app = parts.app;
    this.#devTools = parts.devTools;
    this.#process = parts.process;
  }

  /** @param application folder or file that Electron is to run
   *  @param size of the window's content, in CSS pixels */
  static async open(
    application: string,
    userData: string,
    launchArguments: readonly string[],
    size: { readonly width: number; readonly height: number },
  ): Promise<DrivenWindow> {
    const { app, page } = await launchApplication(userData, launchArguments, undefined, application);
    const process = await app.evaluate(({ BrowserWindow }, { width, height }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(width, height);
      return window?.webContents.getOSProcessId() ?? 0;
    }, size);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Performance.enable');
    await page.evaluate(watchKeys);
    return new DrivenWindow(page, { app, devTools, process });
  }

  /** Presses keys one after the other.
   *  @param restMs how long after each the next one comes */
  async press(keys: readonly { readonly key: Key; readonly restMs: number }[]): Promise<KeyCosts> {
    const mainThread: number[] = [];
    await this.page.evaluate(() => {
      (window as unknown as WatchedWindow).paintedMs = [];
    });
    await this.page.waitForTimeout(settleMs);
    for (const { key, restMs } of keys) {
      const before = await this.#mainThreadMs();
      await this.type(key);
      await this.page.waitForTimeout(restMs);
      mainThread.push((await this.#mainThreadMs()) - before);
    }
    const painted = await this.page.evaluate(() => (window as unknown as WatchedWindow).paintedMs);
    return { painted, mainThread };
  }

  /** What the main thread does meanwhile, as a CPU profile. */
  async profiled(work: () => Promise<void>): Promise<unknown> {
    await this.#devTools.send('Profiler.enable');
    await this.#devTools.send('Profiler.setSamplingInterval', { interval: 200 });
    await this.#devTools.send('Profiler.start');
    await work();
    const { profile } = await this.#devTools.send('Profiler.stop');
    return profile;
  }

  /** Presses a key and measures nothing. */
  async type({ key, code, keyCode, text, modifiers = 0 }: Key): Promise<void> {
    const event = { key, code, windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode, modifiers };
    await this.#devTools.send('Input.dispatchKeyEvent', {
      type: text === '' ? 'rawKeyDown' : 'keyDown',
      text,
      ...event,
    });
    await this.#devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** What the main thread has worked so far, in milliseconds. */
  async #mainThreadMs(): Promise<number> {
    // Asking the browser is work of that very thread.
    if (process.platform === 'linux') return schedulerMs(this.#process);
    const { metrics } = await this.#devTools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
  }

  close(): Promise<void> {
    return closeApplication(this.#app);
  }
}

/** What the first thread of a process has worked, as the scheduler of Linux counts it. */
const schedulerMs = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
