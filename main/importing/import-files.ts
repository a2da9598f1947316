import path from 'node:path';
import type { ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { ImportDivision } from '../../shared/contract/payloads/import.ts';
import type { TextEncoding } from '../../shared/import/read-fault.ts';
import type { ReadImagePage } from '../images/draft-pages.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { importImages, importLayouts } from './import-images.ts';
import { importArchive, importPackaged } from './import-packages.ts';
import { importTexts, type TextFile } from './import-texts.ts';
import { type DuplicateChoice, KnownContent } from './known-content.ts';
import { dividedImages, doubtfulFault, type ImportPlan } from './plan-import.ts';

export interface ImportRequest {
  readonly plan: ImportPlan;
  /** How the images of the plan become documents. */
  readonly division: ImportDivision;
  /** Of the doubtful files of the plan, those that are to be imported as texts; when nobody was asked about them, they are told. */
  readonly asTexts?: readonly string[];
  /** What a person says the files are written in; null when each is to tell it itself. */
  readonly encoding: TextEncoding | null;
  /** Makes a document of each that a text seems to hold, instead of one of the whole text. */
  readonly divideTexts?: boolean;
  /** Reads pages that have no text of their own. */
  readonly readPage?: ReadImagePage;
  /** What becomes of files whose content the collection has; left out unless given. */
  readonly duplicates?: DuplicateChoice;
  /** Told of documents when they are in. */
  readonly onImported?: (documents: readonly DocumentSummary[]) => void;
}

/** Imports files into a collection: texts as a document each, images as the pages of documents, with what files with layouts beside them
 *  say of their words. What is wrong with one is told and does not hold up the others. What the collection has is not imported again, so that
 *  an import that was stopped at any moment is gone on with by the same one. */
export async function importFiles(
  context: JobContext,
  collection: Collection,
  request: ImportRequest,
  control: JobControl,
): Promise<ImportOutcome> {
  const known = await KnownContent.of(collection, request.duplicates ?? 'leave out');
  return importKnowing({ context, collection, known, control }, request);
}

interface Importing {
  readonly context: JobContext;
  readonly collection: Collection;
  readonly known: KnownContent;
  readonly control: JobControl;
}

async function importKnowing(importing: Importing, request: ImportRequest): Promise<ImportOutcome> {
  const { context, collection, known, control } = importing;
  const { plan, division, asTexts, encoding, divideTexts = false, readPage, onImported } = request;
  const { images, layouts } = plan;
  const named = [...plan.texts, ...plan.doubtful.filter((file) => asTexts?.includes(file))];
  const files: readonly TextFile[] = [
    ...named.map((file) => ({ file })),
    ...plan.paged.map(({ name, files: pages }) => ({ file: path.join(path.dirname(pages[0] ?? ''), name), pages })),
  ];
  const parts = [
    () => importTexts(context, collection, { files, encoding, divideTexts, known, onImported }, control),
    ...packageParts(importing, request),
    async () => {
      const pages = { groups: dividedImages(plan, division), layouts, known, readPage, onImported };
      if (images.length > 0) return importImages(context, collection, pages, control);
      return layouts.length > 0 ? importLayouts(context, collection, pages, control) : nothing;
    },
  ];
  const left = asTexts ? [] : plan.doubtful.map((file) => ({ file, fault: doubtfulFault(file) }));
  const { leftOut, remarks, collections } = plan;
  let outcome: ImportOutcome = { ...nothing, refused: [...plan.refused, ...left], leftOut, remarks };
  for (const part of parts) if (!outcome.cancelled) outcome = bothOutcomes(outcome, await part());
  return { ...withoutEmpty(outcome), ...(collections.length > 0 && { collections }) };
}

/** What becomes of packages: their documents, and what archives hold. */
function packageParts(
  importing: Importing,
  { plan, encoding, readPage, onImported }: ImportRequest,
): readonly (() => Promise<ImportOutcome>)[] {
  const { context, collection, known, control } = importing;
  const how = { ...(readPage && { readPage }), ...(onImported && { onImported }) };
  const unpacked = (inside: ImportPlan): Promise<ImportOutcome> =>
    importKnowing(importing, { plan: inside, division: 'proposed', encoding, ...how });
  return [
    ...plan.packaged.map(
      (document) => () => importPackaged(context, collection, { ...document, ...how, known }, control),
    ),
    ...plan.archives.map((file) => () => importArchive(context, file, unpacked, control)),
  ];
}

const nothing: ImportOutcome = { imported: [], refused: [], cancelled: false };

/** What two parts of an import came to, one after the other. */
function bothOutcomes(first: ImportOutcome, second: ImportOutcome): ImportOutcome {
  return {
    imported: [...first.imported, ...second.imported],
    files: both(first.files, second.files),
    duplicates: both(first.duplicates, second.duplicates),
    leftOut: both(first.leftOut, second.leftOut),
    remarks: both(first.remarks, second.remarks),
    divisible: both(first.divisible, second.divisible),
    fidelity: both(first.fidelity, second.fidelity),
    refused: [...first.refused, ...second.refused],
    cancelled: second.cancelled,
  };
}

const both = <One>(first: readonly One[] = [], second: readonly One[] = []): readonly One[] => [...first, ...second];

/** Lists that need not be there are left out when nothing is in them. */
function withoutEmpty({ imported, refused, cancelled, ...lists }: ImportOutcome): ImportOutcome {
  const filled = Object.entries(lists).filter(([, list]) => Array.isArray(list) && list.length > 0);
  return { imported, ...Object.fromEntries(filled), refused, cancelled };
}
