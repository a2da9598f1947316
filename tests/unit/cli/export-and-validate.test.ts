import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sample, samples, workplace } from './program.ts';

const place = workplace();
let collection: string;
let out: string;
beforeEach(() => {
  collection = path.join(place().folder, 'c');
  out = path.join(place().folder, 'new', 'tei');
});

const names = samples.map((file) => `${path.basename(file, '.txt')}.xml`);

test('the five sample documents become five valid files, named after their sources', async () => {
  await place().run('import', collection, ...samples);
  const { code, value } = await place().json('export', collection, '--to', 'tei', '--out', out);
  expect(code).toBe(0);
  const { documents } = value as { documents: readonly { file: string; valid: boolean; source: string }[] };
  expect(documents.map(({ file, valid }) => [path.basename(file), valid])).toEqual(names.map((name) => [name, true]));
  expect((await readdir(out)).sort()).toEqual(names);
  const files = names.map((name) => path.join(out, name));
  const validated = await place().json('validate', ...files);
  expect(validated).toMatchObject({ code: 0, said: '' });
  expect(validated.value).toEqual(files.map((file) => ({ file, valid: true, findings: [], fault: null })));
});

test('the page breaks of a document stand in its TEI in the order of its source', async () => {
  await place().run('import', collection, sample(0));
  await place().run('export', collection, '--to', 'tei', '--out', out);
  const xml = await readFile(path.join(out, names[0] ?? ''), 'utf8');
  const breaks = [...xml.matchAll(/<pb\b[^>]*>/g)].map(([tag]) => [
    /type="(\w+)"/.exec(tag)?.[1],
    /\bn="(\w+)"/.exec(tag)?.[1],
  ]);
  expect(breaks).toEqual([
    ['facsimile', '1'],
    ['facsimile', '2'],
    ['typeset', '1359'],
    ['facsimile', '3'],
    ['facsimile', '4'],
    ['facsimile', '5'],
    ['typeset', '1360'],
  ]);
});

test('only the named documents are exported', async () => {
  await place().run('import', collection, ...samples);
  const words = ['--document', '004_3247f51e25b8394a', '--document', '001_975a25f8ce92ca13.txt'];
  expect((await place().run('export', collection, '--to', 'tei', '--out', out, ...words)).code).toBe(0);
  expect((await readdir(out)).sort()).toEqual([names[1], names[4]]);
});

test('two documents of one source name get files of their own', async () => {
  await place().run('import', collection, sample(4), sample(4), '--duplicates', 'keep');
  expect((await place().run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  const files = await readdir(out);
  expect(files).toHaveLength(2);
  expect(files).toContain(names[4]);
});

test('files that are there are named and left alone, unless the person wants them overwritten', async () => {
  const { run } = place();
  await run('import', collection, sample(3), sample(4));
  const files = [names[3], names[4]].map((name) => path.join(out, name ?? ''));
  await mkdir(out, { recursive: true });
  await writeFile(files[1] ?? '', 'mine');
  const refused = await run('export', collection, '--to', 'tei', '--out', out);
  expect([refused.code, refused.out, refused.said]).toEqual([
    3,
    '',
    `One file is there already, so nothing was written:\n  ${files[1]}\nGive --overwrite to overwrite it, or choose another folder.\n`,
  ]);
  expect([await readdir(out), await readFile(files[1] ?? '', 'utf8')]).toEqual([[names[4]], 'mine']);
  const only = ['--document', path.basename(sample(3))];
  expect((await run('export', collection, '--to', 'tei', '--out', out, ...only)).code).toBe(0);
  expect((await run('export', collection, '--to', 'tei', '--out', out, '--overwrite')).code).toBe(0);
  for (const file of files) expect(await readFile(file, 'utf8')).toContain('<TEI');
});

/** A schema that no edition keeps to. */
const strictSchema = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="nothing"><empty/></element></start></grammar>`;

test('an edition that breaks a schema is told and not written, unless the person wants it all the same', async () => {
  await place().run('import', collection, sample(4));
  const schema = path.join(place().folder, 'strict.rng');
  await writeFile(schema, strictSchema);
  const words = ['export', collection, '--to', 'tei', '--out', out, '--schema', schema];
  const refused = await place().json(...words);
  expect(refused).toMatchObject({
    code: 1,
    value: { documents: [{ kind: 'not valid', valid: false, source: path.basename(sample(4)) }] },
  });
  const [document] = (refused.value as { documents: readonly { findings: readonly object[] }[] }).documents;
  expect(document?.findings[0]).toMatchObject({ schema: 'strict.rng', line: expect.any(Number), path: 'TEI' });
  expect(await readdir(out)).toEqual([]);
  const written = await place().json(...words, '--write-invalid');
  expect(written).toMatchObject({ code: 1, value: { documents: [{ kind: 'written', valid: false }] } });
  expect(await readdir(out)).toEqual([names[4]]);
});

test('a file that is not valid ends with 1 and says where; one that is no XML, too', async () => {
  const files = ['wrong.xml', 'broken.xml'].map((name) => path.join(place().folder, name));
  await writeFile(files[0] ?? '', '<TEI xmlns="http://www.tei-c.org/ns/1.0"><bogus/></TEI>');
  await writeFile(files[1] ?? '', '<TEI>');
  const { code, value } = await place().json('validate', ...files);
  expect(code).toBe(1);
  const found = value as readonly {
    valid: boolean;
    findings: readonly { message: string; line: number; schema: string }[];
  }[];
  expect(found.map(({ valid }) => valid)).toEqual([false, false]);
  expect(found[0]?.findings[0]).toMatchObject({ line: 1, schema: 'Anchorite' });
  expect(found[1]?.findings[0]).toMatchObject({ schema: 'XML' });
  const spoken = await place().run('validate', files[0] ?? '');
  expect(spoken.code).toBe(1);
  expect(spoken.out).toContain(`${files[0]}:1:`);
});

test('a file or schema that is missing, or a schema that is none, ends with 3', async () => {
  const { folder, run } = place();
  await writeFile(path.join(folder, 'a.xml'), '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>');
  await writeFile(path.join(folder, 'no.rng'), '<html/>');
  const gone = await run('validate', path.join(folder, 'gone.xml'));
  expect(gone).toMatchObject({ code: 3, out: '', said: 'There is no file “gone.xml”.\n' });
  for (const schema of ['gone.rng', 'no.rng']) {
    const { code, said } = await run('validate', path.join(folder, 'a.xml'), '--schema', path.join(folder, schema));
    expect([schema, code]).toEqual([schema, 3]);
    expect(said).toContain('The schema cannot be used:');
  }
});

test('a folder that cannot be written to ends with 3', async () => {
  await place().run('import', collection, sample(4));
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, 'a file stands here');
  const { code, said } = await place().run('export', collection, '--to', 'tei', '--out', out);
  expect(code).toBe(3);
  expect(said).toContain('could not be written to');
  await rm(out);
});
