import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LoadedGrammar } from '../../../shared/export/validation/validate-xml.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';
import { readEdition, unitsOf } from '../../helpers/tei-reading.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { editionOf } from '../../helpers/tei-states.ts';

const folder = join(import.meta.dirname, '../../../fixtures/documents');

const documents = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => {
    const { doc, metadata, report } = readPlainText(readFileSync(join(folder, file), 'utf8'), { fileName: file });
    return { name: basename(file).slice(0, 3), doc, xml: editionOf(doc, { metadata, report }) };
  });

const matches = (xml: string, pattern: RegExp): readonly string[] =>
  [...xml.slice(xml.indexOf('<body>')).matchAll(pattern)].map((match) => match.slice(1).join(' '));

describe('the five sample documents as TEI', () => {
  const grammars: LoadedGrammar[] = [];
  beforeAll(async () => {
    grammars.push(await anchoriteGrammar());
    if (hasTeiAll) grammars.push(await teiAllGrammar());
  });

  test('are five', () => {
    expect(documents.map(({ name }) => name)).toEqual(['000', '001', '002', '003', '004']);
  });

  test.each(documents)('$name is valid against the program’s own schema', ({ xml }) => {
    expect(findingsOf(xml, grammars.slice(0, 1))).toEqual([]);
  });

  test.skipIf(!hasTeiAll).each(documents)(needsTeiAll('$name is valid against all of TEI'), ({ xml }) => {
    expect(findingsOf(xml, grammars.slice(1))).toEqual([]);
  });

  test.each(documents)('$name has every character of its main text, in order', ({ doc, xml }) => {
    const text = (units: readonly { readonly note: string | null; readonly value: string }[]): string =>
      units.flatMap(({ note, value }) => (note === null ? [value] : [])).join('');
    expect(text(readEdition(xml).units)).toBe(text(unitsOf(doc, false)));
  });

  test('have their page breaks in the order of the source', () => {
    expect(documents.map(({ name, xml }) => [name, matches(xml, /<pb(?: type="(\w+)")? n="(\w*)"/g)])).toEqual([
      [
        '000',
        ['facsimile 1', 'facsimile 2', 'typeset 1359', 'facsimile 3', 'facsimile 4', 'facsimile 5', 'typeset 1360'],
      ],
      ['001', []],
      ['002', []],
      ['003', ['facsimile 1', 'facsimile 2', 'facsimile 3', 'facsimile 4']],
      ['004', [' 200']],
    ]);
  });

  test('say which page breaks were concluded: the four of the telegram', () => {
    expect(documents.map(({ xml }) => matches(xml, /<pb[^>]*(cert="medium")/g).length)).toEqual([0, 0, 0, 4, 0]);
  });

  test('have every note body once', () => {
    expect(documents.map(({ xml }) => matches(xml, /<note /g).length)).toEqual([1, 4, 0, 0, 3]);
  });
});
