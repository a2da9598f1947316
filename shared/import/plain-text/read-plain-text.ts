import type { Node } from 'prosemirror-model';
import type { ImportReport } from '../../document/import-report.ts';
import type { DocumentMetadata } from '../../document/metadata.ts';
import { anchorsOf } from '../../document/page-anchor.ts';
import { recogniseAttachments, recogniseAttachmentTitles } from './attachments.ts';
import { buildDocument } from './build-document.ts';
import { InlineBuilder } from './build-inline.ts';
import { buildReport, numberFindings } from './build-report.ts';
import { recogniseCableReferences } from './cable-references.ts';
import { recogniseClosings } from './closings.ts';
import { recogniseDatelines } from './datelines.ts';
import { type Draft, remark } from './draft.ts';
import { recogniseFormEdges, recogniseFormWork, settlePlaces } from './form-work.ts';
import { recogniseBackLinks, recogniseFurniture } from './furniture.ts';
import { inferPages } from './inferred-pages.ts';
import { recogniseMarksByHand, recogniseStruckText } from './inline-marks.ts';
import { layOutBlocks } from './lay-out-blocks.ts';
import { remarkLineParagraphs, reportLineEnds } from './line-ends.ts';
import { recogniseLists } from './lists.ts';
import { splitLongBlocks } from './long-blocks.ts';
import { recogniseNoteBodies } from './note-bodies.ts';
import { remarkControlCharacters, remarkRunTogether } from './oddities.ts';
import { findPageMarkers, remarkBrokenMarkers, remarkPageSequence } from './page-markers.ts';
import { readMetadata } from './read-metadata.ts';
import { recogniseSalutations } from './salutations.ts';
import { splitLines } from './source-lines.ts';
import { recogniseStamps } from './stamps.ts';
import { recogniseTables } from './tables.ts';
import { recogniseHeader } from './telegram-header.ts';
import { recogniseTelegramNumber } from './telegram-number.ts';
import { tieReferences } from './tie-notes.ts';
import { recogniseTitle } from './titles.ts';

/** A plain text as it was read. */
export interface ReadDocument {
  /** Passes `doc.check()`. */
  readonly doc: Node;
  readonly metadata: DocumentMetadata;
  readonly report: ImportReport;
}

/** Reads a plain text copy of a letter, telegram or memorandum: recognises its pages, notes, header and structure and lists
 *  what it did. Any string gives a document; every character that is no white space is in it or in the report.
 *  Time grows with the length of the text. Ids are random, everything else depends on the text alone.
 *  @param options.fileName serves as title when the text has no words */
export function readPlainText(text: string, options: { readonly fileName?: string } = {}): ReadDocument {
  const read = readWith(text, options.fileName ?? '', true);
  // Notes move to the end of the document. Where page markers stand in them and in what follows, that would change the
  // order of the pages, and then the notes stay where they are.
  return keepsPageOrder(read) ? read : readWith(text, options.fileName ?? '', false);
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

function readWith(text: string, fileName: string, collectNotes: boolean): ReadDocument {
  const draft: Draft = { text, blocks: [], spans: [], remarks: [], trailing: [] };
  readPages(draft);
  readStructure(draft, collectNotes);
  readDetails(draft);
  const numbers = numberFindings(draft);
  return {
    doc: buildDocument(draft, new InlineBuilder(text, draft.spans, numbers)),
    metadata: readMetadata(draft, fileName),
    report: buildReport(draft, numbers),
  };
}

/** Page markers, lines, blocks. */
function readPages(draft: Draft): void {
  const markers = findPageMarkers(draft.text);
  remarkBrokenMarkers(draft, markers);
  remarkPageSequence(draft, markers);
  layOutBlocks(draft, splitLines(draft.text, markers), markers);
}

/** What each block is. The order matters: each recogniser sees only what the former ones left. */
function readStructure(draft: Draft, collectNotes: boolean): void {
  recogniseTables(draft);
  recogniseFurniture(draft);
  recogniseAttachments(draft);
  recogniseStamps(draft);
  recogniseFormWork(draft);
  recogniseHeader(draft);
  recogniseFormEdges(draft);
  recogniseSalutations(draft);
  recogniseDatelines(draft);
  recogniseTitle(draft);
  recogniseAttachmentTitles(draft);
  const scopes = collectNotes ? recogniseNoteBodies(draft) : [];
  recogniseLists(draft);
  recogniseTelegramNumber(draft);
  recogniseClosings(draft);
  tieReferences(draft, scopes);
  if (!collectNotes)
    remark(draft, 'Page markers stand among the notes. The notes were left where they are, as paragraphs.', null);
}

/** What stands within blocks, and what only shows once all blocks are known. */
function readDetails(draft: Draft): void {
  recogniseBackLinks(draft);
  recogniseCableReferences(draft);
  recogniseStruckText(draft);
  recogniseMarksByHand(draft);
  inferPages(draft);
  settlePlaces(draft.blocks);
  remarkLineParagraphs(draft);
  splitLongBlocks(draft);
  reportLineEnds(draft);
  remarkRunTogether(draft);
  remarkControlCharacters(draft);
}
