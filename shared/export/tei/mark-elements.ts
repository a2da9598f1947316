import type { Mark } from 'prosemirror-model';
import type { AnnotationKind } from '../../document/annotation.ts';
import { formSegmentOf } from '../../document/furniture.ts';
import { typedAttributes } from '../../tag-types/tag-taxonomy.ts';
import {
  type Attributes,
  element,
  plainCharacters,
  textNodes,
  token,
  type XmlElement,
  type XmlNode,
} from '../../xml/xml-tree.ts';
import { changePointer, type EditionPlan, editorIdentifier, entityPointer, typeOfTag } from './edition-plan.ts';
import { zonePassage } from './facsimile.ts';
import { zoneOfMark } from './inline-tokens.ts';
import type { MarkPart } from './range-plan.ts';
import { formWorkTypes, pointerTo, stampTypes, typeAttributes } from './tei-names.ts';

/** TEI names of what a tag says its passage is. */
const entityElements: Readonly<Record<AnnotationKind, string>> = {
  person: 'persName',
  place: 'placeName',
  organisation: 'orgName',
  date: 'date',
  term: 'term',
};

/** The element of a mark, or of a part of one, around what it covers.
 *  @param part null for a mark without id */
export function markElement(
  plan: EditionPlan,
  mark: Mark,
  part: MarkPart | null,
  children: readonly XmlNode[],
): XmlElement {
  const links = linkAttributes(part);
  const edit = { ...links, change: editPointer(plan, mark) };
  switch (mark.type.name) {
    case 'annotation':
      return annotationElement(plan, mark, links, children);
    case 'emendation':
      return emendationElement(plan, mark, part, children);
    case 'reference':
      return element('ref', { type: 'document', target: uri(mark.attrs.target), ...links }, children);
    case 'segment':
      return segmentElement(mark, links, children);
    case 'struck':
      return element('del', { rend: 'strikethrough', hand: handPointer(plan, mark), ...edit }, children);
    case 'byHand':
      return element('add', { place: 'margin', hand: handPointer(plan, mark), ...edit }, [
        element('metamark', { function: token(mark.attrs.function as string, 'other') }, children),
      ]);
    case 'added':
      return element('add', { place: words(mark.attrs.place), hand: handPointer(plan, mark), ...edit }, children);
    case 'otherHand':
      return element('seg', { type: 'hand', hand: handPointer(plan, mark), ...edit }, children);
    case 'abbreviation':
      return abbreviationElement(mark, part, edit, children);
    case 'foreign':
      return element('foreign', { 'xml:lang': language(mark.attrs.language), ...edit }, children);
    case 'unclear':
      return element('unclear', { reason: words(mark.attrs.reason), cert: certainty(mark), ...edit }, children);
    case 'supplied':
      return element('supplied', { reason: words(mark.attrs.reason), ...edit }, children);
    case 'furnitureText':
      return element('seg', { type: 'furniture', ...links }, children);
    case 'zone':
      return zonePassage(zoneOfMark(plan.facsimile, mark), children);
    case 'rendition':
      return element('hi', { rend: words(mark.attrs.rend) }, children);
    default:
      throw new TypeError(`the export does not know the mark "${mark.type.name}"`);
  }
}

/** `seg`; `fw` for what a page's form prints amid a sentence. */
function segmentElement(mark: Mark, links: Attributes, children: readonly XmlNode[]): XmlElement {
  const form = formSegmentOf(mark);
  if (!form) return element('seg', { type: token(mark.attrs.type as string, 'other'), ...links }, children);
  if (form.sort === 'form work')
    return element('fw', { ...typeAttributes(form.type, formWorkTypes, 'other'), ...links }, children);
  const stamp = element('stamp', typeAttributes(form.type, stampTypes, 'other'), children);
  return element('fw', { type: 'stamp', ...links }, [stamp]);
}

function linkAttributes(part: MarkPart | null): Attributes {
  if (!part) return {};
  return {
    'xml:id': part.identifier,
    prev: part.previous === null ? null : pointerTo(part.previous),
    next: part.next === null ? null : pointerTo(part.next),
  };
}

