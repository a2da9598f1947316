import type { CalendarDate, CalendarDay } from '../dates/calendar.ts';
import { type CiteTail, readTail } from './cite-tail.ts';
import { folded } from './party.ts';
import {
  cableNumber,
  correction,
  joinedName,
  numberedPaper,
  numberSign,
  officeName,
  paper,
  qualityWords,
  reftel,
  seriesName,
} from './reference-words.ts';

/** Who wrote the paper that is named, as the text that names it says. */
export type Speaker =
  /** `my`, `this Legation’s` */
  | { readonly kind: 'writer' }
  /** `your`, `urtel` */
  | { readonly kind: 'addressee' }
  /** `Department’s`, `Deptel` */
  | { readonly kind: 'home' }
  /** `Legation’s`, `Embtel`: whichever of the two parties is one. */
  | { readonly kind: 'office'; readonly office: 'mission' | 'consulate' }
  /** `Mr. Conger’s`, `telegram 602 from Saigon` */
  | { readonly kind: 'named'; readonly name: string }
  /** `his`, `telegram 1147` */
  | { readonly kind: 'untold' };

/** What is known besides the text. */
export interface ReferenceContext {
  /** The day of the document: it gives `of the 3d` its month and `May 5` its year. */
  readonly written: CalendarDay | null;
}

/** A place of a text that names another paper. */
export interface ReadReference {
  /** Offsets into the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** `paper`: a telegram, despatch, letter by its number or day; `document`: one of the printed volume by its number there; `aforesaid`:
   *  what was named before, `reftel`. */
  readonly kind: 'paper' | 'document' | 'aforesaid';
  /** `312`, `A-123`; null when only the day is told. */
  readonly number: string | null;
  /** The number that an editor put beside a wrong one in brackets; else null. */
  readonly corrected: string | null;
  /** The day that it is told by; its year from the context when it is not stated. */
  readonly date: CalendarDate | null;
  readonly isYearTold: boolean;
  /** Minutes from midnight, as the paper itself is dated; null when no time is told. */
  readonly minute: number | null;
  /** What sort of paper it is called; null when it is not. */
  readonly sort: 'telegram' | 'letter' | null;
  readonly speaker: Speaker;
  /** To whom it was sent, where that is told: `telegram 1147 to USUN`. */
  readonly addressee: string | null;
  /** `paris` of `PARIS 502`: it names a paper only where papers of the collection come from there. Null for every other form. */
  readonly post: string | null;
}

const person =
  '(?:(?:(?:mr|mrs|dr)\\.?|miss|general|admiral|ambassador|minister|consul|secretary|colonel|lord|sir|count|consul general)\\s+)?(?<!-)\\p{L}[\\p{L}-]{0,40}';
const who = `(?<who>my|our|your|yr|his|her|their|its|(?:(?:this|your|my|our|his)\\s+)?${officeName}['’]s?|${person}['’]s?)`;
const numbered = `(?:,?\\s*(?<sign>${numberSign})\\s*)?(?<number>${cableNumber})${correction}`;

/** Every form begins where no word goes on. */
const form = (source: string, flags = 'giu'): RegExp => new RegExp(`(?<![\\p{L}\\d])${source}`, flags);
const possessive = form(`${who}\\s+${qualityWords}(?<paper>${paper})?\\s*(?:${numbered})?`);
const joined = form(`${joinedName}[\\s,]*(?:${numbered})?`);
const series = form(`(?<series>${seriesName})\\s+${numbered}`);
const paperFirst = form(`${qualityWords}(?<paper>${paper})\\s*${numbered}`);
const aforesaid = form(`${reftel}(?!\\p{L})`);
const printed = form(
  '(?:Documents?|Docs?\\.)\\s+(?:Nos?\\.\\s*)?(?<number>\\d{1,4})(?![\\d/)]|[-–.]\\d|\\s*\\))',
  'gu',
);
const ofPost = form(
  `(?<post>\\p{Lu}[\\p{L}]+(?:\\s\\p{Lu}[\\p{L}]+)?)(?:['’]s)?\\s+(?<number>\\d{2,6})(?![\\d%/:,]\\d)`,
  'gu',
);
const further = new RegExp(
  `(?:\\s*[,;]\\s*(?:and\\s+|or\\s+)?|\\s+(?:and|or|&)\\s+)(?:${numberSign}\\s*)?(?<number>${cableNumber})`,
  'iuy',
);
const furtherPrinted = /(?:,\s*|\s+and\s+|,\s+and\s+)(?<number>\d{1,4})(?![\d/)]|[-–.]\d)/uy;
const numberBehindDay = new RegExp(`\\s*[,(]?\\s*${numberSign}\\s*(?<number>${cableNumber})\\)?`, 'iuy');

