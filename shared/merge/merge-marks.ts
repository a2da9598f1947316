import { Mark } from 'prosemirror-model';
import type { LineChanges } from './line-changes.ts';
import { type MergeToken, marksAt, sameMarks } from './merge-tokens.ts';

/** What tells marks apart: those that stand for one thing by its identity, the others by what they say. */
export const markKey = ({ type, attrs }: Mark): string =>
  `${type.name} ${typeof attrs.id === 'string' ? attrs.id : JSON.stringify(attrs)}`;

type Marks = readonly Mark[];

const find = (marks: Marks, key: string): Mark | undefined => marks.find((mark) => markKey(mark) === key);

/** The marks of a character that all three have, each mark by itself: what one line gave or took it is given or taken. Where both
 *  changed what one mark says, theirs counts: it is the later one in the order of the journal. */
export function mergeMarks(base: Marks, ours: Marks, theirs: Marks): Marks {
  if (base === theirs || ours === theirs) return ours;
  if (base === ours) return theirs;
  let merged = Mark.none as Marks;
  for (const mark of ours) {
    const [before, other] = [find(base, markKey(mark)), find(theirs, markKey(mark))];
    if (before && !other) continue;
    merged = (other && before && !other.eq(before) ? other : mark).addToSet(merged);
  }
  for (const mark of theirs) {
    const key = markKey(mark);
    if (!find(ours, key) && !find(base, key)) merged = mark.addToSet(merged);
  }
  return merged;
}

/** What another line did to the marks of everything in a stretch. */
export interface MarkChange {
  readonly added: Marks;
  readonly removed: ReadonlySet<string>;
}

/** What a line did to the marks around a stretch of shared tokens that the other line replaced: marks that all of it got or lost
 *  there. Of an empty stretch, what both its neighbours got or lost. Nothing where the line has none of the stretch. */
export function markChangeOver(base: readonly MergeToken[], line: LineChanges, from: number, to: number): MarkChange {
  const isEmpty = from === to;
  const indexes = isEmpty ? [from - 1, from] : Array.from({ length: to - from }, (_, index) => from + index);
  const covered = indexes.filter((index) => base[index]?.kind === 'text' || base[index]?.key.startsWith('*'));
  if (covered.length === 0 || (isEmpty && covered.length < 2)) return noChange;
  if (covered.some((index) => (line.placeOf[index] ?? -1) < 0)) return noChange;
  let added = null as Marks | null;
  let removed = null as readonly string[] | null;
  for (const index of covered) {
    const [old, fresh] = [base[index], line.tokens[line.placeOf[index] ?? 0]];
    if (!old || !fresh) continue;
    const size = Math.max(old.text.length, 1);
    for (let at = isEmpty && index < from ? size - 1 : 0; at < (isEmpty && index >= from ? 1 : size); at++) {
      const [before, after] = [marksAt(old, at), marksAt(fresh, at)];
      const came = after.filter((mark) => !find(before, markKey(mark)));
      const went = before.map(markKey).filter((key) => !find(after, key));
      added = added === null ? came : added.filter((mark) => find(came, markKey(mark)));
      removed = removed === null ? went : removed.filter((key) => went.includes(key));
    }
  }
  return { added: added ?? [], removed: new Set(removed ?? []) };
}

const noChange: MarkChange = { added: [], removed: new Set() };

export const withChange = (marks: Marks, { added, removed }: MarkChange): Marks =>
  added.reduce<Marks>(
    (all, mark) => (find(all, markKey(mark)) ? all : mark.addToSet(all)),
    removed.size === 0 ? marks : marks.filter((mark) => !removed.has(markKey(mark))),
  );

/** The marks that a line took off altogether although words that they covered are still there: whoever did it meant all of them. */
export function takenOff(base: readonly MergeToken[], line: LineChanges): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const { marks } of line.tokens) for (const list of marks) for (const mark of list) kept.add(markKey(mark));
  const gone = new Set<string>();
  base.forEach(({ marks }, index) => {
    if ((line.placeOf[index] ?? -1) < 0) return;
    for (const list of marks) for (const mark of list) if (!kept.has(markKey(mark))) gone.add(markKey(mark));
  });
  return gone;
}

/** Whether a line changed marks of what it kept of a stretch of shared tokens. */
export function marksDiffer(base: readonly MergeToken[], line: LineChanges, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const [old, fresh] = [base[index], line.tokens[line.placeOf[index] ?? -1]];
    if (!old || !fresh || old.marks === fresh.marks) continue;
    if (old.marks.length !== fresh.marks.length) return true;
    if (old.marks.some((marks, at) => !sameMarks(marks, fresh.marks[at] ?? []))) return true;
  }
  return false;
}
