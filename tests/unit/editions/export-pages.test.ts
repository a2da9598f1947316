import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { exportEditions } from '../../../main/editions/export-edition.ts';
import { exportAlto } from '../../../main/editions/export-to-folder.ts';
import { importMissingSamples } from '../../../main/importing/sample-collection.ts';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { documentsOf } from '../../../main/storage/collection/named-documents.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import type { StepJson } from '../../../shared/document/document-state.ts';
import { newGroupId } from '../../../shared/document/identifier.ts';
import { layoutWords } from '../../../shared/document/layout.ts';
import { schema } from '../../../shared/document/schema.ts';
import { readLayout } from '../../../shared/import/ocr/read-layout.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { sampleStems } from '../../helpers/import-characters.ts';
import { contextOn, inTemporaryFolder, newCollection } from '../../helpers/storage-fixtures.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';

const workers = builtWorkers();
const jobContext = (): JobContext => ({
  application: { name: 'Anchorite', version: '0.0.0' },
  workers: workers(),
  startChild: nodeChild,
  fileSystem: nodeFileSystem,
  editors: [],
});
const running = () => ({ progress: () => undefined, signal: new AbortController().signal });

async function inSamples(use: (collection: Collection, folder: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const collection = await newCollection(path.join(folder, 'samples'), contextOn(nodeFileSystem));
    try {
      await importMissingSamples(jobContext(), collection, running());
      await use(collection, path.join(folder, 'out'));
    } finally {
      await collection.close();
    }
  });
}

/** Puts other words in the place of some that stand in a document once. */
async function replaceWords(store: DocumentStore, words: string, others: string): Promise<void> {
  const { doc, seq } = store.state;
  let at = -1;
  doc.descendants((node, pos) => {
    const index = node.text?.indexOf(words) ?? -1;
    if (index >= 0 && at < 0) at = pos + index;
  });
  if (at < 0) throw new Error(`${words} is not in one piece of the text`);
  const { steps } = new Transform(doc).replaceWith(at, at + words.length, schema.text(others));
  await store.append(seq, [{ group: newGroupId(), steps: steps.map((step) => step.toJSON() as StepJson) }]);
}

test('the TEI of each sample document names its pages, their images and the lines on them, and is valid', () =>
  inSamples(async (collection, out) => {
    const documents = (await collection.summaries()).map(({ id }) => id);
    const request = { documents, folder: out, writeInvalid: false, schemaFile: null };
    const reply = await exportEditions(jobContext(), documentsOf(collection), request, running());
    expect(reply.ok && reply.value.documents.map(({ kind, findings }) => [kind, findings])).toEqual(
      documents.map(() => ['written', []]),
    );
    const grammars = [await anchoriteGrammar(), ...(hasTeiAll ? [await teiAllGrammar()] : [])];
    const pages = [5, 1, 3, 4, 2];
    for (const [index, stem] of sampleStems.entries()) {
      const xml = await readFile(path.join(out, `${stem}.xml`), 'utf8');
      expect(findingsOf(xml, grammars)).toEqual([]);
      expect(xml.match(/<graphic [^>]*url="[^"]*000\d\.webp"/g)).toHaveLength(pages[index] ?? 0);
      expect(xml.match(/<surface /g)).toHaveLength(pages[index] ?? 0);
      const zones = [...xml.matchAll(/<zone xml:id="([^"]+)"/g)].map(([, id]) => id);
      expect(zones.length).toBeGreaterThan(10);
      const shown = [...xml.matchAll(/<lb [^>]*facs="#([^"]+)"/g)].map(([, id]) => id);
      for (const id of shown) expect(zones).toContain(id);
    }
  }));

test('the ALTO of a page has its words with their boxes, corrected where the text was corrected', () =>
  inSamples(async (collection, out) => {
    const [stem] = sampleStems;
    const row = (await collection.summaries()).find(({ source }) => source === `${stem}.txt`);
    if (!row) throw new Error('no sample');
    await documentsOf(collection).withDocument(row.id, (store) =>
      replaceWords(store, 'twenty-seventh', 'CHANGED HERE'),
    );
    const documents = [row.id];
    const reply = await exportAlto(jobContext(), documentsOf(collection), { documents, folder: out }, running());
    if (!reply.ok) throw new Error(reply.fault.what);
    const names = [1, 2, 3, 4, 5].map((page) => `000${page}.xml`);
    expect(reply.value).toMatchObject({ cancelled: false, documents: [{ kind: 'pages', unread: 0, findings: [] }] });
    expect(await readdir(path.join(out, stem ?? ''))).toEqual(names);
    let changed = 0;
    for (const name of names) {
      const xml = await readFile(path.join(out, stem ?? '', name), 'utf8');
      const read = readLayout([xml]);
      const known = readLayout([await readFile(path.join(fixtures, stem ?? '', name), 'utf8')]);
      if (read.kind !== 'layout' || known.kind !== 'layout') throw new Error(`${name} is not read`);
      expect(read.pages[0]?.image).toBe(name.replace('.xml', '.webp'));
      const words = layoutWords(read.pages[0]?.layout ?? { width: 1, height: 1, blocks: [] });
      const before = layoutWords(known.pages[0]?.layout ?? { width: 1, height: 1, blocks: [] });
      const corrected = [...xml.matchAll(/<String CONTENT="([^"]*)"[^>]*CS="true"/g)].map(([, text]) => text);
      if (corrected.includes('CHANGED')) {
        changed += 1;
        const at = words.findIndex(({ text }) => text === 'CHANGED');
        const shared = words.slice(at, at + 2);
        expect(shared.map(({ text }) => text.replace(/\W+$/, ''))).toEqual(['CHANGED', 'HERE']);
        expect(shared[0]?.alternatives[0]?.text).toContain('twenty-seventh');
        expect(shared[0]?.box?.x).toBe(before[at]?.box?.x);
      }
      // What the page prints in another way than the source of the text: quotes, superscripts, words over a line end.
      expect(corrected.length).toBeLessThan(words.length / 8);
    }
    expect(changed).toBe(1);
  }));

const fixtures = path.join(import.meta.dirname, '../../../fixtures/facsimiles');
