import { readFileSync } from 'node:fs';
import type { Node } from 'prosemirror-model';
import type { ImportReport } from '../../shared/document/import-report.ts';

/** The stems of the five sample documents in `fixtures/documents/`. */
export const sampleStems = [
  '000_2f139198d5bf1d28',
  '001_975a25f8ce92ca13',
  '002_67ea4eed11dab1ac',
  '003_a5bfdc7065c2c0b6',
  '004_3247f51e25b8394a',
] as const;

/** The text of a sample document, by its stem. */
export const sampleText = (stem: string): string =>
  readFileSync(new URL(`../../fixtures/documents/${stem}.txt`, import.meta.url), 'utf8');

/** Every UTF-16 unit that is no white space, sorted: two texts with the same ones hold the same characters. */
export const sortedCharacters = (text: string): string => text.replace(/\s/g, '').split('').sort().join('');

/** What a document holds of its source: its text, and what markers, note references and note labels were printed as. */
export function printedText(doc: Node): string {
  const parts: string[] = [];
  doc.descendants((node) => {
    if (node.isText) parts.push(node.text ?? '');
    else if (typeof node.attrs.raw === 'string') parts.push(node.attrs.raw);
  });
  return parts.join('');
}

/** What a document and its report hold of the source together. */
export const keptText = (doc: Node, report: ImportReport): string =>
  printedText(doc) + report.setAside.map(({ text }) => text).join('');
