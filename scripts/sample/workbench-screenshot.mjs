import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { projectRoot } from '../lib/project.mjs';
import { sandboxArguments, withElectron } from '../runtime/electron-session.mjs';

/** Faces load when text first needs them, which may be after `document.fonts.ready`: ask for each. */
const facesLoaded = `Promise.all(
  ['13px "Inter Variable"', '17px "Source Serif 4 Variable"', '15px "Courier Prime"'].map((face) => document.fonts.load(face)),
).then(() => true)`;

/** Opens one document of a collection in the real application and takes a picture of the window.
 *  @param {{ readonly collection: string, readonly document: string, readonly file: string }} wanted */
export async function takeWorkbenchScreenshot(wanted) {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'anchorite-screenshot-'));
  try {
    await withElectron(async ({ runtime, environment }) => {
      const application = await _electron.launch({
        executablePath: runtime.executable,
        args: [
          projectRoot,
          ...sandboxArguments(),
          `--user-data-dir=${userData}`,
          `--collection=${wanted.collection}`,
          `--document=${wanted.document}`,
        ],
        env: /** @type {Record<string, string>} */ (environment),
      });
      try {
        const page = await application.firstWindow();
        await page.locator('.ProseMirror').first().waitFor();
        await page.evaluate(facesLoaded);
        await page.screenshot({ path: wanted.file });
      } finally {
        await application.close();
      }
    });
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
