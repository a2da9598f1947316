import type { DocumentState } from '../../document/document-state.ts';
import { container, serialiseXml, token, type XmlElement } from '../../xml/xml-tree.ts';
import { divisionContent } from './divisions.ts';
import { type EditionPlan, planEdition, type TeiOptions } from './edition-plan.ts';
import { facsimileElement, withRaisedZones } from './facsimile.ts';
import { encodingDescription, fileDescription, languageOf, profileDescription, revisionDescription } from './header.ts';
import { noteElement } from './inline-content.ts';
import { standOffElement } from './stand-off.ts';
import { teiNamespace } from './tei-names.ts';

/** The TEI edition of a document: an XML file in UTF-8, valid against tei_all (TEI P5 4.12) and against `anchorite.rng`.
 *  The same state gives the same text. Pure, O(document).
 *
 *  Every page anchor becomes one `pb`, in the order of the document. Characters that XML cannot hold become `gap`. What a web
 *  page or a form added is left out unless the options ask for it.
 *  @throws TypeError when the document has a node or mark that this build does not know */
export function teiEdition(state: DocumentState, options: TeiOptions): string {
  return serialiseXml(teiElement(teiParts(state, options)), teiNamespace);
}

/** The parts of an edition. */
export interface TeiParts {
  /** `xml:id` of the whole, and of its division. */
  readonly root: string;
  readonly id: string;
  readonly language: string;
  readonly header: XmlElement;
  readonly standOff: XmlElement | null;
  readonly facsimile: XmlElement | null;
  readonly division: XmlElement;
}

/** The parts of an edition, to be put together with those of others. */
export function teiParts(state: DocumentState, options: TeiOptions): TeiParts {
  const plan = planEdition(state, options);
  // The text comes first, because it hands out the identifiers of the document in its order.
  const division = withRaisedZones(documentDivision(plan));
  const header = container('teiHeader', {}, [
    fileDescription(plan),
    encodingDescription(plan),
    profileDescription(plan),
    revisionDescription(plan),
  ]);
  const standOff = standOffElement(plan);
  const facsimile = facsimileElement(plan.facsimile);
  return { root: plan.root, id: plan.division, language: languageOf(plan), header, standOff, facsimile, division };
}

/** `TEI` of a document. */
export function teiElement({ root, language, header, standOff, facsimile, division }: TeiParts): XmlElement {
  const parts = [standOff, facsimile].filter((part) => part !== null);
  const text = container('text', { 'xml:lang': language }, [container('body', {}, [division])]);
  return container('TEI', { 'xml:id': root }, [header, ...parts, text]);
}

/** `div[@type=document]`, with the source notes that nothing calls in its title and other bodies without a place at its end. */
function documentDivision(plan: EditionPlan): XmlElement {
  const { doc, metadata } = plan.state;
  const content = divisionContent(plan, doc, -1);
  const sourceNotes = plan.notes.inHead.map((note) => noteElement(plan, note, null));
  const endNotes = plan.notes.atEnd.map((note) => noteElement(plan, note, null));
  const attributes = {
    type: 'document',
    subtype: token(metadata.type, 'other'),
    n: metadata.number === '' ? null : metadata.number,
    'xml:id': plan.division,
  };
  return container('div', attributes, [...withSourceNotes(content, sourceNotes), ...endNotes]);
}

/** Source notes go to the end of the first title; without one, to the front. */
function withSourceNotes(content: readonly XmlElement[], notes: readonly XmlElement[]): readonly XmlElement[] {
  const title = content.findIndex(({ name }) => name === 'head');
  const head = content[title];
  if (!head) return [...notes, ...content];
  return content.with(title, { ...head, children: [...head.children, ...notes] });
}
