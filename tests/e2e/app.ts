import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { test as base, type ElectronApplication, expect, type Page, type TestInfo } from '@playwright/test';
import { closeApplication, type Launched, launchApplication } from './launch.ts';
import { openSample } from './workbench-page.ts';

const root = path.join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** The folder of the five sample documents. */
const sampleDocuments = path.join(root, 'fixtures/documents');

/** Size of the window's content in every test, in CSS pixels, so that screenshots are comparable. */
const windowSize = { width: 1440, height: 900 };

/** Whether the first window gets the size that all tests share. */
type WindowSize = 'shared' | 'as it comes';

/** Starts the application once more on the same user data; it is closed after the test unless the test did so. */
export type Launch = (launchArguments?: readonly string[], size?: WindowSize) => Promise<Launched>;

interface TestFixtures {
  /** Arguments for the application, for `test.use`: `['--sample']`, or none for the start screen. */
  readonly launchArguments: readonly string[];
  /** Whether the editor's name was asked for before. Set to false to see the first start. */
  readonly introduced: boolean;
  /** Whether the sample collection was opened before, by an earlier start. Set to false to see it imported. */
  readonly sampleImported: boolean;
  /** An empty folder that is removed after the test. */
  readonly workFolder: string;
  /** The application's data folder, its own for every test. */
  readonly userData: string;
  /** A collection with the five sample documents, the test's own copy. */
  readonly collection: string;
  readonly launch: Launch;
  readonly launched: Launched;
  readonly app: ElectronApplication;
  readonly page: Page;
}

interface WorkerFixtures {
  /** The collection every test gets a copy of, imported once. */
  readonly importedCollection: string;
  /** The sample collection as the application leaves it that imported and closed it. */
  readonly importedSample: string;
}

/** Runs the built command line.
 *  @returns what it printed
 *  @throws when its exit code is not 0 */
export async function anchorite(...words: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [path.join(root, 'out/cli/anchorite.js'), ...words]);
  return stdout;
}

/** What a page must never do, noticed while any test runs. */
function watchPage(page: Page, offences: string[]): void {
  page.on('pageerror', (error) => offences.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') offences.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    // An edition is read in a browser, from its own folder.
    if (page.url().startsWith('file:') && request.url().startsWith('file:')) return;
    if (!/^(app|data|blob|devtools):/.test(request.url())) offences.push(`network: ${request.url()}`);
  });
}

/** The same pictures and timers on every machine, also while the window is covered. */
const steadyArguments: readonly string[] = [
  '--force-color-profile=srgb',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

async function start(
  userData: string,
  launchArguments: readonly string[],
  size: WindowSize,
  offences: string[],
): Promise<Launched> {
  const launched = await launchApplication(userData, [...steadyArguments, ...launchArguments], (page) =>
    watchPage(page, offences),
  );
  if (size === 'shared')
    await launched.app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, windowSize);
  // Before the first screen is there no key is heard. A start that shows none is looked at by its own test.
  const screen = launched.page.getByRole('main').first();
  await screen.waitFor({ timeout: 20_000 }).catch(() => undefined);
  return launched;
}

/** Preferences of somebody who has told a name already, so that no question stands in the way. */
const introducedPreferences = {
  format: 1,
  editor: { name: 'Test Editor', siglum: 'TE' },
  theme: 'light',
  language: 'en',
  textSizePx: 17,
  showCorrections: true,
  showLineEnds: false,
  suspectMarks: 'soft',
  replica: 'rtest0000001',
  schemaFile: null,
  rulesFile: null,
  liveFindings: false,
  introduced: true,
};

const writeIntroduced = (userData: string): Promise<void> =>
  writeFile(path.join(userData, 'preferences.json'), JSON.stringify(introducedPreferences));

export const test = base.extend<TestFixtures, WorkerFixtures>({
  launchArguments: [[], { option: true }],
  introduced: [true, { option: true }],
  sampleImported: [true, { option: true }],

  workFolder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },

  userData: async ({ workFolder, introduced, sampleImported, importedSample }, use) => {
    const folder = path.join(workFolder, 'user-data');
    await mkdir(folder);
    if (introduced) await writeIntroduced(folder);
    if (introduced && sampleImported)
      await cp(importedSample, path.join(folder, path.basename(importedSample)), { recursive: true });
    await use(folder);
  },

  importedCollection: [
    async ({ browserName: _ }, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-e2e-collection-'));
      const files = (await readdir(sampleDocuments)).filter((name) => name.endsWith('.txt'));
      const collection = path.join(folder, 'collection');
      await anchorite('import', collection, ...files.sort().map((name) => path.join(sampleDocuments, name)));
      await use(collection);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  importedSample: [
    async ({ browserName: _ }, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-e2e-sample-'));
      await writeIntroduced(folder);
      const { app, page } = await launchApplication(folder, steadyArguments);
      await openSample(page);
      await closeApplication(app);
      await use(path.join(folder, 'Sample collection'));
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  collection: async ({ workFolder, importedCollection }, use) => {
    const folder = path.join(workFolder, 'collection');
    await cp(importedCollection, folder, { recursive: true });
    await use(folder);
  },

  launch: async ({ userData }, use, testInfo) => {
    const offences: string[] = [];
    const running: Launched[] = [];
    await use(async (launchArguments = [], size = 'shared') => {
      const launched = await start(userData, launchArguments, size, offences);
      running.push(launched);
      return launched;
    });
    if (testInfo.status !== testInfo.expectedStatus) {
      await attachScreenshots(running, testInfo);
      await attachLog(userData, testInfo);
    }
    for (const { app } of running) await closeApplication(app);
    expect(offences, 'errors and network requests of the page').toEqual([]);
  },

  launched: async ({ launch, launchArguments }, use) => use(await launch(launchArguments)),
  app: async ({ launched }, use) => use(launched.app),
  page: async ({ launched }, use) => use(launched.page),
});

async function attachScreenshots(running: readonly Launched[], testInfo: TestInfo): Promise<void> {
  for (const { page } of running) {
    if (page.isClosed()) continue;
    const file = testInfo.outputPath('failed.png');
    await page.screenshot({ path: file }).catch(() => undefined);
    await testInfo.attach('window', { path: file, contentType: 'image/png' }).catch(() => undefined);
  }
}

/** What the application itself noted of what went wrong. */
async function attachLog(userData: string, testInfo: TestInfo): Promise<void> {
  const log = await readFile(path.join(userData, 'anchorite.log'), 'utf8').catch(() => '');
  if (log !== '') await testInfo.attach('anchorite.log', { body: log, contentType: 'text/plain' });
}

/** Faces load when text first needs them, which may be after `document.fonts.ready`: each is asked for. */
const faces = ['13px "Inter Variable"', '17px "Source Serif 4 Variable"', '15px "Courier Prime"'];

/** Takes a picture of the window for people to look at: `test-results/screenshots/<name>.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.evaluate(async (all) => {
    for (const face of all) await document.fonts.load(face);
  }, faces);
  // Playwright's own cuts a window that is zoomed at the size it would have without.
  const devTools = await page.context().newCDPSession(page);
  const { data } = await devTools.send('Page.captureScreenshot', { format: 'png' });
  await devTools.detach();
  const file = path.join(root, 'test-results/screenshots', `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, data, 'base64');
}
