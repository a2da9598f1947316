import { newNoteId } from '../../../document/identifier.ts';
import {
  type Block,
  claim,
  type Draft,
  excerpt,
  isInterruption,
  isUnclaimed,
  type NoteDraft,
  rangeOf,
  remark,
} from '../draft/draft.ts';
import { sectionsOf } from '../parts/closings.ts';
import { isSourceNote, type NoteLabel, noteLabelOf } from './note-labels.ts';
import { findReferenceCandidates, type ReferenceCandidate } from './note-references.ts';

/** A note and the block that holds it. */
export interface PlacedNote {
  readonly block: Block;
  readonly note: NoteDraft;
}

/** A stretch of the document whose notes are numbered together. */
export interface NoteScope {
  readonly blocks: readonly Block[];
  readonly candidates: readonly ReferenceCandidate[];
  readonly notes: readonly PlacedNote[];
}

/** A block at the end of a section that may be a note. */
interface Body {
  readonly block: Block;
  /** Null for a source note without a number. */
  readonly label: NoteLabel | null;
}

/** Finds the note bodies at the end of the text and of each attachment. A numbered list there is taken for notes only if
 *  something shows it: calls in the text, a link back, the word `Source:`, the wording of notes.
 *  @returns the scopes, for `tieReferences` to tie the calls in the text to the notes */
export function recogniseNoteBodies(draft: Draft): readonly NoteScope[] {
  const scopes: NoteScope[] = [];
  const isOutsideMarkers = markerFilter(draft);
  let scope = emptyScope();
  for (const section of sectionsOf(draft.blocks)) {
    for (const placed of notesWithin(draft.text, section)) scope.notes.push(placed);
    const bodies = bodiesAtEnd(draft.text, section);
    const isBody = new Set(bodies.map(({ block }) => block));
    for (const block of section) {
      if (isBody.has(block) || !canCallNotes(block)) continue;
      scope.blocks.push(block);
      for (const candidate of findReferenceCandidates(draft.text, block))
        if (isOutsideMarkers(candidate)) scope.candidates.push(candidate);
    }
    if (!addNotes(draft, scope, bodies)) continue;
    scopes.push(scope);
    scope = emptyScope();
  }
  scopes.push(scope);
  return scopes;
}

interface OpenScope extends NoteScope {
  readonly blocks: Block[];
  readonly candidates: ReferenceCandidate[];
  readonly notes: PlacedNote[];
}

const emptyScope = (): OpenScope => ({ blocks: [], candidates: [], notes: [] });

/** Adds those bodies that are notes.
 *  @returns whether numbered ones are among them, with which the scope ends */
function addNotes(draft: Draft, scope: OpenScope, bodies: readonly Body[]): boolean {
  if (bodies.length === 0) return false;
  const offset = offsetOf(bodies, scope.candidates);
  const areAll = showNotes(bodies, scope.candidates, offset, scope.blocks.at(-1));
  const notes = areAll ? bodies : bodies.filter(({ label }) => label === null);
  for (const body of notes) scope.notes.push(placeNote(body, offset));
  const isNumbered = notes.some(({ label }) => label !== null);
  if (isNumbered && offset !== 0) remarkOffset(draft, notes, offset);
  return isNumbered;
}

const canCallNotes = (block: Block): boolean =>
  !isInterruption(block) && block.role.kind !== 'note' && block.role.kind !== 'header field';

/** Leaves out figures that are part of a page marker. To be asked in the order of the source. */
function markerFilter(draft: Draft): (candidate: ReferenceCandidate) => boolean {
  const anchors = draft.spans.filter((span) => span.sort === 'anchor');
  let next = 0;
  return ({ from, to }) => {
    while ((anchors[next]?.to ?? Infinity) <= from) next++;
    return (anchors[next]?.from ?? Infinity) >= to;
  };
}

/** Older web copies print the source note below the title, and label notes `/1/`, which nothing else is. */
function notesWithin(text: string, section: readonly Block[]): readonly PlacedNote[] {
  const afterOpening = section.findLastIndex((block) => block.opening) + 1;
  return section.flatMap((block, index) => {
    const line = block.lines[0];
    if (!line || !isUnclaimed(block)) return [];
    const label = noteLabelOf(text, line);
    const isSource = index <= afterOpening && isSourceNote(label ? wordsBehind(block, label) : block.words);
    return isSource || label?.style === 'slashes' ? [placeNote({ block, label }, 0)] : [];
  });
}

/** The labelled blocks and source notes at the end of a section, past stamps and furniture, as far back as they count on
 *  from one another. */
