import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { lineIndexAt, readingLines } from '../../../shared/document/reading-lines.ts';
import styles from './proofread.module.css';

/** A line that was read, with who read it and when as a sentence. */
export interface MarkedLine {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

interface ProofreadState {
  readonly isOn: boolean;
  /** Whether the caret stands where going from line to line has put it: then Space and Backspace go from line to line, too. */
  readonly isResting: boolean;
  readonly marks: DecorationSet;
}

/** What becomes of it; what is not named stays. */
interface ProofreadPatch {
  readonly isOn?: boolean;
  readonly isResting?: boolean;
  readonly marks?: readonly MarkedLine[];
}

const proofreadKey = new PluginKey<ProofreadState>('proofread');

/** While a document is proofread: the line at the caret stands out, and lines that were read bear a tick. */
export const proofreadDecorations = (): Plugin<ProofreadState> =>
  new Plugin<ProofreadState>({
    key: proofreadKey,
    state: {
      init: () => ({ isOn: false, isResting: false, marks: DecorationSet.empty }),
      apply: (transaction, known, before, after) => {
        const patch = transaction.getMeta(proofreadKey) as ProofreadPatch | undefined;
        const isMoved = transaction.docChanged || !before.selection.eq(after.selection);
        if (!patch && !isMoved) return known;
        return {
          isOn: patch?.isOn ?? known.isOn,
          isResting: patch?.isResting ?? (known.isResting && !isMoved),
          marks: patch?.marks
            ? DecorationSet.create(after.doc, patch.marks.map(tick))
            : known.marks.map(transaction.mapping, transaction.doc),
        };
      },
    },
    props: {
      decorations: (state) => {
        const known = proofreadKey.getState(state);
        if (!known?.isOn) return null;
        const line = currentLine(state);
        return line ? known.marks.add(state.doc, [around(line.from, line.to)]) : known.marks;
      },
    },
  });

export const withProofreading = (transaction: Transaction, patch: ProofreadPatch): Transaction =>
  transaction.setMeta(proofreadKey, patch).setMeta('addToHistory', false);

/** Whether the caret stands at the beginning of a line that one went to, and nothing has been done in it since. */
export const isResting = (state: EditorState): boolean => proofreadKey.getState(state)?.isResting === true;

function currentLine(state: EditorState) {
  const lines = readingLines(state.doc);
  return lines[lineIndexAt(lines, state.selection.head)];
}

const around = (from: number, to: number): Decoration =>
  Decoration.inline(from, to, { class: styles.current ?? '', 'data-proof-line': '' });

const tick = ({ to, by }: MarkedLine): Decoration =>
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
