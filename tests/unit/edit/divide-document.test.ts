import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { corrections } from '../../../shared/alignment/corrections.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { AnchorId, PageImageId, ZoneId } from '../../../shared/document/identifier.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import type { PageImage, Zone } from '../../../shared/document/page-image.ts';
import { schema } from '../../../shared/document/schema.ts';
import { type DocumentPart, divideDocument } from '../../../shared/edit/division/divide-document.ts';
import { applySteps, invertSteps } from '../../../shared/journal/apply-steps.ts';
import {
  attachment,
  call,
  doc,
  fac,
  label,
  li,
  list,
  note,
  notes,
  p,
  person,
  table,
  td,
  tr,
  typ,
} from '../../helpers/builders.ts';
import { sampleDocument } from '../../helpers/sample-document.ts';
import { anyDocument } from '../../helpers/tei-arbitraries.ts';
import { annotationState, documentState } from '../../helpers/tei-states.ts';

const id = (name: string): AnchorId => name as AnchorId;

function applied(document: Node, steps: Parameters<typeof applySteps>[1]): Node {
  const result = applySteps(document, steps);
  if (!result.ok) throw new Error(result.reason);
  result.doc.check();
  return result.doc;
}

/** Both parts as documents, with what corrections are counted against. */
function parts(state: DocumentState, anchor: string) {
  const divided = divideDocument(state, id(anchor));
  if (divided.kind === 'refused') throw new Error(divided.reason);
  const part = ({ change, pages }: DocumentPart) => ({
    change,
    pages: pages.map((page) => page.id),
    doc: applied(state.doc, change.steps),
    imported: applied(state.imported, change.importedSteps ?? []),
  });
  return { first: part(divided.first), second: part(divided.second) };
}

const partsOf = (document: Node, anchor: string): readonly [Node, Node] => {
  const { first, second } = parts(documentState(document), anchor);
  return [first.doc, second.doc];
};

/** Compared as JSON, so that a difference is shown. */
const expectParts = (document: Node, anchor: string, first: Node, second: Node): void =>
  expect(partsOf(document, anchor).map((part) => part.toJSON() as unknown)).toEqual([first.toJSON(), second.toJSON()]);

describe('a document is divided', () => {
  test('between two paragraphs', () => {
    expectParts(
      doc(p('One.'), p(fac(2), 'Two.'), p('Three.')),
      'f2',
      doc(p('One.')),
      doc(p(fac(2), 'Two.'), p('Three.')),
    );
  });

  test('within a paragraph, which both parts get their share of', () => {
    expectParts(doc(p('One ', fac(2), 'two.'), p('Three.')), 'f2', doc(p('One ')), doc(p(fac(2), 'two.'), p('Three.')));
  });

  test('within a list, before the item and its label', () => {
    expectParts(
      doc(p('Do:'), list(li(label('(1)'), p('This.')), li(label('(2)'), p(fac(2), 'That.')), li(p('More.')))),
      'f2',
      doc(p('Do:'), list(li(label('(1)'), p('This.')))),
      doc(list(li(label('(2)'), p(fac(2), 'That.')), li(p('More.')))),
    );
  });

  test('within an attachment, which goes on as one', () => {
    expectParts(
      doc(p('Letter.'), attachment(p('TO: USUN'), p('Eyes only ', fac(3), 'Stevenson'))),
      'f3',
      doc(p('Letter.'), attachment(p('TO: USUN'), p('Eyes only '))),
      doc(attachment(p(fac(3), 'Stevenson'))),
    );
  });

  test('between the rows of a table, but not within one, nor where a cell reaches over the rows', () => {
    const rows = [tr(td(p('A')), td(p('B'))), tr(td(p(fac(2), 'C')), td(p('D')))];
    expectParts(doc(p('T'), table(...rows)), 'f2', doc(p('T'), table(rows[0] ?? p())), doc(table(rows[1] ?? p())));
    const within = doc(p('T'), table(tr(td(p('A')), td(p(fac(2), 'B')))));
    const tall = schema.node('tableCell', { rowspan: 2 }, [p('A')]);
    const spanned = doc(p('T'), table(tr(tall, td(p('B'))), tr(td(p(fac(2), 'C')))));
    for (const document of [within, spanned])
      expect(divideDocument(documentState(document), id('f2'))).toEqual({ kind: 'refused', reason: 'in a table' });
  });

  test('with the notes of each part, also those that notes call; one that nothing calls stays in the first', () => {
    const bodies = [note('n1', '1', 'One.'), note('n2', '2', 'See ', call('n3', '3')), note('n3', '3', 'Three.')];
    const untied = note('n4', '4', 'Of nothing.');
    expectParts(
      doc(p('One', call('n1', '1')), p(fac(2), 'Two', call('n2', '2')), notes(...bodies, untied)),
      'f2',
      doc(p('One', call('n1', '1')), notes(note('n1', '1', 'One.'), untied)),
      doc(p(fac(2), 'Two', call('n2', '2')), notes(...bodies.slice(1))),
    );
    expectParts(
      doc(p('One'), p(fac(2), 'Two'), notes(untied)),
      'f2',
      doc(p('One'), notes(untied)),
      doc(p(fac(2), 'Two')),
    );
  });

  test('nowhere but where it leaves something, and at a page of its text', () => {
    const document = doc(p(fac(1), 'One.', call('n1', '1')), notes(note('n1', '1', 'A note ', fac(9), 'over pages.')));
    const refusal = (anchor: string) => divideDocument(documentState(document), id(anchor));
    expect(refusal('f1')).toEqual({ kind: 'refused', reason: 'nothing before it' });
    expect(refusal('f9')).toEqual({ kind: 'refused', reason: 'in a note' });
    expect(refusal('f7')).toEqual({ kind: 'refused', reason: 'no such page' });
  });
});

