import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { isLettered, notesOf } from '../../document/notes/note.ts';
import { ownGroup } from '../undo-history.ts';

/** The label of a new note that is called at a position: by its place among those of the source the next number, if no note bears it, else the
 *  first number above all; an editor's is the first letter that no note bears. */
export function labelAt(doc: Node, at: number, type: string): string {
  const { calls, bodies } = notesOf(doc);
  const taken = new Set([...calls, ...bodies].map(({ node }) => node.attrs.label as string));
  if (isLettered(type)) {
    for (let number = 0; ; number++) if (!taken.has(letters(number))) return letters(number);
  }
  const before = calls.filter(({ pos }) => pos < at).flatMap(({ node }) => numberOf(node.attrs.label));
  const next = (before.at(-1) ?? 0) + 1;
  if (!taken.has(String(next))) return String(next);
  return String(Math.max(...[...taken].flatMap(numberOf)) + 1);
}

const numberOf = (label: unknown): readonly number[] => (/^\d{1,6}$/.test(String(label)) ? [Number(label)] : []);

/** a, b, … z, aa, ab …: editors' notes are lettered, those of the source mostly numbered. */
const letters = (number: number): string =>
  (number < 26 ? '' : letters(Math.floor(number / 26) - 1)) + String.fromCharCode(97 + (number % 26));

/** Numbers the notes that are called in the order of their first calls: 1, 2, 3 those of the source, a, b, c those of editors. How the source
 *  prints a call stays with the call. */
export const renumberNotes: Command = (state, dispatch) => {
  const labels = labelsByPlace(state.doc);
  const { calls, bodies } = notesOf(state.doc);
  const transaction = state.tr;
  for (const { node, pos } of [...calls, ...bodies]) {
    const label = labels.get((node.attrs.target ?? node.attrs.id) as string);
    const isCalled = node.type.name === 'note' || node.attrs.target !== null;
    if (isCalled && label !== undefined && label !== node.attrs.label)
      transaction.setNodeAttribute(pos, 'label', label);
  }
  if (!transaction.docChanged) return false;
  dispatch?.(transaction.setMeta(ownGroup, true));
  return true;
};

/** The label that each called note gets, by its id. */
function labelsByPlace(doc: Node): ReadonlyMap<string, string> {
  const { calls, bodies } = notesOf(doc);
  const types = new Map(bodies.map(({ node }) => [node.attrs.id as string, node.attrs.type as string]));
  const labels = new Map<string, string>();
  let [numbers, lettered] = [0, 0];
  for (const { node } of calls) {
    const id = node.attrs.target as string | null;
    const type = id === null ? undefined : types.get(id);
    if (id === null || type === undefined || labels.has(id)) continue;
    if (isLettered(type)) {
      labels.set(id, letters(lettered));
      lettered += 1;
    } else {
      numbers += 1;
      labels.set(id, String(numbers));
    }
  }
  return labels;
}
