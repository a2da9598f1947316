import type { Node } from 'prosemirror-model';
import type { SourceRange } from '../../../shared/import/plain-text/draft/source-lines.ts';
import type { Copy } from './copy.ts';

/** A text block of a read document, and the place in the copy where its words begin. */
export interface AlignedBlock {
  /** The node's type; `item` for a label with the first paragraph of its item, `item paragraph` for further ones. */
  readonly type: string;
  /** The characters of the copy that are no white space, by number. */
  readonly start: number;
}

interface Attempt {
  /** Of the next character of the words, and of the copy. */
  readonly index: number;
  readonly at: number;
  readonly start: number | null;
}

/** The characters of a copy that are no white space. */
export class CopyCharacters {
  readonly offsets: readonly number[];
  readonly text: string;
  readonly #isUnread: readonly boolean[];
  readonly #numbers: ReadonlyMap<number, number>;

  /** @param taken what the reading took out of the text: bullets, rules of tables, calls of notes */
  constructor(copy: Copy, taken: readonly SourceRange[]) {
    this.offsets = Array.from(copy.text, (_, index) => index).filter((at) => /\S/.test(copy.text.charAt(at)));
    this.text = this.offsets.map((at) => copy.text.charAt(at)).join('');
    const left = [...copy.unread, ...taken];
    const unread = new Set(
      left.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, place) => from + place)),
    );
    this.#isUnread = this.offsets.map((at) => unread.has(at));
    this.#numbers = new Map(this.offsets.map((at, number) => [at, number]));
  }

  isUnread(number: number): boolean {
    return this.#isUnread[number] ?? false;
  }

  numberAt(offset: number): number | undefined {
    return this.#numbers.get(offset);
  }

  /** The number of the first character of a range that is read. */
  firstIn({ from, to }: { readonly from: number; readonly to: number }): number | null {
    for (let at = from; at < to; at++) {
      const number = this.#numbers.get(at);
      if (number !== undefined && !this.isUnread(number)) return number;
    }
    return null;
  }

  around(number: number): string {
    return `${this.text.slice(Math.max(0, number - 30), number)}¶${this.text.slice(number, number + 40)}`;
  }

  /** Where some words stand at or behind a place, unread characters between them skipped.
   *  @returns numbers of the first and behind the last character; null when they do not stand there */
  match(words: string, from: number): { readonly start: number; readonly end: number } | null {
    // An unread character that fits may be one of the words or have been left out: the other way is tried when the first fails.
    const untried: Attempt[] = [{ index: 0, at: from, start: null }];
    for (let tries = words.length + 200; tries > 0; tries--) {
      const attempt = untried.pop();
      if (!attempt) return null;
      let { index, at, start } = attempt;
      while (index < words.length) {
        const isRead = !this.isUnread(at);
        if (this.text.charAt(at) === words.charAt(index)) {
          if (!isRead) untried.push({ index, at: at + 1, start });
          start ??= at;
          index++;
        } else if (isRead) break;
        at++;
      }
      if (index === words.length && start !== null) return { start, end: at };
    }
    return null;
  }
}

/** Finds where the blocks of a document stand in the copy that it was read from. Notes are left out. */
export function alignBlocks(doc: Node, characters: CopyCharacters): readonly AlignedBlock[] {
  const aligned: AlignedBlock[] = [];
  let cursor = 0;
  for (const { type, words } of readBlocks(doc)) {
    const found = characters.match(words, cursor) ?? search(characters, words);
    if (!found) throw new RangeError(`not in the copy: ${words.slice(0, 80)}`);
    aligned.push({ type, start: found.start });
    cursor = found.end;
  }
  return aligned;
}

/** What stands out of order is looked for from the beginning on. */
function search(characters: CopyCharacters, words: string): { readonly start: number; readonly end: number } | null {
  for (let at = 0; at < characters.text.length; at++) {
    const found = characters.text.charAt(at) === words.charAt(0) ? characters.match(words, at) : null;
    if (found) return found;
  }
  return null;
}

interface ReadBlock {
  readonly type: string;
  /** Without white space. */
  readonly words: string;
}

function readBlocks(node: Node): readonly ReadBlock[] {
  if (node.type.name === 'notes') return [];
  if (node.type.name === 'table') return [{ type: 'table', words: solid(node) }].filter(({ words }) => words !== '');
  if (node.type.name === 'listItem') return itemBlocks(node);
  if (node.isTextblock) return solid(node) === '' ? [] : [{ type: node.type.name, words: solid(node) }];
  return node.children.flatMap(readBlocks);
}

function itemBlocks(item: Node): readonly ReadBlock[] {
  const label = item.firstChild?.type.name === 'itemLabel' ? solid(item.firstChild) : '';
  const rest = label === '' ? item.children : item.children.slice(1);
  const [first, ...others] = rest;
  if (!first?.isTextblock) return [{ type: 'item', words: label }, ...rest.flatMap(readBlocks)];
  const further = others.flatMap((child) =>
    child.isTextblock ? [{ type: 'item paragraph', words: solid(child) }] : readBlocks(child),
  );
  return [{ type: 'item', words: label + solid(first) }, ...further];
}

/** The words alone, without what anchors and calls were printed as, and without white space. */
const solid = (node: Node): string => node.textBetween(0, node.content.size, '', () => '').replace(/\s/g, '');
