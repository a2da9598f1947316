import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { sandboxArguments } from '../runtime/electron-session.mjs';

const startTimeoutMs = 60_000;

/** Starts the packaged application and waits until its page can be driven. A released application refuses Node's inspector, so
 *  Chromium's own remote debugging is used.
 *  @param {string} executable
 *  @param {string} userData
 *  @param {NodeJS.ProcessEnv} environment */
async function startPackaged(executable, userData, environment) {
  const words = ['--remote-debugging-port=0', `--user-data-dir=${userData}`, ...sandboxArguments()];
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

/** Checks that the packaged application starts and opens its sample collection.
 *  @param {string} executable
 *  @param {NodeJS.ProcessEnv} environment with a display
 *  @throws when it does not */
export async function smokeTest(executable, environment) {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'anchorite-smoke-'));
  const { application, endpoint } = await startPackaged(executable, userData, environment);
  try {
    const browser = await chromium.connectOverCDP(await endpoint);
    const page = await firstPage(browser);
    await page.getByRole('heading', { name: 'Anchorite' }).waitFor();
    await page.getByRole('button', { name: /sample collection/i }).click();
    await page
      .getByText('003_a5bfdc7065c2c0b6')
      .or(page.getByText(/Telegram 1762/i))
      .first()
      .waitFor();
    await browser.close();
  } finally {
    if (application.exitCode === null && application.signalCode === null) {
      application.kill();
      await once(application, 'exit');
    }
    await rm(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
