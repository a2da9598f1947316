import { newNoteId } from '../../../document/identifier.ts';
import { inEnglish } from '../../../translation/retell.ts';
import {
  type Block,
  claim,
  type Draft,
  excerpt,
  isInterruption,
  isUnclaimed,
  type NoteDraft,
  rangeOfLines,
  remark,
} from '../draft/draft.ts';
import { sectionsOf } from '../parts/closings.ts';
import { isFileNumber } from '../parts/file-numbers.ts';
import { matchNotes, type NoteMatch, withOffset } from './match-notes.ts';
import { arrowLabelOf, endsWithArrow, isSourceNote, type NoteLabel, noteLabelOf } from './note-labels.ts';
import { findReferenceCandidates, type ReferenceCandidate } from './note-references.ts';

/** A note, the block that holds it, and its call in the text. */
export interface PlacedNoteBody {
  readonly block: Block;
  readonly note: NoteDraft;
  readonly call: ReferenceCandidate | null;
  /** Whether only the order of calls and notes shows that they belong together. */
  readonly isByOrder: boolean;
}

/** A stretch of the document whose notes are numbered together. */
export interface NoteScope {
  readonly blocks: readonly Block[];
  readonly candidates: readonly ReferenceCandidate[];
  readonly notes: readonly PlacedNoteBody[];
}

/** A block that may be a note. */
interface Body {
  readonly block: Block;
  /** Null for a source note without a number, and for a note that only its link back shows. */
  readonly label: NoteLabel | null;
}

/** Finds the note bodies at the end of the text and of each attachment. A numbered list there is taken for notes only if
 *  something shows it: calls in the text, a link back, the word `Source:`, the wording of notes.
 *  @returns the scopes, for `tieReferences` to tie the calls in the text to the notes */
export function recogniseNoteBodies(draft: Draft): readonly NoteScope[] {
  const finder = new NoteFinder(draft);
  for (const section of sectionsOf(draft.blocks)) finder.take(section);
  return finder.finish();
}

interface OpenScope extends NoteScope {
  readonly blocks: Block[];
  readonly candidates: ReferenceCandidate[];
  readonly notes: PlacedNoteBody[];
  /** Notes that are surely such, not yet placed. */
  readonly bodies: Body[];
}

const emptyScope = (): OpenScope => ({ blocks: [], candidates: [], notes: [], bodies: [] });

/** Few notes are called from the text right before them: so many figures are looked at, or as many times the number of notes. */
const nearCandidates = { least: 2000, perNote: 20 };

