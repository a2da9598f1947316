import type { Node } from 'prosemirror-model';
import { type MergeToken, tokenise } from './merge-tokens.ts';

/** The position before each token of a document, and behind the last one. */
export function tokenPositions(doc: Node): readonly number[] {
  const { tokens, anchors } = tokenise(doc);
  const positions: number[] = [];
  let pos = 0;
  let next = 0;
  const passAnchors = (index: number, isWithin: boolean): void => {
    for (let anchor = anchors[next]; anchor && anchor.token === index; anchor = anchors[next]) {
      if (anchor.offset > 0 !== isWithin) return;
      pos += 1;
      next += 1;
    }
  };
  tokens.forEach((token, index) => {
    passAnchors(index, false);
    positions.push(pos);
    pos += sizeOf(token);
    passAnchors(index, true);
  });
  return [...positions, pos];
}

const sizeOf = ({ kind, text, node }: MergeToken): number =>
  kind === 'text' ? text.length : kind === 'atom' ? (node?.nodeSize ?? 1) : 1;
