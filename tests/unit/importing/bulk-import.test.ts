import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type ImportRequest, importFiles } from '../../../main/importing/import-files.ts';
import { ImportReport } from '../../../main/importing/import-report.ts';
import { planImport } from '../../../main/importing/plan-import.ts';
import { type Collection, createCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { JobContext, JobControl, JobProgress } from '../../../main/workers/job.ts';
import { type ChildProcess, nodeChild, type StartChild } from '../../../main/workers/task-process.ts';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { drawnPage } from '../../helpers/image-files.ts';
import { contextOn, inTemporaryFolder, reopened } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
const quiet: JobControl = { progress: () => undefined, signal: new AbortController().signal };

/** A folder of files, and a collection beside it. */
class Place {
  readonly folder: string;
  readonly collection: Collection;
  readonly box: string;

  constructor(folder: string, collection: Collection) {
    this.folder = folder;
    this.collection = collection;
    this.box = path.join(folder, 'box');
  }

  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(this.box, name)), { recursive: true });
      await writeFile(path.join(this.box, name), content);
    }
  }

  async import(
    how: Partial<ImportRequest> = {},
    control: JobControl = quiet,
    collection = this.collection,
    startChild: StartChild = nodeChild,
  ): Promise<ImportOutcome> {
    const context: JobContext = {
      application: { name: 'Anchorite', version: '0' },
      workers: workers(),
      startChild,
      fileSystem: nodeFileSystem,
      editors: [],
    };
    const plan = await planImport(nodeFileSystem, [this.box]);
    return importFiles(context, collection, { plan, division: 'one each', encoding: null, ...how }, control);
  }

  /** Base names of the files of the documents, in the order of the collection. */
  async sources(): Promise<readonly string[]> {
    return (await this.collection.summaries()).map(({ source }) => source);
  }
}

const inPlace = (use: (place: Place) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (folder) => {
    const created = await createCollection(path.join(folder, 'letters'), 'Letters', contextOn(nodeFileSystem));
    if (created.kind !== 'opened') throw new Error(created.kind);
    await use(new Place(folder, created.collection));
    await created.collection.close();
  });

const letters = (count: number, from = 0): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${String(from + at).padStart(3, '0')}.txt`,
      `LETTER ${from + at}\n\nDear Mr. President, this is letter ${from + at}.\n`,
    ]),
  );

const names = (files: readonly { readonly file: string }[] = []): readonly string[] =>
  files.map(({ file }) => path.basename(file));

test('two hundred texts are listed in the order of their names, though several are read and kept at a time', () =>
  inPlace(async (place) => {
    await place.write(letters(200));
    const told: JobProgress[] = [];
    const outcome = await place.import({}, { ...quiet, progress: (one) => told.push(one) });
    expect(outcome).toMatchObject({ refused: [], cancelled: false });
    expect(await place.sources()).toEqual(Object.keys(letters(200)));
    expect(outcome.files?.map(({ document }) => document)).toEqual(outcome.imported.map(({ id }) => id));
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ done: 200, total: 200 });
  }));

test('the same bytes twice in a folder, and what the collection has, come in once; the report says as which document', () =>
  inPlace(async (place) => {
    await place.write(letters(3));
    await place.import();
    await place.write({ 'copy of 1.txt': letters(3)['001.txt'] ?? '', 'new.txt': 'NEW', 'new again.txt': 'NEW' });
    const outcome = await place.import();
    expect(outcome.imported.map(({ source }) => source)).toEqual(['new again.txt']);
    expect(outcome.duplicates?.map(({ file, of }) => [path.basename(file), of])).toEqual([
      ['000.txt', '000.txt'],
      ['001.txt', '001.txt'],
      ['002.txt', '002.txt'],
      ['copy of 1.txt', '001.txt'],
      ['new.txt', 'new again.txt'],
    ]);
    const kept = await place.import({ duplicates: 'keep' });
    expect([kept.imported.length, kept.duplicates]).toEqual([6, undefined]);
  }));

test('a document that was taken out of the collection is no reason not to import its file', () =>
  inPlace(async (place) => {
    await place.write(letters(2));
    const [first] = (await place.import()).imported;
    if (!first) throw new Error('nothing was imported');
    await place.collection.removed.remove([first.id]);
    expect((await place.import()).imported.map(({ source }) => source)).toEqual(['000.txt']);
  }));

test('an import that is cancelled keeps what is in, and the same one goes on where it stopped', () =>
  inPlace(async (place) => {
    await place.write(letters(60));
    const stop = new AbortController();
    const first = await place.import(
      { onImported: () => stop.abort() },
      { progress: () => undefined, signal: stop.signal },
    );
    expect(first.cancelled).toBe(true);
    expect(first.imported.length).toBeGreaterThan(0);
    expect(first.imported.length).toBeLessThan(60);
    const second = await place.import();
    expect(second.duplicates).toHaveLength(first.imported.length);
    expect(second.imported).toHaveLength(60 - first.imported.length);
    expect(await place.sources()).toEqual(Object.keys(letters(60)));
  }));

test('what came in is known from the documents themselves when the ledger is lost or damaged', () =>
  inPlace(async (place) => {
    await place.write({ ...letters(4), 'page.png': await drawnPage('png', { width: 50, height: 70 }) });
    await place.import();
    await place.collection.close();
    const ledger = path.join(place.collection.folder, 'index', 'sources.jsonl');
    const whole = await readFile(ledger, 'utf8');
    expect(whole.trimEnd().split('\n')).toHaveLength(6);
    for (const damage of [null, whole.slice(0, whole.length >> 1), whole.replace(/1/g, '2'), 'nonsense']) {
      if (damage === null) await rm(ledger);
      else await writeFile(ledger, damage);
      const collection = await reopened(place.collection.folder, contextOn(nodeFileSystem));
      const outcome = await place.import({}, quiet, collection);
      expect([outcome.imported, names(outcome.duplicates)]).toEqual([[], [...Object.keys(letters(4)), 'page.png']]);
      await collection.close();
      expect((await readFile(ledger, 'utf8')).trimEnd().split('\n').sort()).toEqual(whole.trimEnd().split('\n').sort());
    }
  }));

test('of forty images that become a document each, never more than two are decoded at a time', () =>
  inPlace(async (place) => {
    for (let number = 0; number < 40; number++)
      await place.write({ [`scan ${number}.png`]: await drawnPage('png', { width: 40 + number, height: 60 }) });
    let [started, busy, most] = [0, 0, 0];
    const counting: StartChild = (file, heapMb) => {
      started += 1;
      const child = nodeChild(file, heapMb);
      const counted: ChildProcess = {
        ...child,
        post(message) {
          busy += 1;
          most = Math.max(most, busy);
          child.post(message);
        },
        onMessage: (listener) =>
          child.onMessage((message) => {
            if ((message as { readonly kind: string }).kind !== 'told') busy -= 1;
            listener(message);
          }),
      };
      return counted;
    };
    const outcome = await place.import({}, quiet, place.collection, counting);
    expect(outcome.imported).toHaveLength(40);
    expect([started, most]).toEqual([2, 2]);
    const again = await place.import({}, quiet, place.collection, () => {
      throw new Error('nothing is decoded that is known');
    });
    expect([again.imported.length, again.duplicates?.length]).toEqual([0, 40]);
  }));

test('a document of several images is known by all of them, also when one of its files was refused', () =>
  inPlace(async (place) => {
    const page = (width: number): Promise<Uint8Array> => drawnPage('png', { width, height: 60 });
    await place.write({ 'a-1.png': await page(41), 'a-2.png': Buffer.from('\x89PNG\r\n\x1a\nbroken', 'latin1') });
    const first = await place.import({ division: 'together' });
    expect([first.imported.length, names(first.refused)]).toEqual([1, ['a-2.png']]);
    const second = await place.import({ division: 'together' });
    expect([second.imported.length, names(second.duplicates), names(second.refused)]).toEqual([
      0,
      ['a-1.png'],
      ['a-2.png'],
    ]);
    await place.write({ 'a-2.png': await page(42) });
    expect((await place.import({ division: 'together' })).imported.map(({ anchors }) => anchors.length)).toEqual([2]);
  }));

const volumeOf = (texts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Volume</title></titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader><text><body>${texts
    .map((text, at) => `<div type="document" xml:id="d${at}" n="${at}"><head>${at}</head><p>${text}</p></div>`)
    .join('\n')}</body></text></TEI>\n`;

