import type { Node } from 'prosemirror-model';
import type { ImportReport, RecognitionKind } from '../../document/import-report.ts';
import type { DocumentMetadata } from '../../document/metadata.ts';
import { anchorsOf } from '../../document/page-anchor.ts';
import { inEnglish } from '../../translation/retell.ts';
import { buildDocument } from './build/build-document.ts';
import { InlineBuilder, type KnownLineEnds } from './build/build-inline.ts';
import { buildReport, numberFindings } from './build/build-report.ts';
import { remarkFurtherDocuments } from './divide-documents.ts';
import { remarkControlCharacters, remarkRunTogether } from './draft/diagnostics.ts';
import {
  type Block,
  claim,
  type Draft,
  isUnclaimed,
  type Role,
  rangeOfLines,
  remark,
  type Span,
} from './draft/draft.ts';
import { remarkLineParagraphs, reportLineEnds } from './draft/line-ends.ts';
import { splitLongBlocks } from './draft/long-blocks.ts';
import { findPageMarkers, type PageMarker, remarkBrokenMarkers, remarkPageSequence } from './draft/page-markers.ts';
import { type SourceLine, type SourceRange, splitLines } from './draft/source-lines.ts';
import { layOutBlocks } from './layout/lay-out-blocks.ts';
import { recogniseNoteBodies } from './notes/note-bodies.ts';
import { tieReferences } from './notes/tie-notes.ts';
import { recogniseAttachments, recogniseAttachmentTitles, recogniseRemarksBelow } from './parts/attachments.ts';
import { recogniseClosings } from './parts/closings.ts';
import { recogniseDatelines } from './parts/datelines.ts';
import { recogniseFileNumbers } from './parts/file-numbers.ts';
import {
  markInterruptions,
  recogniseFormEdges,
  recogniseFormWork,
  recogniseStamps,
  settlePlaces,
} from './parts/form-work.ts';
import { isWebPage, recogniseBackLinks, recogniseFurniture } from './parts/furniture.ts';
import { recogniseHeader } from './parts/header-fields.ts';
import { inferPages } from './parts/inferred-pages.ts';
import { recogniseOpeningLines } from './parts/opening-lines.ts';
import { recogniseSalutations } from './parts/salutations.ts';
import { recogniseTelegramNumber } from './parts/telegrams.ts';
import { recogniseTitle } from './parts/titles.ts';
import { readMetadata } from './read-metadata.ts';
import { recogniseCableReferences } from './text/cable-references.ts';
import { recogniseMarksByHand, recogniseStruckText } from './text/inline-marks.ts';
import { recogniseLists } from './text/lists.ts';
import { claimStatedItems, type StatedItem } from './text/stated-lists.ts';
import { recogniseTables } from './text/tables.ts';

/** A plain text as it was read. */
export interface ReadDocument {
  /** Passes `doc.check()`. */
  readonly doc: Node;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
  /** How many documents the text seems to hold, of which this is the whole. `divideDocuments` tells where they begin. */
  readonly documents: number;
}

/** Reads a plain text copy of a letter, telegram or memorandum: recognises its pages, notes, header and structure and lists
 *  what it did. Any string gives a document; every character that is no white space is in it or in the report.
 *  Time grows with the length of the text. Ids are random, everything else depends on the text alone.
 *  @param options.fileName serves as title when the text has no words */
export function readPlainText(text: string, options: { readonly fileName?: string } = {}): ReadDocument {
  const markers = findPageMarkers(text);
  return readLines({ text, lines: splitLines(text, markers), markers }, options);
}

/** A text, and how it stands in lines. */
export interface LinedText {
  readonly text: string;
  /** In order. What is not in a line is white space. */
  readonly lines: readonly SourceLine[];
  readonly markers: readonly PageMarker[];
  /** Marks that are known of stretches of it. */
  readonly spans?: readonly Span[];
  /** What is known of lines: those of each that make a block are taken for nothing else. */
  readonly stated?: readonly StatedBlock[];
  /** Line ends of which is known whether they break a word. */
  readonly lineEnds?: KnownLineEnds;
}

/** Lines of which is known what they are. */
export interface StatedBlock extends SourceRange {
  readonly role: Role;
  readonly kind: RecognitionKind;
  /** In words, for a person. */
  readonly what: string;
  /** Whether it is this before anything else is recognised, or only when nothing else claims it; notes come last, so that their labels can tie
   *  them to calls, and everything else first. */
  readonly claims?: 'first' | 'last';
  /** An item of a list, which then counts in the place of `role`. */
  readonly item?: StatedItem;
}

