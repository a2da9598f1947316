import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LaunchRequest } from '../../../main/handlers/session/shell.ts';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { newGroupId, newReplicaId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { desk, documents, granted, letter, start, stop, told, withLetter } from '../../helpers/desk.ts';

test('the first start shows defaults, remembers nothing and has opened nothing', async () => {
  const ask = await start();
  expect(granted(await ask('app:start', null))).toEqual({
    version: '9.9.9',
    platform: 'linux',
    preferences: expect.objectContaining({ theme: 'system', introduced: false }),
    recent: [],
    opened: null,
    fault: null,
    files: [],
  });
  expect([desk.theme, desk.open]).toEqual(['system', { collection: false, document: false }]);
});

test('preferences are kept, and the identity of the installation with them', async () => {
  const ask = await start();
  const { preferences } = granted(await ask('app:start', null));
  const wanted = { ...preferences, theme: 'dark', introduced: true, replica: newReplicaId() } as const;
  const saved = granted(await ask('preferences:save', wanted));
  expect(saved).toEqual({ ...wanted, replica: preferences.replica });
  expect(desk.theme).toBe('dark');
  const again = await start();
  expect(granted(await again('app:start', null)).preferences).toEqual(saved);
});

test('the sample collection is made once and opened with the document that was asked for', async () => {
  const ask = await start({ sample: true, document: '003_a5bfdc7065c2c0b6' });
  const { opened, fault } = granted(await ask('app:start', null));
  expect(fault).toBeNull();
  expect(opened?.collection.documents).toHaveLength(5);
  expect(opened?.document).toBe(opened?.collection.documents[3]?.id);
  await stop();
  const again = await start({ sample: true });
  const second = granted(await again('app:start', null)).opened;
  expect(second?.collection.documents).toEqual(opened?.collection.documents);
  expect(await readdir(path.join(desk.folder, 'user', 'Sample collection', 'documents'))).toHaveLength(5);
});

test('a sample collection that was interrupted is completed', async () => {
  const ask = await start();
  desk.chosenFolder = path.join(desk.folder, 'user', 'Sample collection');
  granted(await ask('collection:new', { title: 'Sample collection' }));
  desk.chosenFiles = [letter];
  granted(await ask('collection:import', { files: null }));
  granted(await ask('collection:close', null));
  const { documents: rows } = granted(await ask('collection:open-sample', null));
  expect(rows.map(({ source }) => source).sort()).toEqual(
    (await readdir(documents)).filter((name) => name.endsWith('.txt')).sort(),
  );
});

test.each<[string, Partial<LaunchRequest>, string]>([
  ['a folder that is not there', { collection: '/nowhere/at/all' }, '“/nowhere/at/all” is not a collection.'],
  [
    'a document that is not there',
    { sample: true, document: 'none' },
    'There is no document “none” in the collection.',
  ],
])('%s on the command line is told, and the window opens all the same', async (_name, launch, what) => {
  const ask = await start(launch);
  expect(granted(await ask('app:start', null)).fault?.what).toBe(what);
});

test('a new collection is made where the person says, listed as recent and opened again', async () => {
  const ask = await start();
  const view = await withLetter(ask);
  expect(view).toMatchObject({ title: 'Letters', readOnly: null, notices: [] });
  expect(view.documents.map(({ source }) => source)).toEqual([path.basename(letter)]);
  expect(desk.open).toEqual({ collection: true, document: false });
  await stop();
  const again = await start();
  const { recent } = granted(await again('app:start', null));
  expect(recent.map(({ folder, title }) => [folder, title])).toEqual([[view.folder, 'Letters']]);
  expect(granted(await again('collection:open', { folder: view.folder }))?.documents).toEqual(view.documents);
});

test('cancelling a dialog does nothing', async () => {
  const ask = await start();
  expect(granted(await ask('collection:new', { title: 'x' }))).toBeNull();
  expect(granted(await ask('collection:open', { folder: null }))).toBeNull();
  await withLetter(ask);
  desk.chosenFiles = null;
  expect(granted(await ask('collection:import', { files: null }))).toBeNull();
  desk.chosenFolder = null;
  const argument = { documents: [], format: 'tei', view: null, writeInvalid: false, overwrite: false } as const;
  expect(granted(await ask('edition:export', argument))).toBeNull();
});

test('the page cannot open folders or import files that the person did not give it', async () => {
  const ask = await start();
  const { folder } = await withLetter(ask);
  granted(await ask('collection:close', null));
  expect(await ask('collection:open', { folder: desk.folder })).toMatchObject({ ok: false });
  granted(await ask('collection:open', { folder }));
  expect(await ask('collection:import', { files: [letter] })).toMatchObject({ ok: false });
  expect(granted(await ask('collection:documents', null))).toHaveLength(1);
});

test('dropped files and folders are imported; what is wrong with one is told beside the others', async () => {
  const ask = await start();
  await withLetter(ask);
  const folder = path.join(desk.folder, 'dropped');
  await mkdir(folder);
  await writeFile(path.join(folder, 'memo.txt'), 'MEMORANDUM\n\nAll is well.');
  await writeFile(path.join(folder, 'void.txt'), '');
  desk.dropped.add(folder);
  const outcome = granted(await ask('collection:import', { files: [folder] }));
  expect(outcome?.imported.map(({ source }) => source)).toEqual(['memo.txt']);
  expect(outcome?.refused.map(({ file, fault }) => [path.basename(file), fault.what])).toEqual([
    ['void.txt', '“void.txt” holds no text.'],
  ]);
  expect(told('progress').at(-1)).toMatchObject({ done: 2, total: 2 });
});

test('a collection that another program writes to opens for reading only', async () => {
  const ask = await start();
  const { folder } = await withLetter(ask);
  granted(await ask('collection:close', null));
  const other = await openCollection(folder, {
    fileSystem: nodeFileSystem,
    replica: newReplicaId(),
    editor: 'EG',
    now: () => new Date(),
  });
  try {
    const view = granted(await ask('collection:open', { folder }));
    expect(view?.readOnly).toEqual(expect.any(String));
    expect(view?.documents).toHaveLength(1);
    const document = view?.documents[0];
    if (!document) throw new Error('no document');
    const opened = granted(await ask('document:open', { document: document.id }));
    expect(opened.readOnly).toEqual(expect.any(String));
    const changes = [{ group: newGroupId(), steps: [] }];
    expect(await ask('document:append', { document: document.id, baseSeq: 1, changes })).toMatchObject({ ok: false });
  } finally {
    if (other.kind === 'opened') await other.collection.close();
  }
});

describe('a document', () => {
  const typed = (text: string, at = 1) => ({
    group: newGroupId(),
    steps: [{ stepType: 'replace', from: at, to: at, slice: { content: [{ type: 'text', text }] } }],
  });

  async function openLetter() {
    const ask = await start();
    const { documents: rows, folder } = await withLetter(ask);
    const [row] = rows;
    if (!row) throw new Error('no document');
    return { ask, folder, id: row.id, opened: granted(await ask('document:open', { document: row.id })) };
  }

  test('opens with everything that the workbench needs', async () => {
    const { opened, id } = await openLetter();
    expect(opened).toMatchObject({
      id,
      status: 'raw',
      seq: 1,
      imported: null,
      readOnly: null,
      notices: [],
      history: [],
      annotations: [],
      versions: [{ number: 1 }],
      source: { name: path.basename(letter), encoding: 'utf-8' },
      metadata: { type: 'letter' },
    });
    expect(opened.sourceText).toBe(await readFile(letter, 'utf8'));
    const text = schema.nodeFromJSON(JSON.parse(opened.doc)).textContent;
    expect(text).toContain('Letter');
    expect(desk.open).toEqual({ collection: true, document: true });
  });

  test('a change is on the disk when it is acknowledged, and there after opening again', async () => {
    const { ask, id, folder } = await openLetter();
    const changes = [typed('Really: ')];
    const acknowledged = granted(await ask('document:append', { document: id, baseSeq: 1, changes }));
    expect(acknowledged.seq).toBe(2);
    const journal = path.join(folder, 'documents', id, 'journal');
    const [replica = ''] = await readdir(journal);
    expect(await readFile(path.join(journal, replica, '000001.jsonl'), 'utf8')).toContain('Really: ');
    granted(await ask('document:close', { document: id }));
    expect(told('documents-changed').at(-1)?.documents[0]).toMatchObject({ id, corrections: 1 });
    const reopened = granted(await ask('document:open', { document: id }));
    expect(reopened.seq).toBe(3);
    const [doc, imported] = [reopened.doc, reopened.imported ?? reopened.doc].map((text) =>
      schema.nodeFromJSON(JSON.parse(text)),
    );
    expect(doc?.textContent).toBe(`Really: ${imported?.textContent}`);
    expect(reopened.history.map(({ group }) => group)).toEqual([changes[0]?.group]);
  });

  test('the window sees what was done for each version, compares them, and asks who changed a word', async () => {
    const { ask, id } = await openLetter();
    granted(await ask('document:append', { document: id, baseSeq: 1, changes: [typed('Really: ')] }));
    const kept = granted(await ask('document:name-version', { document: id, name: 'Read' }));
    expect(kept.versions.at(-1)).toMatchObject({ number: 2, automatic: false, seq: 3 });
    const { versions, sinceLast } = granted(await ask('document:versions', { document: id }));
    expect(versions.map(({ figures }) => figures)).toEqual([null, { corrections: 1, tags: 0, anchors: 0 }]);
    expect(sinceLast).toEqual({ corrections: 0, tags: 0, anchors: 0 });
    const compared = granted(await ask('document:compare', { document: id, states: ['present', 1] }));
    expect([compared.older.seq, compared.newer.version?.number, compared.comparison.changes]).toEqual([1, 2, 1]);
    const past = granted(await ask('document:state-at', { document: id, at: { kind: 'version', number: 1 } }));
    expect(JSON.stringify(past.doc)).not.toContain('Really: ');
    const blame = granted(await ask('document:word-history', { document: id, from: 3, to: 3 }));
    expect([blame.text, blame.events.map(({ seq, before }) => [seq, before])]).toEqual(['Really:', [[2, '']]]);
  });

  test('what the window restores is a version of its own, behind one of what was done since the last', async () => {
    const { ask, id } = await openLetter();
    granted(await ask('document:append', { document: id, baseSeq: 1, changes: [typed('Really: ')] }));
    const change = { group: newGroupId(), steps: [{ stepType: 'replace', from: 1, to: 9 }] };
    const restored = granted(await ask('document:restore', { document: id, baseSeq: 2, change, name: 'Restored 1' }));
    const [, work, last] = restored.versions;
    expect([work, last]).toMatchObject([{ automatic: true }, { seq: 5, name: 'Restored 1' }]);
  });

  test('a version or a state that never was is told with words', async () => {
    const { ask, id } = await openLetter();
    const missing = await ask('document:compare', { document: id, states: [1, 7] });
    const later = await ask('document:state-at', { document: id, at: { kind: 'version', number: 9 } });
    expect([missing, later]).toMatchObject([
      { ok: false, fault: { what: 'The document never had a version 7.' } },
      { ok: false, fault: { what: 'The document never had a version 9.' } },
    ]);
  });

  test('a change on another state, or one that does not fit, is refused with words and leaves the document alone', async () => {
    const { ask, id } = await openLetter();
    const late = await ask('document:append', { document: id, baseSeq: 7, changes: [typed('x')] });
    const wild = await ask('document:append', { document: id, baseSeq: 1, changes: [typed('x', 100_000)] });
    for (const reply of [late, wild])
      expect(reply).toMatchObject({
        ok: false,
        fault: {
          what: expect.stringContaining('does not fit what is on the disk'),
          kept: 'Everything saved before is kept.',
        },
      });
    granted(await ask('document:close', { document: id }));
    expect(granted(await ask('document:open', { document: id })).seq).toBe(1);
  });

  test('facts, versions and status are kept in the name of the present editor', async () => {
    const { ask, id } = await openLetter();
    const { preferences } = granted(await ask('app:start', null));
    granted(await ask('preferences:save', { ...preferences, editor: { name: 'Erna Gold', siglum: 'EG' } }));
    granted(await ask('document:open', { document: id }));
    granted(await ask('document:set-metadata', { document: id, metadata: { title: 'A letter' } }));
    const named = granted(await ask('document:name-version', { document: id, name: 'Read once' }));
    expect(named.versions.map(({ name, editor }) => [name, editor]).at(-1)).toEqual(['Read once', 'EG']);
    const rows = granted(await ask('collection:set-status', { documents: [id], status: 'proofread' }));
    expect(rows).toMatchObject([{ id, title: 'A letter', status: 'proofread', changedBy: 'EG' }]);
    expect(preferences.editor.siglum).not.toBe('EG');
  });

  test('a page that was loaded again goes on with the document that was open', async () => {
    const { ask, id } = await openLetter();
    granted(await ask('app:start', null));
    const { opened } = granted(await ask('app:start', null));
    expect(opened).toMatchObject({ document: id, collection: { title: 'Letters' } });
    expect(granted(await ask('document:open', { document: id })).readOnly).toBeNull();
  });

  test('its edition is checked, and written where the person says', async () => {
    const { ask, id } = await openLetter();
    expect(granted(await ask('edition:check', { documents: [id] }))).toEqual([
      { document: id, title: expect.any(String), findings: [], seq: expect.any(Number) },
    ]);
    desk.chosenFolder = path.join(desk.folder, 'tei');
    const argument = { documents: [id], format: 'tei', view: null, writeInvalid: false, overwrite: false } as const;
    const outcome = granted(await ask('edition:export', argument));
    const file = path.join(desk.chosenFolder, '004_3247f51e25b8394a.xml');
    expect(outcome).toEqual({
      kind: 'written',
      folder: desk.chosenFolder,
      cancelled: false,
      documents: [{ kind: 'written', document: id, file, findings: [] }],
    });
    expect(await readFile(file, 'utf8')).toContain('<TEI');
    granted(await ask('edition:show-in-folder', null));
    expect(desk.shown).toEqual([file]);
  });

  test('a document whose source file is gone opens with a notice', async () => {
    const { ask, id, folder } = await openLetter();
    granted(await ask('document:close', { document: id }));
    await rm(path.join(folder, 'documents', id, 'source'), { recursive: true });
    const opened = granted(await ask('document:open', { document: id }));
    expect(opened.sourceText).toBe('');
    expect(opened.notices.join(' ')).toContain('is not in the collection as it was');
  });
});
