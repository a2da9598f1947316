import type { CorrespondenceView } from '../../shared/contract/payloads/correspondence.ts';
import type { PrintedReport } from '../../shared/export/html/report-html.ts';
import type { JobControl } from '../workers/job.ts';
import type { CorrespondenceDesk } from './correspondence-desk.ts';

type Section = PrintedReport['sections'][number];

/** A part of the correspondence as it is printed: all of its rows, of which a window shows some.
 *  @param title of the collection */
export async function correspondenceReport(
  desk: CorrespondenceDesk,
  view: CorrespondenceView,
  title: string,
  control: JobControl,
): Promise<PrintedReport> {
  const filter = view.text.trim() === '' ? '' : `, only “${view.text.trim()}”`;
  switch (view.part) {
    case 'timeline':
      return { title: `${title}: timeline${filter}`, sections: await timelineSections(desk, view) };
    case 'pairs': {
      const pairs = await desk.allPairs(view, view.text);
      const rows = pairs.map(({ from, to, count, back, first, last }) => [
        from || 'unknown',
        to || 'unknown',
        String(count),
        String(back),
        first.slice(0, 10),
        last.slice(0, 10),
      ]);
      const heads = ['From', 'To', 'Documents', 'The other way', 'First', 'Last'];
      return { title: `${title}: who to whom${filter}`, sections: [{ heading: '', rows: [heads, ...rows] }] };
    }
    default:
      return { title: `${title}: thread`, sections: await threadSections(desk, view, control) };
  }
}

async function timelineSections(
  desk: CorrespondenceDesk,
  view: Extract<CorrespondenceView, { part: 'timeline' }>,
): Promise<readonly Section[]> {
  const { periods, dated, undated } = await desk.wholeTimeline(view, view.text);
  const rows = periods.flatMap(({ period, count, gap }) => [
    ...(gap > 0 ? [['', `${gap} ${view.scale}${gap === 1 ? '' : 's'} without a document`]] : []),
    [period, String(count)],
  ]);
  return [{ heading: `${dated} with a date, ${undated} without`, rows }];
}

const relations = {
  question: 'Answers',
  itself: 'This document',
  answer: 'Answered by',
  named: 'Names',
  'names it': 'Named by',
  perhaps: 'Perhaps names',
} as const;

async function threadSections(
  desk: CorrespondenceDesk,
  { document }: Extract<CorrespondenceView, { part: 'thread' }>,
  control: JobControl,
): Promise<readonly Section[]> {
  const thread = document === null ? null : await desk.thread(document, control);
  if (!thread) return [];
  const rows = thread.papers.map(({ paper, relation, words }) => [
    relations[relation],
    paper.title,
    paper.date,
    paper.from,
    paper.to,
    words,
  ]);
  const missing = thread.missing.map((words) => [words]);
  return [{ heading: '', rows }, ...(missing.length > 0 ? [{ heading: 'Not in the collection', rows: missing }] : [])];
}