describe('what is known of a document that is divided goes with its words', () => {
  test('a tag is withdrawn from the part that has none of its words, and stays in both when both have', () => {
    const document = doc(p(person('a1', 'Kennedy'), ' to ', person('a2', 'the '), fac(2), person('a2', 'Chairman')));
    const annotations = new Map([annotationState('a1', 'person'), annotationState('a2', 'person')]);
    const { first, second } = parts(documentState(document, { annotations }), 'f2');
    expect([first.change.annotations, second.change.annotations]).toEqual([
      undefined,
      [{ kind: 'withdrawn', id: 'a1' }],
    ]);
  });

  test('corrections count in the part that they were made in, and the other part is none', () => {
    const imported = doc(p('DISTANTLING of bases'), p('Secnd ', fac(2), 'page reads thruout'));
    const present = doc(p('DISMANTLING of bases'), p('Second ', fac(2), 'page reads throughout'));
    const { first, second } = parts(documentState(present, { imported }), 'f2');
    const readings = ({ doc: now, imported: then }: typeof first) =>
      corrections(then, now).map(({ before, after }) => `${before} → ${after}`);
    expect([readings(first), readings(second)]).toEqual([
      ['DISTANTLING → DISMANTLING', 'Secnd → Second'],
      ['thruout → throughout'],
    ]);
  });

  test('also where the anchor was added after the import, or all words behind it are new', () => {
    const imported = doc(p('One two three'), p('four five'));
    const added = doc(p('One two ', typ(7), 'three'), p('four five'));
    const behind = parts(documentState(added, { imported }), 't7');
    expect([behind.first.imported.textContent, behind.second.imported.textContent]).toEqual([
      'One two ',
      'threefour five',
    ]);
    const fresh = parts(documentState(doc(p('One two three'), p('four five'), p(typ(7), 'SIX')), { imported }), 't7');
    expect([fresh.first.imported.textContent, fresh.second.imported.textContent]).toEqual([
      'One two threefour five',
      '',
    ]);
  });

  test('images go with their pages, one without an anchor with the one before it, and zones with their images', () => {
    const document = doc(p(fac(1), 'One.'), p(fac(2), 'Two.'), p(fac(3), 'Three.'));
    const image = (name: string, anchor: string | null): PageImage =>
      ({ id: name as PageImageId, anchor: anchor as AnchorId | null, file: `${name}.png` }) as PageImage;
    const pages = [image('s1', 'f1'), image('s1b', null), image('s2', 'f2'), image('s2b', 'gone'), image('s3', 'f3')];
    const zone = (name: string, page: string): Zone => ({ id: name as ZoneId, page: page as PageImageId }) as Zone;
    const zones = [zone('z1', 's1b'), zone('z2', 's3')];
    const { first, second } = parts(documentState(document, { pages, zones }), 'f2');
    expect([first.pages, second.pages]).toEqual([
      ['s1', 's1b'],
      ['s2', 's2b', 's3'],
    ]);
    expect([first.change.zones, second.change.zones]).toEqual([
      [{ kind: 'erased', id: 'z2' }],
      [{ kind: 'erased', id: 'z1' }],
    ]);
  });
});

/** Text and pages of the body, without the notes. */
function bodyOf(document: Node) {
  const { lastChild } = document;
  const body =
    lastChild?.type.name === 'notes' ? document.cut(0, document.content.size - lastChild.nodeSize) : document;
  const anchors = anchorsOf(body).map(({ anchor }) => anchor.id);
  return { text: body.textContent, anchors };
}

/** Whatever a document is like: nothing of its text is in no part or in both, and each change can be taken back. */
function expectWhole(document: Node): void {
  const whole = bodyOf(document);
  for (const anchor of whole.anchors) {
    const divided = divideDocument(documentState(document), anchor);
    if (divided.kind === 'refused') {
      expect(['nothing before it', 'in a table']).toContain(divided.reason);
      continue;
    }
    const documents = [divided.first, divided.second].map(({ change }) => applied(document, change.steps));
    const [first, second] = documents.map(bodyOf);
    expect([...(first?.anchors ?? []), ...(second?.anchors ?? [])]).toEqual(whole.anchors);
    expect(`${first?.text}${second?.text}`).toBe(whole.text);
    expect(second?.anchors[0] === anchor || second?.anchors.includes(anchor)).toBe(true);
    for (const [index, { change }] of [divided.first, divided.second].entries()) {
      const inverse = invertSteps(document, change.steps);
      expect(applied(documents[index] ?? document, inverse).eq(document)).toBe(true);
    }
  }
}

test('at every page of a document with every structure, nothing is lost, doubled or put into another order', () => {
  expectWhole(sampleDocument());
});

test('nor at any page of random documents', () => {
  fc.assert(
    fc.property(anyDocument, (document) => expectWhole(document)),
    { numRuns: 300 },
  );
});
