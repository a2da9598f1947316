import { Mark, type Node } from 'prosemirror-model';
import type { UnnamedConflict } from '../document/document-state.ts';
import { anchorName, anchorOf } from '../document/page-anchor.ts';
import type { Piece, PlacedPiece } from './assemble.ts';
import type { LineChanges } from './line-changes.ts';
import { type AnchorPlace, type MergeToken, marksAt, type Tokenised } from './merge-tokens.ts';

interface MergedAnchors {
  /** Each page anchor once, in order. */
  readonly places: readonly PlacedPiece[];
  readonly conflicts: readonly UnnamedConflict[];
  /** Anchors of theirs that ours stand for. */
  readonly same: readonly (readonly [string, string])[];
}

/** Finds a place in the merged document for every page anchor. Those that neither line took away are all there, once, and two that
 *  stand in one order in both lines stay so. One that a line moved on purpose goes there, one that both moved stays where ours is.
 *  @param pieces of the merged document */
export function mergeAnchors(
  pieces: readonly Piece[],
  base: Tokenised,
  ours: Tokenised,
  theirs: Tokenised,
  us: LineChanges,
  them: LineChanges,
): MergedAnchors {
  return new AnchorMerge(pieces, base, ours, theirs, us, them).merge();
}

/** A place among pieces: before one, or within its characters. */
interface Place {
  readonly piece: number;
  readonly offset: number;
}

interface Kept extends Place {
  readonly id: string;
  readonly node: Node;
}

class AnchorMerge {
  readonly #pieces: readonly Piece[];
  readonly #tokens: readonly MergeToken[];
  readonly #base: ReadonlyMap<string, AnchorPlace>;
  readonly #ours: ReadonlyMap<string, AnchorPlace>;
  readonly #theirs: ReadonlyMap<string, AnchorPlace>;
  /** Which piece a token of either line is. */
  readonly #pieceOf: { readonly ours: Int32Array; readonly theirs: Int32Array };
  readonly #canStand: readonly boolean[];
  readonly #conflicts: UnnamedConflict[] = [];
  #orders: readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>] | null = null;
  readonly #same: (readonly [string, string])[] = [];

