import { joinBackward, splitBlock } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import { type Command, EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { setBlockType } from '../../../shared/edit/block-commands.ts';
import { sliceWithoutOrigins } from '../../../shared/edit/without-origins.ts';
import { type ImportedTei, importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';

const lines = teiFile(`
  <p xml:id="a" rend='x'>The first
     paragraph &amp; <hi rend="italic">its</hi> words</p>
  <p xml:id="b">The second
     one</p>
  <closer><signed>C</signed></closer>
`);

/** Does something at the place behind some words. */
function done(imported: ImportedTei, words: string, act: Command): string {
  let state = EditorState.create({ doc: imported.doc });
  const at = placeOf(state.doc, words) + words.length;
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
  const acted = act(state, (transaction) => {
    state = state.apply(transaction);
  });
  expect(acted).toBe(true);
  return writtenTei(imported, state.doc);
}

function placeOf(doc: Node, words: string): number {
  let place = -1;
  doc.descendants((node, pos) => {
    const found = node.isText ? (node.text ?? '').indexOf(words) : -1;
    if (found !== -1) place = pos + found;
  });
  return place;
}

const typed =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(text));
    return true;
  };

test('one word typed changes one word', () => {
  expect(done(importedTei(lines), 'The sec', typed('<new>'))).toBe(lines.replace('The sec', 'The sec&lt;new&gt;'));
});

test('a paragraph that is split keeps its identity in the first half, and all that it was written with', () => {
  expect(done(importedTei(lines), 'paragraph ', splitBlock)).toBe(
    lines.replace('paragraph &amp;', `paragraph </p>\n  <p rend='x'>&amp;`),
  );
});

test('of paragraphs that are joined both keep their line ends', () => {
  const back: Command = (state, dispatch) => {
    const start = state.selection.$from.start();
    return joinBackward(state.apply(state.tr.setSelection(TextSelection.create(state.doc, start))), dispatch);
  };
  expect(done(importedTei(lines), 'The second', back)).toBe(
    lines.replace('words</p>\n  <p xml:id="b">The', 'wordsThe'),
  );
});

test('a paragraph that becomes a heading keeps its attributes', () => {
  expect(done(importedTei(lines), 'The second', setBlockType('heading', { level: 1 }))).toBe(
    lines.replace('<p xml:id="b">The second\n     one</p>', '<head xml:id="b">The second\n     one</head>'),
  );
});

test('an element that was empty is opened by what is typed in it', () => {
  const xml = teiFile('<p>a</p><p rend="r"/>');
  const imported = importedTei(xml);
  const { doc } = imported;
  const filled = doc.copy(doc.content.replaceChild(1, doc.child(1).copy(doc.child(0).content)));
  expect(writtenTei(imported, filled)).toBe(xml.replace('<p rend="r"/>', '<p rend="r">a</p>'));
});

test('the label of a page is patched in its tag, which stays as it was otherwise', () => {
  const xml = teiFile(`<p>a<pb facs="x" n='1'/>b</p>`);
  const imported = importedTei(xml);
  const state = EditorState.create({ doc: imported.doc });
  expect(writtenTei(imported, state.tr.setNodeAttribute(2, 'label', "2'").doc)).toBe(xml.replace(`'1'`, `'2&apos;'`));
});

test('what is copied into another document leaves behind what only the source of the first knows', () => {
  const { doc } = importedTei(teiFile('<opener><salute>Sir <w>x</w><?p i?></salute></opener><cb/>'));
  const { content } = sliceWithoutOrigins(doc.slice(0, doc.content.size));
  expect(content.toJSON()).toEqual([
    {
      type: 'salutation',
      attrs: { recognition: null, origin: null, changes: null },
      content: [{ type: 'text', text: 'Sir x' }],
    },
  ]);
});
