import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { DerivedDocument } from '../model/derived/derived-document.ts';
import type { LineRead, ProofLines } from '../model/derived/proof-lines.ts';
import { workbenchView } from '../model/workbench-view.ts';
import { redrawn, sightDecorations } from './decorations.ts';
import styles from './proofread.module.css';

interface ProofreadState {
  readonly isOn: boolean;
  /** Whether the caret stands where going from line to line has put it: then Space and Backspace go from line to line, too. */
  readonly isResting: boolean;
}

/** What becomes of it; what is not named stays. */
interface ProofreadPatch {
  readonly isOn?: boolean;
  readonly isResting?: boolean;
}

const proofreadKey = new PluginKey<ProofreadState>('proofread');

/** While a document is proofread the line at the caret stands out. */
export const proofreadDecorations = (lines: ProofLines): Plugin<ProofreadState> =>
  new Plugin<ProofreadState>({
    key: proofreadKey,
    state: {
      init: () => ({ isOn: false, isResting: false }),
      apply: (transaction, known, before, after) => {
        const patch = transaction.getMeta(proofreadKey) as ProofreadPatch | undefined;
        const isMoved = transaction.docChanged || !before.selection.eq(after.selection);
        if (!patch && !isMoved) return known;
        return {
          isOn: patch?.isOn ?? known.isOn,
          isResting: patch?.isResting ?? (known.isResting && !isMoved),
        };
      },
    },
    props: {
      decorations: (state) => {
        const line = proofreadKey.getState(state)?.isOn ? lines.lineAt(state.selection.head) : null;
        if (!line || line.to > state.doc.content.size) return null;
        return DecorationSet.create(state.doc, [around(line.from, line.to)]);
      },
    },
  });

export const withProofreading = (transaction: Transaction, patch: ProofreadPatch): Transaction =>
  transaction.setMeta(proofreadKey, patch).setMeta('addToHistory', false);

/** Whether the caret stands at the beginning of a line that one went to, and nothing has been done in it since. */
export const isDeferred = (state: EditorState): boolean => proofreadKey.getState(state)?.isResting === true;

const around = (from: number, to: number): Decoration =>
  Decoration.inline(from, to, { class: styles.current ?? '', 'data-proof-line': '' });

const ticksKey = new PluginKey<DecorationSet>('read-lines');

/** While a document is proofread, lines that were read bear a tick. */
export const readLineDecorations = (derived: DerivedDocument, lines: ProofLines): Plugin<DecorationSet> =>
  sightDecorations<LineRead>(ticksKey, derived, {
    between: (from, to) => lines.readBetween(from, to),
    draw: ({ to, by }) => [tick(to, lines.inWords(by))],
    isShown: () => workbenchView.get().mode === 'proofread',
  });

/** Lets the lines bear a tick that are read now. */
export const withReadLines = (transaction: Transaction): Transaction => redrawn(transaction, ticksKey);

const tick = (to: number, by: string): Decoration =>
  Decoration.widget(to, () => tickElement(by), { side: 1, key: `read-${by}`, ignoreSelection: true });

function tickElement(by: string): HTMLElement {
  const element = document.createElement('span');
  element.className = styles.tick ?? '';
  element.contentEditable = 'false';
  element.dataset.read = '';
  element.title = by;
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', by);
  element.textContent = '✓';
  return element;
}
