import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { desk, granted, start, withLetter } from '../../helpers/desk.ts';

test('an edition is not written over files that are there before the person was asked, nor anywhere but where they said', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  const folder = path.join(desk.folder, 'tei');
  const file = path.join(folder, '004_3247f51e25b8394a.XML');
  await mkdir(folder);
  await writeFile(file, 'mine');
  desk.chosenFolder = folder;
  const argument = {
    documents: documents.map(({ id }) => id),
    format: 'tei',
    view: null,
    writeInvalid: false,
  } as const;
  const asked = granted(await ask('edition:export', { ...argument, overwrite: false }));
  expect(asked).toEqual({ kind: 'exists', folder, files: [file] });
  expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['mine', [path.basename(file)]]);
  granted(await ask('edition:show-in-folder', null));
  expect(desk.shown).toEqual([]);
  desk.chosenFolder = path.join(desk.folder, 'elsewhere');
  expect(granted(await ask('edition:export', { ...argument, overwrite: true }))).toMatchObject({
    kind: 'written',
    folder,
  });
  expect(await readdir(desk.folder)).not.toContain('elsewhere');
});

test('a page that asks to overwrite before anything was chosen is answered with the dialog', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  const folder = path.join(desk.folder, 'tei');
  await mkdir(folder);
  await writeFile(path.join(folder, '004_3247f51e25b8394a.xml'), 'mine');
  desk.chosenFolder = folder;
  const argument = {
    documents: documents.map(({ id }) => id),
    format: 'tei',
    view: null,
    writeInvalid: false,
    overwrite: true,
  } as const;
  expect(granted(await ask('edition:export', argument))).toMatchObject({ kind: 'exists' });
});

test('what the form of the edition keeps stands in the header of a FRUS volume', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  const folder = path.join(desk.folder, 'frus');
  desk.chosenFolder = folder;
  const empty = granted(await ask('edition:facts', null));
  expect(new Set(Object.values(empty))).toEqual(new Set(['']));
  granted(
    await ask('edition:keep-facts', {
      facts: { ...empty, title: 'Cuba', editors: 'A. Editor; B. Editor', identifier: 'v6' },
    }),
  );
  const argument = { documents: documents.map(({ id }) => id), format: 'frus', view: null, shape: 'volume' } as const;
  const reply = granted(await ask('edition:export', { ...argument, writeInvalid: false, overwrite: false }));
  expect(reply).toMatchObject({ kind: 'written', documents: [{ kind: 'written', findings: [] }] });
  const xml = await readFile(path.join(folder, 'v6.xml'), 'utf8');
  expect(xml).toContain('<title type="complete">Cuba</title>');
  expect(xml.match(/<editor>/g)).toHaveLength(2);
});

test('a review works through the list of the collection and is written as CSV and HTML', async () => {
  const ask = await start();
  const { folder: collection } = await withLetter(ask);
  await writeFile(
    path.join(collection, 'checklist.md'),
    '- [x] The spine is right\n- Numbers (check: numbering)\n- Read (check: proofread)\n',
  );
  const sample = { seed: 'volume 5', size: 1 };
  const review = granted(await ask('edition:review', { sample }));
  expect(review.items.map(({ text, outcome }) => [text, outcome])).toEqual([
    ['The spine is right', 'done'],
    ['Numbers', 'passed'],
    ['Read', 'findings'],
  ]);
  expect([review.ownList, review.sample.documents.length, review.sample.seed]).toEqual([true, 1, 'volume 5']);
  desk.chosenFolder = path.join(desk.folder, 'report');
  const files = granted(await ask('edition:write-review', { sample }));
  expect(files?.map((file) => path.basename(file))).toEqual(['review.csv', 'review.html']);
  expect(await readFile(path.join(desk.folder, 'report', 'review.csv'), 'utf8')).toContain('The spine is right');
});

test('templates are those of a folder that the person chose, once nothing is wrong with them', async () => {
  const ask = await start();
  const { documents } = await withLetter(ask);
  const templates = path.join(desk.folder, 'looks');
  desk.chosenFolder = templates;
  expect(granted(await ask('edition:write-templates', null))).toMatchObject({ folder: templates });
  await writeFile(path.join(templates, 'html/facts.html'), '{{wrong}}');
  const refusal = await ask('edition:choose-template', { kind: 'folder' });
  expect(refusal.ok ? null : refusal.fault.what).toContain('html/facts.html, line 1: There is no name “wrong” here');
  await writeFile(path.join(templates, 'html/facts.html'), '<p>mine</p>');
  expect(granted(await ask('edition:choose-template', { kind: 'folder' }))).toEqual({ name: 'looks' });
  desk.chosenFolder = path.join(desk.folder, 'out');
  const argument = {
    documents: documents.map(({ id }) => id),
    format: 'html',
    view: null,
    writeInvalid: false,
  } as const;
  const written = async (template: 'usual' | 'chosen') => {
    granted(await ask('edition:export', { ...argument, overwrite: template === 'chosen', template }));
    return (await readFile(path.join(desk.folder, 'out', '004_3247f51e25b8394a.html'), 'utf8')).includes('<p>mine</p>');
  };
  expect([await written('usual'), await written('chosen')]).toEqual([false, true]);
});
