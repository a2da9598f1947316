import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { LinkedTag } from '../../../main/entities/link-certain.ts';
import type { ImportedEntities, Mention } from '../../../shared/contract/payloads/entities.ts';
import type { Entity } from '../../../shared/entities/entity.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

const telegram = '003_a5bfdc7065c2c0b6';

const entities = (...words: readonly string[]) => place().run('entities', ...words);
const entitiesJson = (...words: readonly string[]) => place().json('entities', ...words);

async function add(name: string, ...more: readonly string[]): Promise<string> {
  const { code, value } = await entitiesJson('add', collection, name, '--kind', 'person', ...more);
  expect(code).toBe(0);
  return (value as Entity).id;
}

const list = async (): Promise<readonly Entity[]> =>
  (await entitiesJson('list', collection)).value as readonly Entity[];

const tag = (find: string, entity: string) =>
  place().json('tag', collection, telegram, '--find', find, '--as', 'person', '--entity', entity);

const mentions = async (name?: string): Promise<readonly Mention[]> =>
  (await entitiesJson('mentions', collection, ...(name === undefined ? [] : [name]))).value as readonly Mention[];

test('a tag made for a person is a mention of that person, by id or name, also where it was tagged before', async () => {
  const id = await add(
    'Stevenson, Adlai E.',
    '--born',
    '1900-02-05',
    '--identifier',
    'viaf:71447',
    '--variant',
    'Adlai Stevenson',
  );
  await place().run('tag', collection, telegram, '--find', 'KUZNETSOV', '--as', 'person');
  expect((await mentions()).length).toBeGreaterThan(1);
  const kuznetsov = await add('Kuznetsov, Vasili V.');
  const tagged = await tag('KUZNETSOV', 'kuznetsov, vasili v');
  expect(tagged.code).toBe(0);
  expect(await mentions()).toEqual([]);
  const found = await mentions(kuznetsov);
  expect(found.length).toBeGreaterThan(1);
  expect(new Set(found.map(({ text }) => text))).toEqual(new Set(['KUZNETSOV']));
  expect(await mentions(id)).toEqual([]);
});

test('a name that nobody or more than one has is told, and nothing is tagged', async () => {
  await add('Morris, Ira N.', '--variant', 'Morris');
  await add('Morris, Roland S.', '--variant', 'Morris');
  const unknown = await tag('KUZNETSOV', 'Nobody');
  expect([unknown.code, unknown.said]).toEqual([2, expect.stringContaining('There is no person “Nobody”')]);
  const both = await tag('KUZNETSOV', 'Morris');
  expect([both.code, both.said]).toEqual([2, expect.stringContaining('More than one person is named “Morris”')]);
  expect(await mentions()).toEqual([]);
});

test('merged persons are one, whose mentions are those of both, until the merger is undone', async () => {
  const [first, second] = [await add('Kuznetsov, Vasili V.'), await add('Kuznetsov, V.')];
  await tag('KUZNETSOV', second);
  const before = (await mentions(second)).length;
  expect((await entities('merge', collection, first, second)).code).toBe(0);
  expect((await list()).map(({ name }) => name)).toEqual(['Kuznetsov, Vasili V.']);
  expect(await mentions(first)).toHaveLength(before);
  expect((await entities('undo', collection)).code).toBe(0);
  expect(await list()).toHaveLength(2);
  expect([(await mentions(first)).length, (await mentions(second)).length]).toEqual([0, before]);
});

test('a list that was exported comes back the same in another collection, as CSV and as TEI', async () => {
  await add('Stevenson, Adlai E.', '--born', '1900-02-05', '--identifier', 'viaf:71447', '--note', 'Governor; "Adlai"');
  await add('Kuznetsov, Vasili V.', '--variant', 'Kuznetsov | V.');
  for (const form of ['csv', 'tei']) {
    const file = path.join(place().folder, `list.${form}`);
    await writeFile(file, (await entities('export', collection, '--to', form)).out);
    const other = path.join(place().folder, form);
    await place().run('import', other, sample(0));
    expect(await entities('import', other, file)).toMatchObject({
      code: 0,
      said: expect.stringContaining('2 new, 0 known'),
    });
    expect((await entitiesJson('list', other)).value).toEqual(await list());
    expect((await entities('import', other, file)).said).toContain(
      '0 new, 0 known with something new, 2 known already',
    );
  }
});

