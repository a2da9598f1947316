import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { ownSources, type SchemaFiles } from '../../../main/editions/schema-files.ts';
import { workplace } from './program.ts';

const place = workplace();
const at = (name: string): string => path.join(place().folder, name);

const rules = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sqf="http://www.schematron-quickfix.com/validator/process" queryBinding="xslt3">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<include href="heads.sch"/>
<pattern id="numbers"><rule context="t:div"><assert test="@n" sqf:fix="number">no number</assert>
<sqf:fix id="number"><sqf:description><sqf:title>Number it</sqf:title></sqf:description><sqf:add node-type="attribute" target="n" select="count(preceding::t:div) + 1"/></sqf:fix></rule></pattern>
</schema>`;
const heads = `<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="heads"><rule context="t:div"><assert test="t:head" role="warning">no head</assert></rule></pattern>`;
const volume =
  '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<div><head>A</head></div>\n<div/>\n</body></text></TEI>\n';

beforeEach(async () => {
  await writeFile(at('rules.sch'), rules);
  await writeFile(at('heads.sch'), heads);
  await writeFile(at('volume.xml'), volume);
});

test('rules of Schematron find what they are for, with its place and what could be done', async () => {
  const { code, out } = await place().run('validate', at('volume.xml'), '--schematron', at('rules.sch'));
  expect(code).toBe(1);
  expect(out.replaceAll(at('volume.xml'), 'volume.xml')).toBe(
    [
      'volume.xml:2:1: no number (rules.sch) in TEI/text/body/div',
      '  fix: Number it',
      'volume.xml:3:1: warning: no head (rules.sch) in TEI/text/body/div',
      'volume.xml:3:1: no number (rules.sch) in TEI/text/body/div',
      '  fix: Number it',
      '',
    ].join('\n'),
  );
  const { value } = await place().json(
    'validate',
    at('volume.xml'),
    '--schematron',
    at('rules.sch'),
    '--phase',
    '#ALL',
  );
  expect(value).toMatchObject([{ valid: false, findings: [{ severity: 'error' }, { severity: 'warning' }, {}] }]);
});

test('the fixes are done in a copy, never in the file', async () => {
  const fixed = at('fixed');
  const run = await place().run('validate', at('volume.xml'), '--schematron', at('rules.sch'), '--fix', fixed);
  expect(run.said).toContain('fixes done: 2');
  expect(await readFile(path.join(fixed, 'volume.xml'), 'utf8')).toBe(
    volume.replace('<div>', '<div n="1">').replace('<div/>', '<div n="2"/>'),
  );
  expect(await readFile(at('volume.xml'), 'utf8')).toBe(volume);
  const again = await place().run(
    'validate',
    at('volume.xml'),
    '--schematron',
    at('rules.sch'),
    '--fix',
    place().folder,
  );
  expect(again).toMatchObject({ code: 3 });
  expect(again.said).toContain('“volume.xml” is in that folder already');
});

test('files that only warn are valid, and still told', async () => {
  await writeFile(at('mild.sch'), rules.replace('assert test="@n"', 'assert role="warning" test="@n"'));
  const { code, value } = await place().json('validate', at('volume.xml'), '--schematron', at('mild.sch'));
  expect(code).toBe(1);
  expect(value).toMatchObject([{ valid: true }]);
});

test.each([
  ['is no XML', '<schema', 'was not read to its end'],
  ['has no rules', '<a/>', 'it has no pattern of Schematron'],
  ['includes what is not there', rules.replace('heads.sch', 'none.sch'), 'There is no file “none.sch”'],
  ['includes from the network', rules.replace('heads.sch', 'https://example.org/heads.sch'), 'is not beside it'],
  ['includes what lies above', rules.replace('heads.sch', '../heads.sch'), 'is not beside it'],
])('a schema that %s is refused in a sentence', async (_, text, sentence) => {
  await writeFile(at('bad.sch'), text);
  const { code, said } = await place().run('validate', at('volume.xml'), '--schematron', at('bad.sch'));
  expect(code).toBe(3);
  expect(said).toContain(sentence);
});

test('a link out of the folder of the schema is not followed', async () => {
  await mkdir(at('schemas'));
  await writeFile(at('schemas/rules.sch'), rules);
  await symlink(at('heads.sch'), at('schemas/heads.sch'));
  const { code, said } = await place().run('validate', at('volume.xml'), '--schematron', at('schemas/rules.sch'));
  expect(code).toBe(3);
  expect(said).toContain('“heads.sch” is a link that leads out of the folder of “rules.sch”');
  expect(await readdir(at('schemas'))).toHaveLength(2);
});

test('a RELAX NG schema in several files is put together', async () => {
  const rng = (inner: string): string =>
    `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">${inner}</grammar>`;
  await writeFile(
    at('main.rng'),
    rng(
      '<start><element name="TEI"><element name="text"><element name="body"><zeroOrMore><ref name="div"/></zeroOrMore></element></element></element></start><include href="div.rng"/>',
    ),
  );
  await writeFile(
    at('div.rng'),
    rng('<define name="div"><element name="div"><element name="head"><text/></element></element></define>'),
  );
  const { code, out } = await place().run('validate', at('volume.xml'), '--schema', at('main.rng'));
  expect(code).toBe(1);
  expect(out).toContain('volume.xml:3:1: in <div> the element <head> is missing (main.rng)');
});

