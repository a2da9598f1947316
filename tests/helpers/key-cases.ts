import assert from 'node:assert/strict';
import { macBaseKeymap, pcBaseKeymap } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import type { EditorState, Selection } from 'prosemirror-state';
import { keyPlugins } from '../../renderer/editor/editor-plugins.ts';
import { keysOver } from '../../shared/edit/editor-keymap.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { pageSequence } from './builders.ts';
import { checkChange } from './command-check.ts';
import { type KeyName, press } from './key-presses.ts';
import { type RandomPlace, randomPlace, withoutAnchors } from './random-document.ts';
import { SeededRandom } from './seeded-random.ts';
import { stockEditor } from './stock-editor.ts';
import { stockExceptions } from './stock-exceptions.ts';

/** Ctrl stands for ⌘ on a Mac. */
const machines = {
  pc: {
    base: pcBaseKeymap,
    keys: ['Enter', 'Shift-Enter', 'Backspace', 'Shift-Backspace', 'Ctrl-Backspace', 'Delete', 'Ctrl-Delete'],
  },
  mac: {
    base: macBaseKeymap,
    keys: ['Ctrl-h', 'Alt-Backspace', 'Ctrl-d', 'Alt-d', 'Alt-Delete', 'Ctrl-Alt-Backspace'],
  },
} as const;

const otherKeys = ['Enter', 'Backspace', 'Delete', 'Ctrl-[', 'Ctrl-]', 'Ctrl-Enter', 'Alt-Enter', 'Ctrl-a'] as const;

/** A key pressed once in a document. */
interface KeyCase extends RandomPlace {
  readonly machine: keyof typeof machines;
  readonly key: KeyName;
}

/** What a number of cases came to: how often each key was pressed, and each exception met. */
export interface KeyFigures {
  readonly keys: Map<KeyName, number>;
  readonly exceptions: Map<string, number>;
}

/** Presses keys in random documents and compares each outcome, without its page anchors, with that of ProseMirror's own commands: the
 *  document, the selection, and that one undo takes it back.
 *  @param anchored whether the documents have page anchors
 *  @throws AssertionError that names the seed */
export function checkKeyCases(first: number, count: number, anchored: boolean): KeyFigures {
  const figures: KeyFigures = { keys: new Map(), exceptions: new Map() };
  const note = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (let seed = first; seed < first + count; seed++) {
    const made = keyCase(seed, anchored);
    try {
      const exception = checkKeyCase(made);
      note(figures.keys, made.key);
      if (exception !== null) note(figures.exceptions, exception);
    } catch (error) {
      const { key, doc, selection } = made;
      const place = `${JSON.stringify(selection.toJSON())} in ${selection.$from.parent.type.name}`;
      throw new Error(`seed ${seed}, ${key} at ${place} of ${doc}: ${String(error)}`, { cause: error });
    }
  }
  return figures;
}

function keyCase(seed: number, anchored: boolean): KeyCase {
  const random = new SeededRandom(seed * 7919);
  const machine = random.below(4) === 0 ? 'mac' : 'pc';
  const keys: readonly KeyName[] = [...machines[machine].keys, ...otherKeys];
  return { machine, key: keys[random.below(keys.length)] ?? 'Enter', ...randomPlace(random, anchored) };
}

/** @returns the name of the exception that the case is, or null */
function checkKeyCase({ machine, key, doc, selection }: KeyCase): string | null {
  const { base } = machines[machine];
  const before = selecting(createEditorState({ doc, history: [], plugins: keyPlugins(keysOver(base)) }), selection);
  const hidden = withoutAnchors(doc);
  const bareSelection = before.selection.map(hidden.doc, hidden.mapping);
  const stock = selecting(stockEditor(hidden.doc, base), bareSelection);
  // The table package corrects some selections over cells, which anchors at their edges keep from being corrected.
  if (!stock.selection.eq(bareSelection)) return null;
  const exception = stockExceptions.find(({ applies }) => applies(stock, key, before.selection));
  const expected = exception ? exception.instead(stock, key) : press(stock, key).state;
  const { state: after, applied } = press(before, key);
  const shown = withoutAnchors(after.doc);
  assert.ok(areSame(shown.doc, expected.doc), `is      ${shown.doc}\nshould be ${expected.doc}`);
  const selected = after.selection.map(shown.doc, shown.mapping);
  assert.deepEqual(selected.toJSON(), expected.selection.toJSON());
  assert.deepEqual(pageSequence(after.doc), pageSequence(doc));
  // What is selected goes; besides that a key splits, joins, wraps and lifts, and page anchors are put back.
  const selectedSize = before.selection.ranges.reduce((sum, { $from, $to }) => sum + $to.pos - $from.pos, 0);
  checkChange(before, after, applied, { size: selectedSize + 30 });
  return exception?.name ?? null;
}

const areSame = (a: Node, b: Node): boolean => a.eq(b) || canonicalJson(a) === canonicalJson(b);

const selecting = (state: EditorState, selection: Selection): EditorState =>
  state.apply(state.tr.setSelection(selection));