type Groups = Readonly<Record<string, string | undefined>>;

/** Every place of a text that names another paper, in order, none within another. Linear in the text. */
export function readReferences(text: string, context: ReferenceContext): readonly ReadReference[] {
  const found = [
    ...each(possessive, text, (match) => readPossessive(text, match, context)),
    ...each(joined, text, (match) => readJoined(text, match, context)),
    ...each(series, text, (match) => readNumbers(text, match, { kind: 'untold' }, context)),
    ...each(paperFirst, text, (match) => readPaper(text, match, context)),
    ...each(aforesaid, text, (match) => [whole(text, match, 'aforesaid', null)]),
    ...each(printed, text, (match) => readPrinted(text, match)),
  ];
  const ofPosts = each(ofPost, text, (match) => readOfPost(text, match, context));
  const certain = withoutOverlap(found);
  // What may be none gives way to what is one.
  return withoutOverlap([...certain, ...ofPosts.filter((one) => !certain.some((other) => overlap(one, other)))]);
}

function withoutOverlap(found: readonly ReadReference[]): readonly ReadReference[] {
  const kept: ReadReference[] = [];
  for (const reference of found.toSorted((a, b) => a.from - b.from || b.to - a.to))
    if (reference.from >= (kept.at(-1)?.to ?? 0)) kept.push(reference);
  return kept;
}

const overlap = (one: ReadReference, other: ReadReference): boolean => one.from < other.to && other.from < one.to;

const each = (
  pattern: RegExp,
  text: string,
  read: (match: RegExpExecArray) => readonly ReadReference[],
): readonly ReadReference[] => [...text.matchAll(pattern)].flatMap(read);

const pronoun = /^(?:it|that|what|let|here|there|he|she|who|one|today|yesterday|to-day)['’]/i;

function readPossessive(text: string, match: RegExpExecArray, context: ReferenceContext): readonly ReadReference[] {
  const groups: Groups = match.groups ?? {};
  const { who: whose = '', paper: named, number, sign } = groups;
  const speaker = speakerOf(whose);
  // The expressions ignore case, and a name has a capital.
  if (speaker.kind === 'named' && (!/^\p{Lu}/u.test(whose) || pronoun.test(whose))) return [];
  if (number === undefined) return readUnnumbered(text, match, speaker, named !== undefined, context);
  const found = readNumbers(text, match, speaker, context);
  if (named !== undefined && (sign !== undefined || isNumbered(named))) return found;
  if (sign !== undefined || found.some(({ date }) => date !== null)) return found;
  if (named !== undefined || speaker.kind === 'named' || speaker.kind === 'untold') return [];
  // `Answering your 436.`, but not `your 14 points`.
  return /^\s*(?:[.;,)\]]|$)/.test(text.slice(match.index + match[0].length)) ? found : [];
}

const wholeNumbered = new RegExp(`^${numberedPaper}$`, 'i');
const isNumbered = (named: string): boolean => wholeNumbered.test(named);

function readJoined(text: string, match: RegExpExecArray, context: ReferenceContext): readonly ReadReference[] {
  const groups: Groups = match.groups ?? {};
  const speaker = joinedSpeaker((groups.whose ?? '').toLowerCase());
  return groups.number === undefined
    ? readUnnumbered(text, match, speaker, true, context)
    : readNumbers(text, match, speaker, context);
}

