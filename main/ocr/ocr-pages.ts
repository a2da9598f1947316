import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { linesInDoubt } from '../../shared/correct/suspects/lines-in-doubt.ts';
import { type DocumentId, newReadingId, type PageImageId } from '../../shared/document/identifier.ts';
import type { PageLayout, PageReading, ReadingRole } from '../../shared/document/layout.ts';
import { type PageImage, untreated } from '../../shared/document/page-image.ts';
import { movedLayout, type PageWay, pageWay } from '../../shared/document/pages/treated-page.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { ReadImagePage } from '../images/draft-pages.ts';
import { imageReader, type PictureSource } from '../images/image-reader.ts';
import { lineReader, ownLineReader } from '../line-reading/line-reader.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { imageFileState } from '../storage/document/page-images.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { insertOcrText } from './insert-ocr-text.ts';
import type { OcrLanguage } from './ocr-languages.ts';
import { type PageReadResult, pageReader } from './page-reader.ts';
import { trustedReading } from './placed-pages.ts';

/** The readings that OCR makes of a page: the one its text is taken from, another by the same engine and one by a reader of another
 *  kind, which both only serve comparison. */
export type OcrRole = Extract<ReadingRole, 'ocr' | 'second' | 'third'>;

/** All of them. */
export const allRoles: readonly OcrRole[] = ['ocr', 'second', 'third'];
const comparing: readonly OcrRole[] = ['second', 'third'];

export interface OcrRequest {
  /** Null for all that nothing was read on yet. */
  readonly pages: readonly PageImageId[] | null;
  readonly language: OcrLanguage;
  /** The recogniser that reads the lines which the engine finds; null for the engine itself. */
  readonly reader: string | null;
  /** In this order: all pages are read in the first way before any is in the second. */
  readonly roles: readonly OcrRole[];
}

/** What came of reading pages. What was read before it was cancelled stays. */
export interface OcrOutcome {
  /** How many pages were read. */
  readonly done: number;
  /** `file` is what a person calls the page. */
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  readonly remarks: readonly string[];
  readonly cancelled: boolean;
  /** Whether the document, which had no words, got what was read. */
  readonly gaveText: boolean;
}

/** Reads pages of a document; each reading is kept as soon as it is there. */
export async function ocrPages(
  context: JobContext,
  store: DocumentStore,
  request: OcrRequest,
  { progress, signal }: JobControl,
): Promise<OcrOutcome> {
  const ocr = pageOcr(context, request);
  const language = { names: request.language.name.split('+'), folder: context.ownData?.languages ?? null };
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const tasks = request.roles.flatMap((role) =>
    wantedPages(store, request.pages, role).map((page) => ({ role, page })),
  );
  const readPages = new Set<PageImageId>();
  let gaveText = false;
  const outcome = (cancelled: boolean): OcrOutcome => ({
    done: readPages.size,
    refused,
    remarks: [],
    cancelled,
    gaveText,
  });
  try {
    for (const [done, { role, page }] of tasks.entries()) {
      const name = pageName(store.state.pages, page);
      // The text need not wait for the reading that only serves comparison.
      if (role !== 'ocr') gaveText = (await insertOcrText(store, context.workers, language, signal)) || gaveText;
      if (refused.some(({ file }) => file === name)) continue;
      const lines = role === 'third' ? doubtfulLines(store.state.readings, page) : null;
      if (role === 'third' && !lines) continue;
      progress({ what: `${doing[role]} ${name}`, done, total: tasks.length });
      const result = await readStored(store, page, (source) => ocr.read(source, page, { role, lines }, name, signal));
      if (result.kind === 'cancelled') return outcome(true);
      if (result.kind === 'no language') {
        refused.push({ file: `${request.language.name}.traineddata`, fault: result.fault });
        return outcome(false);
      }
      if (result.kind === 'refused') refused.push({ file: name, fault: result.fault });
      else {
        const reading: PageReading = { id: newReadingId(), page: page.id, role, ...result.reading };
        await store.addReadings([reading]);
        readPages.add(page.id);
      }
    }
    gaveText = (await insertOcrText(store, context.workers, language, signal)) || gaveText;
    progress({ what: inEnglish`Reading`, done: tasks.length, total: tasks.length });
    return outcome(false);
  } finally {
    await ocr.close();
  }
}

/** The lines of a page that a reader of another kind is asked about; null when none are known. */
function doubtfulLines(readings: readonly PageReading[], page: PageImage): PageLayout | null {
  const first = trustedReading(readings, page)?.layout;
  const second = readings.find((reading) => reading.page === page.id && reading.role === 'second');
  return first ? linesInDoubt(first, second?.layout ?? null) : null;
}

const doing = { ocr: inEnglish`Reading`, second: inEnglish`Reading again`, third: inEnglish`Comparing` } as const;

/** Pages are named by their file, and those of one file also by their number in it. */
function pageName(pages: readonly PageImage[], page: PageImage): string {
  const isAlone = pages.filter(({ file }) => file === page.file).length < 2;
  return isAlone ? page.name : inEnglish`${page.name}, page ${page.frame + 1}`;
}

