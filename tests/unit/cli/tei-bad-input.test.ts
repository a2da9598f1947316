import { open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { workplace } from './program.ts';

const place = workplace();
const at = (name: string): string => path.join(place().folder, name);

const namespace = 'xmlns="http://www.tei-c.org/ns/1.0"';
const file = (body: string, root = namespace): string => `<TEI ${root}><text><body>${body}</body></text></TEI>`;

/** What an import refuses. */
async function refusal(name: string, content: string): Promise<string> {
  await writeFile(at(name), content);
  const { code, said } = await place().run('import', at('c'), at(name));
  expect(code).toBe(3);
  return said;
}

/** What an import says of a file that it takes, and that comes out as it is. */
async function remarks(name: string, content: string): Promise<readonly string[]> {
  await writeFile(at(name), content);
  const { code, value } = await place().json('import', at('c'), at(name));
  expect(code).toBe(0);
  await place().run('export', at('c'), '--to', 'tei', '--out', at('out'));
  expect(await readFile(path.join(at('out'), name), 'utf8')).toBe(content);
  return (value as ImportOutcome).remarks ?? [];
}

test('a text that grows by the square of its length is refused before it grows', async () => {
  const entity = `<!DOCTYPE TEI [<!ENTITY a "${'ha'.repeat(120)}">]>`;
  const said = await refusal('square.xml', entity + file(`<p>${'&a;'.repeat(5000)}</p>`));
  expect(said).toMatch(/its entities come to more than 1000000 characters \(“.*&a;&a;/);
});

test('an entity that is long by itself is refused', async () => {
  const said = await refusal('long.xml', `<!DOCTYPE TEI [<!ENTITY a "${'ha'.repeat(200)}">]>${file('<p>&a;</p>')}`);
  expect(said).toContain('gives the entity “a” more than 256 characters');
});

test('what is wrong far along a line is shown', async () => {
  const said = await refusal('line.xml', file(`<p>${'word '.repeat(2000)}</q>`));
  expect(said).toMatch(/line 1, column \d{5}: .*word <\/q>/);
});

test('a file of 200 MB is refused without being read', async () => {
  const handle = await open(at('large.xml'), 'w');
  await handle.write(`<TEI ${namespace}><text><body><p>`);
  await handle.truncate(200_000_000);
  await handle.close();
  const { code, said } = await place().run('import', at('c'), at('large.xml'));
  expect([code, said]).toEqual([
    3,
    expect.stringContaining('“large.xml” has 190.8 MB; a text may have 32 MB at most.'),
  ]);
});

test('a root of another namespace is told of, and nothing of it is taken for TEI', async () => {
  const said = await remarks('other.xml', file('<p>a <hi>b</hi></p>', 'xmlns="http://example.org/x"'));
  expect(said).toEqual([expect.stringContaining('“other.xml”: Its root is in the namespace “http://example.org/x”')]);
});

test('pointers that lead to nothing are told of and kept', async () => {
  const body =
    '<p xml:id="a">a <ref target="#a #gone">b</ref> <persName corresp="#lost" n="#no">c</persName> <ref target="x.xml#y">d</ref></p>';
  expect(await remarks('dangling.xml', file(body))).toEqual([
    '“dangling.xml”: These pointers lead to nothing in the file; they are kept: #gone, #lost.',
  ]);
});

test('of a volume a pointer from one document to another leads somewhere, and identifiers are compared across documents', async () => {
  const document = (n: number, target: string): string =>
    `<div type="document" xml:id="d${n}"><p xml:id="same">a <ref target="${target}">b</ref></p></div>`;
  await writeFile(at('vol.xml'), file(document(1, '#d2') + document(2, '#nowhere')));
  const { value } = await place().json('import', at('c'), at('vol.xml'));
  expect((value as ImportOutcome).remarks).toEqual([
    expect.stringMatching(/xml:id stand there more than once.*: same\.$/),
    expect.stringMatching(/lead to nothing in the file; they are kept: #nowhere\.$/),
  ]);
});
