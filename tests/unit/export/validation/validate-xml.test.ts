import { describe, expect, test } from 'vitest';
import {
  convertSchema,
  loadGrammar,
  SchemaError,
  validateXml,
} from '../../../../shared/export/validation/validate-xml.ts';

const letter = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="letter">
    <optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <element name="date"><attribute name="when"><data type="date"/></attribute><text/></element>
    <oneOrMore><element name="p"><optional><attribute name="xml:id"><data type="ID"/></attribute></optional><text/></element></oneOrMore>
  </element></start>
</grammar>`;

const findings = async (xml: string): Promise<readonly string[]> =>
  validateXml(xml, [await convertSchema('Letter', letter)]).map(
    ({ message, line, column, path }) => `${line}:${column} ${path}: ${message}`,
  );

const valid = '<letter xml:id="l1">\n <date when="1962-11-13">today</date>\n <p>a</p>\n</letter>';

describe('validation', () => {
  test('a valid file has no findings, also with a grammar that was stored', async () => {
    expect(await findings(valid)).toEqual([]);
    const stored = (await convertSchema('Letter', letter)).json;
    expect(validateXml(valid, [loadGrammar('Letter', stored)])).toEqual([]);
    expect(validateXml(valid.replace('<p>', '<q/><p>'), [loadGrammar('Letter', stored)])).toHaveLength(1);
  });

  test('says in words what is wrong, and where', async () => {
    expect(await findings(valid.replace('<p>', '<q/><p>'))).toEqual([
      '3:2 letter/q: the element <q> is not allowed here',
    ]);
    expect(await findings(valid.replace('1962-11-13', 'Tuesday'))).toEqual([
      '2:2 letter/date: the value of the attribute "when" of <date> is not valid',
    ]);
    expect(await findings(valid.replace(' when="1962-11-13"', ''))).toEqual([
      '2:2 letter/date: <date> lacks the attribute "when"',
    ]);
    expect(await findings(valid.replace('<p>a</p>', ''))).toEqual([
      '4:1 letter: in <letter> the element <p> is missing',
    ]);
    expect(await findings(valid.replace('<p>', 'loose <p>'))).toEqual([
      '2:38 letter: text is not allowed directly in <letter>',
    ]);
    expect(await findings(valid.replace('<p>', '<p n="1">'))).toEqual([
      '3:2 letter/p: the attribute "n" is not allowed on <p>',
    ]);
  });

  test('finds an identifier that is used twice', async () => {
    expect(await findings(valid.replace('<p>', '<p xml:id="l1">'))).toEqual([
      '3:2 letter/p: the identifier "l1" is used more than once',
    ]);
  });

  test('names the nearest identifier around a finding, which leads back into the text', async () => {
    const [found] = validateXml(valid.replace('<p>', '<q/><p>'), [await convertSchema('Letter', letter)]);
    expect(found?.nearestId).toBe('l1');
  });

  test('a file that is no XML has one finding and is not read further', async () => {
    expect(await findings('<letter><date')).toHaveLength(1);
    expect(await findings(`<!DOCTYPE letter [<!ENTITY a "b">]>${valid}`)).toEqual([
      expect.stringContaining('declares entities'),
    ]);
  });

  test('a schema that is none, or includes others, is told as such', async () => {
    await expect(convertSchema('x', '<html/>')).rejects.toThrow(SchemaError);
    await expect(convertSchema('x', letter.replace('<start>', '<include href="o.rng"/><start>'))).rejects.toThrow(
      'have to be put into it first',
    );
    expect(() => loadGrammar('x', '{}')).toThrow(SchemaError);
  });
});
