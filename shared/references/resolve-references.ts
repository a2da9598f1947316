import type { CalendarDate, CalendarDay } from '../dates/calendar.ts';
import { dayCount } from '../dates/calendar.ts';
import type { DocumentId } from '../document/identifier.ts';
import { mostDaysAhead } from './cite-tail.ts';
import { type PaperFacts, plainNumber } from './paper-facts.ts';
import { folded, type Likeness, likeness, type Party, type Posts, partyOf } from './party.ts';
import type { ReadReference } from './read-references.ts';

/** A place of a document that names another paper. */
export interface NamedPaper extends ReadReference {
  /** Positions of its first character and behind its last one. */
  readonly start: number;
  readonly end: number;
  /** Whether others wrote what it stands in: an enclosure, a quotation, a note. `My` is not the writer there. */
  readonly isApart: boolean;
}

/** The papers of a collection, by what they are named by. */
export interface PaperIndex {
  readonly papers: ReadonlyMap<DocumentId, PaperFacts>;
  readonly byNumber: ReadonlyMap<string, readonly PaperFacts[]>;
  readonly byPrinted: ReadonlyMap<string, readonly PaperFacts[]>;
  /** By month and day, `5-12`. */
  readonly byDay: ReadonlyMap<string, readonly PaperFacts[]>;
  /** Places that papers come from, folded. */
  readonly places: ReadonlySet<string>;
  readonly posts: Posts;
}

/** O(papers). */
export function indexPapers(papers: readonly PaperFacts[]): PaperIndex {
  const byNumber = new Map<string, PaperFacts[]>();
  const byPrinted = new Map<string, PaperFacts[]>();
  const byDay = new Map<string, PaperFacts[]>();
  const posts = new Map<string, Set<string>>();
  const places = new Set<string>();
  for (const paper of papers) {
    for (const number of paper.numbers) add(byNumber, number, paper);
    if (paper.printed !== null) add(byPrinted, paper.printed, paper);
    if (paper.day) add(byDay, dayKey(paper.day), paper);
    const own = [...paper.from.places];
    if (paper.from.office === 'mission' || paper.from.office === 'consulate')
      for (const place of own) places.add(place);
    for (const place of own) for (const other of own) if (place !== other) addTo(posts, place, other);
    if (paper.placeSent !== '') places.add(folded(paper.placeSent));
  }
  return { papers: new Map(papers.map((paper) => [paper.id, paper])), byNumber, byPrinted, byDay, places, posts };
}

const dayKey = ({ month, day }: Pick<CalendarDate, 'month' | 'day'>): string => `${month}-${day}`;

