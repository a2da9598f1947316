import { folded, wordShape } from '../../text/word-shape.ts';
import { readingOf } from './alike-words.ts';

/** What a group is made of: a suspect, or more of it. */
interface Doubted {
  readonly text: string;
  readonly suggestions: readonly { readonly text: string; readonly isAgreed?: true }[];
}

/** What words have in common: that they read so, that what they may mean differs from what they read by the same letters, or that both
 *  other readings of their pages have the same other word in their place. */
export type AlikeKind = 'reading' | 'letters' | 'agreed';

/** Suspects that can be decided together. */
export interface AlikeGroup<Suspect extends Doubted> {
  readonly kind: AlikeKind;
  /** The reading, or the letters that were read. */
  readonly read: string;
  /** What it may mean: the suggestion that most of them have first, or other letters; null when there is none. */
  readonly meant: string | null;
  /** Of one reading or, by letters, of several. */
  readonly suspects: readonly Suspect[];
}

/** Letters that are taken for others are few: what differs by more is another word. */
const mostLetters = 3;
const leastSuspects = 2;

/** The letters by which a word differs from what it may mean, in small letters; null when they are many or none, or no letter, figure or
 *  sign is there on one of both sides: `modem` and `modern` differ by `m` and `rn`. */
export function letterChange(text: string, meant: string): { readonly read: string; readonly meant: string } | null {
  const [a, b] = [folded(readingOf(text)), folded(readingOf(meant))];
  if (a === b || a.includes(' ') !== b.includes(' ')) return null;
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const change = { read: a.slice(from, a.length - end), meant: b.slice(from, b.length - end) };
  const isShort = change.read.length <= mostLetters && change.meant.length <= mostLetters;
  return isShort && change.read !== '' && change.meant !== '' ? change : null;
}

/** The groups that suspects form: what two of three readings have, then those first that spare most decisions. A suspect is in two when it reads as others do and differs
 *  from what it may mean as others do. What only punctuation makes doubtful is in none. */
export function alikeGroups<Suspect extends Doubted>(suspects: readonly Suspect[]): readonly AlikeGroup<Suspect>[] {
  const readings = new Map<string, Suspect[]>();
  const changes = new Map<string, { readonly read: string; readonly meant: string; readonly own: Suspect[] }>();
  for (const suspect of suspects) {
    const best = meantBy(suspect);
    if (wordShape(suspect.text).core === '') continue;
    if (best !== null && readingOf(best) === readingOf(suspect.text)) continue;
    const reading = readingOf(suspect.text);
    readings.set(reading, [...(readings.get(reading) ?? []), suspect]);
    const change = best === null ? null : letterChange(suspect.text, best);
    if (!change) continue;
    const key = groupName({ kind: 'letters', ...change });
    const known = changes.get(key);
    if (known) known.own.push(suspect);
    else changes.set(key, { ...change, own: [suspect] });
  }
  const byReading = [...readings].map(([read, own]) => ({
    kind: 'reading' as const,
    read,
    meant: mostMeant(own),
    suspects: own,
  }));
  const byLetters = [...changes.values()]
    .filter(({ own }) => new Set(own.map(({ text }) => readingOf(text))).size > 1)
    .map(({ read, meant, own }) => ({ kind: 'letters' as const, read, meant, suspects: own }));
  const agreed = { kind: 'agreed' as const, read: '', meant: null, suspects: suspects.filter(agreedReading) };
  const groups = [...byReading, ...byLetters]
    .filter((group) => group.suspects.length >= leastSuspects)
    .sort((a, b) => b.suspects.length - a.suspects.length || a.read.localeCompare(b.read));
  return agreed.suspects.length >= leastSuspects ? [agreed, ...groups] : groups;
}

/** What both other readings of the page have in the place of a suspect; null when they do not agree, or on the same. */
export const agreedReading = ({ suggestions }: Doubted): string | null =>
  suggestions.find(({ isAgreed }) => isAgreed)?.text ?? null;

/** The first suggestion that has other letters: what is misread so often that it passes for a word is offered with another capital. */
export function meantBy({ text, suggestions }: Doubted): string | null {
  const small = folded(readingOf(text));
  const other = suggestions.find((one) => folded(readingOf(one.text)) !== small);
  return (other ?? suggestions[0])?.text ?? null;
}

function mostMeant(suspects: readonly Doubted[]): string | null {
  const counts = new Map<string, number>();
  for (const suspect of suspects) {
    const meant = meantBy(suspect);
    if (meant !== null) counts.set(readingOf(meant), (counts.get(readingOf(meant)) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** What a group is called on the command line: its reading, its letters, `rn>m`, or `>` for what both other readings have. */
export const groupName = ({ kind, read, meant }: Pick<AlikeGroup<Doubted>, 'kind' | 'read' | 'meant'>): string =>
  kind === 'reading' ? read : `${read}>${meant ?? ''}`;

/** Takes the name of a group apart. */
export function namedGroup(name: string): Pick<AlikeGroup<Doubted>, 'kind' | 'read' | 'meant'> {
  if (name === '>') return { kind: 'agreed', read: '', meant: null };
  const [, read, meant] = /^([^\s>]{1,3})>([^\s>]{1,3})$/.exec(name) ?? [];
  if (read !== undefined && meant !== undefined) return { kind: 'letters', read, meant };
  return { kind: 'reading', read: readingOf(name), meant: null };
}