function bodiesAtEnd(text: string, section: readonly Block[]): readonly Body[] {
  const bodies: Body[] = [];
  let following: NoteLabel | null = null;
  for (const block of section.toReversed()) {
    if (isInterruption(block)) continue;
    const line = block.lines[0];
    if (!line || !isUnclaimed(block)) break;
    const label = noteLabelOf(text, line);
    if (label && !(following === null || leadsTo(label, following))) break;
    if (!label && !isSourceNote(block.words)) break;
    bodies.push({ block, label });
    following = label ?? following;
  }
  return bodies.reverse();
}

const leadsTo = (label: NoteLabel, following: NoteLabel): boolean =>
  label.style === following.style && (label.style === 'symbol' || Number(label.label) + 1 === Number(following.label));

/** The difference between printed note numbers and the numbers in the text that makes most of them meet. Web pages number
 *  from 1 what the book numbers from 0. */
function offsetOf(bodies: readonly Body[], candidates: readonly ReferenceCandidate[]): number {
  const printed = new Set(bodies.map(({ label }) => label?.label));
  const called = candidates.filter(({ sureness, label }) => sureness !== 'possible' && /^\d+$/.test(label));
  const hits = (offset: number): number =>
    called.filter(({ label }) => printed.has(String(Number(label) + offset))).length;
  return [1, -1].reduce((best, offset) => (hits(offset) > hits(best) ? offset : best), 0);
}

const backLink = /(?:\bBack|↩|↑)\.?$/;
const noteWording =
  /\b(?:ibid|see (?:also )?(?:document|footnote|vol)|footnote|library|central files|lot \d|telegram|printed (?:from|in)|not (?:found|printed)|source text)\b/i;

/** Whether labelled blocks at the end are notes rather than a list. */
function showNotes(
  bodies: readonly Body[],
  candidates: readonly ReferenceCandidate[],
  offset: number,
  before: Block | undefined,
): boolean {
  const labels = new Set(bodies.flatMap(({ label }) => (label ? [label.label] : [])));
  if (labels.size === 0) return true;
  const style = bodies.find(({ label }) => label)?.label?.style;
  if (style === 'superscript') return true;
  if (candidates.some(({ label }) => labels.has(withOffset(label, offset)))) return true;
  if (
    bodies.some(({ block, label }) => backLink.test(block.words) || (label && isSourceNote(wordsBehind(block, label))))
  )
    return true;
  const isIndented = bodies.every(({ block }) => (block.lines[0]?.indent ?? 0) > (before?.lines[0]?.indent ?? 0));
  return (isIndented || style === 'bare') && bodies.some(({ block }) => noteWording.test(block.words));
}

const withOffset = (label: string, offset: number): string =>
  /^\d+$/.test(label) ? String(Number(label) + offset) : label;

const wordsBehind = (block: Block, label: NoteLabel): string => block.words.slice(label.textFrom - label.from);

function placeNote({ block, label }: Body, offset: number): PlacedNote {
  const { from } = rangeOf(block);
  const isSource = isSourceNote(label ? wordsBehind(block, label) : block.words);
  const note: NoteDraft = {
    id: newNoteId(),
    label: label ? withOffset(label.label, -offset) : '',
    type: isSource ? 'source' : 'footnote',
    printed: label && { from: label.from, to: label.to },
    textFrom: label ? label.textFrom : from,
  };
  claimNote(block, note);
  return { block, note };
}

/** Gives a block its note, and words the line of the report after what is known of the note by now. */
export function claimNote(block: Block, note: NoteDraft): void {
  const name = note.type === 'source' ? 'Source note' : 'Note';
  const printedAs = note.printed === null ? '' : block.words.slice(0, note.printed.to - note.printed.from);
  const isRenumbered = note.label !== '' && !printedAs.includes(note.label);
  const title = [name, note.label, isRenumbered ? `(printed here as ${printedAs})` : '']
    .filter((part) => part !== '')
    .join(' ');
  const words = note.printed ? block.words.slice(printedAs.length).trimStart() : block.words;
  const what = `${title}: ${excerpt(words)}`;
  claim(
    block,
    { kind: 'note', note },
    note.type === 'source' ? 'source note' : 'note',
    what,
    isRenumbered ? 'inferred' : 'stated',
  );
}

function remarkOffset(draft: Draft, bodies: readonly Body[], offset: number): void {
  const numbers = bodies.flatMap(({ label }) => (label ? [Number(label.label)] : []));
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const shifted = `${first - offset}–${last - offset}`;
  const what = `The notes are numbered ${first}–${last} here, but the text counts from ${first - offset}. They were given the numbers ${shifted}.`;
  const block = bodies[0]?.block;
  remark(draft, what, block ? rangeOf(block) : null);
}
