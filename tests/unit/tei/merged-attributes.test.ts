import type { Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import type { AttributeChanges } from '../../../shared/document/schema-carried.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { changeAttributes, elementsHere } from '../../../shared/edit/element-commands.ts';
import { mergeDocuments } from '../../../shared/merge/merge-documents.ts';
import { importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';

const file = teiFile(
  '<p n="1">A <w lemma="a" pos="b">word</w> <ptr target="#a"/>of it</p><p>more</p><cb n="1"/><p>end</p>',
);
const imported = importedTei(file);

/** The document after changes of elements, by the names that they have in the file. */
function changed(...acts: readonly (readonly [string, AttributeChanges])[]): Node {
  let { doc } = imported;
  for (const [name, changes] of acts) {
    const origin = `e${file.indexOf(`<${name} `)}`;
    let state = createEditorState({ doc, history: [] });
    let found = elementsHere({ selection: TextSelection.atStart(doc) }).find((one) => one.origin === origin);
    doc.descendants((node, from) => {
      const mark = node.marks.find(({ attrs }) => attrs.origin === origin) ?? null;
      if (node.attrs.origin === origin || mark)
        found = { origin, from, mark, changes: (mark ?? node).attrs.changes as AttributeChanges | null };
    });
    if (!found) throw new Error(`there is no ${name}`);
    changeAttributes(found, changes)(state, (transaction) => {
      state = state.apply(transaction);
    });
    doc = state.doc;
  }
  return doc;
}

const kinds = ['p', 'w', 'ptr', 'cb'] as const;

for (const name of kinds) {
  test(`two people who changed different attributes of one ${name} have both changes`, () => {
    const ours = changed([name, { n: '9' }]);
    const theirs = changed([name, { rend: 'x' }]);
    const { doc, conflicts } = mergeDocuments(imported.doc, ours, theirs);
    expect(conflicts).toEqual([]);
    expect(writtenTei(imported, doc)).toBe(writtenTei(imported, changed([name, { n: '9', rend: 'x' }])));
    expect(mergeDocuments(imported.doc, theirs, ours).doc.eq(doc)).toBe(true);
  });

  test(`of what two people said otherwise of one attribute of a ${name} ours stays`, () => {
    const { doc } = mergeDocuments(imported.doc, changed([name, { n: '9' }]), changed([name, { n: '8', rend: 'x' }]));
    expect(writtenTei(imported, doc)).toBe(writtenTei(imported, changed([name, { n: '9', rend: 'x' }])));
  });

  test(`a change of a ${name} by one alone is taken over`, () => {
    const theirs = changed([name, { rend: 'x' }]);
    const ours = changed(['p', { 'xml:lang': 'la' }]);
    const both =
      name === 'p'
        ? changed(['p', { rend: 'x', 'xml:lang': 'la' }])
        : changed(['p', { 'xml:lang': 'la' }], [name, { rend: 'x' }]);
    expect(writtenTei(imported, mergeDocuments(imported.doc, ours, theirs).doc)).toBe(writtenTei(imported, both));
  });
}
