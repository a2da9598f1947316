import type { Node } from 'prosemirror-model';
import type { UnnamedConflict } from '../document/document-state.ts';
import { withMergedChanges } from '../tei/merged-changes.ts';
import { type Assembled, assemble, type Piece } from './assemble.ts';
import { type ChangedStretch, changedStretches, type LineChanges, lineChanges } from './line-changes.ts';
import { mergeAnchors } from './merge-anchors.ts';
import { hasWord, hasWords, isBalanced, isInline, type MergeToken, readingOfTokens, tokenise } from './merge-tokens.ts';
import { MergedMarks } from './merged-marks.ts';
import { followMoves, isMovedByBoth, type Move } from './moved-passages.ts';
import { countWords, type Operation, operationGroups, type Told, untoldWords, type WordCounts } from './operations.ts';

export interface MergedDocument {
  readonly doc: Node;
  readonly conflicts: readonly UnnamedConflict[];
  /** Page anchors that both lines added for the same page: theirs, and ours that stands for it. */
  readonly sameAnchors: readonly (readonly [dropped: string, kept: string])[];
}

/** Puts two lines of changes together that began with the same document. A pure function of the three: what only one line changed is
 *  taken over, what both changed alike counts once, and of what they changed otherwise ours stays and both readings are told. Every
 *  word that either line added is in the text or in a conflict.
 *  @param base the state that both began with
 *  @param ours whose readings stay
 *  @param removed what becomes of words that we took away and they changed: they stay unless given */
export function mergeDocuments(
  base: Node,
  ours: Node,
  theirs: Node,
  removed: 'stays' | 'as ours' = 'stays',
): MergedDocument {
  if (ours.eq(theirs) || base.eq(theirs)) return { doc: ours, conflicts: [], sameAnchors: [] };
  if (base.eq(ours)) return { doc: theirs, conflicts: [], sameAnchors: [] };
  const [us, them] = withMergedChanges(base, ours, theirs);
  if (us.eq(them)) return { doc: us, conflicts: [], sameAnchors: [] };
  return new ThreeWay(base, us, them, removed === 'stays').merge();
}

class ThreeWay {
  readonly #base;
  readonly #ours;
  readonly #theirs;
  readonly #us: LineChanges;
  readonly #them: LineChanges;
  readonly #operations: Operation[] = [];
  /** Told whatever else is done: places are indexes of our tokens. */
  readonly #told: Told[] = [];
  /** For each of our tokens, the one of theirs that both added alike. */
  readonly #twins = new Map<number, number>();
  readonly #marks: MergedMarks;
  readonly #model: Node;
  #counts: WordCounts | null = null;

  constructor(
    base: Node,
    ours: Node,
    theirs: Node,
    private readonly keepsChanged: boolean,
  ) {
    this.#model = ours;
    this.#base = tokenise(base);
    this.#ours = tokenise(ours);
    this.#theirs = tokenise(theirs);
    this.#us = lineChanges(this.#base.tokens, this.#ours.tokens);
    this.#them = lineChanges(this.#base.tokens, this.#theirs.tokens);
    this.#marks = new MergedMarks(this.#base.tokens, this.#us, this.#them, this.#twins);
  }

