import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { addNote, addNoteAbout } from '../../../shared/edit/notes/note-commands.ts';
import { doc, fac, h, note, notes, p } from '../../helpers/builders.ts';
import { stampZone } from '../../helpers/facsimile-builders.ts';
import { importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { divisionOf, editionOf } from '../../helpers/tei-states.ts';

const grammars = Promise.all([anchoriteGrammar(), ...(hasTeiAll ? [teiAllGrammar()] : [])]);

/** The document once notes were added to it. */
function noted(of: Node, ...commands: readonly ReturnType<typeof addNote>[]): Node {
  let state: EditorState = createEditorState({ doc: of, history: [] });
  for (const command of commands)
    command(state, (transaction) => {
      state = state.apply(transaction);
    });
  return state.doc;
}

const withoutIds = (xml: string): string => xml.replace(/ xml:id="[^"]*"/g, '');

test('footnotes stand where they are called, comments of editors nowhere', async () => {
  const of = noted(
    doc(h('A letter'), p('by the United States')),
    addNote(17, 'So the copy.', 'footnote'),
    addNote(12, 'Really?', 'editor-comment'),
    addNote(11, 'From the file.', 'source'),
  );
  const xml = editionOf(of);
  expect(withoutIds(divisionOf(xml))).toBe(
    '<head>A letter</head>\n<p><note n="2" type="source" place="bottom">From the file.</note>by the<note n="1" place="bottom">So the copy.</note> United States</p>',
  );
  expect(findingsOf(xml, await grammars)).toEqual([]);
});

test('a note on the document points at it, and a comment on a zone is in no edition', async () => {
  const of = noted(
    doc(h('A letter'), p('words')),
    addNoteAbout('document', 'A bad copy.'),
    addNoteAbout(stampZone('z1').id, 'A stamp.', 'editor-comment'),
  );
  const given: Partial<DocumentState> = { zones: [stampZone('z1')] };
  const xml = editionOf(of, given);
  expect(withoutIds(divisionOf(xml))).toContain(
    '<note n="a" type="editorial" place="bottom" target="#d1">A bad copy.</note>',
  );
  expect(xml).not.toContain('A stamp');
  expect(findingsOf(xml, await grammars)).toEqual([]);
});

test('a page anchor that was put into a comment is in the edition all the same', async () => {
  const comment = note('n1', 'a', 'before ', fac(2), ' behind');
  const of = doc(
    p(fac(1), 'words'),
    notes(comment.type.create({ ...comment.attrs, type: 'editor-comment' }, comment.content)),
  );
  const xml = editionOf(of);
  expect(xml.match(/<pb [^>]*n="\d"/g)).toHaveLength(2);
  expect(xml).not.toMatch(/before|behind/);
  expect(findingsOf(xml, await grammars)).toEqual([]);
});

test('a file that was imported gets the footnotes and keeps everything else; a comment leaves no trace in it', () => {
  const xml = teiFile('<p>by the United<note n="1">old</note> States</p>');
  const imported = importedTei(xml);
  const commented = noted(imported.doc, addNote(7, 'Really?', 'editor-comment'));
  expect(writtenTei(imported, commented)).toBe(xml);
  const footnoted = noted(imported.doc, addNote(7, 'So the copy.', 'footnote'));
  expect(withoutIds(writtenTei(imported, footnoted))).toBe(
    xml.replace('by the', 'by the<note n="2"><p>So the copy.</p></note>'),
  );
});
