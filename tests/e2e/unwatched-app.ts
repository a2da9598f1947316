import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { closeApplication, type Launched, launchApplication } from './launch.ts';

interface Fixtures {
  readonly userData: string;
  readonly launched: Launched;
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The application as `app.ts` starts it, for tests that make its page try what it must not do: there, refused requests and the
 *  errors they leave on the console are what is looked for. */
export const test = base.extend<Fixtures>({
  userData: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-security-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  launched: async ({ userData }, use) => {
    const launched = await launchApplication(userData, []);
    await use(launched);
    await closeApplication(launched.app);
  },
  app: async ({ launched }, use) => use(launched.app),
  page: async ({ launched }, use) => use(launched.page),
});
