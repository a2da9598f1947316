import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sample, workplace } from './program.ts';

const place = workplace();
const [cable, telegram] = ['003_a5bfdc7065c2c0b6', '004_3247f51e25b8394a'];
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3), sample(4))).code).toBe(0);
});

const factsOf = async (name: string): Promise<unknown> => {
  const { value } = await place().json('facts', collection, '--document', name);
  return (value as readonly { readonly metadata: unknown }[])[0]?.metadata;
};

test('facts are set for several documents as one act, and what was before is told', async () => {
  const { code, value } = await place().json('facts', collection, '--set', 'box=1762', '--set', 'fonds=RG 59');
  expect(code).toBe(0);
  expect(value).toMatchObject({
    changed: [{ before: { box: '', fonds: '' }, after: { box: '1762', fonds: 'RG 59' } }, {}],
    same: 0,
  });
  expect(await factsOf(cable)).toMatchObject({ box: '1762', fonds: 'RG 59' });
  expect((await place().run('facts', collection, '--set', 'box=1762')).said).toContain(
    '0 documents changed, 2 as before',
  );
});

test('the table that is printed is read again, and only what was changed in it changes', async () => {
  await place().run('facts', collection, '--set', 'box=B-9');
  const { out } = await place().run('facts', collection);
  const file = path.join(place().folder, 'facts.csv');
  await writeFile(file, out.replace('B-9', 'B-10'));
  const { code, value } = await place().json('facts', collection, '--from', file);
  expect(code).toBe(0);
  expect(value).toMatchObject({ changed: [{ before: { box: 'B-9' }, after: { box: 'B-10' } }], same: 1, faults: [] });
});

test('rows that cannot be taken are told with their lines, and lose nothing of the others', async () => {
  const file = path.join(place().folder, 'facts.csv');
  await writeFile(file, `source,box\n${cable},1\nnobody.txt,2\n${cable},3\n"${telegram},4\n${telegram},5\n`);
  const { code, said } = await place().run('facts', collection, '--from', file);
  expect(code).toBe(1);
  expect(said).toContain('Row 3 changed nothing: there is no document “nobody.txt” in the collection');
  expect(said).toContain('Row 4 changed nothing: row 2 is of the same document');
  expect(said).toContain('Row 5 changed nothing: a quotation mark is not closed');
  expect(said).toContain('2 documents changed');
  expect(await factsOf(telegram)).toMatchObject({ box: '5' });
});

test('a template is kept in the collection, set on documents, and given to what is imported when it is the default', async () => {
  const kept = ['template', collection, 'RG 59', '--set', 'fonds=RG 59', '--set', 'repository=NARA'];
  expect((await place().run(...kept, '--default')).out).toBe('RG 59 (default)\trepository=NARA; fonds=RG 59\n');
  await place().run('facts', collection, '--template', 'RG 59', '--document', cable);
  expect(await factsOf(cable)).toMatchObject({ fonds: 'RG 59', repository: 'NARA' });
  expect(await factsOf(telegram)).not.toHaveProperty('fonds');
  await place().run('import', collection, sample(1));
  expect(await factsOf('001_975a25f8ce92ca13')).toMatchObject({ fonds: 'RG 59', repository: 'NARA' });
  expect((await place().run('template', collection, 'RG 59', '--remove')).out).toBe('');
  expect((await place().run('facts', collection, '--template', 'RG 59')).said).toContain(
    'There is no template “RG 59”',
  );
});
