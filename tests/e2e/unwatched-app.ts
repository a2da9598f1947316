import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

const root = path.join(import.meta.dirname, '../..');

interface Fixtures {
  readonly userData: string;
  readonly app: ElectronApplication;
  readonly page: Page;
}

const executables: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The application as `app.ts` starts it, for tests that make its page try what it must not do: there, refused requests and the
 *  errors they leave on the console are what is looked for. */
export const test = base.extend<Fixtures>({
  userData: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-security-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  app: async ({ userData }, use) => {
    const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    if (!runtime) throw new Error('Start the end-to-end tests with "npm run e2e": it finds a runtime and a display.');
    const app = await _electron.launch({
      executablePath: path.join(runtime, executables[process.platform] ?? 'electron'),
      args: [root, `--user-data-dir=${userData}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    await use(app);
    await app.close();
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.waitForLoadState();
    await use(page);
  },
});