function add(map: Map<string, PaperFacts[]>, key: string, paper: PaperFacts): void {
  const list = map.get(key);
  if (list) list.push(paper);
  else map.set(key, [paper]);
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

/** Who wrote a paper that is named, and to whom, as far as the one that names it tells. */
interface Way {
  readonly sender: Party | null;
  readonly addressee: Party | null;
}

const home: Party = { office: 'home', places: new Set(), seat: null, names: new Set() };

function wayOf(reference: NamedPaper, own: PaperFacts): Way {
  const way = spokenWay(reference, own);
  return reference.addressee === null ? way : { ...way, addressee: partyOf(reference.addressee) };
}

/** Within what is quoted or enclosed, `my` and `your` are those of somebody else. */
function spokenWay({ speaker, isApart }: NamedPaper, own: PaperFacts): Way {
  const { from, to } = own;
  switch (speaker.kind) {
    case 'writer':
      return isApart ? nobody : { sender: from, addressee: to };
    case 'addressee':
      return isApart ? nobody : { sender: to, addressee: from };
    case 'home':
      return { sender: home, addressee: isApart ? null : from.office === 'home' ? to : from };
    case 'office': {
      if (isApart) return nobody;
      const isFrom = from.office === speaker.office;
      const isTo = to.office === speaker.office;
      // One of some other post.
      if (isFrom === isTo) return { sender: { ...home, office: speaker.office }, addressee: null };
      return isFrom ? { sender: from, addressee: to } : { sender: to, addressee: from };
    }
    case 'named':
      return { sender: partyOf(speaker.name), addressee: null };
    case 'untold':
      return nobody;
  }
}

const nobody: Way = { sender: null, addressee: null };

/** The documents that answer to a reference: one when it is certain, several when it may be any of them, none when none is there. Direction,
 *  number and day must all fit; the hour decides between papers that are alike else. */
export function targetsOf(reference: NamedPaper, own: PaperFacts, index: PaperIndex): readonly DocumentId[] {
  if (reference.kind === 'document')
    return others(index.byPrinted.get(reference.number ?? '') ?? [], own).map(({ id }) => id);
  const way = wayOf(reference, own);
  const named = candidates(reference, own, index);
  const judged = named.map((paper) => judge(paper, way, reference, index.posts)).filter(({ worth }) => worth > 0);
  const fitting = judged.filter((one) => isEnough(one, reference));
  const most = Math.max(0, ...fitting.map(({ worth }) => worth));
  const best = fitting.filter(({ worth }) => worth === most).map(({ paper }) => paper);
  return nearest(best, reference, own).map(({ id }) => id);
}

const others = (papers: readonly PaperFacts[], own: PaperFacts): readonly PaperFacts[] =>
  papers.filter(({ id }) => id !== own.id);

function candidates(reference: ReadReference, own: PaperFacts, index: PaperIndex): readonly PaperFacts[] {
  const { number, corrected, date } = reference;
  if (number === null) {
    const ofDay = date ? (index.byDay.get(dayKey(date)) ?? []) : [];
    return others(ofDay, own).filter(
      (paper) => isOfDay(paper, reference, own) && isOfHour(paper, reference) && isOfSort(paper, reference),
    );
  }
  const numbers = new Set([corrected ?? number, number].map(plainNumber));
  const papers = [...numbers].flatMap((one) => index.byNumber.get(one) ?? []);
  if (date) return others(papers, own).filter((paper) => isOfDay(paper, reference, own));
  return others(papers, own).filter((paper) => isBefore(paper, own));
}

/** Whether a paper is of the day that is told. A year that is not stated may be any up to the year of the document. */
function isOfDay({ day }: PaperFacts, { date, isYearTold }: ReadReference, own: PaperFacts): boolean {
  if (day === null || date === null || day.month !== date.month || day.day !== date.day) return false;
  if (isYearTold) return day.year === date.year;
  if (own.day === null) return true;
  const ago = dayCount(own.day) - dayCount(day);
  return ago >= -mostDaysAhead && ago < 366;
}

const isOfHour = ({ minute }: PaperFacts, reference: ReadReference): boolean =>
  minute === null || reference.minute === null || minute === reference.minute;

const isOfSort = ({ sort }: PaperFacts, reference: ReadReference): boolean =>
  sort === null || reference.sort === null || sort === reference.sort;

function isBefore({ day }: PaperFacts, own: PaperFacts): boolean {
  if (day === null || own.day === null) return false;
  const ago = dayCount(own.day) - dayCount(day);
  return ago >= 0 && ago < 366;
}

interface Judged {
  readonly paper: PaperFacts;
  readonly sender: Likeness;
  readonly addressee: Likeness;
  /** 0 for one that cannot be meant; more for one that fits better. */
  readonly worth: number;
}

function judge(paper: PaperFacts, way: Way, reference: ReadReference, posts: Posts): Judged {
  const sender = way.sender ? likeness(way.sender, paper.from, posts) : 'maybe';
  const addressee = way.addressee ? likeness(way.addressee, paper.to, posts) : 'maybe';
  const isSame = isIdentic(paper, reference);
  return { paper, sender, addressee, worth: worthOf(paper, sender, addressee, isSame) };
}

/** A circular goes to several posts, and is printed once: by its number, day and hour it is the same telegram. */
const isIdentic = ({ minute }: PaperFacts, { number, date, minute: told }: ReadReference): boolean =>
  number !== null && date !== null && told !== null && minute === told;

const worths: Readonly<Record<Likeness, number>> = { yes: 2, maybe: 1, no: 0 };

/** The department counts what it sends to each post apart; a post counts all that it sends. */
function worthOf({ from }: PaperFacts, sender: Likeness, addressee: Likeness, isSame: boolean): number {
  if (sender === 'no' || (!isSame && addressee === 'no' && (from.office === 'home' || sender === 'maybe'))) return 0;
  return 1 + 3 * worths[sender] + worths[addressee];
}

/** Number and day together are much; with one of them alone, the direction must be told, too. */
function isEnough({ sender, addressee }: Judged, { number, date }: ReadReference): boolean {
  if (number !== null && date !== null) return true;
  if (number === null) return sender === 'yes' && addressee === 'yes';
  return (sender === 'yes' && addressee !== 'no') || (sender === 'maybe' && addressee === 'yes');
}

/** Of papers that are alike, those of the hour that is told; with neither day nor hour, the last before the document. */
function nearest(papers: readonly PaperFacts[], reference: ReadReference, own: PaperFacts): readonly PaperFacts[] {
  if (papers.length < 2) return papers;
  const { date, minute } = reference;
  if (minute !== null) {
    const ofHour = papers.filter((paper) => paper.minute === minute);
    if (ofHour.length > 0) return ofHour;
  }
  const ofSort = papers.filter((paper) => reference.sort !== null && paper.sort === reference.sort);
  if (ofSort.length > 0 && ofSort.length < papers.length) return nearest(ofSort, reference, own);
  if (date !== null) return papers;
  const year = (day: CalendarDay | null): number => day?.year ?? 0;
  const ofYear = papers.filter(({ day }) => year(day) === year(own.day));
  return ofYear.length > 0 ? ofYear : papers;
}
