import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { readingText } from '../../shared/document/reading-text.ts';
import { builtWorkers } from '../helpers/built-workers.ts';
import { drawnPage } from '../helpers/image-files.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { contextOn, inTemporaryFolder, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { bundleProgram, ChildProgram } from './child-program.ts';
import { report, trials } from './fault-report.ts';

const workers = builtWorkers();
const kills = trials(8, 400);
/** In one collection, which is imported to the end then. */
const killsPerCollection = 8;
const [texts, images] = [90, 5];
const longestDelayMs = 120;

/** Texts in two folders, and images. */
async function makeSources(folder: string): Promise<void> {
  for (const box of ['box 1', 'box 2']) await mkdir(path.join(folder, box), { recursive: true });
  for (let number = 0; number < texts; number++)
    await writeFile(
      path.join(folder, `box ${1 + (number % 2)}`, `${number}.txt`),
      `TELEGRAM ${number}\n\nThe ambassador asked ${number} times for a statement of the plan.\n`,
    );
  for (let number = 0; number < images; number++)
    await writeFile(
      path.join(folder, `page ${number}.png`),
      await drawnPage('png', { width: 60 + number, height: 90 }),
    );
}

/** The name and the text of every document. */
async function contentOf(folder: string): Promise<readonly string[]> {
  const collection = await reopened(folder, contextOn(nodeFileSystem));
  const found: string[] = [];
  for (const { id, source } of await collection.summaries()) {
    const store = await collection.openDocument(id);
    expect([store.readOnly, store.trouble]).toEqual([null, null]);
    found.push(`${source}: ${readingText(store.state.doc)} ${store.state.pages.map(({ sha256 }) => sha256).join()}`);
    await store.close();
  }
  expect(collection.unreadable).toEqual([]);
  expect((await collection.check()).findings).toEqual([]);
  await collection.close();
  return found.sort();
}

test(`an import that is killed at any moment is gone on with by the next one: each file is there once, in ${kills} kills`, () =>
  inTemporaryFolder(async (place) => {
    const program = await bundleProgram(new URL('./programs/import-until-killed.ts', import.meta.url), place);
    const sources = path.join(place, 'sources');
    await makeSources(sources);
    const begin = (folder: string): ChildProgram =>
      new ChildProgram(program, [folder, sources, fileURLToPath(workers())]);
    const fresh = async (name: string): Promise<string> => {
      const folder = path.join(place, name);
      await (await newCollection(folder, contextOn(nodeFileSystem))).close();
      return folder;
    };
    const undisturbed = await fresh('undisturbed');
    await begin(undisturbed).ended();
    const wanted = await contentOf(undisturbed);
    expect(wanted).toHaveLength(texts + images);

    let lost = 0;
    for (let done = 0; done < kills; done += killsPerCollection) {
      const folder = await fresh(`killed ${done}`);
      const random = new SeededRandom(done + 1);
      for (let kill = 0; kill < killsPerCollection; kill++) {
        const child = begin(folder);
        // While it looks at the files, and between and during the keeping of documents.
        await child.written(1 + random.below(3)).catch(() => undefined);
        await delay(random.below(longestDelayMs));
        await child.kill();
      }
      const last = begin(folder);
      await last.ended();
      const found = await contentOf(folder);
      if (wanted.some((one) => !found.includes(one))) lost += 1;
      expect(found).toEqual(wanted);
      expect(last.lines.at(-1)).toMatch(/^done \d+ [1-9]/);
      const again = begin(folder);
      await again.ended();
      expect(again.lines.at(-1)).toBe(`done 0 ${texts + images}`);
    }
    report({ fault: 'kill -9 of an import', store: 'Anchorite', trials: kills, lost, unopened: 0 });
  }));
