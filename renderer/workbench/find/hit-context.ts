import type { Node } from 'prosemirror-model';
import type { Match } from '../../../shared/correct/find.ts';
import { blockText } from '../../../shared/document/block-text.ts';

/** A hit with the words around it. */
export interface HitContext {
  readonly before: string;
  readonly after: string;
}

const charactersAround = 32;

export function hitContext(doc: Node, match: Match): HitContext {
  const $from = doc.resolve(match.from);
  const { text, offsets } = blockText($from.parent);
  const first = offsets.indexOf(match.from - $from.start());
  if (first < 0) return { before: '', after: '' };
  const end = first + match.text.length;
  const before = text.slice(Math.max(0, first - charactersAround), first);
  const after = text.slice(end, end + charactersAround);
  return {
    before: first > charactersAround ? `…${before}` : before,
    after: end + charactersAround < text.length ? `${after}…` : after,
  };
}
