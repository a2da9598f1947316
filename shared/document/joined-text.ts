import { type BlockText, blockTextWithCalls, type PlacedBlock } from './block-text.ts';

/** A block that reads anything. */
interface Piece {
  readonly read: BlockText;
  readonly start: number;
  /** Where it begins in the joined text. */
  readonly begins: number;
}

/** What some blocks read one after the other, with a space between, and where in the document each character stands. */
export class JoinedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(readonly blocks: readonly PlacedBlock[]) {
    const pieces: Piece[] = [];
    let text = '';
    for (const { block, start } of blocks) {
      const read = blockTextWithCalls(block);
      if (read.text === '') continue;
      const begins = pieces.length === 0 ? 0 : text.length + 1;
      pieces.push({ read, start, begins });
      text = pieces.length === 1 ? read.text : `${text} ${read.text}`;
    }
    this.text = text;
    this.#pieces = pieces;
  }

  /** Position in the document before a character. */
  before(unit: number): number {
    const piece = this.#pieces[this.#pieceAt(unit)];
    return piece ? piece.start + (piece.read.offsetAt(unit - piece.begins) ?? 0) : 0;
  }

  #pieceAt(unit: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.begins ?? 0) <= unit) low = middle;
      else high = middle;
    }
    return low;
  }
}
