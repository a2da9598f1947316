import type { Node } from 'prosemirror-model';
import { blockText, textBlocks } from '../document/block-text.ts';

/** What to look for. */
export interface FindQuery {
  readonly text: string;
  /** The text is a regular expression (JavaScript, with the `u` flag). */
  readonly regex?: boolean;
  /** True unless said otherwise. */
  readonly caseSensitive?: boolean;
  readonly wholeWord?: boolean;
}

/** A place where the reading text of one block matches. */
export interface Match {
  readonly from: number;
  readonly to: number;
  /** The matched reading text: page anchors and line ends inside it leave no trace. */
  readonly text: string;
  /** Groups of a regular expression, for `$1` … in a replacement; the whole match first. */
  readonly groups: readonly string[];
}

export type FindResult =
  | { readonly ok: true; readonly matches: readonly Match[] }
  /** The expression is not one; the reason is the engine's own. */
  | { readonly ok: false; readonly reason: string };

/** All matches in document order, without overlaps. A match lies within one block and may span page anchors, line ends and
 *  line-end hyphens: white space in the query matches any white space. A person's own expression may take very long: run it
 *  where it can be stopped. */
export function findMatches(doc: Node, query: FindQuery): FindResult {
  if (query.text === '') return { ok: true, matches: [] };
  const expression = expressionOf(query);
  if (!(expression instanceof RegExp)) return { ok: false, reason: expression };
  const matches: Match[] = [];
  for (const { block, start } of textBlocks(doc)) {
    const { text, offsets } = blockText(block);
    for (const found of text.matchAll(expression)) {
      const end = found.index + found[0].length - 1;
      const first = offsets[found.index];
      const last = offsets[end];
      if (found[0] === '' || first === undefined || last === undefined) continue;
      const groups = [...found].map((group) => group ?? '');
      matches.push({ from: start + first, to: start + last + 1, text: found[0], groups });
    }
  }
  return { ok: true, matches };
}

function expressionOf(query: FindQuery): RegExp | string {
  const source = query.regex ? query.text : literalSource(query.text);
  const bounded = query.wholeWord ? `(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])` : source;
  try {
    return new RegExp(bounded, query.caseSensitive === false ? 'giu' : 'gu');
  } catch (error) {
    return error instanceof SyntaxError ? error.message : String(error);
  }
}

/** Runs of white space match one space of the reading text. */
const literalSource = (text: string): string =>
  text
    .split(/\s+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join(' ');