/** Goes through the sections of a draft. A scope reaches up to the first section that ends with numbered notes. */
class NoteFinder {
  readonly #draft: Draft;
  readonly #scopes: NoteScope[] = [];
  readonly #isOutsideMarkers: (candidate: ReferenceCandidate) => boolean;
  /** Where the markers of pages stand, in order. */
  readonly #breaks: readonly number[];
  #scope = emptyScope();

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#isOutsideMarkers = markerFilter(draft);
    const anchors = draft.spans.flatMap((span) => (span.sort === 'anchor' ? [span.from] : []));
    const leading = draft.blocks.flatMap((block) => block.leading.map(({ from }) => from));
    this.#breaks = [...anchors, ...leading].sort((a, b) => a - b);
  }

  take(section: readonly Block[]): void {
    const { text } = this.#draft;
    const within = bodiesWithin(text, section);
    const atEnd = bodiesAtEnd(text, section, within);
    const isBody = new Set([...within, ...atEnd].map(({ block }) => block));
    for (const block of section) {
      if (isBody.has(block) || !canCallNotes(block)) continue;
      this.#scope.blocks.push(block);
      for (const candidate of findReferenceCandidates(text, block))
        if (this.#isOutsideMarkers(candidate)) this.#scope.candidates.push(candidate);
    }
    this.#scope.bodies.push(...within);
    const numbered = atEnd.filter(isNumbered);
    const areNotes = numbered.length > 0 && this.#placeIfNotes(numbered);
    // Source notes without a number are notes in any case.
    for (const body of atEnd) if (!isNumbered(body)) this.#scope.bodies.push(body);
    if (areNotes) this.#close();
  }

  finish(): readonly NoteScope[] {
    this.#close();
    return this.#scopes;
  }

  /** Places blocks at the end of a section, with the notes that are surely such, if something shows that they are notes. */
  #placeIfNotes(numbered: readonly Body[]): boolean {
    const { bodies, blocks } = this.#scope;
    const match = this.#match([...bodies, ...numbered]);
    const own = match.calls.slice(bodies.length).filter((call) => call !== null);
    const isCertain = own.some(({ sureness }) => sureness !== 'possible');
    const haveSigns = numbered.some(({ label }) => label?.style === 'symbol' || /[a-z]$/.test(label?.label ?? ''));
    const areAllCalled = own.length === numbered.length && (haveSigns || areIndented(numbered, blocks.at(-1)));
    const areNotes = isCertain || areAllCalled;
    if (!areNotes && (this.#goOnFromText(numbered[0]) || !showNotes(numbered, blocks.at(-1)))) return false;
    this.#place([...bodies, ...numbered], match);
    bodies.length = 0;
    return true;
  }

  /** Whether a paragraph of the text has the number before a body's: then the body goes on with a count of the text. */
  #goOnFromText(body: Body | undefined): boolean {
    const number = Number(body?.label?.label);
    if (!(number > 1)) return false;
    return this.#scope.blocks.some(({ lines: [line] }) => {
      const label = line && noteLabelOf(this.#draft.text, line);
      return label?.style === body?.label?.style && Number(label?.label) === number - 1;
    });
  }

  /** Source notes without a number are called by nothing. */
  #match(bodies: readonly Body[]): NoteMatch {
    const called = bodies.filter(isCalled);
    const near = Math.max(nearCandidates.least, called.length * nearCandidates.perNote);
    const labels = called.map(({ label }) => label);
    const match = matchNotes(labels, this.#scope.candidates.slice(-near), this.#breaks);
    let next = 0;
    return { ...match, calls: bodies.map((body) => (isCalled(body) ? (match.calls[next++] ?? null) : null)) };
  }

  #place(bodies: readonly Body[], match: NoteMatch): void {
    bodies.forEach((body, index) => {
      this.#scope.notes.push(placeNote(body, match.calls[index] ?? null, match));
    });
    if (match.offset !== 0) remarkOffset(this.#draft, bodies, match.offset);
  }

  #close(): void {
    const { bodies } = this.#scope;
    if (bodies.length > 0) this.#place(bodies, this.#match(bodies));
    this.#scopes.push(this.#scope);
    this.#scope = emptyScope();
  }
}

const isNumbered = ({ label, block }: Body): boolean => label !== null || endsWithArrow(block.words);

const isCalled = ({ label, block }: Body): boolean =>
  label !== null || endsWithArrow(block.words) || !isSourceNote(block.words);