/** `persName placeName orgName date term`, or what the type of the tag is written as, with the editor who tagged it as `@resp` and the version it is in since as `@change`;
 *  `rs` for a kind that a later version of the program may have written. */
function annotationElement(plan: EditionPlan, mark: Mark, links: Attributes, children: readonly XmlNode[]): XmlElement {
  const kind = mark.attrs.kind as string;
  const annotation = plan.state.annotations.get(mark.attrs.id);
  const first = annotation?.history[0];
  const resp = first === undefined ? null : pointerTo(editorIdentifier(plan, first.editor));
  const made = {
    ref: kind === 'date' ? null : entityPointer(plan, annotation),
    resp,
    change: changePointer(plan, first?.seq),
  };
  const type = typeOfTag(plan, annotation);
  if (type !== null) {
    const ana = plan.typeIdentifiers.get(type.id);
    const said = { ...typedAttributes(type), ...links, ...made, ana: ana === undefined ? null : pointerTo(ana) };
    return element(type.element, said, children);
  }
  const name = Object.hasOwn(entityElements, kind) ? entityElements[kind as AnnotationKind] : null;
  if (name === null) return element('rs', { type: token(kind, 'other'), ...links, ...made }, children);
  return element(name, { ...links, ...made }, children);
}

/** `@change` of a mark with which an editor says something of the page; null for what the import made. */
const editPointer = (plan: EditionPlan, mark: Mark): string | null =>
  changePointer(plan, plan.state.edits.get(mark.attrs.id)?.seq);

/** `choice/sic/corr`. What the page reads is told once: later parts of an emendation that is interrupted are `corr` alone. The
 *  journal says who it was, and since which version; where it does not, the editor is named if there is but one. */
function emendationElement(
  plan: EditionPlan,
  mark: Mark,
  part: MarkPart | null,
  children: readonly XmlNode[],
): XmlElement {
  const links = linkAttributes(part);
  const only = plan.editors.length === 1 ? plan.editors[0]?.siglum : undefined;
  const editor = plan.state.edits.get(mark.attrs.id)?.editor ?? only;
  const resp = editor === undefined ? null : pointerTo(editorIdentifier(plan, editor));
  const judgement = { resp, cert: certainty(mark), change: editPointer(plan, mark) };
  if (part && part.index > 0) return element('corr', { ...links, ...judgement }, children);
  return element('choice', links, [
    element('sic', {}, textNodes(mark.attrs.sic as string)),
    element('corr', judgement, children),
  ]);
}

/** `choice/abbr/expan`. What it is short for is told once: later parts of one that is interrupted are `abbr` alone. */
function abbreviationElement(
  mark: Mark,
  part: MarkPart | null,
  edit: Attributes,
  children: readonly XmlNode[],
): XmlElement {
  if (part && part.index > 0) return element('abbr', edit, children);
  return element('choice', edit, [
    element('abbr', {}, children),
    element('expan', {}, textNodes(mark.attrs.expansion as string)),
  ]);
}

const languageTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** TEI `teidata.language`; `und` for what is no tag of a language. */
const language = (value: unknown): string => (languageTag.test(String(value)) ? String(value) : 'und');

function handPointer(plan: EditionPlan, mark: Mark): string | null {
  const identifier = plan.hands.get(mark.attrs.hand as string);
  return identifier === undefined ? null : pointerTo(identifier);
}

const certainties: readonly string[] = ['high', 'medium', 'low', 'unknown'];

/** TEI `teidata.probCert`, as far as the program writes it. */
const certainty = (mark: Mark): string | null =>
  certainties.includes(mark.attrs.cert as string) ? (mark.attrs.cert as string) : null;

/** A list of words for `@reason` and `@rend`; null when there is none. */
export function words(value: unknown): string | null {
  const list = String(value)
    .split(/\s+/)
    .map((word) => token(word, ''))
    .filter((word) => word !== '');
  return list.length === 0 ? null : list.join(' ');
}

const plainUri = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?[\w.~/?!$&'()*+,;=@-]*(?:#[\w.~-]*)?$/;

/** A string as `teidata.pointer`; what no URI can hold is percent-encoded. */
function uri(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return plainUri.test(value) ? value : encodeURIComponent(plainCharacters(value));
}
