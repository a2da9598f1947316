import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { describe, expect, test } from 'vitest';
import {
  type AnnotationKind,
  type AnnotationState,
  annotationKinds,
  annotationRanges,
} from '../../shared/document/annotation.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { AnnotationId, ZoneId } from '../../shared/document/identifier.ts';
import { type Zone, zoneKinds } from '../../shared/document/page-image.ts';
import { annotationPage } from '../../shared/web-annotation/annotation-page.ts';
import { QuotedText } from '../../shared/web-annotation/quoted-text.ts';
import { readAnnotationPage } from '../../shared/web-annotation/read-annotation-page.ts';
import { takeOver } from '../../shared/web-annotation/take-over.ts';
import { randomPlace } from '../helpers/random-document.ts';
import { sampleDocument } from '../helpers/sample-document.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { annotationState, documentState } from '../helpers/tei-states.ts';

/** The long form has 10,000: `ANCHORITE_ANNOTATION_SETS=10000`. */
const sets = Number(process.env.ANCHORITE_ANNOTATION_SETS ?? 400);

const options = {
  application: { name: 'Anchorite', version: '0.1.0' },
  editors: [{ name: 'A. Archivist', siglum: 'AA' }],
};

const page = { id: 's1', name: 'page 1.png', width: 2000, height: 3000 } as DocumentState['pages'][number];

const withoutTags = (doc: Node): Node => {
  const { annotation } = doc.type.schema.marks;
  return annotation ? new Transform(doc).removeMark(0, doc.content.size, annotation).doc : doc;
};

const annotationPair = (id: string, kind: AnnotationKind, comment: string): [AnnotationId, AnnotationState] => {
  const [key, state] = annotationState(id, kind, { comment });
  return [key, state];
};

const pick = <Thing>(random: SeededRandom, things: readonly Thing[]): Thing =>
  things[random.below(things.length)] as Thing;

/** A document with tags over random words, of one block or several, overlapping as they like, and zones on its page. */
function tagged(random: SeededRandom): DocumentState {
  const bare = withoutTags(random.below(5) === 0 ? sampleDocument() : randomPlace(random, true).doc);
  const text = new QuotedText(bare);
  const transform = new Transform(bare);
  const annotations = new Map<AnnotationId, AnnotationState>();
  for (let count = random.below(12); count > 0 && text.text.length > 1; count--) {
    const start = random.below(text.text.length);
    const ranges = text.positions(start, Math.min(text.text.length, start + 1 + random.below(30)));
    if (ranges.length === 0) continue;
    const [id, kind] = [`a${annotations.size}`, pick(random, annotationKinds)];
    for (const { from, to } of ranges) transform.addMark(from, to, bare.type.schema.mark('annotation', { id, kind }));
    const comment = random.below(3) === 0 ? pick(random, ['“quoted” & <b>', 'one\ntwo', '{"a":1}']) : '';
    annotations.set(...annotationPair(id, kind, comment));
  }
  const zones = Array.from(
    { length: random.below(3) },
    (_, index): Zone => ({
      id: `z${index}` as ZoneId,
      page: page.id,
      box: { x: random.below(1000), y: random.below(1000) / 4, width: 1 + random.below(900), height: 1.5 },
      kind: pick(random, zoneKinds),
      note: random.below(2) === 0 ? '' : 'SECRET, struck',
    }),
  );
  return documentState(transform.doc, {
    annotations,
    zones,
    pages: [page],
  });
}

function takenOver(state: DocumentState, json: string) {
  const read = readAnnotationPage(json);
  if (read.kind !== 'read') throw new Error(read.reason);
  const taken = takeOver(state, read.annotations);
  const transform = new Transform(state.doc);
  for (const step of taken.steps) transform.step(step);
  return { taken, doc: transform.doc };
}

/** What tags say of which words. */
const tagsOf = (doc: Node): readonly string[] => {
  const text = new QuotedText(doc);
  return annotationRanges(doc)
    .map(({ id, as, from, to }) => `${id} ${as} ${JSON.stringify(text.quoted(from, to))}`)
    .sort();
};

describe('tags and zones as a page of Web Annotations', () => {
  test(`out and in gives ${sets} random sets back`, () => {
    for (let seed = 1; seed <= sets; seed++) {
      const state = tagged(new SeededRandom(seed));
      const json = annotationPage(state, options);
      const empty = documentState(withoutTags(state.doc), { pages: [page] });
      const { taken, doc } = takenOver(empty, json);
      expect(taken.outcome.filter(({ fate }) => fate !== 'taken over')).toEqual([]);
      expect(tagsOf(doc)).toEqual(tagsOf(state.doc));
      expect(taken.zones).toEqual(state.zones.map((zone) => ({ kind: 'drawn', zone })));
      const comments = taken.annotations.flatMap((act) => (act.kind === 'commented' ? `${act.id} ${act.comment}` : []));
      const standing = new Set(annotationRanges(state.doc).map(({ id }) => id));
      const wanted = [...state.annotations.values()].filter(({ id, comment }) => comment !== '' && standing.has(id));
      expect([...comments].sort()).toEqual(wanted.map(({ id, comment }) => `${id} ${comment}`).sort());
    }
  });

  test('in once more changes nothing', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const state = tagged(new SeededRandom(seed));
      const { taken } = takenOver(state, annotationPage(state, options));
      expect(taken.outcome.every(({ fate }) => fate === 'there already')).toBe(true);
      expect([taken.steps, taken.annotations, taken.zones]).toEqual([[], [], []]);
    }
  });
});
