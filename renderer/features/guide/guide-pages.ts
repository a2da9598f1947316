import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Root = ReturnType<typeof fromMarkdown>;
/** A piece of a page: a heading, a paragraph, a list, or a part of one of them. */
export type GuideNode = Root['children'][number];

/** A page of the guide. */
interface GuidePage {
  /** The name of its file without its ending. */
  readonly name: string;
  readonly title: string;
  readonly nodes: readonly GuideNode[];
  /** What stands under each heading, for finding it. */
  readonly parts: readonly GuidePart[];
}

/** A heading of a page with the words under it. */
interface GuidePart {
  readonly page: string;
  readonly pageTitle: string;
  readonly heading: string;
  readonly text: string;
}

const sources: Readonly<Record<string, string>> = import.meta.glob('../../../docs/guide/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let known: ReadonlyMap<string, GuidePage> | null = null;

/** All pages by their names, the first one first. Read when the guide is opened first. */
export function guidePages(): ReadonlyMap<string, GuidePage> {
  known ??= new Map(
    Object.entries(sources)
      .map(([file, text]) => readPage(/([^/]+)\.md$/.exec(file)?.[1] ?? file, text))
      .sort((a, b) => Number(b.name === 'README') - Number(a.name === 'README') || a.title.localeCompare(b.title))
      .map((page) => [page.name, page]),
  );
  return known;
}

function readPage(name: string, text: string): GuidePage {
  const { children } = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const title = textOf(children.find(({ type }) => type === 'heading'));
  const parts: { page: string; pageTitle: string; heading: string; text: string }[] = [];
  for (const node of children) {
    if (node.type === 'heading') parts.push({ page: name, pageTitle: title, heading: textOf(node), text: '' });
    else {
      const part = parts.at(-1);
      if (part) part.text += `${textOf(node)} `;
    }
  }
  return { name, title, nodes: children, parts };
}

/** The words of a piece of a page. */
export function textOf(node: GuideNode | undefined): string {
  if (!node) return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** The parts that hold every word, those that have them in their heading first. */
export function findInGuide(words: string): readonly GuidePart[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (text: string): boolean => wanted.every((word) => text.toLowerCase().includes(word));
  const found = [...guidePages().values()]
    .flatMap(({ parts }) => parts)
    .filter((part) => holds(`${part.heading} ${part.text}`));
  return found.sort((a, b) => Number(holds(b.heading)) - Number(holds(a.heading)));
}
