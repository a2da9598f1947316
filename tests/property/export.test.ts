import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { anyDocument } from '../helpers/tei-arbitraries.ts';
import { anyFacsimile, drawnZone, pageImage } from '../helpers/tei-facsimiles.ts';
import { coveredText, readEdition, unitsOf } from '../helpers/tei-reading.ts';
import { annotationState, editionOf } from '../helpers/tei-states.ts';

const annotations = new Map([annotationState('a0', 'person', { comment: 'Who?' }), annotationState('a1', 'place')]);
const edition = (doc: Node, includeFurniture = false): string => editionOf(doc, { annotations }, { includeFurniture });

const values = (units: readonly { readonly what: string; readonly value: string }[]): string =>
  units.map(({ what, value }) => (what === 'page' ? `[${value}]` : value)).join('');

describe('the TEI edition of any document', () => {
  test('has the words and the page breaks of the main text in the order of the document, with none lost', () => {
    fc.assert(
      fc.property(anyDocument, fc.boolean(), (doc, includeFurniture) => {
        const read = readEdition(edition(doc, includeFurniture)).units.filter(({ note }) => note === null);
        const held = unitsOf(doc, includeFurniture).filter(({ note }) => note === null);
        expect(values(read)).toBe(values(held));
      }),
      { numRuns: 400 },
    );
  });

  test('has every page break of the document once, in its order, those of notes and furniture too', () => {
    fc.assert(
      fc.property(anyDocument, (doc) => {
        const pages = (units: readonly { readonly what: string; readonly value: string }[]): readonly string[] =>
          units.flatMap(({ what, value }) => (what === 'page' ? [value] : []));
        expect(pages(readEdition(edition(doc)).units)).toEqual(pages(unitsOf(doc, false)));
      }),
      { numRuns: 400 },
    );
  });

  test('has every note body once, with all its words', () => {
    fc.assert(
      fc.property(anyDocument, (doc) => {
        const bodies = (
          units: readonly { readonly note: string | null; readonly what: string; readonly value: string }[],
        ) => {
          const byNote = new Map<string, string>();
          for (const { note, what, value } of units)
            if (note !== null && what === 'character') byNote.set(note, (byNote.get(note) ?? '') + value);
          return [...byNote.values()].sort();
        };
        expect(bodies(readEdition(edition(doc)).units)).toEqual(bodies(unitsOf(doc, false)));
      }),
      { numRuns: 400 },
    );
  });

  test('has around every mark exactly the words that the mark covers', () => {
    fc.assert(
      fc.property(anyDocument, (doc) => {
        const read = readEdition(edition(doc));
        const covered = new Map<string, string>();
        for (const { marks, what, value } of unitsOf(doc, false)) {
          if (what !== 'character') continue;
          for (const { attrs, type } of marks)
            if (typeof attrs.id === 'string' && type.name !== 'zone')
              covered.set(attrs.id, (covered.get(attrs.id) ?? '') + value);
        }
        for (const [id, text] of covered) expect(`${id}: ${coveredText(read, id)}`).toBe(`${id}: ${text}`);
      }),
      { numRuns: 400 },
    );
  });

  test('has the same words and page breaks in the same order when its page images are written too', () => {
    fc.assert(
      fc.property(anyDocument, anyFacsimile, (doc, facsimile) => {
        const read = readEdition(editionOf(doc, { annotations }, { facsimile: facsimile(doc) })).units;
        expect(values(read)).toBe(values(readEdition(edition(doc)).units));
      }),
      { numRuns: 150 },
    );
  });

  test('points from exactly the words of a passage at the zone that shows it', () => {
    const facsimile = { pages: [pageImage('s1')], zones: [drawnZone('z0', 's1'), drawnZone('z1', 's1')], placed: [] };
    const shown = (
      units: readonly {
        readonly what: string;
        readonly value: string;
        readonly note: string | null;
        readonly shownBy: readonly string[];
      }[],
      zone: string,
    ): readonly string[] => {
      const byNote = new Map<string | null, string>();
      for (const { what, value, note, shownBy } of units)
        if (what === 'character' && shownBy.includes(zone)) byNote.set(note, (byNote.get(note) ?? '') + value);
      return [...byNote.values()].sort();
    };
    fc.assert(
      fc.property(anyDocument, (doc) => {
        const read = readEdition(editionOf(doc, { annotations }, { facsimile })).units;
        for (const zone of ['z0', 'z1']) expect(shown(read, zone)).toEqual(shown(unitsOf(doc, false), zone));
      }),
      { numRuns: 200 },
    );
  });

  test('is the same text when it is made again', () => {
    fc.assert(
      fc.property(anyDocument, (doc) => {
        expect(edition(doc)).toBe(edition(doc.type.schema.nodeFromJSON(doc.toJSON())));
      }),
      { numRuns: 100 },
    );
  });
});