test('broken rows are told with their number and what they read, and the others are in', async () => {
  const file = path.join(place().folder, 'people.csv');
  await writeFile(file, 'id,name,born\nh1,"Hay, John",1838\nh2,"Hill, David\nh1,"Hay, J.",\nr1,"Rockhill, W.",1854\n');
  const { code, value, said } = await entitiesJson('import', collection, file, '--kind', 'person');
  expect(code).toBe(1);
  const { made, faults, group } = value as ImportedEntities;
  expect([made, faults.map(({ row }) => row)]).toEqual([2, [3, 4]]);
  expect(said).toContain('Row 4 was not taken: the id h1 stands in row 2 already. It reads: h1 Hay, J.');
  expect((await list()).map(({ name, identifiers }) => [name, identifiers])).toEqual([
    ['Hay, John', [{ authority: 'people', value: 'h1' }]],
    ['Rockhill, W.', [{ authority: 'people', value: 'r1' }]],
  ]);
  expect((await entities('undo', collection, group ?? '')).code).toBe(0);
  expect(await list()).toEqual([]);
});

test('tags that can mean one person only are linked in one act, and two of one surname are left to be said', async () => {
  await add('Kuznetsov, Vasili V.');
  await add('McCloy, John J.');
  await add('McCloy, Ellen Z.');
  for (const name of ['KUZNETSOV', 'MCCLOY', 'STEVENSON'])
    await place().run('tag', collection, telegram, '--find', name, '--as', 'person');
  const dry = (await entitiesJson('link', collection, telegram, '--dry-run')).value as readonly LinkedTag[];
  expect((await mentions()).length).toBe(dry.length);
  const of = (name: string) => dry.filter(({ text }) => text === name);
  expect(of('KUZNETSOV').length).toBeGreaterThan(1);
  expect(of('KUZNETSOV').every(({ entity }) => entity !== null)).toBe(true);
  expect(of('MCCLOY').map(({ entity, candidates }) => [entity, candidates.length])).toEqual(
    of('MCCLOY').map(() => [null, 2]),
  );
  expect(of('STEVENSON').every(({ candidates }) => candidates.length === 0)).toBe(true);
  expect((await entitiesJson('link', collection)).value).toEqual(dry);
  expect(await mentions('Kuznetsov, Vasili V.')).toHaveLength(of('KUZNETSOV').length);
  expect(await mentions()).toHaveLength(dry.length - of('KUZNETSOV').length);
});

test('a list of one’s own is searched as an authority, and loading it again takes its place', async () => {
  const file = path.join(place().folder, 'statesmen.csv');
  await writeFile(file, 'id,name,born\nk1,"Kuznetsov, Vasili V.",1901\nx,"broken\nm1,"McCloy, John J.",1895\n');
  expect((await entities('load', collection, file, '--kind', 'person')).code).toBe(1);
  expect((await entitiesJson('search', collection, 'vas kuz')).value).toEqual([
    { authority: 'statesmen', key: 'k1', name: 'Kuznetsov, Vasili V.', kind: 'person', note: '1901–' },
  ]);
  expect(await list()).toEqual([]);
  await writeFile(file, 'id,name\nh1,"Hay, John"\n');
  expect((await entities('load', collection, file, '--kind', 'person')).code).toBe(0);
  expect((await entities('search', collection, 'kuz')).code).toBe(1);
  expect((await place().run('check', collection)).code).toBe(0);
});

test('a file that is no list is told, and nothing is changed', async () => {
  const file = path.join(place().folder, 'none.csv');
  await writeFile(file, 'just,words\n1,2\n');
  const { code, said } = await entities('import', collection, file);
  expect([code, said]).toEqual([3, expect.stringContaining('one of them “name”')]);
  expect(await list()).toEqual([]);
});

test('what does not fit together is listed: born too late, one name or identifier for two, never mentioned', async () => {
  const late = await add('Kuznetsov, Ivan', '--born', '1990', '--identifier', 'viaf:1');
  await add('Other, One', '--identifier', 'viaf:1', '--variant', 'Kuznetsov, Ivan');
  await tag('KUZNETSOV', late);
  const { code, value } = await entitiesJson('check', collection);
  const kinds = (value as readonly { kind: string }[]).map(({ kind }) => kind);
  expect([code, new Set(kinds)]).toEqual([
    1,
    new Set(['mentioned before birth', 'same identifier', 'same name', 'never mentioned']),
  ]);
  expect(kinds.filter((kind) => kind === 'never mentioned')).toHaveLength(1);
});

