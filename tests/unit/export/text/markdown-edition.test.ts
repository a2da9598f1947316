import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { anchorMarker } from '../../../../shared/document/page-anchor.ts';
import { inlineOf, type ReadingBlock, readingEdition } from '../../../../shared/export/reading/reading-edition.ts';
import { markdownEdition } from '../../../../shared/export/text/markdown-edition.ts';
import { plainCharacters } from '../../../../shared/xml/xml-tree.ts';
import { doc, h, li, list, p } from '../../../helpers/builders.ts';
import { randomPlace } from '../../../helpers/random-document.ts';
import { hostileState, sampleStates } from '../../../helpers/reading-states.ts';
import { SeededRandom } from '../../../helpers/seeded-random.ts';
import { marked } from '../../../helpers/tei-builders.ts';
import { documentState } from '../../../helpers/tei-states.ts';

interface Parsed {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Parsed[];
  readonly identifier?: string;
}

const bodyOf = (markdown: string): string => markdown.slice(markdown.indexOf('\n---\n') + 5);

/** As a reader of the dialect takes it. */
const parsed = (markdown: string): Parsed =>
  fromMarkdown(bodyOf(markdown), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

function* nodesOf(node: Parsed): Generator<Parsed, void> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

const textOf = (node: Parsed): string =>
  [...nodesOf(node)].map(({ type, value }) => (type === 'text' ? value : '')).join('');

const bare = (text: string): string => text.replace(/\s+/g, '');

function wordsOf(blocks: readonly ReadingBlock[]): string {
  let text = '';
  for (const part of inlineOf(blocks)) {
    if (part.kind === 'text') text += part.text;
    if (part.kind === 'page') text += anchorMarker(part.anchor);
    if (part.kind === 'call' && part.note === null) text += part.label;
    if (part.kind === 'line end') text += part.hyphen;
  }
  return bare(plainCharacters(text));
}

function written(state: DocumentState, view: 'reading' | 'diplomatic' = 'reading') {
  const edition = readingEdition(state, { view });
  const markdown = markdownEdition(edition);
  const all = edition.blocks.concat(edition.notes.flatMap(({ blocks }) => blocks));
  return { markdown, words: wordsOf(all), read: parsed(markdown) };
}

describe('a document as Markdown', () => {
  test.each(sampleStates())('$stem reads in either view as it reads', (state) => {
    for (const view of ['reading', 'diplomatic'] as const) {
      const { words, read } = written(state, view);
      expect(bare(textOf(read))).toBe(words);
    }
  });

  test.each(sampleStates())('$stem has a footnote for every call that has a note', (state) => {
    const nodes = [...nodesOf(written(state).read)];
    const edition = readingEdition(state, { view: 'reading' });
    const calls = nodes.filter(({ type }) => type === 'footnoteReference').map(({ identifier }) => identifier);
    const definitions = nodes.filter(({ type }) => type === 'footnoteDefinition').map(({ identifier }) => identifier);
    expect(definitions).toEqual(edition.notes.map(({ number }) => String(number)));
    for (const call of calls) expect(definitions).toContain(call);
    expect(calls).toHaveLength(edition.notes.reduce((sum, note) => sum + note.calls.length, 0));
  });

  test('whatever the text says is text', () => {
    const { read, markdown } = written(hostileState());
    const types = new Set([...nodesOf(read)].map(({ type }) => type));
    for (const type of ['link', 'image', 'code', 'inlineCode', 'definition', 'emphasis'])
      expect(types).not.toContain(type);
    const raw = [...nodesOf(read)].filter(({ type }) => type === 'html').map(({ value }) => value);
    expect(raw.filter((value) => !['<sup>', '</sup>'].includes(value ?? ''))).toEqual([]);
    expect(markdown.slice(0, markdown.indexOf('\n---\n')).split('\n').slice(1)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^title: ".*"$/)]),
    );
  });

  test('what begins a line as a list, a heading or a rule would is a paragraph', () => {
    const lines = [
      '1. Missiles',
      '- bombers',
      '# heading',
      '> quoted',
      '+ more',
      '---',
      '===',
      '    indented',
      '| a | b |',
      '~~~',
    ];
    const { read } = written(documentState(doc(...lines.map((line) => p(line)))));
    expect(read.children?.map(({ type }) => type)).toEqual(lines.map(() => 'paragraph'));
    expect(read.children?.map(textOf)).toEqual(lines.map((line) => line.trim()));
  });

  test('headings, lists and looks are what they are', () => {
    const italic = marked('Essex ', ['rendition', { rend: 'italic' }]);
    const struck = marked('SECRET', ['struck', { id: 's1' }]);
    const { markdown } = written(
      documentState(doc(h('Letter'), p('the ', italic, struck, ' sailed'), list(li(p('one')), li(p('two'))))),
      'diplomatic',
    );
    expect(bodyOf(markdown)).toBe('\n# Letter\n\nthe *Essex* ~~SECRET~~ sailed\n\n- one\n\n- two\n');
  });

  test('any document reads as it reads', () => {
    const random = new SeededRandom(11);
    for (let round = 0; round < 300; round++) {
      const { words, read } = written(documentState(randomPlace(random, true).doc));
      expect(bare(textOf(read))).toBe(words);
    }
  });
});
