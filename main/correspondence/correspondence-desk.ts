import {
  type CorrespondenceThread,
  type Page,
  type PairsAsked,
  type PaperChoice,
  type PaperRow,
  pageLength,
  type ThreadPaper,
  type TimelineAsked,
  type TimelinePage,
} from '../../shared/contract/payloads/correspondence.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { type CorrespondenceRow, correspondence } from '../../shared/references/correspondence.ts';
import { paperThread } from '../../shared/references/paper-thread.ts';
import { folded } from '../../shared/references/party.ts';
import { isWithin, type Timeline, timeline, timelineDay } from '../../shared/references/timeline.ts';
import { inPairOrder, type PartyPair, pairKey, whoToWhom } from '../../shared/references/who-to-whom.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { JobControl } from '../workers/job.ts';
import { DateFindingReader } from './date-findings.ts';
import { type FoundReferences, ReferenceReader, type ReferringDocument } from './reference-reader.ts';

/** A document with the words that it is filtered by, folded when it is first asked for. */
interface Paper {
  readonly row: PaperRow;
  words: string | null;
}

/** The correspondence of a collection as the window looks through it: when, who to whom, and what answers what. When and who are told by the
 *  summaries alone; only a thread costs a reading of the documents. What was computed last is kept, since a list is asked for page by page. */
export class CorrespondenceDesk {
  readonly reader: ReferenceReader;
  readonly dates: DateFindingReader;
  readonly #collection: Collection;
  #papers: Promise<readonly Paper[]> | null = null;
  readonly #lists = new Map<string, readonly unknown[]>();
  #timeline: { readonly key: string; readonly value: Timeline } | null = null;
  #rows: { readonly found: FoundReferences; readonly byId: ReadonlyMap<DocumentId, CorrespondenceRow> } | null = null;

  constructor(collection: Collection) {
    this.#collection = collection;
    this.reader = new ReferenceReader(collection);
    this.dates = new DateFindingReader(collection, this.reader);
  }

