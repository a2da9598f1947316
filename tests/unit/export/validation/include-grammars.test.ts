import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { includeGrammars } from '../../../../shared/export/validation/include-grammars.ts';
import { convertSchema, SchemaError, validateXml } from '../../../../shared/export/validation/validate-xml.ts';

const grammar = (inner: string, attributes = ''): string =>
  `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ${attributes}>${inner}</grammar>`;

/** What a letter is, and what its parts are, in a file each. */
const files: Readonly<Record<string, string>> = {
  'letter.rng': grammar(
    '<start><ref name="letter"/></start><define name="letter"><element name="letter"><ref name="date"/><oneOrMore><ref name="p"/></oneOrMore></element></define><include href="parts/all.rng"/>',
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"',
  ),
  'parts/all.rng': grammar('<include href="p.rng"/><include href="./date.rng"/>'),
  'parts/p.rng': grammar('<define name="p"><element name="p"><text/></element></define>'),
  'parts/date.rng': grammar(
    '<define name="date"><element name="date"><ref name="when"/><text/></element></define><div><define name="when"><attribute name="when"><data type="date"/></attribute></define></div>',
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"',
  ),
  'own.rng': grammar(
    '<include href="letter.rng"><define name="p"><element name="para"><externalRef href="words.rng"/></element></define><define name="when"><optional><attribute name="when"/></optional></define></include>',
  ),
  'words.rng': '<choice xmlns="http://relaxng.org/ns/structure/1.0"><text/><empty/></choice>',
};
const neighbours = new Map(Object.entries(files));
const of = (name: string): string => neighbours.get(name) ?? '';

const letters = {
  plain: '<letter><date when="1962-11-13">today</date><p>a</p></letter>',
  'wrong date': '<letter><date when="Tuesday">today</date><p>a</p></letter>',
  'no date': '<letter><date>today</date><p>a</p></letter>',
  own: '<letter><date>today</date><para>a</para></letter>',
  mixed: '<letter><date>today</date><p>a</p><para/></letter>',
};

const hasJing = ((): boolean => {
  try {
    execFileSync('jing', [], { stdio: 'ignore' });
  } catch (error) {
    return (error as { readonly code?: string }).code !== 'ENOENT';
  }
  return true;
})();

function saysJing(schema: string, xml: string): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anchorite-include-'));
  try {
    mkdirSync(path.join(folder, 'parts'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    writeFileSync(path.join(folder, 'letter.xml'), xml);
    execFileSync('jing', [path.join(folder, schema), path.join(folder, 'letter.xml')], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('schemas in several files', () => {
  const expected: readonly (readonly [schema: string, letter: keyof typeof letters, isValid: boolean])[] = [
    ['letter.rng', 'plain', true],
    ['letter.rng', 'wrong date', false],
    ['letter.rng', 'no date', false],
    ['letter.rng', 'own', false],
    ['own.rng', 'own', true],
    ['own.rng', 'plain', false],
    ['own.rng', 'mixed', false],
  ];
  test.each(expected)('%s holds a letter that is “%s” for valid: %s', async (schema, letter, isValid) => {
    const whole = await convertSchema('Letter', includeGrammars(of(schema), neighbours));
    expect(validateXml(letters[letter], [whole]).length === 0).toBe(isValid);
    // The other validator reads the files themselves.
    if (hasJing) expect(saysJing(schema, letters[letter])).toBe(isValid);
  });

  test('a schema that includes nothing comes back as it is', () => {
    expect(includeGrammars(of('parts/p.rng'), neighbours)).toBe(of('parts/p.rng'));
  });

  test.each([
    ['a file that is not there', '<include href="none.rng"/>', /“none.rng”, which is not there/],
    ['an address of the network', '<include href="https://example.org/a.rng"/>', /not beside it; nothing is fetched/],
    ['a file above', '<include href="../a.rng"/>', /not beside it/],
    ['an absolute path', '<include href="/etc/a.rng"/>', /not beside it/],
    ['files in a circle', '<include href="circle.rng"/>', /“circle.rng” includes itself/],
    ['what is no grammar', '<include href="words.rng"/>', /is no grammar/],
    [
      'a definition that is not there',
      '<include href="parts/p.rng"><define name="q"><text/></define></include>',
      /no definition of “q”/,
    ],
    ['a file that is not XML', '<include href="broken.rng"/>', /“broken.rng” was not read to its end/],
  ])('%s is told in a sentence', (_, inner, reason) => {
    const more = new Map([
      ...neighbours,
      ['circle.rng', grammar('<include href="circle.rng"/>')],
      ['broken.rng', '<grammar'],
    ]);
    expect(() => includeGrammars(grammar(inner), more)).toThrow(SchemaError);
    expect(() => includeGrammars(grammar(inner), more)).toThrow(reason);
  });
});