function readPaper(text: string, match: RegExpExecArray, context: ReferenceContext): readonly ReadReference[] {
  const { paper: named = '', sign } = match.groups ?? {};
  const found = readNumbers(text, match, { kind: 'untold' }, context);
  if (isNumbered(named)) return found;
  return sign !== undefined && found.some(({ date }) => date !== null) ? found : [];
}

/** `PARIS 502`, `London 1961, October 26`: where there is such a post, and the number is none of something else. */
function readOfPost(text: string, match: RegExpExecArray, context: ReferenceContext): readonly ReadReference[] {
  const { post = '', number = '' } = match.groups ?? {};
  const isHome = /^state$/i.test(post);
  const speaker: Speaker = isHome ? { kind: 'home' } : { kind: 'named', name: post };
  const found = readNumbers(text, match, speaker, context).map((one) => ({
    ...one,
    post: isHome ? null : folded(post),
  }));
  if (found.some(({ date }) => date !== null)) return found;
  const isYear = /^(?:1[5-9]|20)\d\d$/.test(number);
  const isCapital = post === post.toUpperCase();
  const isApart = /^\s*(?:[.;,)\]]|$)/.test(text.slice(match.index + match[0].length));
  return isCapital && isApart && !isYear ? found : [];
}

function readPrinted(text: string, match: RegExpExecArray): readonly ReadReference[] {
  const first = whole(text, match, 'document', match.groups?.number ?? null);
  const found = [first];
  let to = first.to;
  while (/^D\w+s\b/.test(first.text)) {
    const next = matchAt(furtherPrinted, text, to);
    if (!next) break;
    const from = to + next[0].length - (next.groups?.number ?? '').length;
    to += next[0].length;
    found.push({ ...first, from, to, text: text.slice(from, to), number: next.groups?.number ?? null });
  }
  return found;
}

const whole = (
  text: string,
  { index, 0: words }: RegExpExecArray,
  kind: ReadReference['kind'],
  number: string | null,
): ReadReference => ({
  from: index,
  to: index + words.length,
  text: text.slice(index, index + words.length),
  kind,
  number,
  corrected: null,
  date: null,
  isYearTold: false,
  minute: null,
  sort: null,
  speaker: { kind: 'untold' },
  addressee: null,
  post: null,
});

/** `despatches Nos. 168 and 169 of August 14`, `my 213, July 5, 3 p.m., and 215, July 6`: one reference a number. */
function readNumbers(
  text: string,
  match: RegExpExecArray,
  speaker: Speaker,
  context: ReferenceContext,
): readonly ReadReference[] {
  const groups: Groups = match.groups ?? {};
  const end = match.index + match[0].length;
  const sort = sortOf(groups.paper ?? groups.what);
  const first = {
    ...cited(text, match.index, end, groups.number ?? '', speaker, context),
    sort,
    corrected: groups.corrected ?? null,
  };
  const found: ReadReference[] = [first];
  const isPlural =
    /(?:s|es|[Nn]os\.)\s*$/i.test(text.slice(match.index, end - (groups.number ?? '').length)) &&
    /(?:telegrams|cables|d[ei]spatches|instructions|airgrams|notes|letters|nos\.|tels)\s*/i.test(match[0]);
  let last: ReadReference = first;
  for (;;) {
    const next = matchAt(further, text, last.to);
    const number = next?.groups?.number;
    if (!next || number === undefined) break;
    const to = last.to + next[0].length;
    const another = { ...cited(text, to - number.length, to, number, speaker, context), sort };
    if (another.date === null && !isPlural) break;
    found.push(another);
    last = another;
  }
  return withLaterDays(found);
}

/** Numbers without a day of their own share that of the next one that has it. */
function withLaterDays(found: readonly ReadReference[]): readonly ReadReference[] {
  let dated: ReadReference | null = null;
  return found
    .toReversed()
    .map((reference) => {
      if (reference.date !== null) dated = reference;
      return dated ? { ...reference, date: dated.date, isYearTold: dated.isYearTold } : reference;
    })
    .toReversed();
}