function wantedPages({ state }: DocumentStore, pages: OcrRequest['pages'], role: OcrRole): readonly PageImage[] {
  if (pages) return state.pages.filter(({ id }) => pages.includes(id));
  const isComparing = (other: ReadingRole): boolean => comparing.some((one) => one === other);
  const isRead = ({ id }: PageImage): boolean =>
    state.readings.some(
      (reading) => reading.page === id && (role === 'ocr' ? !isComparing(reading.role) : reading.role === role),
    );
  return state.pages.filter((page) => !isRead(page));
}

async function readStored(
  { files, facsimileFolder }: DocumentStore,
  page: PageImage,
  read: (source: PictureSource) => Promise<PageReadResult>,
): Promise<PageReadResult> {
  if ((await imageFileState(files, facsimileFolder, page)) !== 'present')
    return { kind: 'refused', fault: notThere(page) };
  return read({ ...page, root: files.root, path: path.join(facsimileFolder, page.file) });
}

const notThere = ({ name }: PageImage): Fault => ({
  what: inEnglish`The image “${name}” is missing from the collection, or is not the one that was added, so it was not read.`,
  kept: inEnglish`What was read before is kept.`,
  next: inEnglish`Link its file anew, then read the page again.`,
  details: null,
});

/** With what pages are read. */
export type OcrSettings = Pick<OcrRequest, 'language' | 'reader'>;

/** In which way a page is read. */
interface ReadingWay {
  readonly role: OcrRole;
  /** The reading that says where the lines are; the reader of another kind reads only those. */
  readonly lines: PageLayout | null;
}

/** Decodes and reads pages, one after another. */
interface PageOcr {
  read(
    source: PictureSource,
    page: Pick<PageImage, 'turn' | 'treatment'>,
    way: ReadingWay,
    name: string,
    signal: AbortSignal,
  ): Promise<PageReadResult>;
  close(): Promise<void>;
}

function pageOcr(context: JobContext, { language, reader }: OcrSettings): PageOcr {
  const images = imageReader(context);
  const pages = pageReader(context.workers, language);
  const others = lineReader(context.workers, null);
  const own = reader === null ? null : ownLineReader(context, reader);
  return {
    async read(source, { turn, treatment = untreated }, { role, lines }, name, signal) {
      const rendered = await images.render(source, treatment, name, signal);
      if (rendered.kind !== 'done') return rendered;
      const bytes = rendered.value;
      const { size, ...way } = pageWay({ ...source, treatment });
      /** What is read is read on the page as it is seen, and kept in pixels of its picture. */
      const kept = (result: PageReadResult): PageReadResult =>
        result.kind === 'read' && treatment !== untreated
          ? { ...result, reading: { ...result.reading, layout: inPicture(result.reading.layout, source, way) } }
          : result;
      if (role === 'third') {
        const layout = lines ? movedLayout(lines, size, way.toPage, way.pointToPage) : { ...size, blocks: [] };
        return kept(await others.read({ bytes, turn, layout }, name, signal));
      }
      const found = await pages.read({ bytes, ...size, turn }, name, role, signal);
      if (role !== 'ocr' || own === null || found.kind !== 'read') return kept(found);
      return kept(await own.read({ bytes, turn, layout: found.reading.layout }, name, signal));
    },
    async close() {
      images.close();
      await pages.close();
      await others.close();
      await own?.close();
    },
  };
}

const inPicture = (
  layout: PageLayout,
  { width, height }: PictureSource,
  { toPicture, pointToPicture }: Pick<PageWay, 'toPicture' | 'pointToPicture'>,
): PageLayout => movedLayout(layout, { width, height }, toPicture, pointToPicture);

/** Reads the pages of an import.
 *  @param onRefused is told of pages that come in without text, by their name */
export function importOcr(
  context: JobContext,
  settings: OcrSettings,
  onRefused: (file: string, fault: Fault) => void,
): { readonly readPage: ReadImagePage; close(): Promise<void> } {
  const ocr = pageOcr(context, settings);
  let hasLanguage = true;
  return {
    close: ocr.close,
    async readPage(source, name, signal) {
      if (!hasLanguage) return [];
      const result = await ocr.read(source, { turn: 0 }, { role: 'ocr', lines: null }, name, signal);
      if (result.kind === 'cancelled') return null;
      if (result.kind === 'read') return [{ role: 'ocr', ...result.reading }];
      hasLanguage = result.kind !== 'no language';
      onRefused(name, result.fault);
      return [];
    },
  };
}

/** Reads pages of documents that OCR has read already in the other ways, for comparison: after an import, when nobody waits for it. */
export async function readAgain(
  context: JobContext,
  documents: Documents,
  ids: readonly DocumentId[],
  settings: OcrSettings,
  control: JobControl,
): Promise<void> {
  for (const id of ids) {
    if (control.signal.aborted) return;
    await documents.withDocument(id, async (store) => {
      const { readings } = store.state;
      const pages = readings.filter(({ role }) => role === 'ocr').map(({ page }) => page);
      if (pages.length > 0) await ocrPages(context, store, { pages, ...settings, roles: comparing }, control);
    });
  }
}
