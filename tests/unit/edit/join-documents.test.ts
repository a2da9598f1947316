import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { corrections } from '../../../shared/alignment/corrections.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { AnchorId, PageImageId, ReadingId, ZoneId } from '../../../shared/document/identifier.ts';
import type { PageReading } from '../../../shared/document/layout.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import type { PageImage, Zone } from '../../../shared/document/page-image.ts';
import { type DocumentPart, divideDocument } from '../../../shared/edit/division/divide-document.ts';
import { joinDocuments } from '../../../shared/edit/division/join-documents.ts';
import { applySteps } from '../../../shared/journal/apply-steps.ts';
import { call, doc, fac, note, notes, p, person } from '../../helpers/builders.ts';
import { sampleDocument } from '../../helpers/sample-document.ts';
import { anyDocument } from '../../helpers/tei-arbitraries.ts';
import { annotationState, documentState } from '../../helpers/tei-states.ts';

function applied(document: Node, steps: Parameters<typeof applySteps>[1] = []): Node {
  const result = applySteps(document, steps);
  if (!result.ok) throw new Error(result.reason);
  result.doc.check();
  return result.doc;
}

function joined(first: DocumentState, second: DocumentState) {
  const { change, ...rest } = joinDocuments(first, second);
  return {
    ...rest,
    change,
    doc: applied(first.doc, change.steps),
    imported: applied(first.imported, change.importedSteps),
  };
}

const joinedDoc = (first: Node, second: Node): unknown =>
  joined(documentState(first), documentState(second)).doc.toJSON();

describe('a document that is put behind another', () => {
  test('follows its text, and its notes follow those that are there', () => {
    const [a, b] = [note('n1', '1', 'One.'), note('n2', '1', 'Two.')];
    expect(
      joinedDoc(doc(p('First', call('n1', '1')), notes(a)), doc(p(fac(2), 'Second'), p('More'), notes(b))),
    ).toEqual(doc(p('First', call('n1', '1')), p(fac(2), 'Second'), p('More'), notes(a, b)).toJSON());
    expect(joinedDoc(doc(p('First')), doc(p('Second'), notes(b)))).toEqual(
      doc(p('First'), p('Second'), notes(b)).toJSON(),
    );
  });

  test('gets other names for what the first calls so already, in its notes and images, too', () => {
    const own = documentState(doc(p(fac(1), 'First', call('n1', '1')), notes(note('n1', '1', 'One.'))));
    const page = { id: 's1' as PageImageId, anchor: 'f1' as AnchorId, file: '1.png' } as PageImage;
    const reading = { id: 'o1' as ReadingId, page: page.id, role: 'ocr' } as PageReading;
    const zone = { id: 'z1' as ZoneId, page: page.id } as Zone;
    const facts = { pages: [page], readings: [reading], zones: [zone] };
    const other = documentState(doc(p(fac(1), 'Second', call('n1', '1')), notes(note('n1', '1', 'Other.'))), facts);
    const { doc: whole, pages, readings, change } = joined({ ...own, ...facts }, other);
    const anchors = anchorsOf(whole).map(({ anchor }) => anchor.id);
    expect([anchors[0], new Set(anchors).size]).toEqual(['f1', 2]);
    const [added] = pages;
    expect(added).toEqual({ ...page, id: expect.not.stringMatching(/^s1$/), anchor: anchors[1] });
    expect(readings.map((one) => one.page)).toEqual([]);
    expect(change.zones).toMatchObject([{ kind: 'drawn', zone: { page: added?.id } }]);
    const targets: string[] = [];
    const bodies: string[] = [];
    whole.descendants((node) => {
      if (node.type.name === 'noteReference') targets.push(node.attrs.target as string);
      if (node.type.name === 'note') bodies.push(node.attrs.id as string);
    });
    expect([targets, new Set(bodies).size]).toEqual([bodies, 2]);
  });

  test('keeps its corrections, and its tags with what was said of them', () => {
    const first = documentState(doc(p('Frist page.')), { imported: doc(p('First page.')) });
    const tag = annotationState('a1', 'person', { comment: 'The President' });
    const second = documentState(doc(p(person('a1', 'Kennedy'), ' wrote')), {
      imported: doc(p('Kenedy wrote')),
      annotations: new Map([tag, annotationState('a2', 'place', { withdrawn: true })]),
    });
    const whole = joined(first, second);
    expect(corrections(whole.imported, whole.doc).map(({ before, after }) => [before, after])).toEqual([
      ['First', 'Frist'],
      ['Kenedy', 'Kennedy'],
    ]);
    expect(whole.change.annotations).toEqual([
      { kind: 'created', id: 'a1', as: 'person', text: 'Kennedy' },
      { kind: 'commented', id: 'a1', comment: 'The President' },
    ]);
  });

  test('loses its lines of an import report that the first has not, and keeps those that both have', () => {
    const line = { id: 'i1', kind: 'pageAnchor', what: 'x', source: { from: 0, to: 1, text: '' }, certainty: 'stated' };
    const report = { recognitions: [line as never], remarks: [], setAside: [] };
    const second = doc(p(fac(2), 'x'));
    const recognised = second.type.schema.nodeFromJSON(
      JSON.parse(JSON.stringify(second.toJSON()).replace('"recognition":null', '"recognition":"i1"')),
    );
    const recognition = (given: Partial<DocumentState>) =>
      joined(documentState(doc(p('a')), given), documentState(recognised, { report })).doc.lastChild?.attrs.recognition;
    expect([recognition({}), recognition({ report })]).toEqual([null, 'i1']);
  });
});

/** A part as the state that it becomes. */
function stateOf(whole: DocumentState, { change, pages }: DocumentPart): DocumentState {
  const withdrawn = new Set(change.annotations?.map(({ id }) => id));
  return {
    ...whole,
    pages,
    doc: applied(whole.doc, change.steps),
    imported: applied(whole.imported, change.importedSteps),
    annotations: new Map(
      [...whole.annotations].map(([id, tag]) => [id, withdrawn.has(id) ? { ...tag, withdrawn: true } : tag]),
    ),
  };
}

/** At each page: parting a document and joining the parts again loses nothing and adds nothing. */
function expectRejoined(document: Node): void {
  const whole = documentState(document);
  const anchorIds = (node: Node) => anchorsOf(node).map(({ anchor }) => anchor.id);
  for (const anchor of anchorIds(document)) {
    const divided = divideDocument(whole, anchor);
    if (divided.kind === 'refused') continue;
    const { doc: again } = joined(stateOf(whole, divided.first), stateOf(whole, divided.second));
    expect([...again.textContent].sort()).toEqual([...document.textContent].sort());
    expect([...anchorIds(again)].sort()).toEqual([...anchorIds(document)].sort());
  }
}

test('the parts of a document are it again, at every page of one with every structure', () => {
  expectRejoined(sampleDocument());
});

test('and of random ones that call each note from one part only', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      fc.pre(document.lastChild?.type.name !== 'notes');
      expectRejoined(document);
    }),
    { numRuns: 150 },
  );
});