const canCallNotes = (block: Block): boolean => {
  if (isInterruption(block) || block.role.kind === 'note') return false;
  return block.role.kind !== 'header field' || /^[[(]/.test(block.words);
};

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
function bodiesWithin(text: string, section: readonly Block[]): readonly Body[] {
  const afterOpening = section.findLastIndex((block) => block.opening) + 1;
  return section.flatMap((block, index) => {
    const line = block.lines[0];
    if (!line || !isUnclaimed(block)) return [];
    const label = noteLabelOf(text, line);
    const isSource = index <= afterOpening && isSourceNote(label ? wordsBehind(block, label) : block.words);
    return isSource || label?.style === 'slashes' ? [{ block, label }] : [];
  });
}

/** The labelled blocks, source notes and blocks with a link back at the end of a section, past stamps and furniture, as far back as they
 *  count on from one another. */
function bodiesAtEnd(text: string, section: readonly Block[], within: readonly Body[]): readonly Body[] {
  const known = new Set(within.map(({ block }) => block));
  const bodies: Body[] = [];
  let following: Body | null = null;
  for (const block of section.toReversed()) {
    if (isInterruption(block) || isFileNumber(block)) continue;
    const line = block.lines[0];
    if (!line || !isUnclaimed(block) || known.has(block)) break;
    const hasArrow = endsWithArrow(block.words);
    const label = hasArrow ? arrowLabelOf(text, line) : noteLabelOf(text, line);
    const body = { block, label };
    if (!hasArrow && label && following && !leadsTo(body, following)) break;
    if (!label && !hasArrow && !isSourceNote(block.words)) break;
    bodies.push(body);
    if (label) following = body;
  }
  return bodies.reverse();
}

/** Whether a note can stand above another one: with the number before, or, where pages of a book count anew, the same number or any above 1. */
function leadsTo(body: Body, following: Body): boolean {
  const [style, styleBelow] = [body.label?.style, following.label?.style];
  if (style === 'symbol' || styleBelow === 'symbol') return true;
  if (style !== styleBelow) return false;
  const [number, next] = [
    Number.parseInt(body.label?.label ?? '', 10),
    Number.parseInt(following.label?.label ?? '', 10),
  ];
  if (number + 1 === next || (number === next && body.label?.label !== undefined)) return true;
  const [line, lineBelow] = [body.block.lines[0], following.block.lines[0]];
  const isAlike = line?.stretch === lineBelow?.stretch && line?.indent === lineBelow?.indent && (line?.indent ?? 0) > 0;
  return next === 1 && isAlike;
}

const backLink = /(?:\bBack|↩|↑)\uFE0E?\.?$/;
const noteWording =
  /\b(?:ibid|see (?:also )?(?:document|footnote|vol|p\.|pp\.|no\.|ante|post)|footnote|library|central files|lot \d|telegram|printed (?:ante|post|from|in|as|elsewhere)|not (?:found|printed|attached|further identified)|source text|foreign relations)\b|^(?:ante|post|supra|infra)\b|\b(?:ante|post), (?:p|vol)/i;

/** Whether labelled blocks at the end are notes rather than a list, although no call shows it. */
function showNotes(bodies: readonly Body[], before: Block | undefined): boolean {
  if (bodies.length === 0) return true;
  const style = bodies.find(({ label }) => label)?.label?.style;
  if (style === 'superscript' || style === 'arrow') return true;
  const isOwn = ({ block, label }: Body): boolean =>
    backLink.test(block.words) || (label !== null && isSourceNote(wordsBehind(block, label)));
  if (bodies.some(isOwn)) return true;
  const worded = bodies.filter(({ block, label }) => noteWording.test(label ? wordsBehind(block, label) : block.words));
  return (areIndented(bodies, before) || style === 'bare') && worded.length >= bodies.length / 2;
}

/** Whether all are set in further than the text above them. */
const areIndented = (bodies: readonly Body[], before: Block | undefined): boolean =>
  bodies.every(({ block }) => (block.lines[0]?.indent ?? 0) > (before?.lines[0]?.indent ?? 0));

const wordsBehind = (block: Block, label: NoteLabel): string => block.words.slice(label.textFrom - label.from);

function placeNote(
  { block, label }: Body,
  call: ReferenceCandidate | null,
  { offset, isByOrder }: NoteMatch,
): PlacedNoteBody {
  const { from } = rangeOfLines(block);
  const isSource = isSourceNote(label ? wordsBehind(block, label) : block.words);
  const ownLabel = label ? withOffset(label.label, offset) : '';
  const note: NoteDraft = {
    id: newNoteId(),
    label: ownLabel === '' && call ? call.label : ownLabel,
    type: isSource ? 'source' : 'footnote',
    printed: label && { from: label.from, to: label.to },
    textFrom: label ? label.textFrom : from,
  };
  claimNote(block, note);
  return { block, note, call, isByOrder };
}

/** Gives a block its note, and words the line of the report after what is known of the note by now. */
export function claimNote(block: Block, note: NoteDraft): void {
  const name = note.type === 'source' ? inEnglish`Source note` : inEnglish`Note`;
  const printedAs = note.printed === null ? '' : block.words.slice(0, note.printed.to - note.printed.from);
  const isRenumbered = note.label !== '' && printedAs !== '' && !printedAs.includes(note.label);
  const title = [name, note.label, isRenumbered ? inEnglish`(printed here as ${printedAs})` : '']
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
  const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`);
  const shifted = range(first + offset, last + offset);
  const what =
    first === last
      ? inEnglish`The note is numbered ${first} here, but the text calls it ${shifted}. It was given the number ${shifted}.`
      : inEnglish`The notes are numbered ${range(first, last)} here, but the text counts from ${first + offset}. They were given the numbers ${shifted}.`;
  const block = bodies[0]?.block;
  remark(draft, what, block ? rangeOfLines(block) : null);
}