  merge(): MergedDocument {
    const stretches = changedStretches(this.#us.hunks, this.#them.hunks);
    const moves = followMoves(stretches, this.#base.tokens, this.#us, this.#them);
    for (const stretch of stretches) this.#marks.adopt(stretch);
    for (const stretch of stretches) this.#take(stretch, moves.get(stretch) ?? null);
    for (const [stretch, move] of moves) this.#follow(stretch, move);
    this.#operations.sort((one, other) => one.from - other.from || one.to - other.to);
    const { pieces, told } = this.#doable();
    const marked = this.#marks.withMarks(pieces);
    const anchors = mergeAnchors(marked, this.#base, this.#ours, this.#theirs, this.#us, this.#them);
    const built = assemble(this.#model, marked, anchors.places);
    if (!built) throw new Error('our own line does not make a document');
    return {
      doc: built.doc,
      conflicts: [...told.map((one) => this.#placed(one, pieces, built)), ...anchors.conflicts],
      sameAnchors: anchors.same,
    };
  }

  #take(stretch: ChangedStretch, move: Move | null): void {
    const { from, to, ours, theirs, byUs, byThem } = stretch;
    if (!byThem) return;
    const [a, z] = ours;
    if (!byUs) {
      const kind = this.#isInlineAt(ours, theirs) ? 'words' : 'structure';
      const came = this.#them.tokens.slice(...theirs);
      if (from === to && isMovedByBoth(came, this.#base.tokens, this.#us, this.#them)) return;
      const pieces = this.#piecesOfTheirs(...theirs);
      this.#operate(a, z, pieces, null, this.#toldOf(kind, a, z, this.#read(from, to), ...theirs));
      return;
    }
    const [mine, other] = [this.#us.tokens.slice(a, z), this.#them.tokens.slice(...theirs)];
    if (sameKeys(mine, other)) {
      mine.forEach((_, index) => void this.#twins.set(a + index, theirs[0] + index));
      return;
    }
    const told = this.#toldOf('words', a, z, this.#read(from, to), ...theirs);
    if (from === to && areBlocks(mine) && areBlocks(other)) {
      this.#addBeside(z, theirs, { ...told, kind: 'structure' });
      return;
    }
    if (move) return;
    if (this.keepsChanged && !hasWords(mine) && hasWords(other) && from < to) {
      const removed: Told = { ...told, kind: 'removed' };
      this.#operate(a, z, this.#piecesOfTheirs(...theirs), { ...removed, kept: 'theirs' }, removed);
      return;
    }
    const isRemoved = hasWords(mine) && !hasWords(other);
    const kind = isRemoved ? 'removed' : isInline(mine) && isInline(other) ? 'words' : 'structure';
    this.#told.push({ ...told, kind });
  }

  /** Whole blocks that both lines added at one place: ours first. What is in the notes of theirs goes into ours. */
  #addBeside(at: number, [from, to]: readonly [number, number], otherwise: Told): void {
    const isNotes = (token: MergeToken | undefined): boolean => token?.node?.type.name === 'notes';
    const { tokens } = this.#them;
    const both = isNotes(tokens[from]) && isNotes(this.#us.tokens[at - 1 - depthBack(this.#us.tokens, at)]);
    if (both) this.#operate(at - 1, at - 1, this.#piecesOfTheirs(from + 1, to - 1), null, otherwise);
    else this.#operate(at, at, this.#piecesOfTheirs(from, to), null, otherwise);
  }

  /** Changes go where the passage went. */
  #follow({ ours: [a, z], theirs: [start, end] }: ChangedStretch, { kind, edits }: Move): void {
    if (kind === 'theirs into ours') {
      for (const edit of edits) {
        const pieces = this.#piecesOfTheirs(edit.from, edit.end);
        this.#operate(edit.at, edit.to, pieces, null, this.#toldOf('words', edit.at, edit.to, '', edit.from, edit.end));
      }
      return;
    }
    const [first, last] = [edits[0], edits.at(-1)];
    const host = this.#operations.find(
      ({ pieces }) =>
        pieces[0] && first && last && pieces[0].theirs <= first.at && (pieces.at(-1)?.theirs ?? -1) >= last.to - 1,
    );
    const told = this.#toldOf('removed', a, z, '', start, end);
    if (!host) {
      this.#told.push(told);
      return;
    }
    const changed = edits.reduceRight<readonly Piece[]>((pieces, edit) => {
      const offset = edit.at - (host.pieces[0]?.theirs ?? 0);
      const mine = this.#us.tokens.slice(edit.from, edit.end);
      const fresh = mine.map((token, index) => ({ token, ours: edit.from + index, theirs: -1 }));
      return [...pieces.slice(0, offset), ...fresh, ...pieces.slice(offset + edit.to - edit.at)];
    }, host.pieces);
    // Neither goes without the other: the passage stands in one place, with what was changed in it.
    const bond = {};
    this.#operations[this.#operations.indexOf(host)] = { ...host, pieces: changed, bond };
    this.#operations.push({ from: a, to: z, pieces: [], told: null, otherwise: told, bond });
  }

  #isInlineAt(ours: readonly [number, number], theirs: readonly [number, number]): boolean {
    return isInline(this.#us.tokens.slice(...ours)) && isInline(this.#them.tokens.slice(...theirs));
  }

  #operate(from: number, to: number, pieces: readonly Piece[], told: Told | null, otherwise: Told): void {
    this.#operations.push({ from, to, pieces, told, otherwise });
  }

  #piecesOfTheirs(from: number, to: number): readonly Piece[] {
    return this.#them.tokens.slice(from, to).map((token, index) => ({ token, ours: -1, theirs: from + index }));
  }

  #read(from: number, to: number): string {
    return readingOfTokens(this.#base.tokens.slice(from, to));
  }

  #toldOf(kind: Told['kind'], a: number, z: number, base: string, from: number, to: number): Told {
    const ours = readingOfTokens(this.#us.tokens.slice(a, z));
    const theirs = readingOfTokens(this.#them.tokens.slice(from, to));
    return { kind, at: a, size: z - a, base, ours, theirs, kept: 'ours' };
  }

  /** Does as much as leaves a document that the schema allows, without any word twice: all of it as a rule. */
  #doable(): { readonly pieces: readonly Piece[]; readonly told: readonly Told[] } {
    const refused = new Set<Operation>();
    let done = this.#soundOf(refused);
    for (let round = 0; round < mostRounds && this.#leaveOutDoubled(done, refused); round++)
      done = this.#soundOf(refused);
    const told = this.#operations.flatMap((operation) => {
      if (done.has(operation)) return operation.told ?? [];
      const { otherwise } = operation;
      if (otherwise.theirs === otherwise.ours) return [];
      return refused.has(operation) ? otherwise : { ...otherwise, kind: 'structure' as const };
    });
    const pieces = this.#withAll(done);
    const all = [...this.#told, ...told];
    return {
      pieces,
      told: [...all, ...untoldWords(pieces, all, this.#wordCounts)].sort((one, other) => one.at - other.at),
    };
  }

  /** How often each word stands in our line, in the other, and in what they share. */
  get #wordCounts(): WordCounts {
    this.#counts ??= [countWords(this.#us.tokens), countWords(this.#them.tokens), countWords(this.#base.tokens)];
    return this.#counts;
  }

  /** A word that was there once, that each line has once, and that would stand there twice, was moved by one of them while the other did something else to
   *  its place: what brings it once more is left out.
   *  @returns whether there was one */
  #leaveOutDoubled(done: ReadonlySet<Operation>, refused: Set<Operation>): boolean {
    const [us, them, base] = this.#wordCounts;
    const now = countWords(this.#withAll(done).map(({ token }) => token));
    const isOnce = (key: string): boolean =>
      base.get(key) === 1 && (us.get(key) ?? 0) <= 1 && (them.get(key) ?? 0) <= 1;
    const isDoubled = ({ token }: Piece): boolean =>
      hasWord(token) && (now.get(token.key) ?? 0) > 1 && isOnce(token.key);
    let found = false;
    for (const [index, operation] of this.#operations.entries()) {
      if (!done.has(operation)) continue;
      const doubled = operation.pieces.filter((piece) => piece.ours < 0 && isDoubled(piece));
      if (doubled.length === 0) continue;
      found = true;
      if (doubled.length * 2 >= operation.pieces.filter(({ token }) => hasWord(token)).length) {
        refused.add(operation);
        for (const other of this.#operations) if (operation.bond && other.bond === operation.bond) refused.add(other);
      } else {
        this.#operations[index] = {
          ...operation,
          pieces: operation.pieces.filter((piece) => !doubled.includes(piece)),
        };
      }
    }
    return found;
  }

  #soundOf(refused: ReadonlySet<Operation>): ReadonlySet<Operation> {
    const wanted = this.#operations.filter((operation) => !refused.has(operation));
    const groups = operationGroups(wanted, this.#us.tokens);
    const done = new Set<Operation>();
    const isSound = (more: readonly (readonly Operation[])[]): boolean =>
      assemble(this.#model, this.#withAll(new Set([...done, ...more.flat()])), []) !== null;
    const accept = (some: readonly (readonly Operation[])[]): void => {
      if (some.length === 0) return;
      if (isSound(some)) for (const operation of some.flat()) done.add(operation);
      else if (some.length > 1) {
        const half = some.length >> 1;
        accept(some.slice(0, half));
        accept(some.slice(half));
      }
    };
    accept(groups);
    return done;
  }

  #withAll(done: ReadonlySet<Operation>): readonly Piece[] {
    const pieces: Piece[] = [];
    const { tokens } = this.#us;
    let at = 0;
    const keepUpTo = (end: number): void => {
      for (; at < end; at++) {
        const token = tokens[at];
        if (token) pieces.push({ token, ours: at, theirs: this.#marks.theirsOf(at) });
      }
    };
    for (const operation of this.#operations) {
      if (!done.has(operation)) continue;
      keepUpTo(operation.from);
      for (const piece of operation.pieces) pieces.push(piece);
      at = Math.max(at, operation.to);
    }
    keepUpTo(tokens.length);
    return pieces;
  }

  #placed({ at, size, ...conflict }: Told, pieces: readonly Piece[], { positions }: Assembled): UnnamedConflict {
    const keptTheirs = conflict.kept === 'theirs';
    const within = pieces.flatMap(({ ours, theirs }, index) => {
      if (!keptTheirs) return ours >= at && ours < at + size ? [index] : [];
      return ours < 0 && theirs >= 0 && this.#isOfOperation(at, size, theirs) ? [index] : [];
    });
    const [first, last] = [within[0], within.at(-1)];
    const next = pieces.findIndex(({ ours }) => ours >= at + size);
    const fallback = positions[next < 0 ? pieces.length : next] ?? 0;
    const from = first === undefined ? fallback : (positions[first] ?? fallback);
    return { ...conflict, from, to: last === undefined ? from : (positions[last + 1] ?? from) };
  }

  #isOfOperation(at: number, size: number, theirs: number): boolean {
    const operation = this.#operations.find((one) => one.from === at && one.to === at + size && one.told);
    return operation?.pieces.some((piece) => piece.theirs === theirs) ?? false;
  }
}

/** Taking one word out seldom brings another to light. */
const mostRounds = 4;

const sameKeys = (one: readonly MergeToken[], other: readonly MergeToken[]): boolean =>
  one.length === other.length && one.every(({ key }, index) => key === other[index]?.key);

const areBlocks = (tokens: readonly MergeToken[]): boolean => tokens[0]?.kind === 'open' && isBalanced(tokens);

/** How many tokens back from the end of a node it began, its end not counted. */
function depthBack(tokens: readonly MergeToken[], end: number): number {
  let depth = 0;
  for (let at = end - 1; at >= 0; at--) {
    const kind = tokens[at]?.kind;
    if (kind === 'close') depth += 1;
    if (kind === 'open') depth -= 1;
    if (depth === 0) return end - 1 - at;
  }
  return 0;
}
