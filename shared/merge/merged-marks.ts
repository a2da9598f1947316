import type { Piece } from './assemble.ts';
import { type LetterOrigins, letterOrigins } from './letter-origins.ts';
import type { ChangedStretch, LineChanges } from './line-changes.ts';
import {
  type MarkChange,
  markChangeOver,
  markKey,
  marksDiffer,
  mergeMarks,
  takenOff,
  withChange,
} from './merge-marks.ts';
import { hasWord, type MergeToken, marksAt } from './merge-tokens.ts';

/** The marks of a merged document: each mark of each letter by itself. */
export class MergedMarks {
  readonly #base: readonly MergeToken[];
  readonly #us: LineChanges;
  readonly #them: LineChanges;
  readonly #adopted = new Map<number, MarkChange>();
  readonly #adoptedByThem = new Map<number, MarkChange>();
  /** For letters of what a line replaced that stayed, the shared token and letter that each is. */
  readonly #letters = { ours: new Map<number, LetterOrigins>(), theirs: new Map<number, LetterOrigins>() };
  #places: Places | null = null;

  constructor(
    base: readonly MergeToken[],
    us: LineChanges,
    them: LineChanges,
    /** For each of our tokens, the one of theirs that both added alike. */
    private readonly twins: ReadonlyMap<number, number>,
  ) {
    this.#base = base;
    this.#us = us;
    this.#them = them;
  }

  /** What the other line did to the marks of what a line replaced. */
  adopt({ from, to, ours, theirs, byUs, byThem }: ChangedStretch): void {
    if (byUs === byThem) return;
    const [line, other, adopted, [start, end]] = byUs
      ? [this.#us, this.#them, this.#adopted, ours]
      : [this.#them, this.#us, this.#adoptedByThem, theirs];
    const words = (tokens: readonly MergeToken[]): number => tokens.filter(hasWord).length;
    const isShort =
      words(this.#base.slice(from, to)) <= mostReplaced && words(line.tokens.slice(start, end)) <= mostReplacing;
    const change = markChangeOver(this.#base, other, from, to);
    const taken = isShort ? change : { added: [], removed: change.removed };
    for (let index = start; index < end; index++) adopted.set(index, taken);
    if (from === to || !marksDiffer(this.#base, other, from, to)) return;
    const origins = letterOrigins(this.#base.slice(from, to), line.tokens.slice(start, end));
    for (const [index, letters] of origins)
      this.#letters[byUs ? 'ours' : 'theirs'].set(
        start + index,
        letters.map((origin) => origin && ([from + origin[0], origin[1]] as const)),
      );
  }

  theirsOf(ours: number): number {
    const base = this.#us.baseOf[ours] ?? -1;
    return base >= 0 ? (this.#them.placeOf[base] ?? -1) : (this.twins.get(ours) ?? -1);
  }

  /** Gives pieces their marks. */
  withMarks(pieces: readonly Piece[]): readonly Piece[] {
    const gone = new Set([...takenOff(this.#base, this.#us), ...takenOff(this.#base, this.#them)]);
    return pieces.map((piece) => {
      const marks = this.#marksOf(piece);
      const left = gone.size === 0 ? marks : marks.map((list) => list.filter((mark) => !gone.has(markKey(mark))));
      return left === piece.token.marks ? piece : { ...piece, token: { ...piece.token, marks: left } };
    });
  }

  #marksOf({ token, ours, theirs }: Piece): MergeToken['marks'] {
    if (token.kind === 'open' || token.kind === 'close') return token.marks;
    if (ours >= 0 && theirs >= 0) {
      const other = this.#them.tokens[theirs];
      const base = this.#base[this.#us.baseOf[ours] ?? -1];
      if (!other || (base?.marks === token.marks && other.marks === token.marks)) return token.marks;
      const size = Math.max(token.text.length, 1);
      if (token.marks.length === 1 && other.marks.length === 1 && (base?.marks.length ?? 1) === 1)
        return [mergeMarks(base?.marks[0] ?? [], token.marks[0] ?? [], other.marks[0] ?? [])];
      return Array.from({ length: size }, (_, at) =>
        mergeMarks(base ? marksAt(base, at) : [], marksAt(token, at), marksAt(other, at)),
      );
    }
    const elsewhere = this.#whereItWas(token, ours, theirs);
    if (elsewhere) return elsewhere;
    const change = ours >= 0 ? this.#adopted.get(ours) : this.#adoptedByThem.get(theirs);
    const letters = ours >= 0 ? this.#letters.ours.get(ours) : this.#letters.theirs.get(theirs);
    if (!letters) return change ? token.marks.map((list) => withChange(list, change)) : token.marks;
    const line = ours >= 0 ? this.#them : this.#us;
    return letters.map((origin, at) => {
      const marks = marksAt(token, at);
      const base = origin && this.#base[origin[0]];
      const other = origin && line.tokens[line.placeOf[origin[0]] ?? -1];
      if (!base || !other) return change ? withChange(marks, change) : marks;
      const [before, after] = [marksAt(base, origin[1]), marksAt(other, origin[1])];
      return ours >= 0 ? mergeMarks(before, marks, after) : mergeMarks(before, after, marks);
    });
  }

  /** The marks of a word that a line moved, with what the other line did to them where it stood; null for any other. */
  #whereItWas(token: MergeToken, ours: number, theirs: number): MergeToken['marks'] | null {
    const [line, other, index] = ours >= 0 ? [this.#us, this.#them, ours] : [this.#them, this.#us, theirs];
    if (!hasWord(token) || (line.baseOf[index] ?? -1) >= 0) return null;
    this.#places ??= [uniquePlaces(this.#base), uniquePlaces(this.#us.tokens), uniquePlaces(this.#them.tokens)];
    const [inBase, inOurs, inTheirs] = this.#places;
    const place = inBase.get(token.key) ?? -1;
    const base = this.#base[place];
    const there =
      other.tokens[other.placeOf[place] ?? -1] ?? other.tokens[(ours >= 0 ? inTheirs : inOurs).get(token.key) ?? -1];
    const here = (ours >= 0 ? inOurs : inTheirs).get(token.key) ?? -1;
    if (!there || here < 0) return null;
    return token.text.split('').map((_, at) => {
      const [before, mine, its] = [base ? marksAt(base, at) : [], marksAt(token, at), marksAt(there, at)];
      return ours >= 0 ? mergeMarks(before, mine, its) : mergeMarks(before, its, mine);
    });
  }
}

/** A mark on all of a short passage is taken for one on what it was corrected to. */
const mostReplaced = 3;
const mostReplacing = 4;

type Places = readonly [
  base: ReadonlyMap<string, number>,
  ours: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number>,
];

/** Where each word stands that stands in one place only; −1 for any other. */
function uniquePlaces(tokens: readonly MergeToken[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  tokens.forEach(({ key }, index) => void places.set(key, places.has(key) ? -1 : index));
  return places;
}
