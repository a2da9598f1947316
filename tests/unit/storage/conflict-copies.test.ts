import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isConflictCopy, isConflictCopyOf } from '../../../main/storage/disk/collection-paths.ts';
import { Archivist } from '../../helpers/archivist.ts';
import { imported, inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

/** As Nextcloud, Dropbox, Syncthing, Seafile, OneDrive, Google Drive, Resilio and iCloud name the second one of two versions. */
const namings: readonly ((stem: string, ext: string) => string)[] = [
  (stem, ext) => `${stem} (conflicted copy 2026-03-01 101112)${ext}`,
  (stem, ext) => `${stem} (Anna's conflicted copy 2026-03-01)${ext}`,
  (stem, ext) => `${stem}.sync-conflict-20260301-101112-ABCDEFG${ext}`,
  (stem, ext) => `${stem} (SFConflict anna@archive.example 2026-03-01-10-11-12)${ext}`,
  (stem, ext) => `${stem}-OFFICE${ext}`,
  (stem, ext) => `${stem} (1)${ext}`,
  (stem, ext) => `${stem}.Conflict${ext}`,
  (stem, ext) => `${stem} 2${ext}`,
];

describe('the second one of two versions of a file', () => {
  test.each(namings.map((name) => [name('000001', '.jsonl'), name('document', '.json')]))(
    '%s, %s is known',
    (segment, hint) => {
      expect([isConflictCopy(segment), isConflictCopyOf(hint, 'document.json')]).toEqual([true, true]);
    },
  );

  test('is no other file, and not the file itself', () => {
    expect([
      isConflictCopyOf('document.json', 'document.json'),
      isConflictCopyOf('documents.json', 'document.json'),
    ]).toEqual([false, false]);
  });
});

describe.each(namings.map((name) => [name('000001', '.jsonl'), name]))(
  'in a folder that a program synchronises, %s',
  (segment, name) => {
    test('of the list of documents is told when it holds what is nowhere else, and is left as it is', () =>
      inTemporaryFolder(async (place) => {
        const a = new Archivist(place, 'AA');
        await a.begin(1);
        const journal = path.join(a.folder, 'journal', a.context.replica);
        const before = path.join(place, 'before');
        cpSync(path.join(journal, '000001.jsonl'), before);
        // Another computer added a document as the same copy, and its list came second.
        await a.with((collection) => collection.addDocument(imported('second.txt')));
        const other = path.join(place, 'other');
        renameSync(path.join(journal, '000001.jsonl'), other);
        cpSync(before, path.join(journal, '000001.jsonl'));
        await a.with((collection) => collection.addDocument(imported('third.txt')));
        cpSync(other, path.join(journal, segment));
        const bytes = readFileSync(path.join(journal, segment));
        await a.with(async (collection) => {
          expect(collection.notices.join(' ')).toMatch(/second version of that journal.*1 entry of it is nowhere else/);
          expect(collection.readOnly).toBeNull();
          // Its document has arrived, and is there.
          expect((await collection.summaries()).map(({ source }) => source).sort()).toEqual([
            '0.txt',
            'second.txt',
            'third.txt',
          ]);
          const { findings } = await collection.check();
          expect(findings.map(({ what }) => what).join(' ')).toContain(`journal/${a.context.replica}/${segment}`);
        });
        expect(readFileSync(path.join(journal, segment))).toEqual(bytes);
      }));

    test('of what can be made again, or with nothing new, hinders nobody and may be deleted', () =>
      inTemporaryFolder(async (place) => {
        const a = new Archivist(place, 'AA');
        const [id] = await a.begin(1);
        if (!id) throw new Error('there is no document');
        const journal = path.join(a.folder, 'journal', a.context.replica);
        cpSync(path.join(journal, '000001.jsonl'), path.join(journal, segment));
        for (const [folder, file] of [
          [a.folder, 'collection.json'],
          [path.join(a.folder, 'documents', id), 'document.json'],
        ] as const) {
          const { name: stem, ext } = path.parse(file);
          writeFileSync(path.join(folder, name(stem, ext)), 'not JSON');
        }
        await a.write(id, 'Still written. ', 1);
        await a.with(async (collection) => {
          expect(collection.notices).toEqual([]);
          const { findings, remarks } = await collection.check();
          expect(findings).toEqual([]);
          expect(remarks.filter(({ what }) => /can be deleted/.test(what))).toHaveLength(3);
        });
      }));
  },
);

test('a list of documents that has arrived by half waits for the rest, and nothing is cut off it', () =>
  inTemporaryFolder(async (place) => {
    const [a, b] = [new Archivist(place, 'AA'), new Archivist(place, 'BB')];
    await a.begin(1);
    cpSync(a.folder, b.folder, { recursive: true });
    await a.with((collection) => collection.addDocument(imported('second.txt')));
    const list = path.join('journal', a.context.replica, '000001.jsonl');
    const whole = readFileSync(path.join(a.folder, list));
    const before = readFileSync(path.join(b.folder, list)).length;
    for (const share of [0.1, 0.5, 0.9]) {
      writeFileSync(path.join(b.folder, list), whole);
      truncateSync(path.join(b.folder, list), before + Math.floor((whole.length - before) * share));
      const cut = readFileSync(path.join(b.folder, list));
      await b.with(async (collection) => {
        expect(collection.readOnly).toBeNull();
        expect((await collection.summaries()).map(({ source }) => source)).toEqual(['0.txt']);
      });
      expect(readFileSync(path.join(b.folder, list))).toEqual(cut);
      expect(existsSync(path.join(b.folder, 'recovered'))).toBe(false);
    }
    appendFileSync(path.join(b.folder, list), whole.subarray(readFileSync(path.join(b.folder, list)).length));
    for (const id of readdirSync(path.join(a.folder, 'documents')))
      cpSync(path.join(a.folder, 'documents', id), path.join(b.folder, 'documents', id), { recursive: true });
    expect((await b.states()).size).toBe(2);
  }));
