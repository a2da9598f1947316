import path from 'node:path';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { annotationReadings } from '../../shared/document/reading.ts';
import { blockText, textBlocks } from '../../shared/document/reading-text.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { certificateOf } from '../../shared/proofreading/certificate.ts';
import { type Checklist, readChecklist, usualChecklist } from '../../shared/review/checklist.ts';
import type { ReviewedDocument } from '../../shared/review/checks.ts';
import { type CollectionReview, type Review, reviewCsv, reviewHtml, reviewOf } from '../../shared/review/review.ts';
import type { SampleRequest } from '../../shared/review/sample.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { type Documents, documentsOf } from '../storage/collection/named-documents.ts';
import { outsideFileSentence, readFileBeside } from '../storage/disk/outside-file.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';

/** The list of a project, in the folder of its collection: anyone can write it. */
const checklistName = 'checklist.md';
const longestChecklist = 1_000_000;

/** Works through the list of a collection's project, or through the usual one when it has none. */
export async function reviewCollection(
  collection: Collection,
  request: SampleRequest,
  { progress, signal }: JobControl,
): Promise<Reply<CollectionReview>> {
  const list = await checklistOf(collection.folder);
  if (typeof list === 'string')
    return {
      ok: false,
      fault: {
        what: list,
        kept: inEnglish`Nothing was written.`,
        next: inEnglish`Mend “${checklistName}”.`,
        details: null,
      },
    };
  const documents = documentsOf(collection);
  const summaries = await collection.summaries();
  const ledger = await collection.entities.ledger();
  const reviewed: ReviewedDocument[] = [];
  const unreadable = collection.unreadable.map(({ reason }) => reason);
  for (const [done, summary] of summaries.entries()) {
    if (signal.aborted) break;
    progress({ what: inEnglish`Document ${done + 1} of ${summaries.length}`, done, total: summaries.length });
    const one = await readOne(documents, ledger, summary);
    if (typeof one === 'string') unreadable.push(one);
    else reviewed.push(one);
  }
  const persons = ledger.entities.filter(({ kind }) => kind === 'person');
  const review = reviewOf(list ?? usualChecklist, reviewed, persons, request);
  return { ok: true, value: { ...review, ownList: list !== null, unreadable, cancelled: signal.aborted } };
}

/** Null when there is none; a sentence when it cannot be read. */
async function checklistOf(folder: string): Promise<Checklist | null | string> {
  const read = await readFileBeside(path.join(folder, 'collection.json'), checklistName, longestChecklist);
  if (read.kind === 'missing') return null;
  if (read.kind === 'elsewhere') return inEnglish`“${checklistName}” of the collection is a link that leads out of it.`;
  if (read.kind !== 'read') return outsideFileSentence(read, checklistName);
  return (
    readChecklist(new TextDecoder().decode(read.bytes)) ??
    inEnglish`“${checklistName}” has no point: begin each with “- ”.`
  );
}

async function readOne(
  documents: Documents,
  ledger: EntityLedger,
  summary: DocumentSummary,
): Promise<ReviewedDocument | string> {
  try {
    return await documents.withDocument(summary.id, async (store) => factsOf(store, ledger, summary));
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return error.sentence;
    throw error;
  }
}

function factsOf({ state }: DocumentStore, ledger: EntityLedger, summary: DocumentSummary): ReviewedDocument {
  const { doc, annotations } = state;
  const { whole } = certificateOf(state);
  const persons = [...annotationReadings(doc)].flatMap(([annotation, { as, text }]) => {
    if (as !== 'person') return [];
    const entity = annotations.get(annotation)?.entity ?? null;
    return [{ text, entity: entity === null ? null : ledger.resolve(entity) }];
  });
  const { id, title, source, number, when, suspects, words } = summary;
  return {
    id,
    title,
    source,
    number,
    when,
    suspects,
    words,
    isFrame: state.report.tei?.part === 'frame',
    headings: textBlocks(doc)
      .filter(({ block }) => block.type.name === 'heading')
      .map(({ block }) => blockText(block).text),
    pages: anchorsOf(doc).map(({ anchor: { kind, label } }) => ({ kind, label })),
    persons,
    lines: whole.lines,
    linesRead: whole.linesRead,
  };
}

/** Writes the report for whoever made the volume: `review.csv` and `review.html`.
 *  @throws ReplaceFileError or the file system's error */
export async function writeReview(
  { fileSystem }: Pick<JobContext, 'fileSystem'>,
  folder: string,
  title: string,
  review: Review,
): Promise<readonly string[]> {
  await makeEditionFolder(fileSystem, folder);
  return [
    await writeEditionFile(fileSystem, folder, 'review.csv', reviewCsv(review)),
    await writeEditionFile(fileSystem, folder, 'review.html', reviewHtml(title, review)),
  ];
}
