import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Node } from 'prosemirror-model';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { annotationKinds } from '../../shared/document/annotation.ts';
import type { Change, StepJson } from '../../shared/document/document-state.ts';
import type { DocumentId, GroupId } from '../../shared/document/identifier.ts';
import { textBlocks } from '../../shared/document/reading-text.ts';
import { tagRange } from '../../shared/edit/tag-commands.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { contextOn, newCollection } from '../helpers/storage-fixtures.ts';

/** Stands once in each text, about in its middle: where the keys are typed. */
export const middleWord = 'Midmostword';

/** A page of a typescript. */
const wordsOnPage = 300;
const wordsToTag = 10;
/** One word in so many is replaced by another of the same documents, so that no two paragraphs read the same. */
const oneOfReplaced = 6;
/** One word in so many is read wrong, as OCR does. */
const oneOfMisread = 60;
const leastWords = 12;

/** Paragraphs of the sample documents in ever other order and with ever other words: the same text for the same size. */
export async function proseOf(words: number, samples: string): Promise<string> {
  const paragraphs = await paragraphsOf(samples);
  const pool = paragraphs.flat();
  const random = new SeededRandom(words);
  const lines: string[] = ['495. Letter From the Department'];
  let count = 0;
  let page = 1;
  let isMiddlePassed = false;
  while (count < words) {
    if (count >= page * wordsOnPage) lines.push(`[Facsimile Page ${++page}]`);
    const paragraph = paragraphs[random.below(paragraphs.length)] ?? [];
    const read = paragraph.map((word) => misread(random.below(oneOfReplaced) === 0 ? any(pool, random) : word, random));
    if (!isMiddlePassed && count + read.length > words / 2) {
      isMiddlePassed = true;
      read.splice(read.length >> 1, 0, middleWord);
    }
    lines.push(read.join(' '));
    count += read.length;
  }
  return `${lines.join('\n\n')}\n`;
}

async function paragraphsOf(samples: string): Promise<readonly (readonly string[])[]> {
  const files = (await readdir(samples)).filter((name) => name.endsWith('.txt')).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(samples, name), 'utf8')));
  return texts
    .flatMap((text) => text.split(/\r?\n/))
    .map((line) => line.replace(/\[[^\]]*\]|\/\d+\//g, ' ').match(/\S+/g) ?? [])
    .filter((line) => line.length >= leastWords);
}

const any = (pool: readonly string[], random: SeededRandom): string => pool[random.below(pool.length)] ?? '';

const misreadings = [
  ['m', 'rn'],
  ['h', 'b'],
  ['e', 'c'],
  ['l', '1'],
] as const;

function misread(word: string, random: SeededRandom): string {
  if (random.below(oneOfMisread) !== 0) return word;
  const [from, to] = misreadings[random.below(misreadings.length)] ?? misreadings[0];
  return word.replace(from, to);
}

/** Makes a collection with a document of a text, one word in ten tagged.
 *  @returns the number of tags */
export async function writeCollection(folder: string, text: string): Promise<number> {
  const collection = await newCollection(folder, contextOn(nodeFileSystem, { editor: 'TE' }));
  const { doc, metadata, report } = readPlainText(text, { fileName: 'volume.txt' });
  const { id } = await collection.addDocument({
    source: { name: 'volume.txt', bytes: Buffer.from(text), encoding: 'utf-8' },
    doc,
    metadata,
    report,
  });
  const changes = taggings(doc);
  await collection.openDocument(id as DocumentId).then(async (store) => {
    for (let from = 0; from < changes.length; from += tagsAtOnce)
      await store.append(store.state.seq, changes.slice(from, from + tagsAtOnce));
  });
  await collection.close();
  return changes.length;
}

const tagsAtOnce = 500;

/** Tags one word in ten. Marks move nothing, so that all are found in the document as it was imported. */
function taggings(doc: Node): readonly Change[] {
  const changes: Change[] = [];
  let words = 0;
  for (const { block, start } of textBlocks(doc)) {
    const text = block.textBetween(0, block.content.size, '', () => '\uFFFC');
    for (const { index, 0: word } of text.matchAll(/[^\s\uFFFC]+/g)) {
      words += 1;
      if (words % wordsToTag !== 0) continue;
      const kind = annotationKinds[changes.length % annotationKinds.length] ?? 'term';
      const tagging = tagRange(doc, start + index, start + index + word.length, kind);
      if (!tagging) continue;
      const steps = tagging.transform.steps.map((step) => step.toJSON() as StepJson);
      changes.push({ group: `gtag${changes.length}` as GroupId, steps, annotations: [tagging.act] });
    }
  }
  return changes;
}
