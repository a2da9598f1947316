import { type AnchorKind, anchorName } from '../../../document/page-anchor.ts';
import { inEnglish } from '../../../translation/retell.ts';
import { type AnchorDraft, type Draft, remark } from './draft.ts';
import type { SourceRange } from './source-lines.ts';

/** White space inside a marker; a hard-wrapped copy may break it once over a line end. */
const gap = '[^\\S\\r\\n]{0,8}(?:\\r?\\n[^\\S\\r\\n]{0,40})?';

/** `[Facsimile Page 2]`, `[Typeset Page 1359]`, `[Page 200]`, `[Page [Chart 1]]`, in any letter case. */
const marker = new RegExp(
  `\\[${gap}(?:(facsimile|typeset)${gap})?page(?![a-z])${gap}((?:\\[[^[\\]\\r\\n]{0,20}\\]|[^[\\]\\r\\n]{0,40}))\\]`,
  'gi',
);

/** What looks like the beginning of a marker, whether or not it goes on like one. */
const markerBeginning = /\[\s{0,4}(?:(?:facsimile|typeset)\s{0,4}page(?![a-z])|page\s{0,4}\d)[^[\]\r\n]{0,20}/gi;

/** A page number: `12`, `30a`, `A-3`, `6–7`, `IX`, `[30]`, `Chart 1`, or nothing. */
const label =
  /^(?:\[?(?:(?:chart|map|plate|table) ?)?[a-z]{0,2}[ -]?\d{1,5}[a-z]?(?:[-–]\d{1,5})?\]?|[ivxlcdm]{1,8}|[a-z])?$/i;

/** A page marker of the source. */
export interface PageMarker extends SourceRange {
  readonly kind: AnchorKind;
  /** As printed, without white space at its ends; may be empty. */
  readonly label: string;
}

/** Finds the page markers of a text, in source order. What merely begins like one stays text and is remarked elsewhere
 *  (`remarkBrokenMarkers`). O(length). */
export function findPageMarkers(text: string): readonly PageMarker[] {
  return [...pageMarkersOf(text)];
}

function* pageMarkersOf(text: string): Generator<PageMarker> {
  for (const match of text.matchAll(marker)) {
    const printed = (match[2] ?? '').trim();
    if (!label.test(printed)) continue;
    const kind = (match[1]?.toLowerCase() ?? 'page') as AnchorKind;
    yield { from: match.index, to: match.index + match[0].length, kind, label: printed };
  }
}

/** A fault of reading, as others are told. */
interface TooManyMarkers {
  readonly kind: 'text-beyond-limits';
  readonly what: 'page markers';
  readonly most: number;
}

/** Two and a half times the pages that a PDF may have. */
const mostMarkers = 5_000;

/** Why a text has more page markers than a document may have; null when it has not. Each becomes an anchor with a finding of its own, which takes
 *  thousands of times its bytes. Nothing behind the first one too many is looked at. */
export function markersBeyondLimit(text: string): TooManyMarkers | null {
  let markers = 0;
  for (const _ of pageMarkersOf(text)) {
    markers += 1;
    if (markers > mostMarkers) return { kind: 'text-beyond-limits', what: 'page markers', most: mostMarkers };
  }
  return null;
}

/** Says of every marker that is not closed, or whose page number is none, that it stayed text. */
export function remarkBrokenMarkers(draft: Draft, markers: readonly PageMarker[]): void {
  const known = new Set(markers.map((found) => found.from));
  for (const match of draft.text.matchAll(markerBeginning)) {
    if (known.has(match.index)) continue;
    const closed = draft.text[match.index + match[0].length] === ']';
    const range = { from: match.index, to: match.index + match[0].length + (closed ? 1 : 0) };
    const what = closed
      ? inEnglish`This looks like a page marker, but its page number was not understood. It stayed text.`
      : inEnglish`This looks like a page marker that is not closed. It stayed text.`;
    remark(draft, what, range);
  }
}

/** The anchor that a marker becomes.
 *  @param place where it stands, for the report */
export function anchorFromMarker(found: PageMarker, placement: 'text' | 'before block', place: string): AnchorDraft {
  const { from, to } = found;
  const what = `${anchorName(found)}, ${place}`;
  return {
    ...found,
    placement,
    inferred: false,
    finding: { from, to, kind: 'page anchor', what, certainty: 'stated' },
  };
}

/** Looks over the page numbers of each kind: missing, repeated and backward ones are kept as they are, and remarked. */
export function remarkPageSequence(draft: Draft, markers: readonly PageMarker[]): void {
  const sequences = new Map<AnchorKind, { last: number | null; lastName: string; seen: Set<string> }>();
  for (const found of markers) {
    const name = anchorName(found);
    const number = /^\d+$/.test(found.label) ? Number(found.label) : null;
    const sequence = sequences.get(found.kind);
    if (!sequence) {
      remarkTextBefore(draft, found, number);
      sequences.set(found.kind, { last: number, lastName: name, seen: new Set([found.label]) });
    } else {
      const known = sequence.seen.has(found.label);
      if (found.label !== '')
        remarkStep(draft, found, { name, number, known, last: sequence.last, lastName: sequence.lastName });
      sequence.seen.add(found.label);
      sequence.last = number ?? sequence.last;
      sequence.lastName = name;
    }
    if (found.label === '') remark(draft, inEnglish`This page marker has no page number. Its place was kept.`, found);
  }
}

interface SequenceStep {
  readonly name: string;
  readonly number: number | null;
  readonly known: boolean;
  readonly last: number | null;
  readonly lastName: string;
}

function remarkStep(draft: Draft, found: PageMarker, step: SequenceStep): void {
  if (step.known) {
    remark(draft, inEnglish`${step.name} occurs more than once. Each was kept where it stands.`, found);
  } else if (step.number !== null && step.last !== null && step.number < step.last) {
    remark(draft, inEnglish`${step.name} comes after ${step.lastName}. The order of the source was kept.`, found);
  } else if (step.number !== null && step.last !== null && step.number > step.last + 1) {
    remark(draft, inEnglish`${step.name} follows ${step.lastName}: pages between them have no marker.`, found);
  }
}

/** The first marker of a kind often opens in the middle: what stands before it belongs to a page that nothing names. */
function remarkTextBefore(draft: Draft, found: PageMarker, number: number | null): void {
  if (number === null || number <= 1) return;
  if (draft.text.slice(0, found.from).trim() === '') return;
  const missing = found.kind === 'page' ? inEnglish`page number` : inEnglish`${found.kind} page`;
  remark(draft, inEnglish`What stands before ${anchorName(found)} has no ${missing}.`, found);
}
