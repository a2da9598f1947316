import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { sample, samples, workplace } from './program.ts';

const place = workplace();
const at = (...names: readonly string[]): string => path.join(place().folder, ...names);
let collection: string;
let out: string;
beforeEach(() => {
  collection = at('c');
  out = at('out');
});

const volume = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="v9"><teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><div type="chapter" xml:id="ch9"><head>China</head>
${[11, 12].map((n) => `<div type='document' xml:id="d${n}" n="${n}"><head>Letter ${n}</head><p>The  fall of Taku. <pb n="${n}0" xml:id="pg_${n}0"/>It ends.</p></div>`).join('\n')}
</div></body></text></TEI>
`;

const exported = async (...words: readonly string[]): Promise<Awaited<ReturnType<ReturnType<typeof place>['run']>>> =>
  place().run('export', collection, '--out', out, ...words);

const written = (name: string): Promise<string> => readFile(path.join(out, name), 'utf8');

test('the five sample documents come out in the dialect of FRUS, a file each, and keep to its rules', async () => {
  await place().run('import', collection, ...samples);
  expect((await exported('--to', 'frus')).code).toBe(0);
  const files = await readdir(out);
  expect(files).toHaveLength(5);
  const { code, out: told } = await place().run(
    'validate',
    '--profile',
    'frus',
    ...files.map((file) => path.join(out, file)),
  );
  expect([code, told.match(/: valid$/gm)?.length]).toEqual([0, 5]);
  const xml = await written('000_2f139198d5bf1d28.xml');
  expect(xml).toContain('<frus:attachment xml:id="d495a1">');
  expect(xml).toContain('by the United <pb n="3" type="facsimile" xml:id="fac_3"/>States');
});

test('a FRUS volume has its header from the form and its chapters from the list, and one changed word is one changed line', async () => {
  await place().run('import', collection, ...samples);
  await writeFile(
    path.join(collection, 'edition.json'),
    JSON.stringify({ title: 'Cuba', identifier: 'frus1961-63v06', publisher: 'GPO', editors: 'A. Editor\nB. Editor' }),
  );
  await writeFile(
    path.join(collection, 'chapters.md'),
    '# Letters\n- 73\n## Late ones\n- 002_67ea4eed11dab1ac\nnot a line of the list\n# Telegrams\n- 003_a5bfdc7065c2c0b6.txt\n- nowhere\n',
  );
  const first = await exported('--to', 'frus', '--as', 'volume');
  expect(first.code).toBe(1);
  expect(first.said).toContain('the list of chapters names “nowhere”');
  const before = await written('frus1961-63v06.xml');
  expect(before).toMatch(/<TEI [^>]*xml:id="frus1961-63v06">/);
  expect(before).toMatch(/<editor>A. Editor<\/editor>\s+<editor>B. Editor<\/editor>/);
  expect(before).not.toContain('<pubPlace');
  expect(before).toMatch(
    /<div type="compilation" xml:id="comp1">\s*<head>Letters<\/head>\s*<div type="document" xml:id="d73" n="73"/,
  );
  const { value } = await place().json('validate', '--profile', 'frus', path.join(out, 'frus1961-63v06.xml'));
  expect(value).toMatchObject([{ valid: true, findings: [] }]);
  await place().run('correct', collection, '--find', 'DISTANTLING', '--replace', 'DISMANTLING');
  await exported('--to', 'frus', '--as', 'volume', '--overwrite');
  expect(changed(before, await written('frus1961-63v06.xml'))).toHaveLength(1);
});

const changed = (before: string, after: string): readonly string[] => {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  expect(fresh.length).toBe(old.length);
  return fresh.filter((line, index) => line !== old[index]);
};

test('in the text of a TEI file one changed word is one changed line', async () => {
  await place().run('import', collection, sample(3));
  await exported('--to', 'tei', '--as', 'document');
  const [name = ''] = await readdir(out);
  const before = await written(name);
  await place().run('correct', collection, '--find', 'DISTANTLING', '--replace', 'DISMANTLING');
  await exported('--to', 'tei', '--overwrite');
  const text = (xml: string): string => xml.slice(xml.indexOf('<text xml:lang'));
  expect(changed(text(before), text(await written(name)))).toHaveLength(1);
});

test('a volume that was imported comes out as it is, and what else is there makes one of its own', async () => {
  await writeFile(at('vol.xml'), volume);
  await place().run('import', collection, at('vol.xml'), sample(4));
  for (const to of ['tei', 'frus']) {
    expect((await exported('--to', to, '--as', 'volume', '--overwrite')).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['c.xml', 'vol.xml']);
    expect(await written('vol.xml')).toBe(volume);
    expect(await written('c.xml')).toContain('<div type="document"');
  }
});

test('documents of a volume without its frame stand in a new one as they are in the old one', async () => {
  await writeFile(at('vol.xml'), volume);
  await place().run('import', collection, at('vol.xml'), sample(4));
  const words = ['--document', 'vol d11.xml', '--document', path.basename(sample(4))];
  expect((await exported('--to', 'frus', '--as', 'volume', ...words)).code).toBe(0);
  const xml = await written('c.xml');
  expect(xml).toContain(volume.split('\n')[3]);
  expect(xml).toContain('xml:id="d73"');
});

test('a corpus has a header of the whole and a TEI for each document, and one for a volume that was imported', async () => {
  await writeFile(at('vol.xml'), volume);
  await place().run('import', collection, at('vol.xml'), sample(3), sample(4));
  expect((await exported('--to', 'tei', '--as', 'corpus')).code).toBe(0);
  const xml = await written('c.xml');
  expect(xml.match(/<TEI[ >]/g)).toHaveLength(3);
  expect(xml.match(/<div type='document'/g)).toHaveLength(2);
  expect(xml).toMatch(/^<\?xml[^>]*\?>\n<teiCorpus /);
});

test('what cannot stand in one file is told, and nothing is written', async () => {
  await writeFile(
    at('a.xml'),
    '<!DOCTYPE TEI SYSTEM "x.dtd"><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&own; and &amp;</p></body></text></TEI>',
  );
  await place().run('import', collection, at('a.xml'), sample(4));
  const { code, said } = await exported('--to', 'tei', '--as', 'volume');
  expect(code).toBe(1);
  expect(said).toContain('its entity “&own;” is declared in another file');
  expect(await readdir(out)).toEqual([]);
});

test('one document is asked for and several are meant: a sentence says so', async () => {
  await place().run('import', collection, ...samples);
  const { code, said } = await exported('--to', 'frus', '--as', 'document');
  expect([code, said]).toEqual([2, '--as document writes one document, and 5 are meant: name one with --document.\n']);
  expect((await exported('--to', 'html', '--as', 'volume')).said).toContain('--as is for editions in TEI');
});

test('a template of the header that is none is told with its line', async () => {
  await place().run('import', collection, sample(4));
  await writeFile(
    path.join(collection, 'header.xml'),
    '<teiHeader xmlns="http://www.tei-c.org/ns/1.0">\n<fileDesc></teiHeader>',
  );
  const { code, said } = await exported('--to', 'frus');
  expect(code).toBe(3);
  expect(said).toContain('“header.xml” is no template of a header: line 2');
});

test.runIf(hasTeiAll)(
  needsTeiAll('volume and corpus of the samples are valid TEI, and every pointer in them leads somewhere'),
  async () => {
    await place().run('import', collection, ...samples);
    const grammars = [await teiAllGrammar()];
    for (const shape of ['volume', 'corpus']) {
      await exported('--to', 'tei', '--as', shape, '--overwrite');
      expect(findingsOf(await written('c.xml'), grammars)).toEqual([]);
    }
  },
  240_000,
);
