import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { newAnnotationId, newNoteId } from '../document/identifier.ts';
import { ownGroup } from './undo-history.ts';

/** Adds an editor's note and calls it at a position in a text block. TEI: `note[@type="editorial"]`.
 *  @param text one paragraph; a note without any is not added */
export const addNote =
  (at: number, text: string): Command =>
  (state, dispatch) => {
    const words = text.trim();
    const { schema, doc } = state;
    if (words === '' || !doc.resolve(at).parent.inlineContent) return false;
    const label = freeLabel(doc);
    const target = newNoteId();
    const body = schema.node('note', { id: target, label, type: 'editorial' }, [
      schema.node('paragraph', null, [schema.text(words)]),
    ]);
    const last = doc.lastChild;
    // The bodies come last: where they stand does not move the place of the call.
    const transaction =
      last?.type.name === 'notes'
        ? state.tr.insert(doc.content.size - 1, body)
        : state.tr.insert(doc.content.size, schema.node('notes', null, [body]));
    transaction.insert(at, schema.node('noteReference', { id: newAnnotationId(), target, label }));
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** The first of a, b, … z, aa, ab … that no note bears: editors' notes are lettered, those of the source mostly numbered. */
function freeLabel(doc: Node): string {
  const taken = new Set<unknown>();
  doc.descendants((node) => {
    if (node.type.name === 'note' || node.type.name === 'noteReference') taken.add(node.attrs.label);
  });
  for (let number = 0; ; number++) {
    const label = letters(number);
    if (!taken.has(label)) return label;
  }
}

const letters = (number: number): string =>
  (number < 26 ? '' : letters(Math.floor(number / 26) - 1)) + String.fromCharCode(97 + (number % 26));
