import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { workplace } from './program.ts';

const place = workplace();

const header = '<teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt></fileDesc></teiHeader>';
const documents = [1, 2, 3].map(
  (number) => `<div type="document"
           xml:id='d${number}' n="${number}" frus:doc-dateTime-min="1901-0${number}-05T00:00:00">
        <head>The Minister in China (<hi rend="italic">Conger</hi>) to the Secretary of State<note n="${number}" xml:id="d${number}fn1">Not printed &amp; lost.</note></head>
        <dateline><placeName>Peking</placeName>, <date when="1901-0${number}-05">the 5th</date></dateline>
        <pb n="${number}0" xml:id="pg_${number}0"/>
        <p>I have the honor <!-- sic --> to report
           the fall of Taku.<pb n="${number}1"/> It is <choice><sic>teh</sic><corr>the</corr></choice> end.</p>
        <closer><signed>Conger</signed></closer>
    </div>`,
);
const volume = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">${header}
<text><front><p>A preface.</p></front><body>
    <pb n="[1]"/>
    <div type="chapter"><head>China</head>
    ${documents.join('\n    ')}
    </div>
</body></text></TEI>
`.replaceAll('\n', '\r\n');

const importedOf = (value: unknown) => (value as ImportOutcome).imported;

async function writtenVolume(folder: string): Promise<string> {
  const file = path.join(folder, 'vol.xml');
  await writeFile(file, volume);
  return file;
}

test('a volume becomes a document for each of its documents and one for what stands around them, and comes out byte for byte', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  const { code, value } = await json('import', collection, await writtenVolume(folder));
  expect(code).toBe(0);
  expect(importedOf(value).map(({ source }) => source)).toEqual(['vol d1.xml', 'vol d2.xml', 'vol d3.xml', 'vol.xml']);
  expect(importedOf(value)[1]).toMatchObject({
    title: 'The Minister in China (Conger) to the Secretary of State',
    number: '2',
    from: 'The Minister in China (Conger)',
    to: 'the Secretary of State',
    date: 'the 5th',
  });
  const { fidelity = [] } = value as ImportOutcome;
  expect(fidelity.map(({ part, identical }) => [part, identical])).toEqual([
    ['document', true],
    ['document', true],
    ['document', true],
    ['frame', true],
  ]);
  expect(fidelity[0]?.elements).toContainEqual({
    name: 'closer',
    fate: 'carried',
    count: 1,
    first: expect.any(Number),
  });
  const out = path.join(folder, 'tei');
  expect((await run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  expect(await readFile(path.join(out, 'vol.xml'), 'utf8')).toBe(volume);
  expect(await readFile(path.join(out, 'vol d2.xml'), 'utf8')).toBe(documents[1]?.replaceAll('\n', '\r\n'));
  expect((await run('check', collection)).code).toBe(0);
});

test('after a correction only the corrected words of a volume differ', async () => {
  const { folder, json, run } = place();
  const collection = path.join(folder, 'c');
  await json('import', collection, await writtenVolume(folder));
  expect((await run('correct', collection, 'vol d2', '--find', 'Taku', '--replace', 'Tientsin')).code).toBe(0);
  const out = path.join(folder, 'tei');
  expect((await run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  const parts = volume.split('Taku');
  expect(await readFile(path.join(out, 'vol.xml'), 'utf8')).toBe(
    `${parts[0]}Taku${parts[1]}Tientsin${parts[2]}Taku${parts[3]}`,
  );
});

test('the round trip of a file tells that nothing differs, and what was kept how', async () => {
  const { folder, run, json } = place();
  const file = path.join(folder, 'one.xml');
  await writeFile(
    file,
    `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header}<text><body><p>A <w>b</w><?x y?></p></body></text></TEI>`,
  );
  const { code, out: printed } = await run('roundtrip', file, await writtenVolume(folder));
  expect(code).toBe(0);
  expect(printed).toContain('one.xml: comes out as it went in');
  expect(printed).toContain('(3 documents and what stands around them)');
  expect(printed).toContain('Elements whose text can be edited, and whose name and attributes are kept: 1 (w 1).');
  expect((await json('roundtrip', file)).value).toMatchObject([{ identical: true, documents: 1, differences: [] }]);
});

const hostile: Readonly<Record<string, readonly [string | Uint8Array, string]>> = {
  'not well-formed': [
    '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text>a</p></text></TEI>',
    'line 2, column 8: unexpected close tag',
  ],
  'a billion laughs': [
    '<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>&b;</p></TEI>',
    'makes the entity “b” of other entities or of markup',
  ],
  'text from another file': [
    '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>&a;</p></TEI>',
    'takes the text of the entity “a” from another file',
  ],
  'deep nesting': [
    `<TEI xmlns="http://www.tei-c.org/ns/1.0">${'<div>'.repeat(300)}${'</div>'.repeat(300)}</TEI>`,
    'more than 256 elements stand inside one another',
  ],
  'an unknown encoding': [
    '<?xml version="1.0" encoding="EBCDIC"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
    'says that it is written in “EBCDIC”',
  ],
  'a wrong encoding': [
    Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><p>\xE9</p></TEI>',
      'latin1',
    ),
    'is not valid UTF-8',
  ],
};

for (const [what, [content, sentence]] of Object.entries(hostile))
  test(`${what} is refused with a sentence, and nothing is made`, async () => {
    const { folder, run } = place();
    const file = path.join(folder, 'bad.xml');
    await writeFile(file, content);
    const collection = path.join(folder, 'c');
    const { code, said } = await run('import', collection, file);
    expect(code).toBe(3);
    expect(said).toContain('“bad.xml”');
    expect(said).toContain(sentence);
    expect(existsSync(collection)).toBe(false);
    expect((await run('roundtrip', file)).code).toBe(3);
  });

test('values of xml:id that stand there twice are told of and kept', async () => {
  const { folder, json, run } = place();
  const file = path.join(folder, 'twice.xml');
  const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="a">A</p><p xml:id="a">B</p></body></text></TEI>`;
  await writeFile(file, xml);
  const collection = path.join(folder, 'c');
  const { code, value } = await json('import', collection, file);
  expect(code).toBe(0);
  const out = path.join(folder, 'tei');
  expect((await run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  expect(await readFile(path.join(out, 'twice.xml'), 'utf8')).toBe(xml);
  expect((value as ImportOutcome).remarks).toEqual([
    '“twice.xml”: These values of xml:id stand there more than once, which no valid file has; they are kept: a.',
  ]);
});

test('a file in another encoding comes out in it, also after a correction', async () => {
  const { folder, json, run } = place();
  const file = path.join(folder, 'latin.xml');
  const xml =
    '<?xml version="1.0" encoding="ISO-8859-2"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>\xE9 old</p></body></text></TEI>';
  await writeFile(file, Buffer.from(xml, 'latin1'));
  const collection = path.join(folder, 'c');
  expect((await json('import', collection, file)).code).toBe(0);
  expect((await run('correct', collection, 'latin', '--find', 'old', '--replace', 'new€')).code).toBe(0);
  const out = path.join(folder, 'tei');
  expect((await run('export', collection, '--to', 'tei', '--out', out)).code).toBe(0);
  expect(await readFile(path.join(out, 'latin.xml'), 'latin1')).toBe(xml.replace('old', 'new&#8364;'));
});
