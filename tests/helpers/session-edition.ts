import assert from 'node:assert/strict';
import type { Node } from 'prosemirror-model';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { readEdition, unitsOf } from './tei-reading.ts';
import { editionOf } from './tei-states.ts';

interface Unit {
  readonly what: string;
  readonly value: string;
  readonly note: string | null;
}

const mainText = (units: readonly Unit[]): string =>
  units.flatMap(({ note, what, value }) => (note === null ? [what === 'page' ? `[${value}]` : value] : [])).join('');

/** The TEI edition has the words and page breaks of the main text in the order of the document, and is the same for the
 *  document as its JSON tells it.
 *  @throws AssertionError */
export function checkEdition(state: DocumentState): void {
  const { doc, annotations } = state;
  const edition = (of: Node): string => editionOf(of, { annotations }, { includeFurniture: true });
  const written = edition(doc);
  assert.equal(mainText(readEdition(written).units), mainText(unitsOf(doc, true)), 'the words of the edition');
  assert.equal(edition(doc.type.schema.nodeFromJSON(doc.toJSON())), written, 'the edition made again');
}