function cited(
  text: string,
  from: number,
  end: number,
  number: string,
  speaker: Speaker,
  context: ReferenceContext,
): ReadReference {
  const tail = readTail(text, end, context.written);
  return {
    from,
    to: tail.to,
    text: text.slice(from, tail.to),
    kind: 'paper',
    number: printedNumber(number),
    corrected: null,
    sort: null,
    ...told(tail, speaker),
  };
}

/** By its day alone: `your letter of May 5`, `my April 5, 2 p.m.`; the number may follow it. */
function readUnnumbered(
  text: string,
  match: RegExpExecArray,
  speaker: Speaker,
  isNamed: boolean,
  { written }: ReferenceContext,
): readonly ReadReference[] {
  const from = match.index;
  const tail = readTail(text, from + match[0].trimEnd().length, written);
  if (tail.date?.day == null || (!isNamed && tail.minute === null) || speaker.kind === 'untold') return [];
  const behind = matchAt(numberBehindDay, text, tail.to);
  const to = tail.to + (behind?.[0].length ?? 0);
  const number = behind?.groups?.number;
  return [
    {
      from,
      to,
      text: text.slice(from, to),
      kind: 'paper',
      number: number === undefined ? null : printedNumber(number),
      corrected: null,
      sort: sortOf(match.groups?.paper ?? match.groups?.what),
      ...told(tail, speaker),
    },
  ];
}

function sortOf(named: string | undefined): ReadReference['sort'] {
  if (named === undefined) return null;
  if (/^(?:tel|cable|wire|radio|cipher)/i.test(named)) return 'telegram';
  return /^(?:d[ei]sp?|let|inst|note|memo)/i.test(named) ? 'letter' : null;
}

/** `telegram 602 from Saigon` tells the sender behind the number. */
const told = (
  { date, isYearTold, minute, sender, addressee }: CiteTail,
  speaker: Speaker,
): Pick<ReadReference, 'date' | 'isYearTold' | 'minute' | 'speaker' | 'addressee' | 'post'> => ({
  date,
  isYearTold,
  minute,
  speaker: sender === null ? speaker : { kind: 'named', name: sender },
  addressee,
  post: null,
});

/** `A–123` as `A-123`. */
const printedNumber = (number: string): string => number.replace('–', '-').toUpperCase();

function speakerOf(words: string): Speaker {
  const plain = words.toLowerCase().replace(/['’]s?$/, '');
  if (/^(?:my|our)$/.test(plain) || /^(?:this|my|our)\s/.test(plain)) return { kind: 'writer' };
  if (/^(?:your|yr)$/.test(plain) || /^your\s/.test(plain)) return { kind: 'addressee' };
  if (/^(?:his|her|their|its)\b/.test(plain)) return { kind: 'untold' };
  const office = plain.replace(/^the\s+/, '');
  if (/^(?:department|dept|secretary)/.test(office)) return { kind: 'home' };
  if (/^(?:vice[ -])?consul/.test(office) && !office.includes(' ', 14)) return officeOrName(office, 'consulate', words);
  if (/^(?:embassy|legation|mission|delegation|high commission(?:er)?|ambassador|minister|charg[ée])$/.test(office))
    return { kind: 'office', office: 'mission' };
  return { kind: 'named', name: words.replace(/['’]s?$/, '') };
}

const officeOrName = (office: string, sort: 'mission' | 'consulate', words: string): Speaker =>
  /^(?:vice[ -])?consul(?:ate)?(?:[ -]general)?$/.test(office)
    ? { kind: 'office', office: sort }
    : { kind: 'named', name: words.replace(/['’]s?$/, '') };

function joinedSpeaker(whose: string): Speaker {
  if (/^(?:your|yr|ur|u)$/.test(whose)) return { kind: 'addressee' };
  if (/^(?:my|our)$/.test(whose)) return { kind: 'writer' };
  if (/^(?:dep|dept|depcir|circ)$/.test(whose)) return { kind: 'home' };
  if (whose === 'usun') return { kind: 'named', name: 'USUN' };
  if (/^(?:emb|leg|deleg|usdel|mis)$/.test(whose)) return { kind: 'office', office: 'mission' };
  return /^con/.test(whose) ? { kind: 'office', office: 'consulate' } : { kind: 'untold' };
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
