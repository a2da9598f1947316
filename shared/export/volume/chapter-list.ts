/** A chapter of a volume. */
export interface Chapter<Item> {
  readonly title: string;
  readonly items: readonly Item[];
  readonly chapters: readonly Chapter<Item>[];
}

/** What the list of chapters is called, in the folder of its collection. */
export const chapterListName = 'chapters.md';

/** A document as the list may name it: by its id, its number, or the name of its source with or without its ending. */
export interface NamedItem {
  readonly id: string;
  readonly number: string;
  readonly source: string;
}

/** Documents in chapters. */
export interface ChapterList<Item> {
  readonly chapters: readonly Chapter<Item>[];
  /** What no chapter names, in the order in which it was given. */
  readonly others: readonly Item[];
  /** What the list names and nothing is called. */
  readonly unknown: readonly string[];
}

interface OpenChapter<Item> extends Chapter<Item> {
  readonly level: number;
  readonly items: Item[];
  readonly chapters: OpenChapter<Item>[];
}

/** Reads the list of a volume's chapters: a line that begins with `#` is a chapter, with `##` one inside it, and `- 12` a document. Other lines
 *  are for whoever writes the list. Each document stands in one place: where it is named first. */
export function readChapters<Item extends NamedItem>(text: string, items: readonly Item[]): ChapterList<Item> {
  const roots: OpenChapter<Item>[] = [];
  const open: OpenChapter<Item>[] = [];
  const named = new Set<Item>();
  const unknown: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, signs, title] = /^(#{1,6})\s+(.*?)\s*$/.exec(line) ?? [];
    if (signs !== undefined && title !== undefined) {
      while ((open.at(-1)?.level ?? 0) >= signs.length) open.pop();
      const chapter: OpenChapter<Item> = { title, level: signs.length, items: [], chapters: [] };
      (open.at(-1)?.chapters ?? roots).push(chapter);
      open.push(chapter);
      continue;
    }
    const name = /^\s*[-*]\s+(.*?)\s*$/.exec(line)?.[1];
    if (name === undefined || name === '') continue;
    const found = itemCalled(name, items);
    if (!found) unknown.push(name);
    else if (!named.has(found)) {
      named.add(found);
      open.at(-1)?.items.push(found);
      if (open.length === 0) named.delete(found);
    }
  }
  return { chapters: roots, others: items.filter((item) => !named.has(item)), unknown };
}

function itemCalled<Item extends NamedItem>(name: string, items: readonly Item[]): Item | undefined {
  const stem = (source: string): string => source.replace(/\.[^.]*$/, '');
  return (
    items.find(({ id }) => id === name) ??
    items.find(({ number }) => number !== '' && number === name) ??
    items.find(({ source }) => source === name || stem(source) === name)
  );
}