test('a volume of TEI that came in by half is gone on with, and comes in once', () =>
  inPlace(async (place) => {
    await place.write({ 'volume.xml': volumeOf(['One.', 'Two.', 'Three.', 'Four.']) });
    const stop = new AbortController();
    let came = 0;
    const first = await place.import(
      {
        onImported: () => {
          came += 1;
          if (came === 2) stop.abort();
        },
      },
      { progress: () => undefined, signal: stop.signal },
    );
    expect([first.imported.length, first.cancelled]).toEqual([2, true]);
    const second = await place.import();
    expect([second.imported.length, second.duplicates?.length]).toEqual([3, 2]);
    const third = await place.import();
    expect([third.imported.length, third.duplicates?.length]).toEqual([0, 5]);
  }));

test('the report counts files by their fate and by the reason for it, and is written as a table and as JSON', () =>
  inPlace(async (place) => {
    await place.write({
      ...letters(2),
      'same.txt': letters(2)['000.txt'] ?? '',
      'a.rtf': '{\\rtf1 Dear}',
      'b.rtf': '{\\rtf1 Sir}',
      'with, comma.rtf': '{\\rtf1 Sir}',
      '.hidden': 'x',
      'Thumbs.db': 'x',
    });
    const report = new ImportReport(await place.import());
    expect(report.counts).toEqual({ imported: 2, duplicate: 1, refused: 3, 'left out': 2 });
    expect(report.reasons).toEqual([
      { fate: 'imported', reason: '', files: 2 },
      { fate: 'duplicate', reason: 'The same is in the collection already.', files: 1 },
      { fate: 'refused', reason: '… is an RTF document, and this version reads plain text only.', files: 3 },
      { fate: 'left out', reason: 'It is hidden.', files: 1 },
      { fate: 'left out', reason: 'The system keeps it for itself.', files: 1 },
    ]);
    const lines = report.csv().trimEnd().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toBe('fate,file,document,why');
    expect(lines.find((line) => line.includes('comma'))).toContain(
      `refused,"${path.join(place.box, 'with, comma.rtf')}",,`,
    );
    expect(JSON.parse(report.fileNamed('r.JSON'))).toEqual({
      counts: report.counts,
      reasons: report.reasons,
      files: report.rows,
    });
    expect(report.fileNamed('r.csv')).toBe(report.csv());
  }));
