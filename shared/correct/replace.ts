import type { Mark, Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { blockText } from '../document/block-text.ts';
import { newAnnotationId } from '../document/identifier.ts';
import { isAnchor } from '../document/page-anchor.ts';
import type { Match } from './find.ts';

export interface ReplaceOptions {
  /** The page itself is wrong: the new words become the `corr` of a `choice`, the old ones its `sic`. */
  readonly emendation?: boolean;
}

/** Replaces matches. Only the characters that differ are touched, page anchors inside stay where they are, and marks that
 *  cover all of the replaced characters (a tag over the word) cover the new ones. */
export function replaceMatches(
  doc: Node,
  matches: readonly Match[],
  replacementFor: (match: Match) => string,
  options: ReplaceOptions = {},
): Transform {
  const transform = new Transform(doc);
  for (const match of [...matches].sort((a, b) => b.from - a.from)) {
    const replacement = replacementFor(match);
    const before = transform.mapping.maps.length;
    replaceOne(transform, match, replacement);
    if (options.emendation && replacement !== '') {
      const end = transform.mapping.slice(before).map(match.to, 1);
      const emendation = doc.type.schema.mark('emendation', { id: newAnnotationId(), sic: match.text });
      transform.addMark(match.from, end, emendation);
    }
  }
  return transform;
}

/** `$&`, `$1` … `$9` and `$$` in a replacement for a regular expression. */
export const expandGroups = (replacement: string, match: Match): string =>
  replacement.replace(/\$(\$|&|\d)/g, (_, name: string) => {
    if (name === '$') return '$';
    return match.groups[name === '&' ? 0 : Number(name)] ?? '';
  });

/** A character of the reading text and its position in the document. */
interface Character {
  readonly pos: number;
  readonly text: string;
}

function replaceOne(transform: Transform, match: Match, replacement: string): void {
  const characters = charactersOf(transform.doc, match);
  const same = commonEdges(characters, replacement);
  const changed = characters.slice(same.start, characters.length - same.end);
  const inserted = replacement.slice(same.start, replacement.length - same.end);
  const marks = coveringMarks(transform.doc, changed.length > 0 ? changed : characters);
  const first = changed[0];
  const before = characters[same.start - 1];
  const at = first?.pos ?? (before ? before.pos + 1 : match.from);
  if (first) deleteAllButAnchors(transform, first.pos, (changed.at(-1) ?? first).pos + 1);
  if (inserted !== '') transform.insert(at, transform.doc.type.schema.text(inserted, marks));
}

function charactersOf(doc: Node, match: Match): readonly Character[] {
  const $from = doc.resolve(match.from);
  const start = $from.start();
  const { text, offsets } = blockText($from.parent);
  const characters: Character[] = [];
  for (let index = offsets.indexOf(match.from - start); index < offsets.length; index++) {
    const pos = start + (offsets[index] ?? 0);
    if (pos >= match.to) break;
    characters.push({ pos, text: text.charAt(index) });
  }
  return characters;
}

/** Line ends and line-end hyphens inside the changed characters go with them; page anchors never. */
function deleteAllButAnchors(transform: Transform, from: number, to: number): void {
  const kept: number[] = [];
  transform.doc.nodesBetween(from, to, (node, pos) => {
    if (isAnchor(node)) kept.push(pos);
  });
  let end = to;
  for (const pos of [...kept].reverse()) {
    if (pos + 1 < end) transform.delete(pos + 1, end);
    end = pos;
  }
  if (from < end) transform.delete(from, end);
}

/** How many characters at the start and at the end need no change. */
function commonEdges(characters: readonly Character[], replacement: string): { start: number; end: number } {
  const most = Math.min(characters.length, replacement.length);
  let start = 0;
  while (start < most && characters[start]?.text === replacement.charAt(start)) start += 1;
  let end = 0;
  while (
    end < most - start &&
    characters[characters.length - 1 - end]?.text === replacement.charAt(replacement.length - 1 - end)
  )
    end += 1;
  return { start, end };
}

function coveringMarks(doc: Node, characters: readonly Character[]): readonly Mark[] {
  const marksAt = ({ pos }: Character): readonly Mark[] => doc.nodeAt(pos)?.marks ?? [];
  const [first, ...rest] = characters;
  if (!first) return [];
  return marksAt(first).filter((mark) => rest.every((character) => mark.isInSet(marksAt(character))));
}
