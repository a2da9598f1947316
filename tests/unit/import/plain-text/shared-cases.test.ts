import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';

/** Small texts, each of a kind that was once misread; kept apart from the project. What they read is described here, not repeated. */
const folder = path.join(import.meta.dirname, '../../../../../shared/textimport/cases');

function count(doc: Node, type: string): number {
  let found = 0;
  doc.descendants((node) => {
    if (node.type.name === type) found++;
  });
  return found;
}

/** The labels of the notes that the calls lead to, in the order of the calls; `null` for a call that leads nowhere. */
function calledNotes(doc: Node): readonly (number | null)[] {
  const order = new Map<string, number>();
  doc.descendants((node) => {
    if (node.type.name === 'note') order.set(node.attrs.id as string, order.size + 1);
    return true;
  });
  const called: (number | null)[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'noteReference') called.push(order.get(node.attrs.target as string) ?? null);
  });
  return called;
}

const fields = (doc: Node, name: string): number =>
  doc.children.filter(({ type, attrs }) => type.name === 'headerField' && attrs.field === name).length;

/** What can be said of how a text was read without repeating it. */
function factsOf(text: string) {
  const { doc, metadata } = readPlainText(text);
  const of = (type: string): number => count(doc, type);
  return {
    title: of('heading') > 0,
    number: metadata.number,
    type: metadata.type,
    when: metadata.date?.when ?? null,
    place: metadata.placeSent !== '',
    from: metadata.from !== '',
    to: metadata.to !== '',
    furniture: of('furniture'),
    stamps: of('stamp'),
    paragraphs: doc.children.filter(({ type }) => type.name === 'paragraph').length,
    lists: doc.children.filter(({ type }) => type.name === 'list').length,
    items: of('listItem'),
    attachments: of('division'),
    datelines: of('dateline'),
    signatures: of('signature'),
    notes: of('note'),
    calls: calledNotes(doc),
    files: fields(doc, 'file'),
    addressees: fields(doc, 'to'),
    subjects: fields(doc, 'subject'),
    pages: of('pageAnchor'),
  };
}

type Facts = Partial<ReturnType<typeof factsOf>>;

const cases: Readonly<Record<string, Facts>> = {
  '01': { furniture: 0, items: 3, lists: 1 },
  '02': { stamps: 0, paragraphs: 1 },
  '03': { title: true, from: true, to: true, type: 'telegram', files: 1, signatures: 1, furniture: 0, datelines: 1 },
  '04': { title: true, number: '1038', type: 'telegram', furniture: 0, calls: [1] },
  '05': { title: true, number: '29', datelines: 1, furniture: 1, place: true },
  '06-': { datelines: 1, when: '1925-01-27', place: true },
  '06b': { datelines: 1, when: '1882-05-08', place: true },
  '06c': { datelines: 1, when: '1941-05-20', place: true },
  '07': { calls: [1, 2, 3, 4, 5, 6], notes: 6 },
  '08-': { calls: [1, 2, 3], notes: 3 },
  '08b': { calls: [1, 2], notes: 2 },
  '09': { lists: 1, items: 3 },
  '10': { lists: 1, items: 4 },
  '11': { attachments: 2, datelines: 2 },
  '12': { title: true, type: 'letter', addressees: 2, signatures: 3, from: true, to: true },
  '13': { paragraphs: 1, signatures: 1 },
  '14': { notes: 1, calls: [1], paragraphs: 2 },
  '15': { title: false, lists: 1, furniture: 0, number: '' },
  '16': { files: 1, furniture: 0, title: true },
  '17': { title: true, type: 'memorandum', from: true, to: true, subjects: 1 },
  '18': { number: '6725', when: '1973-03-12', from: true, to: true, type: 'telegram', pages: 2, stamps: 0, items: 2 },
  '19': { calls: [1, 2], notes: 2 },
  '20': { title: true, furniture: 0, from: true, to: true },
  '22': { paragraphs: 1 },
  '23': { subjects: 1, paragraphs: 1 },
  '25': { notes: 2, lists: 0 },
  '26': { title: true, from: true, to: true, datelines: 1 },
  '28': { addressees: 1, title: true, to: true },
};

test.skipIf(!existsSync(folder))('the texts that were once misread are read as they should be', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  const read = files.map((file) => {
    const [known, facts] = Object.entries(cases).find(([start]) => file.startsWith(start)) ?? [];
    const found = factsOf(readFileSync(path.join(folder, file), 'utf8'));
    const told = Object.fromEntries(Object.keys(facts ?? {}).map((name) => [name, found[name as keyof Facts]]));
    return [known, told];
  });
  expect(Object.fromEntries(read)).toEqual(cases);
});