  /** Takes the documents as they are now. */
  async look(): Promise<{ readonly documents: number }> {
    this.#lists.clear();
    this.#timeline = null;
    this.#papers = this.#collection.summaries().then((summaries) => byDate(summaries.map(paperOf)));
    return { documents: (await this.#papers).length };
  }

  async timeline({ scale, within, text, first }: TimelineAsked & Part): Promise<TimelinePage> {
    const { periods, dated, undated, most } = await this.wholeTimeline({ scale, within }, text);
    return { ...pageOf(periods, first), dated, undated, most };
  }

  async wholeTimeline({ scale, within }: TimelineAsked, text: string): Promise<Timeline> {
    const key = JSON.stringify([scale, within, text]);
    if (this.#timeline?.key === key) return this.#timeline.value;
    const papers = await this.#matching(text);
    const value = timeline(
      papers.map(({ row }) => row.when),
      scale,
      within,
    );
    this.#timeline = { key, value };
    return value;
  }

  async pairs({ first, text, ...asked }: PairsAsked & Part): Promise<Page<PartyPair>> {
    return pageOf(await this.allPairs(asked, text), first);
  }

  async allPairs({ order, isDescending }: PairsAsked, text: string): Promise<readonly PartyPair[]> {
    const all = await this.#list(JSON.stringify(['pairs', text]), async () =>
      whoToWhom((await this.#matching(text)).map(({ row }) => row)),
    );
    return this.#list(JSON.stringify(['pairs', text, order, isDescending]), async () =>
      inPairOrder(all, order, isDescending),
    );
  }

  async papers({ choice, text, first }: { readonly choice: PaperChoice } & Part): Promise<Page<PaperRow>> {
    const chosen = await this.#list(JSON.stringify(['papers', choice, text]), async () => {
      const isChosen = chooser(choice);
      return (await this.#matching(text)).filter(({ row }) => isChosen(row));
    });
    const { total, rows } = pageOf(chosen, first);
    return { total, rows: rows.map(({ row }) => row) };
  }

  /** Null when it was cancelled, or the document is not there. */
  async thread(document: DocumentId, control: JobControl): Promise<CorrespondenceThread | null> {
    const found = await this.reader.read(control);
    if (control.signal.aborted) return null;
    const rows = this.#rowsOf(found);
    const itself = rows.get(document);
    const documents = new Map(found.documents.map((one) => [one.id, one]));
    const referring = documents.get(document);
    if (!itself || !referring) return null;
    const { answers, answeredBy } = paperThread(rows, document);
    const tied = (ids: readonly DocumentId[], relation: ThreadPaper['relation'], words = ''): readonly ThreadPaper[] =>
      ids.flatMap((id) => {
        const one = documents.get(id);
        return one ? [{ paper: referringRow(one), relation, distance: 0, words }] : [];
      });
    const steps = (some: typeof answers, relation: ThreadPaper['relation']): readonly ThreadPaper[] =>
      some.flatMap((step) => tied([step.document], relation).map((paper) => ({ ...paper, distance: step.distance })));
    return {
      papers: [
        ...steps(answers, 'question'),
        ...tied([document], 'itself'),
        ...steps(answeredBy, 'answer'),
        ...tied(itself.refersTo, 'named'),
        ...tied(itself.namedBy, 'names it'),
        ...referring.references.flatMap(({ targets, text }) =>
          targets.length > 1 ? tied(targets, 'perhaps', text) : [],
        ),
      ],
      missing: referring.references.filter(({ targets }) => targets.length === 0).map(({ text }) => text),
      unreadable: found.unreadable,
    };
  }

  /** All documents with their threads, by date. */
  async rows(control: JobControl): Promise<{
    readonly rows: readonly CorrespondenceRow[];
    readonly unreadable: readonly string[];
  }> {
    const found = await this.reader.read(control);
    return { rows: [...this.#rowsOf(found).values()], unreadable: found.unreadable };
  }

  #rowsOf(found: FoundReferences): ReadonlyMap<DocumentId, CorrespondenceRow> {
    if (this.#rows?.found !== found) {
      const byId = new Map(correspondence(found.documents).map((row) => [row.document, row]));
      this.#rows = { found, byId };
    }
    return this.#rows.byId;
  }

  async #list<Row>(key: string, make: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const known = this.#lists.get(key);
    if (known) return known as readonly Row[];
    const made = await make();
    // Somebody who types asks for many, and goes back to few of them.
    if (this.#lists.size >= mostLists) this.#lists.clear();
    this.#lists.set(key, made);
    return made;
  }

  async #matching(text: string): Promise<readonly Paper[]> {
    if (!this.#papers) await this.look();
    const papers = (await this.#papers) ?? [];
    const words = folded(text);
    if (words === '') return papers;
    const parts = words.split(' ');
    return this.#list(JSON.stringify(['matching', words]), async () =>
      papers.filter((paper) => {
        const { from, to, title, number } = paper.row;
        paper.words ??= folded(`${from}\n${to}\n${title}\n${number}`);
        const { words: own } = paper;
        return parts.every((one) => own.includes(one));
      }),
    );
  }
}

/** Words that alone count, and the first row that is asked for. */
interface Part {
  readonly text: string;
  readonly first: number;
}

const mostLists = 24;

const pageOf = <Row>(rows: readonly Row[], first: number): Page<Row> => ({
  total: rows.length,
  rows: rows.slice(first, first + pageLength),
});

const paperOf = ({ id, source, title, number, date, when, from, to }: DocumentSummary): Paper => ({
  row: { id, title: title || source, number, date, when, from, to },
  words: null,
});

const referringRow = ({ id, source, metadata }: ReferringDocument): PaperRow => ({
  id,
  title: metadata.title || source,
  number: metadata.number,
  date: metadata.date?.text ?? '',
  when: metadata.date?.when ?? '',
  from: metadata.from,
  to: metadata.to,
});

function byDate(papers: readonly Paper[]): readonly Paper[] {
  const key = ({ row }: Paper): string => row.when || '\uffff';
  return papers.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function chooser(choice: PaperChoice): (row: PaperRow) => boolean {
  switch (choice.kind) {
    case 'all':
      return () => true;
    case 'undated':
      return ({ when }) => timelineDay(when) === null;
    case 'period':
      return ({ when }) => {
        const day = timelineDay(when);
        return day !== null && isWithin(day, choice.period);
      };
    default: {
      const key = pairKey(choice.from, choice.to);
      return ({ from, to }) => pairKey(from, to) === key;
    }
  }
}
