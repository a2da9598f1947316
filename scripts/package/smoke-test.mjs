import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { projectRoot } from '../lib/project.mjs';
import { sandboxArguments } from '../runtime/electron-session.mjs';
import { wrongFuses } from './fuses.mjs';

const run = promisify(execFile);

/** A picture of 1440 by 900 pixels. */
const screenshot = 'collection.png';

const startTimeoutMs = 120_000;

/** Starts the packaged application and waits until its page can be driven. A released application refuses Node's inspector, so
 *  Chromium's own remote debugging is used.
 *  @param {string} executable
 *  @param {string} userData
 *  @param {NodeJS.ProcessEnv} environment
 *  @param {readonly string[]} launchArguments */
async function startPackaged(executable, userData, environment, launchArguments) {
  const words = ['--remote-debugging-port=0', `--user-data-dir=${userData}`, ...sandboxArguments(), ...launchArguments];
  const application = spawn(executable, words, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  /** @type {Promise<string>} */
  const endpoint = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in time:\n${said}`)), startTimeoutMs);
    application.stderr.on('data', (data) => {
      said += data;
      const match = /DevTools listening on (ws:\S+)/.exec(said);
      if (match?.[1]) resolve(match[1]);
    });
    application.once('error', reject);
    application.once('exit', (code, signal) => reject(new Error(`it ended (${code ?? signal}):\n${said}`)));
    application.once('exit', () => clearTimeout(timer));
    application.stderr.once('end', () => clearTimeout(timer));
  });
  return { application, endpoint };
}

/** @param {import('@playwright/test').Browser} browser */
async function firstPage(browser) {
  const [context] = browser.contexts();
  if (!context) throw new Error('the application has no window');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}

/** Starts the application, tries something on its page and ends it.
 *  @param {string} executable
 *  @param {NodeJS.ProcessEnv} environment
 *  @param {string} userData
 *  @param {readonly string[]} launchArguments
 *  @param {(page: import('@playwright/test').Page) => Promise<void>} attempt */
async function onPage(executable, environment, userData, launchArguments, attempt) {
  const { application, endpoint } = await startPackaged(executable, userData, environment, launchArguments);
  try {
    const browser = await chromium.connectOverCDP(await endpoint, { timeout: startTimeoutMs });
    await attempt(await firstPage(browser));
    await browser.close();
  } finally {
    if (application.exitCode === null && application.signalCode === null) {
      application.kill();
      await once(application, 'exit');
    }
  }
}

/** Checks that the packaged application, in a folder far from the project, starts and opens its sample collection, makes pictures of
 *  pages and reads them, that its fuses are set, and that the licences of what is in it are beside it.
 *  @param {string} packaged path of its executable
 *  @param {NodeJS.ProcessEnv} environment with a display
 *  @throws when it does not */
export async function smokeTest(packaged, environment) {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'anchorite-smoke-'));
  try {
    // Beside the project it would find packages that were not packed.
    const away = path.join(userData, 'application');
    await cp(path.dirname(packaged), away, { recursive: true, verbatimSymlinks: true });
    const executable = path.join(away, path.basename(packaged));
    const notices = await readFile(path.join(away, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const wrong = await wrongFuses(executable, process.platform);
    if (wrong.length > 0) throw new Error(`these fuses are not set as in a release: ${wrong.join(', ')}`);
    if (!notices.includes('SCOWL')) throw new Error('the notices lack the licence of the dictionary');
    await onPage(executable, environment, userData, [], async (page) => {
      await page.getByRole('heading', { name: 'Anchorite' }).waitFor();
      await page.getByRole('button', { name: /sample collection/i }).click();
      await page
        .getByText('003_a5bfdc7065c2c0b6')
        .or(page.getByText(/Telegram 1762/i))
        .first()
        .waitFor();
    });
    const { collection, document } = await scannedCollection(userData);
    await onPage(executable, environment, userData, [`--collection=${collection}`], async (page) => {
      await page.getByText('scan').first().waitFor();
      const sizes = await page.evaluate(thumbnailSizes, document);
      if (sizes.join() !== '256 × 160,198 × 256') throw new Error(`the pictures of the pages are ${sizes.join()}`);
      const text = await page.evaluate(readText, document);
      if (!/Sample collection/i.test(text))
        throw new Error(`the picture of a collection reads ${JSON.stringify(text)}`);
    });
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A page of a PDF with nothing on it. */
const emptyPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj
trailer<</Root 1 0 R>>
`;

/** A collection with one document of two pages, an image and a PDF, made by the command line program.
 *  @param {string} folder */
async function scannedCollection(folder) {
  const files = [path.join(folder, '1 scan.png'), path.join(folder, '2 scan.pdf')];
  await copyFile(path.join(projectRoot, 'docs/screenshots', screenshot), files[0] ?? '');
  await writeFile(files[1] ?? '', emptyPdf);
  const collection = path.join(folder, 'scans');
  const program = path.join(projectRoot, 'out/cli/anchorite.js');
  const options = { env: { ...process.env, ANCHORITE_USER_FOLDER: path.join(folder, 'cli') } };
  const { stdout } = await run(
    process.execPath,
    [program, 'import', collection, ...files, '--together', '--json'],
    options,
  );
  return { collection, document: String(JSON.parse(stdout).imported[0].id) };
}

/** Runs in the page.
 *  @param {string} document
 *  @returns {Promise<string[]>} */
async function thumbnailSizes(document) {
  const { anchorite, Image } = /** @type {any} */ (globalThis);
  const reply = await anchorite.call('document:open', { document });
  const sizes = [];
  for (const { thumbnail } of reply.value.pages) {
    const image = new Image();
    image.src = thumbnail;
    await image.decode();
    sizes.push(`${image.naturalWidth} × ${image.naturalHeight}`);
  }
  return sizes;
}

/** Runs in the page: reads the pages of an open document, which gives it its text.
 *  @param {string} document
 *  @returns {Promise<string>} the text, or what went wrong */
async function readText(document) {
  const { anchorite } = /** @type {any} */ (globalThis);
  const read = await anchorite.call('facsimile:read', { document, pages: null });
  if (!read.ok || !read.value.gaveText) return JSON.stringify(read);
  const opened = await anchorite.call('document:open', { document });
  /** @param {any} node
   *  @returns {string} */
  const textOf = (node) => node.text ?? (node.content ?? []).map(textOf).join(node.type === 'paragraph' ? '' : ' ');
  return textOf(opened.value.doc);
}
