import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportedDocument } from '../../main/storage/document/stage-document.ts';
import { type DocumentMetadata, emptyMetadata } from '../../shared/document/metadata.ts';
import { schema } from '../../shared/document/schema.ts';
import { hasty } from '../helpers/hasty-disk.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { contextOn, newCollection } from '../helpers/storage-fixtures.ts';

const leastWords = 12;
const senders = ['Stevenson New York', 'Department of State', 'Kohler Moscow', 'Chairman Khrushchev'] as const;
const types = ['telegram', 'letter', 'memorandum', 'message'] as const;
const firstDay = Date.UTC(1962, 8, 1);
const days = 180;
const dayMs = 86_400_000;
const dateForm = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** Paragraphs of the sample documents. */
async function paragraphsOf(samples: string): Promise<readonly string[]> {
  const files = (await readdir(samples)).filter((name) => name.endsWith('.txt')).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(samples, name), 'utf8')));
  return texts
    .flatMap((text) => text.split(/\r?\n/))
    .map((line) => line.replace(/\[[^\]]*\]|\/\d+\//g, ' ').match(/\S+/g) ?? [])
    .filter((words) => words.length >= leastWords)
    .map((words) => words.join(' '));
}

/** What is known of a document: the same for the same number. */
function metadataOf(number: number, random: SeededRandom): DocumentMetadata {
  const day = new Date(firstDay + random.below(days) * dayMs);
  const [from = '', to = ''] = [senders[random.below(senders.length)], senders[random.below(senders.length)]];
  const type = types[random.below(types.length)] ?? 'telegram';
  const when = day.toISOString().slice(0, 10);
  const text = dateForm.format(day);
  return {
    ...emptyMetadata,
    type,
    title: `${type} from ${from}`,
    number: String(number),
    from,
    to,
    date: { text, when },
  };
}

/** Three paragraphs of the sample documents in ever another choice: the same document for the same number. */
function grownDocument(paragraphs: readonly string[], number: number): ImportedDocument {
  const random = new SeededRandom(number);
  const chosen = [1, 2, 3].map(() => paragraphs[random.below(paragraphs.length)] ?? '');
  const blocks = chosen.map((text) => schema.node('paragraph', null, [schema.text(text)]));
  return {
    source: {
      name: `${String(number).padStart(6, '0')}.txt`,
      bytes: Buffer.from(`${chosen.join('\n\n')}\n`),
      encoding: 'utf-8',
    },
    doc: schema.node('doc', null, blocks),
    metadata: metadataOf(number, random),
    report: { recognitions: [], remarks: [], setAside: [] },
  };
}

/** A collection of so many documents that are made from the samples.
 *  @param samples folder of the sample documents */
export async function growCollection(documents: number, folder: string, samples: string): Promise<string> {
  const paragraphs = await paragraphsOf(samples);
  const collection = await newCollection(folder, contextOn(hasty, { editor: 'TE', now: () => new Date() }));
  for (let number = 1; number <= documents; number++) await collection.addDocument(grownDocument(paragraphs, number));
  await collection.close();
  return folder;
}
