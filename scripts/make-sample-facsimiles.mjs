import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isProgram, projectRoot, runProgram } from './lib/project.mjs';
import { facsimilesOf, stems } from './sample/facsimiles/render.mjs';

/** Sets the five sample documents as pages, from the texts in fixtures/truth/, and writes them with their layouts to
 *  fixtures/facsimiles/. To be run when a text or the setting was changed; the pages are kept in the repository. */
async function makeSampleFacsimiles() {
  const root = path.join(projectRoot, 'fixtures', 'facsimiles');
  await rm(root, { recursive: true, force: true });
  for (const stem of stems) {
    const folder = path.join(root, stem);
    await mkdir(folder, { recursive: true });
    for (const page of facsimilesOf(stem)) {
      const image = await page.image();
      await writeFile(path.join(folder, page.name), image);
      await writeFile(path.join(folder, page.layoutName), page.layout);
      process.stdout.write(`${stem}/${page.name}: ${Math.round(image.length / 1000)} kB\n`);
    }
  }
}

if (isProgram(import.meta.url)) await runProgram(makeSampleFacsimiles);
