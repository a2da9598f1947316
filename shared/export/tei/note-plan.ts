import type { Node } from 'prosemirror-model';
import { isComment } from '../../document/notes/note.ts';
import type { BlockTokens, Leaf } from './inline-tokens.ts';

/** Where each note body goes. Every body that is no comment goes to exactly one place. */
export interface NotePlan {
  /** Bodies written where they are called, by the position of the reference. */
  readonly atReference: ReadonlyMap<number, PlacedNote>;
  /** Source notes that nothing calls: they belong to the title. */
  readonly inHead: readonly PlacedNote[];
  /** Bodies at the end of the document, in order. */
  readonly atEnd: readonly PlacedNote[];
  /** Bodies by their id, for references that point. */
  readonly byId: ReadonlyMap<string, PlacedNote>;
}

export interface PlacedNote {
  readonly node: Node;
  /** Position before the note; tells notes apart. */
  readonly pos: number;
}

/** Notes inside notes, as they stand at their references. More of them no reader of XML need be able to follow. */
const mostNotesInside = 4;

/** Decides where note bodies go, comments of editors left out: inline at the first reference to them; a source note without one in the title; others at the
 *  end, also those that would stand inside four others. A body that holds a page anchor stays at the end too, with its reference pointing there: inline it would carry
 *  the anchor past those of the text, and anchors keep their order. Pure, O(blocks). */
export function planNotes(doc: Node, blocks: readonly BlockTokens[]): NotePlan {
  return new NotePlanner(notesOf(doc), blocks).plan();
}

class NotePlanner {
  private readonly byId = new Map<string, PlacedNote>();
  private readonly blocksOf = new Map<number | null, BlockTokens[]>();
  private readonly decided = new Set<PlacedNote>();
  private readonly atReference = new Map<number, PlacedNote>();
  private readonly inHead: PlacedNote[] = [];
  private readonly atEnd: PlacedNote[] = [];

  constructor(
    private readonly notes: readonly PlacedNote[],
    blocks: readonly BlockTokens[],
  ) {
    for (const note of notes) {
      const id = note.node.attrs.id as string;
      if (!this.byId.has(id)) this.byId.set(id, note);
    }
    for (const block of blocks) {
      const group = this.blocksOf.get(block.note);
      if (group) group.push(block);
      else this.blocksOf.set(block.note, [block]);
    }
  }

  plan(): NotePlan {
    this.follow(null);
    for (const note of this.notes) if (!this.decided.has(note)) this.placeUncalled(note);
    this.atEnd.sort((a, b) => a.pos - b.pos);
    return { atReference: this.atReference, inHead: this.inHead, atEnd: this.atEnd, byId: this.byId };
  }

  /** Places what the references of the main text (null) or of a note call, and what those call in turn: thousands of notes may each
   *  call the next. */
  private follow(note: number | null): void {
    const open = [{ calls: this.callsIn(note), depth: 0 }];
    for (let inner = open.at(-1); inner; inner = open.at(-1)) {
      const { value: call } = inner.calls.next();
      if (!call) {
        open.pop();
        continue;
      }
      const called = this.byId.get((call.node.attrs.target as string | null) ?? '');
      if (!called || this.decided.has(called)) continue;
      // Decided before it is followed: notes that call each other, or themselves, end here.
      this.decided.add(called);
      const isInside = inner.depth < mostNotesInside && !this.holdsAnchor(called);
      if (isInside) this.atReference.set(call.pos, called);
      else this.atEnd.push(called);
      open.push({ calls: this.callsIn(called.pos), depth: isInside ? inner.depth + 1 : 0 });
    }
  }

  private *callsIn(note: number | null): Generator<Leaf & { readonly kind: 'note reference' }, undefined> {
    for (const { tokens } of this.blocksOf.get(note) ?? [])
      for (const { leaf } of tokens) if (leaf.kind === 'note reference') yield leaf;
  }

  private placeUncalled(note: PlacedNote): void {
    this.decided.add(note);
    // Of a comment nothing is left but the page anchors in it.
    if (isComment(note.node) && !this.holdsAnchor(note)) return;
    const toHead = note.node.attrs.type === 'source' && !this.holdsAnchor(note);
    (toHead ? this.inHead : this.atEnd).push(note);
    this.follow(note.pos);
  }

  private holdsAnchor(note: PlacedNote): boolean {
    return (this.blocksOf.get(note.pos) ?? []).some(
      ({ leading, tokens }) => leading.length > 0 || tokens.some(({ leaf }) => leaf.kind === 'page'),
    );
  }
}

function notesOf(doc: Node): readonly PlacedNote[] {
  const found: PlacedNote[] = [];
  doc.forEach((child, offset) => {
    if (child.type.name !== 'notes') return;
    child.forEach((node, inner) => {
      found.push({ node, pos: offset + 1 + inner });
    });
  });
  return found;
}