  constructor(
    pieces: readonly Piece[],
    base: Tokenised,
    ours: Tokenised,
    theirs: Tokenised,
    private readonly us: LineChanges,
    private readonly them: LineChanges,
  ) {
    this.#tokens = base.tokens;
    this.#pieces = pieces;
    const byId = ({ anchors }: Tokenised): ReadonlyMap<string, AnchorPlace> =>
      new Map(anchors.map((place) => [place.id, place]));
    this.#base = byId(base);
    this.#ours = byId(ours);
    this.#theirs = byId(theirs);
    this.#pieceOf = {
      ours: new Int32Array(ours.tokens.length).fill(-1),
      theirs: new Int32Array(theirs.tokens.length).fill(-1),
    };
    pieces.forEach((piece, index) => {
      if (piece.ours >= 0) this.#pieceOf.ours[piece.ours] = index;
      if (piece.theirs >= 0) this.#pieceOf.theirs[piece.theirs] = index;
    });
    this.#canStand = placesInText(pieces);
  }

  merge(): MergedAnchors {
    const sequence: Kept[] = [];
    const theirPlaces = new Set<string>();
    for (const place of this.#ours.values()) {
      const kept = this.#fromOurs(place);
      if (kept === 'theirs') theirPlaces.add(place.id);
      else if (kept) sequence.push(kept);
    }
    clampAll(sequence, this.#pieces.length);
    this.#addTheirs(sequence, theirPlaces);
    const places = sequence.map((kept) => ({ ...kept, node: this.#withMarks(kept) }));
    return { places, conflicts: this.#conflicts, same: this.#same };
  }

  /** @returns `theirs` when the other line says where it stands; null when it went */
  #fromOurs(place: AnchorPlace): Kept | 'theirs' | null {
    const [before, other] = [this.#base.get(place.id), this.#theirs.get(place.id)];
    const weMoved = before ? this.#hasMoved(before, place, this.us) : false;
    if (!other) {
      if (!before || weMoved) {
        if (before) this.#conflict(place.node, null);
        return this.#kept(place, place.node, 'ours');
      }
      return null;
    }
    const node = this.#attributes(before?.node ?? null, place.node, other.node);
    const theyMoved = before ? this.#hasMoved(before, other, this.them) : false;
    // What stood around it went from our line, and stays for what they did to it.
    const isBack =
      before && (this.us.placeOf[before.token] ?? -1) < 0 && (this.#pieceOf.theirs[other.token] ?? -1) >= 0;
    if (isBack && !weMoved) return 'theirs';
    if (!theyMoved) return this.#kept(place, node, 'ours');
    if (!weMoved) return 'theirs';
    const kept = this.#kept(place, node, 'ours');
    const theirPlace = this.#placeOf(other, 'theirs');
    if (kept.piece !== theirPlace.piece || kept.offset !== theirPlace.offset) this.#conflict(place.node, other.node);
    return kept;
  }

  /** Puts those that the other line added or moved behind the one that they follow there. */
  #addTheirs(sequence: Kept[], moved: ReadonlySet<string>): void {
    let after = -1;
    for (const place of this.#theirs.values()) {
      const known = sequence.findIndex(({ id }) => id === place.id);
      if (known >= 0) {
        after = known;
        continue;
      }
      const mine = this.#ours.get(place.id);
      if (!this.#comes(place, mine, moved)) continue;
      const twin = mine
        ? undefined
        : sequence.find((kept) => !this.#base.has(kept.id) && isSamePage(kept.node, place.node));
      if (twin) {
        this.#same.push([place.id, twin.id]);
        continue;
      }
      const node = mine ? this.#attributes(this.#base.get(place.id)?.node ?? null, mine.node, place.node) : place.node;
      const kept = this.#kept(place, node, 'theirs');
      const [lowest, highest] = this.#bounds(sequence, place.id);
      // Others of ours may stand between the one that it follows and its place.
      let at = Math.max(after + 1, lowest);
      for (let next = sequence[at]; next && isBefore(next, kept) && !this.#theirs.has(next.id); next = sequence[at])
        at += 1;
      at = Math.max(lowest, Math.min(at, highest));
      sequence.splice(at, 0, clamped(kept, sequence[at - 1], sequence[at]));
      after = at;
    }
  }

  /** Between which of a sequence an anchor of theirs stands, so that what is in one order in both lines stays so. */
  #bounds(sequence: readonly Kept[], id: string): readonly [number, number] {
    const order = (line: ReadonlyMap<string, AnchorPlace>): ReadonlyMap<string, number> =>
      new Map([...line.keys()].map((one, index) => [one, index]));
    this.#orders ??= [order(this.#ours), order(this.#theirs)];
    const [ours, theirs] = this.#orders;
    let [lowest, highest] = [0, sequence.length];
    for (const [index, other] of sequence.entries()) {
      const signs = [ours, theirs].flatMap((line) => {
        const [mine, its] = [line.get(id), line.get(other.id)];
        return mine === undefined || its === undefined ? [] : [Math.sign(its - mine)];
      });
      if (signs.length > 0 && signs.every((sign) => sign < 0)) lowest = index + 1;
      else if (signs.length > 0 && signs.every((sign) => sign > 0)) highest = Math.min(highest, index);
    }
    return [lowest, highest];
  }

  #comes(place: AnchorPlace, mine: AnchorPlace | undefined, moved: ReadonlySet<string>): boolean {
    if (moved.has(place.id)) return true;
    if (mine) return false;
    const before = this.#base.get(place.id);
    if (!before) return true;
    // We took it away: it stays when they moved it meanwhile.
    if (!this.#hasMoved(before, place, this.them)) return false;
    this.#conflict(null, place.node);
    return true;
  }

  /** Whether a line put an anchor elsewhere: it does not stand between the nearest tokens any more that were beside it and stayed. Where
   *  none of those right beside it stayed, its block may have gone and it is in another one. */
  #hasMoved(before: AnchorPlace, after: AnchorPlace, { placeOf }: LineChanges): boolean {
    const here = placeOf[before.token] ?? -1;
    if (before.offset > 0 && here >= 0) return after.token !== here || after.offset !== before.offset;
    const isBeside = here >= 0 || (placeOf[before.token - 1] ?? -1) >= 0;
    const placed = (at: number): number =>
      isBeside || isCharacter(this.#tokens[at]?.kind ?? '') ? (placeOf[at] ?? -1) : -1;
    let left = -1;
    for (let at = before.token - 1; at >= 0 && left < 0; at--) left = placed(at);
    let right = -1;
    const start = before.offset > 0 ? before.token + 1 : before.token;
    for (let at = start; at < placeOf.length && right < 0; at++) right = placed(at);
    if (after.token <= left) return true;
    return right >= 0 && (after.token > right || (after.token === right && after.offset > 0));
  }

  #conflict(ours: Node | null, theirs: Node | null): void {
    const name = (node: Node | null): string => (node ? anchorName(anchorOf(node)) : '');
    const kept = ours ? 'ours' : 'theirs';
    this.#conflicts.push({ kind: 'anchor', from: 0, to: 0, base: '', ours: name(ours), theirs: name(theirs), kept });
  }

  #attributes(base: Node | null, ours: Node, theirs: Node): Node {
    const attrs: Record<string, unknown> = { ...ours.attrs };
    let isContested = false;
    for (const [name, value] of Object.entries(theirs.attrs)) {
      if (value === ours.attrs[name]) continue;
      if (base && base.attrs[name] === ours.attrs[name]) attrs[name] = value;
      else if (!base || base.attrs[name] !== value) isContested = true;
    }
    if (isContested) this.#conflict(ours, theirs);
    return ours.type.create(attrs);
  }

  #kept(place: AnchorPlace, node: Node, line: 'ours' | 'theirs'): Kept {
    return { id: place.id, node, ...this.#placeOf(place, line) };
  }

  /** Where a place of a line is in the merged document: before the same token, or behind the one before it. */
  #placeOf({ token, offset }: AnchorPlace, line: 'ours' | 'theirs'): Place {
    const pieceOf = this.#pieceOf[line];
    const here = pieceOf[token] ?? -1;
    if (here >= 0) return offset > 0 ? { piece: here, offset } : this.#nearest(here);
    for (let before = token - 1; before >= 0; before--) {
      const piece = pieceOf[before] ?? -1;
      if (piece >= 0) return this.#nearest(piece + 1);
    }
    return this.#nearest(0);
  }

  /** The nearest place among characters, from a place on, or before it. */
  #nearest(piece: number): Place {
    for (let at = piece; at <= this.#pieces.length; at++) if (this.#canStand[at]) return { piece: at, offset: 0 };
    for (let at = piece; at >= 0; at--) if (this.#canStand[at]) return { piece: at, offset: 0 };
    return { piece, offset: 0 };
  }

  /** An anchor has the marks that reach over it. */
  #withMarks({ node, piece, offset }: Kept): Node {
    const [here, before] = [this.#pieces[piece]?.token, this.#pieces[offset > 0 ? piece : piece - 1]?.token];
    if (!here || !before || !isCharacter(here.kind) || !isCharacter(before.kind)) return node.mark(Mark.none);
    const left = marksAt(before, offset > 0 ? offset - 1 : Math.max(0, before.text.length - 1));
    const right = marksAt(here, offset);
    return node.mark(left.filter((mark) => mark.isInSet(right)));
  }
}

const isCharacter = (kind: string): boolean => kind === 'text' || kind === 'atom';

const isBefore = (one: Place, other: Place): boolean =>
  one.piece < other.piece || (one.piece === other.piece && one.offset <= other.offset);

function clamped(kept: Kept, before: Kept | undefined, behind: Kept | undefined): Kept {
  if (before && !isBefore(before, kept)) return { ...kept, piece: before.piece, offset: before.offset };
  if (behind && !isBefore(kept, behind)) return { ...kept, piece: behind.piece, offset: behind.offset };
  return kept;
}

/** The sequence counts: none stands before the one that it follows. */
function clampAll(sequence: Kept[], end: number): void {
  let floor: Place = { piece: 0, offset: 0 };
  for (const [index, kept] of sequence.entries()) {
    const at = isBefore(floor, kept) ? kept : { ...kept, piece: floor.piece, offset: floor.offset };
    sequence[index] = at;
    floor = at.piece > end ? floor : at;
  }
}

const isSamePage = (one: Node, other: Node): boolean =>
  one.attrs.kind === other.attrs.kind && one.attrs.label === other.attrs.label && one.attrs.label !== '';

/** For each place before a piece, whether it is among the characters of a block. */
function placesInText(pieces: readonly Piece[]): readonly boolean[] {
  const can: boolean[] = [];
  const open: boolean[] = [];
  for (const { token } of pieces) {
    can.push(open.at(-1) ?? false);
    if (token.kind === 'open') open.push(token.node?.isTextblock ?? false);
    else if (token.kind === 'close') open.pop();
  }
  can.push(false);
  return can;
}
