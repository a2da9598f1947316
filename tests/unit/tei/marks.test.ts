import type { Node } from 'prosemirror-model';
import { type EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { type MarkDetails, type MarkKind, markKinds } from '../../../shared/edit/marks/mark-kinds.ts';
import { removeMark, setMark } from '../../../shared/edit/marks/mark-passage.ts';
import { doc, h, p } from '../../helpers/builders.ts';
import { importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { editionOf } from '../../helpers/tei-states.ts';

const details: Readonly<Partial<Record<MarkKind, MarkDetails>>> = {
  illegible: { reason: 'torn', unit: 'words', quantity: '2' },
  added: { place: 'margin', hand: 'red pencil' },
  'other-hand': { hand: 'a clerk' },
  abbreviation: { expansion: 'United <& Nations' },
  foreign: { language: 'ru-Latn' },
  struck: { hand: 'red pencil' },
};

/** The document with some words of its last paragraph marked. */
function marked(of: Node, kind: MarkKind, words = 'United'): Node {
  let state: EditorState = createEditorState({ doc: of, history: [] });
  let from = 0;
  state.doc.descendants((node, pos) => {
    const at = node.text?.indexOf(words) ?? -1;
    if (at !== -1) from = pos + at;
  });
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, from + words.length)));
  const done = setMark(kind, details[kind] ?? {})(state, (transaction) => {
    state = state.apply(transaction);
  });
  expect(done).toBe(true);
  return state.doc;
}

/** Identities and places in a source are of one document only; a hand is named by where it is described. */
const ofOneDocumentOnly: ReadonlySet<string> = new Set(['id', 'origin', 'recognition']);

/** The words of the last paragraph and what is said of each. */
function said(of: Node): readonly unknown[] {
  const parts: unknown[] = [];
  of.lastChild?.forEach(({ text, type, attrs, marks }) => {
    parts.push([text ?? [type.name, own(attrs)], marks.map((mark) => [mark.type.name, own(mark.attrs)])]);
  });
  return parts;
}

const own = (attrs: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(
    Object.entries(attrs)
      .filter(([name]) => !ofOneDocumentOnly.has(name))
      .map(([name, value]) => [
        name,
        name === 'hand' && value !== null ? `#${String(value).replace(/^#/, '').replace(' ', '-')}` : value,
      ]),
  );

/** Both take a moment to load. */
const grammars = Promise.all([anchoriteGrammar(), ...(hasTeiAll ? [teiAllGrammar()] : [])]);

const letter = (): Node => doc(h('A letter'), p('by the United States'));

test.each(markKinds)('%s is in the edition and comes back from it as it was', async (kind) => {
  const before = marked(letter(), kind);
  const xml = editionOf(before);
  expect(findingsOf(xml, await grammars)).toEqual([]);
  const again = importedTei(xml).doc;
  expect(said(again)).toEqual(said(before));
  expect(said(again)).not.toEqual(said(letter()));
});

test.each(markKinds)('%s is written into a file that was imported, which is otherwise as it was', async (kind) => {
  const xml = teiFile('<p xml:id="a" rend="x">by the <hi>United</hi> States</p>');
  const imported = importedTei(xml);
  const before = marked(imported.doc, kind);
  const out = writtenTei(imported, before);
  expect(out.replace(/(?<=rend="x">).*(?=<\/p>)/, '')).toBe(xml.replace(/(?<=rend="x">).*(?=<\/p>)/, ''));
  const again = importedTei(out);
  expect(said(again.doc)).toEqual(said(before));
  expect(writtenTei(again)).toBe(out);
});

test.skipIf(!hasTeiAll)(needsTeiAll('an imported file with every mark in it is valid TEI'), async () => {
  const title =
    '<fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc>';
  const words = markKinds.map((kind) => `w${kind.replaceAll('-', '')}`);
  const imported = importedTei(
    teiFile(`<p>${words.join(' ')}</p>`).replace('<teiHeader/>', `<teiHeader>${title}</teiHeader>`),
  );
  let state = imported.doc;
  for (const [index, kind] of markKinds.entries()) state = marked(state, kind, words[index]);
  expect(findingsOf(writtenTei(imported, state), (await grammars).slice(1))).toEqual([]);
});

test('what an imported mark says is changed in its own tag, or it is taken off with its tags', () => {
  const xml = teiFile(
    '<p>a <foreign xml:id="f" rend="i" xml:lang="fr">mot</foreign> <choice><abbr>UN</abbr><expan>Nations</expan></choice></p>',
  );
  const imported = importedTei(xml);
  const acted = (words: string, kind: MarkKind, say: MarkDetails | null): string => {
    let state: EditorState = createEditorState({ doc: imported.doc, history: [] });
    let at = 0;
    state.doc.descendants((node, pos) => {
      if (node.text === words) at = pos + 1;
    });
    state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
    const command = say ? setMark(kind, say) : removeMark(kind);
    command(state, (transaction) => {
      state = state.apply(transaction);
    });
    return writtenTei(imported, state.doc);
  };
  expect(acted('mot', 'foreign', { language: 'de' })).toBe(xml.replace('"fr"', '"de"'));
  expect(acted('mot', 'foreign', null)).toBe(xml.replace(/<\/?foreign[^>]*>/g, ''));
  expect(acted('UN', 'abbreviation', { expansion: 'United Nations' })).toBe(xml.replace('>Nations', '>United Nations'));
  expect(acted('UN', 'abbreviation', null)).toBe(xml.replace(/<choice>.*<\/choice>/, 'UN'));
});