test('names of an imported TEI file mean the persons of its lists, and the file is exported byte for byte', async () => {
  const file = path.join(place().folder, 'letters.xml');
  const tei = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<standOff><listPlace><place xml:id="pl1"><placeName>Petrograd</placeName></place></listPlace></standOff>
<text><front><div><list><item><persName xml:id="p_MRS1">Morris, Roland S.</persName>, Ambassador in Japan.</item></list></div></front>
<body><div><p><persName corresp="#p_MRS1">Morris</persName> and <persName ref="people.xml#p_MRS1">he</persName> wrote to
<placeName key="pl1">Petrograd</placeName> of <persName corresp="#nobody">somebody</persName>.</p></div></body></text></TEI>
`;
  await writeFile(file, tei);
  const imported = await place().run('import', collection, file);
  expect([imported.code, imported.said]).toEqual([0, expect.stringContaining('2 entities of its lists are new')]);
  expect((await mentions('Morris, Roland S.')).map(({ text }) => text)).toEqual(['Morris, Roland S.', 'Morris', 'he']);
  expect((await mentions('Petrograd')).map(({ text }) => text)).toEqual(['Petrograd']);
  expect((await mentions()).map(({ text }) => text)).toEqual(['somebody']);
  const out = path.join(place().folder, 'out');
  expect((await place().run('export', collection, '--to', 'tei', '--out', out, '--document', 'letters')).code).toBe(0);
  expect(await readFile(path.join(out, 'letters.xml'), 'utf8')).toBe(tei);
});

test('the edition of a document leads from its tags to the persons that they mean', async () => {
  const id = await add('Kuznetsov, Vasili V.', '--born', '1901-02-13');
  await tag('KUZNETSOV', id);
  const out = path.join(place().folder, 'out');
  expect(await place().run('export', collection, '--to', 'tei', '--out', out)).toMatchObject({ code: 0 });
  const xml = await readFile(path.join(out, `${telegram}.xml`), 'utf8');
  expect(xml).toMatch(new RegExp(`<persName [^>]*ref="#${id}"`));
  expect(xml).toContain(`<person xml:id="${id}">`);
});

const volume = path.join(process.cwd(), '../shared/frus/frus1918Russiav03.xml');

test.skipIf(!existsSync(volume))(
  'the list of persons of a volume of the Foreign Relations is taken in with its ids',
  async () => {
    expect((await entities('import', collection, volume)).code).toBe(0);
    expect((await entitiesJson('list', collection, '--find', 'graves')).value).toMatchObject([
      { name: 'Graves, Maj. Gen. William S.', identifiers: [{ authority: 'frus1918Russiav03', value: 'p_GMS1' }] },
    ]);
  },
);

async function addTerm(name: string, ...more: readonly string[]): Promise<string> {
  const { code, value } = await entitiesJson('add', collection, name, '--kind', 'term', ...more);
  expect(code).toBe(0);
  return (value as Entity).id;
}

test('terms stand below broader ones, a circle is refused, and lists carry it as CSV, TEI and SKOS', async () => {
  const weapons = await addTerm('weapons');
  const missiles = await addTerm('missiles', '--broader', 'weapons');
  await addTerm('bombers');
  expect((await entities('broader', collection, 'bombers', 'weapons')).code).toBe(0);
  expect((await entities('tree', collection)).out.replaceAll(/ {2}e\w+/g, '')).toBe('weapons\n  bombers\n  missiles\n');
  const circle = await entities('broader', collection, 'weapons', 'missiles');
  expect(circle.code).toBe(2);
  expect(circle.said).toContain('“missiles” cannot be broader than “weapons”, being itself narrower');
  expect((await list()).find(({ id }) => id === missiles)?.broader).toEqual([weapons]);
  expect((await entities('export', collection, '--to', 'skos')).out).toContain(`skos:broader <#${weapons}>`);
  for (const form of ['csv', 'tei']) {
    const file = path.join(place().folder, `terms.${form}`);
    await writeFile(file, (await entities('export', collection, '--to', form)).out);
    const other = path.join(place().folder, `other-${form}`);
    await place().run('import', other, sample(3));
    expect((await entities('import', other, file)).code).toBe(0);
    const { value } = await entitiesJson('tree', other);
    expect(value).toMatchObject([
      { name: 'weapons', depth: 0 },
      { name: 'bombers', depth: 1 },
      { name: 'missiles', depth: 1 },
    ]);
  }
  expect((await entities('broader', collection, 'bombers', '--none')).code).toBe(0);
  expect((await entities('tree', collection)).out).toMatch(/^bombers/);
  expect((await entities('undo', collection)).code).toBe(0);
  expect((await entities('tree', collection)).out).toMatch(/^weapons/);
});

test('a table names broader terms by their names; one that is nowhere, of two, or in a circle is told with its row, and the rest is taken', async () => {
  const file = path.join(place().folder, 'terms.csv');
  await writeFile(
    file,
    'name,broader\nmissiles,weapons\nweapons,\nbombs,arms\ntwin,\ntwin,\nhalf,twin\nupper,lower\nlower,upper\n',
  );
  const { code, value } = await entitiesJson('import', collection, file, '--kind', 'term');
  expect(code).toBe(1);
  const { made, faults } = value as ImportedEntities;
  expect(made).toBe(8);
  expect(faults.map(({ row, reason, isPart }) => [row, reason, isPart])).toEqual([
    [4, 'there is no term “arms” to be the broader one', true],
    [7, '2 are named “twin”, which of them is broader cannot be told', true],
    [9, '“upper” cannot be broader than it, being itself narrower', true],
  ]);
  expect((await entities('tree', collection)).out).toContain('weapons');
});
