import type { Node } from 'prosemirror-model';
import { Slice } from 'prosemirror-model';
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { tablePlugin } from '../../renderer/editor/editor-plugins.ts';
import type { Change, StoredChange } from '../../shared/document/document-state.ts';
import { schema } from '../../shared/document/schema.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import type { CopiedSlice } from '../../shared/edit/paste.ts';
import { changeOf, lastAct, undoHistory } from '../../shared/edit/undo-history.ts';
import { documentId } from './journal-builders.ts';
import { wholeCharacter } from './random-document.ts';
import { SessionJournal } from './session-journal.ts';

/** Three numbers from 0 to 1 that choose the places and the variant of an operation. */
export interface Choice {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export type Dispatch = (transaction: Transaction) => void;
/** One operation. */
export type Doing = (session: EditingSession, choice: Choice, dispatch: Dispatch) => void;

/** A document under random hands: the real editor state without a window, and the journal that it is saved to. */
export class EditingSession {
  state: EditorState;
  readonly changes: Change[] = [];
  /** The document before each of the changes. */
  readonly docs: Node[] = [];
  readonly journal: SessionJournal;
  /** States of the document that can be restored. */
  readonly versions: Node[];
  #clipboard: CopiedSlice = { document: documentId, slice: Slice.empty, cut: null };
  #now = 0;
  #sent = 0;

  constructor(
    readonly initial: Node,
    guarded = true,
  ) {
    this.state = guarded ? editorOf(initial, []) : EditorState.create({ doc: initial, plugins: [undoHistory(schema)] });
    this.journal = new SessionJournal(initial);
    this.versions = [initial];
  }

  /** Does one operation. Returns what was applied; nothing when it was not possible there. */
  perform(doing: Doing, choice: Choice): readonly Transaction[] {
    const applied: Transaction[] = [];
    const dispatch = (transaction: Transaction): void => {
      this.#now += choice.c < 0.5 ? 100 : 2_000;
      const before = this.state.doc;
      const result = this.state.applyTransaction(transaction.setTime(this.#now));
      if (result.transactions.length === 0) throw new Error('the editor refuses a step that nothing takes back');
      this.state = result.state;
      applied.push(...result.transactions);
      const change = changeOf(this.state, result.transactions);
      if (!change) return;
      this.changes.push(change);
      this.docs.push(before);
    };
    doing(this, choice, dispatch);
    return applied;
  }

  /** Whether something has not gone to the journal. */
  get hasUnsent(): boolean {
    return this.#sent < this.changes.length;
  }

  /** Sends what was done since the last time, as the window does after a pause. */
  flush(): void {
    const unsent = this.changes.slice(this.#sent);
    this.#sent = this.changes.length;
    this.journal.append(unsent);
  }

  /** Closes the document and opens it again: from all records, or from a checkpoint. */
  reopen(from: 'records' | 'checkpoint'): void {
    this.flush();
    const replay = from === 'records' ? this.journal.reread() : this.journal.fromCheckpoint();
    const stored = JSON.parse(JSON.stringify(replay.history(200))) as readonly StoredChange[];
    this.state = editorOf(schema.nodeFromJSON(replay.doc.toJSON()), stored);
  }

  /** A position of the document by fraction. No caret can stand within a character, such as 😀, that is two code units. */
  at(fraction: number): number {
    const { doc } = this.state;
    return wholeCharacter(doc, Math.floor(fraction * (doc.content.size + 1)));
  }

  select(from: number, to: number): EditorState {
    const { doc } = this.state;
    const selection = TextSelection.between(doc.resolve(this.at(from)), doc.resolve(this.at(to)));
    this.state = this.state.apply(this.state.tr.setSelection(selection));
    return this.state;
  }

  copy(from: number, to: number): void {
    this.#clipboard = { document: documentId, slice: this.select(from, to).selection.content(), cut: null };
  }

  /** Notes that what was copied last was cut by the act that was done last. */
  noteCut(): void {
    this.#clipboard = { ...this.#clipboard, cut: lastAct(this.state) };
  }

  /** What was copied last, as the clipboard gives it back. */
  get copied(): CopiedSlice {
    const { slice, ...copied } = JSON.parse(JSON.stringify(this.#clipboard)) as CopiedSlice;
    return { ...copied, slice: Slice.fromJSON(schema, slice) };
  }
}

/** The editor with what of the window's own plugins changes documents. */
const editorOf = (doc: Node, history: readonly StoredChange[]): EditorState =>
  createEditorState({ doc, history, plugins: [tablePlugin()] });
