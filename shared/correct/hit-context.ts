import type { Node } from 'prosemirror-model';
import { blockText } from '../document/block-text.ts';
import type { Match } from './find.ts';

/** A hit with the words around it, for a person to judge. */
export interface Hit {
  /** The reading text of the same block before and after it, shortened with `…`. */
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** A hit in its block.
 *  @param around how many characters of the block are given on either side at most */
export function hitInContext(doc: Node, match: Match, around = 40): Hit {
  const $from = doc.resolve(match.from);
  const { text, offsets } = blockText($from.parent);
  const first = offsets.indexOf(match.from - $from.start());
  const before = text.slice(0, first);
  const after = text.slice(first + match.text.length);
  return {
    before: before.length > around ? `…${wholeCharacters(before.slice(-around))}` : before,
    text: match.text,
    after: after.length > around ? `${wholeCharacters(after.slice(0, around))}…` : after,
  };
}

/** Without the half of a character that a cut left at one end. */
const wholeCharacters = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
