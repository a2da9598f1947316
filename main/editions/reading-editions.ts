import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument, ExportOutcome, ReadingFormat } from '../../shared/contract/payloads/edition.ts';
import type { StateName } from '../../shared/contract/payloads/versions.ts';
import { imageEncoding } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { docxEdition } from '../../shared/export/docx/docx-edition.ts';
import type { DocxTemplate } from '../../shared/export/docx/docx-template.ts';
import { epubEdition, IllFormedTemplateError } from '../../shared/export/epub/epub-edition.ts';
import { type EditionImage, htmlEdition, languageTag } from '../../shared/export/html/html-edition.ts';
import type { Templates } from '../../shared/export/html/template-set.ts';
import { readingEdition } from '../../shared/export/reading/reading-edition.ts';
import type { ReadingView } from '../../shared/export/reading/reading-marks.ts';
import { markdownEdition } from '../../shared/export/text/markdown-edition.ts';
import { tagsTable } from '../../shared/export/text/tags-table.ts';
import { cleanText, textEdition } from '../../shared/export/text/text-edition.ts';
import { wordEncoding } from '../../shared/import/read-fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { annotationPage } from '../../shared/web-annotation/annotation-page.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { SourceMissingError } from '../storage/journal/source-file.ts';
import { writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { fileNames, type MeantEntities, sourceTextOf, type WithTargets, wholeFinding } from './export-edition.ts';
import { facsimilePdf, NoPicturesError } from './facsimile-pdf.ts';
import { writePageImages } from './page-image-files.ts';
import { NoComparisonError, versionsOf } from './version-pages.ts';
import { writeEach } from './write-each.ts';

/** How the file of a document ends, by format. */
export const readingEndings: Readonly<Record<ReadingFormat, string>> = {
  text: '.txt',
  markdown: '.md',
  html: '.html',
  versions: '-versions.html',
  docx: '.docx',
  epub: '.epub',
  pdf: '.pdf',
  'searchable-pdf': '.pdf',
  tags: '.csv',
  annotations: '.jsonld',
};

export interface ReadingRequest {
  readonly documents: readonly DocumentId[];
  /** Is made when it is not there. */
  readonly folder: string;
  readonly format: ReadingFormat;
  /** Null for the usual one of the format: of a plain text the whole, of all others the clean text. */
  readonly view: ReadingView | null;
  /** Gives the references of a document their targets. */
  readonly withTargets: WithTargets;
  /** What the ids of entities mean. */
  readonly entities: MeantEntities;
  readonly templates: Templates;
  /** A Word document whose looks others get; null for the program's own. */
  readonly docxTemplate: DocxTemplate | null;
  /** Which two versions stand side by side; null for the import and the present. */
  readonly versions: readonly [StateName, StateName] | null;
}

/** Writes editions for readers, a file a document, named after its source; beside an HTML page the images of its pages, in a folder. */
export async function exportReadings(
  context: JobContext,
  documents: Documents,
  request: ReadingRequest,
  control: JobControl,
): Promise<Reply<ExportOutcome>> {
  const { format, folder } = request;
  const { printPdf } = context;
  if (format === 'pdf' && !printPdf) {
    const what = inEnglish`PDF is made by the window of Anchorite, and this program has none.`;
    return {
      ok: false,
      fault: {
        what,
        kept: inEnglish`No file was written.`,
        next: inEnglish`Export to PDF in the window, or export to HTML and print the page.`,
        details: null,
      },
    };
  }
  const nameOf = fileNames('');
  return writeEach(context, documents, request, control, async (store): Promise<ExportedDocument | null> => {
    const { id, state } = store;
    const stem = nameOf(state.source.name, id);
    const title = state.metadata.title || state.source.name;
    try {
      const content = await readingContent(context, store, request, { stem, signal: control.signal });
      if (content === null) return null;
      const file = await writeEditionFile(context.fileSystem, folder, stem + readingEndings[format], content);
      return { kind: 'written', document: id, file, findings: [] };
    } catch (error) {
      if (notMade.some((kind) => error instanceof kind) && error instanceof Error)
        return { kind: 'not valid', document: id, title, findings: [wholeFinding(error.message)] };
      if (!(error instanceof SourceMissingError)) throw error;
      return {
        kind: 'not valid',
        document: id,
        title,
        findings: [wholeFinding(inEnglish`its source file is missing or changed`)],
      };
    }
  });
}

class PrintError extends Error {
  override name = 'PrintError';
  constructor(cause: unknown) {
    super(inEnglish`it could not be printed as PDF: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** Why there is no edition of one document, while the others are made. */
const notMade = [PrintError, IllFormedTemplateError, NoPicturesError, NoComparisonError];

interface Writing {
  /** Name of the file without its ending. */
  readonly stem: string;
  readonly signal: AbortSignal;
}

async function readingContent(
  context: JobContext,
  store: DocumentStore,
  request: ReadingRequest,
  writing: Writing,
): Promise<string | Uint8Array | null> {
  const { state } = store;
  const { format, view, entities, templates } = request;
  const { application, editors } = context;
  const clean = () => readingEdition(state, { view: view ?? 'reading', entities });
  const language = languageTag(state.metadata.language);
  switch (format) {
    case 'text':
      return view === 'reading' ? cleanText(clean(), templates) : textEdition(state, await plainSourceOf(store));
    case 'markdown':
      return markdownEdition(clean(), templates);
    case 'html':
      return htmlPage(context, store, request, await writePageImages(context, store, request.folder, writing));
    case 'versions':
      return versionsOf(context, store, request.versions, { templates, language, signal: writing.signal });
    case 'docx':
      return docxEdition(clean(), {
        application,
        changed: state.changed.time,
        language,
        ...(request.docxTemplate && { template: request.docxTemplate }),
      });
    case 'epub':
      return epubEdition(clean(), { application, changed: state.changed.time, language, templates });
    case 'pdf':
      return printed(context, await htmlPage(context, store, request, []), writing.signal);
    case 'searchable-pdf':
      return facsimilePdf(context, store, { language, signal: writing.signal });
    case 'tags':
      return tagsTable(state, entities);
    case 'annotations':
      return annotationPage(state, { application, editors });
    default:
      return unreachable(format);
  }
}

/** Null when it was cancelled. */
async function printed({ printPdf }: JobContext, html: string, signal: AbortSignal): Promise<Uint8Array | null> {
  try {
    // Whether there is a printer was asked before.
    return (await printPdf?.(html, signal)) ?? null;
  } catch (error) {
    throw new PrintError(error);
  }
}

async function htmlPage(
  { application }: JobContext,
  { state }: DocumentStore,
  { view, withTargets, entities, templates }: ReadingRequest,
  images: readonly EditionImage[],
): Promise<string> {
  const edition = readingEdition(await withTargets(state), { view: null, withCorrections: true, entities });
  return htmlEdition(edition, { application, images, view: view ?? 'reading', source: state.source.name, templates });
}

/** The text of the source, when it is one: not of images, nor a Word document, nor TEI, which is written by its own edition. */
async function plainSourceOf(store: DocumentStore): Promise<string | null> {
  const { source, report } = store.state;
  if (source.encoding === imageEncoding || source.encoding === wordEncoding || report.tei) return null;
  return sourceTextOf(store);
}