/** Does the same for a text of which is known where its lines are, how far each is set in, and between which there is a gap, such as one that
 *  was read from the picture of a page. */
export function readLines(lined: LinedText, options: { readonly fileName?: string } = {}): ReadDocument {
  const read = readWith(lined, options.fileName ?? '', true);
  // Notes move to the end of the document. Where page markers stand in them and in what follows, that would change the
  // order of the pages, and then the notes stay where they are.
  return keepsPageOrder(read) ? read : readWith(lined, options.fileName ?? '', false);
}

function keepsPageOrder({ doc, report }: ReadDocument): boolean {
  const places = new Map(report.recognitions.map(({ id, source }) => [id, source.from]));
  let last = -1;
  for (const { anchor } of anchorsOf(doc)) {
    const place = (anchor.recognition && places.get(anchor.recognition)) ?? last;
    if (place < last) return false;
    last = place;
  }
  return true;
}

function readWith(
  { text, lines, markers, spans = [], stated = [], lineEnds }: LinedText,
  fileName: string,
  collectNotes: boolean,
): ReadDocument {
  const draft: Draft = { text, isWebPage: isWebPage(lines), blocks: [], spans: [...spans], remarks: [], trailing: [] };
  remarkBrokenMarkers(draft, markers);
  remarkPageSequence(draft, markers);
  const documents = remarkFurtherDocuments(draft, lines);
  layOutBlocks(draft, lines, markers);
  const isLast = ({ role, claims }: StatedBlock): boolean =>
    (claims ?? (role.kind === 'note' ? 'last' : 'first')) === 'last';
  claimStated(
    draft,
    stated.filter((one) => !isLast(one)),
  );
  readStructure(draft, collectNotes);
  // Where their labels tie them to calls, notes are found as in any text.
  claimStated(
    draft,
    stated.filter((one) => isLast(one) && (collectNotes || one.role.kind !== 'note')),
  );
  readDetails(draft);
  const numbers = numberFindings(draft);
  return {
    doc: buildDocument(draft, new InlineBuilder(text, draft.spans, numbers, lineEnds)),
    metadata: readMetadata(draft, fileName),
    report: buildReport(draft, numbers),
    documents,
  };
}

function claimStated(draft: Draft, stated: readonly StatedBlock[]): void {
  const items = new Map<Block, StatedItem>();
  let next = 0;
  for (const block of draft.blocks) {
    const { from } = rangeOfLines(block);
    while ((stated[next]?.to ?? Infinity) <= from) next++;
    const known = stated[next];
    if (!known || known.from > from || !isUnclaimed(block)) continue;
    if (known.item) items.set(block, known.item);
    else claim(block, known.role, known.kind, known.what);
  }
  claimStatedItems(draft, items);
}

/** What each block is. The order matters: each recogniser sees only what the former ones left. */
function readStructure(draft: Draft, collectNotes: boolean): void {
  recogniseTables(draft);
  recogniseFurniture(draft);
  recogniseAttachments(draft);
  recogniseRemarksBelow(draft);
  recogniseStamps(draft);
  recogniseFormWork(draft);
  recogniseHeader(draft);
  recogniseFormEdges(draft);
  recogniseSalutations(draft);
  recogniseFileNumbers(draft);
  recogniseOpeningLines(draft);
  recogniseDatelines(draft);
  recogniseTitle(draft);
  recogniseAttachmentTitles(draft);
  const scopes = collectNotes ? recogniseNoteBodies(draft) : [];
  recogniseLists(draft);
  recogniseTelegramNumber(draft);
  recogniseClosings(draft);
  tieReferences(draft, scopes);
  if (!collectNotes)
    remark(
      draft,
      inEnglish`Page markers stand among the notes. The notes were left where they are, as paragraphs.`,
      null,
    );
}

/** What stands within blocks, and what only shows once all blocks are known. */
function readDetails(draft: Draft): void {
  recogniseBackLinks(draft);
  recogniseCableReferences(draft);
  recogniseStruckText(draft);
  recogniseMarksByHand(draft);
  inferPages(draft);
  markInterruptions(draft);
  settlePlaces(draft.blocks);
  remarkLineParagraphs(draft);
  splitLongBlocks(draft);
  reportLineEnds(draft);
  remarkRunTogether(draft);
  remarkControlCharacters(draft);
}
