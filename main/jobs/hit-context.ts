import type { Node } from 'prosemirror-model';
import type { Match } from '../../shared/correct/find.ts';
import { blockText } from '../../shared/document/block-text.ts';

/** A hit with the words around it, for a person to judge. */
export interface Hit {
  /** The reading text of the same block before and after it, shortened with `…`. */
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

const contextLength = 40;

/** A hit in its block. */
export function hitInContext(doc: Node, match: Match): Hit {
  const $from = doc.resolve(match.from);
  const { text, offsets } = blockText($from.parent);
  const first = offsets.indexOf(match.from - $from.start());
  const before = text.slice(0, first);
  const after = text.slice(first + match.text.length);
  return {
    before: before.length > contextLength ? `…${wholeCharacters(before.slice(-contextLength))}` : before,
    text: match.text,
    after: after.length > contextLength ? `${wholeCharacters(after.slice(0, contextLength))}…` : after,
  };
}

/** Without the half of a character that a cut left at one end. */
const wholeCharacters = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
