import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import { blockText, textBlocks } from '../../../shared/document/reading-text.ts';
import { decodeText } from '../../../shared/import/decode-text.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';
import { keptText, sampleStems, sampleText, sortedCharacters } from '../../helpers/import-characters.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url);
const read = (path: string): Buffer => readFileSync(new URL(path, fixtures));

test('the five documents are the unchanged copies that their provenance names', () => {
  const readme = read('README.md').toString('utf8');
  const sums = readdirSync(new URL('documents/', fixtures)).map((name) => [
    name,
    createHash('sha256')
      .update(read(`documents/${name}`))
      .digest('hex'),
  ]);
  expect(sums.map(([name]) => name)).toEqual(sampleStems.map((stem) => `${stem}.txt`));
  for (const [name, sum] of sums) expect(readme).toMatch(new RegExp(`\`${name}\` .* \`${sum}\``));
});

test.each(sampleStems)('every character of %s is in the document or in the report', (stem) => {
  const text = sampleText(stem);
  const { doc, report } = readPlainText(text);
  doc.check();
  expect(sortedCharacters(keptText(doc, report))).toBe(sortedCharacters(text));
  for (const { source } of report.recognitions) expect(source.text).toBe(text.slice(source.from, source.to));
});

const hostileNames = readdirSync(new URL('hostile/', fixtures)).filter((name) => name.endsWith('.txt'));
const refused = new Map([
  ['empty.txt', 'empty'],
  ['white-space-only.txt', 'empty'],
  ['nul-bytes.txt', 'not-text'],
  ['latin-1.txt', 'undecodable'],
  ['utf-8-cut-short.txt', 'undecodable'],
  ['utf-8-overlong.txt', 'undecodable'],
  ['utf-8-surrogate.txt', 'undecodable'],
  ['utf-16le-odd-length.txt', 'undecodable'],
  ['utf-16le-lone-surrogate.txt', 'undecodable'],
]);

test.each(hostileNames)('the hostile file %s is refused with its fault, or read without loss', (name) => {
  const decoded = decodeText(read(`hostile/${name}`));
  expect(decoded.kind).toBe(refused.get(name) ?? 'text');
  if (decoded.kind !== 'text') return;
  const { doc, report } = readPlainText(decoded.text, { fileName: name });
  doc.check();
  expect(sortedCharacters(keptText(doc, report))).toBe(sortedCharacters(decoded.text));
});

interface SampleEdit {
  readonly document: string;
  readonly find: string;
  readonly as?: string;
}

test('every sample edit finds its words within one block of its document, and some tags overlap', () => {
  const edits = JSON.parse(read('sample-edits.json').toString('utf8')) as {
    readonly corrections: readonly SampleEdit[];
    readonly tags: readonly SampleEdit[];
  };
  const places = (edit: SampleEdit): readonly (readonly number[])[] =>
    textBlocks(readPlainText(sampleText(edit.document)).doc).flatMap(({ block, start }) => {
      const at = blockText(block).text.indexOf(edit.find);
      return at === -1 ? [] : [[start + at, start + at + edit.find.length]];
    });
  for (const edit of [...edits.corrections, ...edits.tags]) expect(places(edit), edit.find).not.toEqual([]);
  expect(new Set(edits.tags.map(({ document }) => document))).toEqual(new Set(sampleStems));
  for (const { as } of edits.tags) expect(annotationKinds).toContain(as);
  const [week, days] = edits.tags
    .filter(({ find }) => find.includes('October 27th'))
    .map((tag) => places(tag)[0] ?? []);
  // They cross: one begins inside the other and ends behind it.
  expect(week?.[0]).toBeLessThan(days?.[0] ?? 0);
  expect(days?.[0]).toBeLessThan(week?.[1] ?? 0);
  expect(week?.[1]).toBeLessThan(days?.[1] ?? 0);
});