const grammar = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><start><element name="TEI"><element name="text"><element name="body">
<oneOrMore><element name="div"><element name="head"><text/></element></element></oneOrMore></element></element></element></start></grammar>`;

test('a grammar and rules hold together', async () => {
  await writeFile(at('own.rng'), grammar);
  const both = ['--schema', at('own.rng'), '--schematron', at('rules.sch')];
  const { code, out } = await place().run('validate', at('volume.xml'), ...both);
  expect(code).toBe(1);
  expect(out).toContain('volume.xml:3:1: in <div> the element <head> is missing (own.rng)');
  expect(out).toContain('volume.xml:3:1: no number (rules.sch)');
});

test('the two schemas of the preferences are used as what they are, whichever is named where', async () => {
  await writeFile(at('own.rng'), grammar);
  const names = async (files: SchemaFiles) => {
    const read = await ownSources(files);
    if (!read.ok) return read.fault.what;
    const { grammars, rules: found } = read.value;
    return [grammars.map((one) => one.kind === 'own' && one.name), found.map(({ name }) => name)];
  };
  expect(await names({ schemaFile: at('own.rng'), rulesFile: at('rules.sch') })).toEqual([['own.rng'], ['rules.sch']]);
  expect(await names({ schemaFile: at('rules.sch') })).toEqual([[], ['rules.sch']]);
  expect(await names({ schemaFile: null, rulesFile: null })).toEqual([[], []]);
  expect(await names({ schemaFile: at('own.rng'), rulesFile: at('gone.sch') })).toContain('There is no file');
});

test('the rules of FRUS find breaks, dates, attachments, identifiers and values, and fix what is certain', async () => {
  const dialect = (body: string): string =>
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"><text><body>\n${body}\n</body></text></TEI>\n`;
  const before = [
    '<div type="document" n="3"><head>3. Letter</head><dateline><date>undated</date> <date>February 9, 1961</date> <date>February 30, 1961</date></dateline>',
    '<p>by the United<pb n="2"/> States <pb n="3"/> and <hi rend="bold">others</hi> <pb n="4"/>here</p>',
    '<p>image <graphic url="page.tif"/>x<pb n="5"/></p>',
    '<frus:attachment><div xml:id="x"><head>A</head></div></frus:attachment></div>',
  ].join('\n');
  await writeFile(at('frus.xml'), dialect(before));
  const run = await place().run('validate', at('frus.xml'), '--profile', 'frus', '--fix', at('out'));
  expect(run.code).toBe(1);
  expect(
    run.out
      .replaceAll(at('frus.xml'), '')
      .replaceAll(' (FRUS)', '')
      .replace(/ in TEI\S*/g, ''),
  ).toBe(
    [
      ':2:1: a div has no xml:id',
      '  fix: Name it d3',
      ':2:60: the date "undated" of a dateline has no value: @when, @from and @to, or @notBefore and @notAfter',
      ':2:81: the date "February 9, 1961" of a dateline has no value: @when, @from and @to, or @notBefore and @notAfter',
      '  fix: Give it @when, as it reads',
      ':2:111: the date "February 30, 1961" of a dateline has no value: @when, @from and @to, or @notBefore and @notAfter',
      ':3:17: the space stands behind the page break "2"; it belongs before it',
      '  fix: Move the space before the page break',
      ':3:36: warning: there is space before and behind the page break "3"; it belongs before it alone',
      '  fix: Take away the space behind the page break',
      ':3:52: hi/@rend is "bold"; strong, italic, smallcaps, roman, underline, sub and superscript occur',
      '  fix: Write it as here',
      ':4:10: the image "page.tif" is named with its ending',
      '  fix: Take the ending away',
      ':4:36: warning: the page break "5" stands first or last in p',
      ':5:1: an attachment holds a div',
      '',
    ].join('\n'),
  );
  expect(await readFile(at('out/frus.xml'), 'utf8')).toBe(
    dialect(
      before
        .replace('n="3">', 'n="3" xml:id="d3">')
        .replace('<date>February 9', '<date when="1961-02-09">February 9')
        .replace('<pb n="2"/> States', ' <pb n="2"/>States')
        .replace('<pb n="3"/> and', '<pb n="3"/>and')
        .replace('"bold"', '"strong"')
        .replace('page.tif', 'page'),
    ),
  );
});
