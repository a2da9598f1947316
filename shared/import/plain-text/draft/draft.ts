import type { Mark } from 'prosemirror-model';
import type { NoteId } from '../../../document/identifier.ts';
import type { ImportRemark, Recognition, RecognitionKind } from '../../../document/import-report.ts';
import type { AnchorKind } from '../../../document/page-anchor.ts';
import type { FormWorkType, HeaderFieldName, StampType } from '../../../document/schema.ts';
import type { SourceLine, SourceRange } from './source-lines.ts';

/** What a recogniser concluded, before it has a number in the report. Blocks and spans that came of it point to it;
 *  a finding that nothing points to any more is not reported. */
export interface DraftFinding extends SourceRange {
  readonly kind: RecognitionKind;
  /** In words, for a person. */
  readonly what: string;
  readonly certainty: Recognition['certainty'];
}

/** A page anchor to be. One that no marker states has an empty range and is `inferred`. */
export interface AnchorDraft extends SourceRange {
  readonly kind: AnchorKind;
  readonly label: string;
  /** `before block` for a marker on a line of its own; the block may turn out to be a list item or a table row. */
  readonly placement: 'text' | 'before block';
  readonly inferred: boolean;
  readonly finding: DraftFinding;
}

/** A note call to be. `from` equals `to` where the source prints nothing and the reader proposes one. */
export interface ReferenceDraft extends SourceRange {
  readonly label: string;
  readonly target: NoteId | null;
  readonly finding: DraftFinding;
}

/** Something within a block, by source offsets. Anchors, references and what is set aside never overlap one another. */
export type Span =
  | ({ readonly sort: 'anchor' } & AnchorDraft)
  | ({ readonly sort: 'reference' } & ReferenceDraft)
  | ({ readonly sort: 'set aside'; readonly why: string } & SourceRange)
  | ({ readonly sort: 'mark'; readonly finding: DraftFinding | null; readonly mark: MarkMaker } & SourceRange);

/** Makes the mark of a span once the recognition has its number. */
export type MarkMaker = (recognition: string) => Mark;

/** The printed part of a list item before its text: bullet (set aside) and label (kept). */
export interface ItemDraft {
  readonly bullet: SourceRange | null;
  readonly label: SourceRange | null;
  /** Where the words of the item begin. */
  readonly textFrom: number;
}

/** Items that count on from one another. It reaches from its first item to its last; blocks between them belong to it. */
export interface ListDraft {
  readonly rend: 'numbered' | 'bulleted';
  /** The list in whose item this one stands. */
  parent: ListDraft | null;
  first: Block;
  last: Block;
  size: number;
  finding: DraftFinding | null;
}

/** A note body. */
export interface NoteDraft {
  readonly id: NoteId;
  /** The label that its reference has; empty for an unnumbered source note. */
  label: string;
  type: 'footnote' | 'source';
  /** The label as printed, not part of the words; null when there is none. */
  readonly printed: SourceRange | null;
  readonly textFrom: number;
}

/** What a block is taken for. */
export type Role =
  | { readonly kind: 'paragraph' }
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'attachment heading' }
  | { readonly kind: 'dateline' | 'salutation' | 'signature' | 'postscript' }
  | { readonly kind: 'header field'; readonly field: HeaderFieldName }
  | { readonly kind: 'stamp'; readonly type: StampType }
  | { readonly kind: 'form work'; readonly type: FormWorkType; readonly place: 'top' | 'bottom' }
  | { readonly kind: 'furniture'; readonly reason: string }
  | { readonly kind: 'item'; readonly item: ItemDraft; readonly list: ListDraft }
  /** A further paragraph of the item before it. */
  | { readonly kind: 'item paragraph'; readonly list: ListDraft }
  | { readonly kind: 'table' }
  | { readonly kind: 'note'; readonly note: NoteDraft };

/** A line of the page's form that stands within a block, because a sentence goes on below it: a running head, a marking, a stamp. */
export interface BlockInterruption {
  readonly line: SourceLine;
  readonly role: Extract<Role, { kind: 'stamp' | 'form work' }>;
}

/** Lines that belong together, and what they are taken for. */
export interface Block {
  /** At least one line of words. Between them may stand lines that hold nothing but page markers, and the interruptions. */
  lines: readonly SourceLine[];
  readonly interruptions: readonly BlockInterruption[];
  /** The words without page markers and interruptions, lines joined by a space. */
  words: string;
  /** Whether it stands where a header, dateline or salutation can stand: before the prose, or after an attachment's heading. */
  readonly opening: boolean;
  role: Role;
  finding: DraftFinding | null;
  /** Anchors that stand before the block rather than in it. */
  leading: readonly AnchorDraft[];
}

/** A document that is being read. Recognisers work on it one after the other, each on what the former ones left. */
export interface Draft {
  readonly text: string;
  /** Whether something in the text is surely a web page's: breadcrumbs, links back from notes, an address, a copyright notice. */
  readonly isWebPage: boolean;
  blocks: Block[];
  readonly spans: Span[];
  readonly remarks: ImportRemark[];
  /** Anchors after the last block. */
  trailing: readonly AnchorDraft[];
}

/** Source range of a whole block. */
export function rangeOfLines(block: Block): SourceRange {
  return { from: block.lines[0]?.from ?? 0, to: block.lines.at(-1)?.to ?? 0 };
}

/** Whether no recogniser has claimed the block yet. */
export const isUnclaimed = (block: Block): boolean => block.role.kind === 'paragraph' && block.finding === null;

/** Whether the block is part of the page's form or surroundings and not of the text: stamps, form work, furniture. */
export const isInterruption = (block: Block): boolean =>
  block.role.kind === 'stamp' || block.role.kind === 'form work' || block.role.kind === 'furniture';

/** Gives a block its role and the line of the report that says so. */
export function claim(
  block: Block,
  role: Role,
  kind: RecognitionKind,
  what: string,
  certainty: DraftFinding['certainty'] = 'stated',
): void {
  block.role = role;
  block.finding = { ...rangeOfLines(block), kind, what: excerpt(what, 160), certainty };
}

/** Adds something that a person should look at. */
export function remark(draft: Draft, what: string, source: SourceRange | null): void {
  const { text } = draft;
  draft.remarks.push({
    what,
    source: source && { from: source.from, to: source.to, text: text.slice(source.from, source.to) },
  });
}

/** At most `limit` characters of a text, for a report line. */
export const excerpt = (text: string, limit = 60): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
