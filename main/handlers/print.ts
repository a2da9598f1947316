import type { Reply } from '../../shared/contract/ipc.ts';
import type { Printed } from '../../shared/contract/payloads/edition.ts';
import type { SeenMap } from '../../shared/contract/payloads/entities.ts';
import { htmlEdition } from '../../shared/export/html/html-edition.ts';
import { reportHtml } from '../../shared/export/html/report-html.ts';
import { readingEdition } from '../../shared/export/reading/reading-edition.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { correspondenceReport } from '../correspondence/correspondence-report.ts';
import { ReferenceReader } from '../correspondence/reference-reader.ts';
import { editionTargets, meantEntities } from '../editions/edition-targets.ts';
import type { EntityDesk } from '../entities/entity-desk.ts';
import { placesSvg } from '../entities/places-svg.ts';
import { replaceFile } from '../storage/disk/replace-file.ts';
import { correspondenceDesk } from './correspondence.ts';
import { entityDesk } from './entities.ts';
import { answering, answeringOf } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

interface Page {
  readonly title: string;
  readonly html: string;
}

/** Prints on paper, or into a PDF file that the person names in a dialog. */
export function printHandlers(session: CollectionSession): HandlersOf<'edition:print'> {
  return {
    async 'edition:print'({ what, to }) {
      const page = await pageOf(session, what);
      if (!page.ok) return page;
      return to === 'paper' ? onPaper(session, page.value) : asPdf(session, page.value);
    },
  };
}

async function pageOf(session: CollectionSession, what: Printed): Promise<Reply<Page>> {
  const { application } = session.jobContext;
  if (what.kind === 'correspondence') {
    const { title } = session.collection;
    return answering(title, async () => {
      const report = await session.jobs.run(inEnglish`Printing`, (control) =>
        correspondenceReport(correspondenceDesk(session), what.view, title, control),
      );
      return done({ title: report.title, html: reportHtml(report, application) });
    });
  }
  if (what.kind === 'map') return mapPage(session, entityDesk(session), what.view);
  if (what.kind === 'report') {
    const { report } = what;
    return done({ title: report.title, html: reportHtml(report, application) });
  }
  const { document, view, corrections } = what;
  return answeringOf(session, document, async (store) => {
    const control = { progress: () => undefined, signal: new AbortController().signal };
    const withTargets = editionTargets(new ReferenceReader(session.collection), [document], '.html', control);
    const edition = readingEdition(await withTargets(store.state), {
      view: null,
      withCorrections: corrections,
      entities: await meantEntities(session.collection),
    });
    const { metadata, source } = store.state;
    const html = htmlEdition(edition, { application, images: [], view, source: source.name, corrections });
    return done({ title: metadata.title || source.name, html });
  });
}

/** The map, with a list of the places below it. */
function mapPage(session: CollectionSession, desk: EntityDesk, view: SeenMap): Promise<Reply<Page>> {
  const { collection, jobs, jobContext } = session;
  return answering(collection.title, async () => {
    const found = await jobs.run(inEnglish`Printing`, (control) => desk.places(control));
    const svg = await placesSvg(found, view, collection.title);
    const rows = found.places.map(({ name, mentions, coordinates: { latitude, longitude } }) => [
      name,
      String(mentions),
      `${latitude}, ${longitude}`,
    ]);
    const report = { title: `${collection.title}: places`, sections: [{ heading: '', rows }] };
    return done({ title: report.title, html: reportHtml(report, jobContext.application, svg) });
  });
}

async function onPaper({ shell }: CollectionSession, { title, html }: Page): Promise<Reply<{ file: null } | null>> {
  const outcome = (await shell.print?.(html)) ?? {
    kind: 'failed' as const,
    reason: inEnglish`this program has no printer`,
  };
  if (outcome.kind === 'cancelled') return done(null);
  if (outcome.kind === 'printed') return done({ file: null });
  return refused({
    what: inEnglish`“${title}” was not printed: ${outcome.reason}.`,
    kept: inEnglish`The document is as it was.`,
    next: inEnglish`See whether the system knows a printer, or choose “Save as PDF…” and print the file.`,
    details: null,
  });
}

async function asPdf(session: CollectionSession, { title, html }: Page): Promise<Reply<{ file: string } | null>> {
  const { shell, jobs, jobContext } = session;
  const name = `${
    title
      .replaceAll(/[/\\:*?"<>|\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 100) || 'Document'
  }.pdf`;
  const file = await shell.chooseSaveFile({ title: inEnglish`Save as PDF`, name, kind: 'PDF', ending: 'pdf' });
  if (file === null) return done(null);
  try {
    const bytes = await jobs.run(
      inEnglish`Printing`,
      async ({ signal }) => (await jobContext.printPdf?.(html, signal)) ?? null,
    );
    if (bytes === null) return done(null);
    await replaceFile(jobContext.fileSystem, file, bytes);
    return done({ file });
  } catch (error) {
    return refused({
      what: inEnglish`“${title}” was not saved as PDF.`,
      kept: inEnglish`The document is as it was, and no half file was left.`,
      next: inEnglish`Choose another folder, or look whether the disk is full.`,
      details: error instanceof Error ? error.message : String(error),
    });
  }
}
