import { joinDown, joinUp, lift, wrapIn } from 'prosemirror-commands';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import { type Command, EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, mergeCells } from 'prosemirror-tables';
import { findMatches } from '../../shared/correct/find.ts';
import { replaceMatches } from '../../shared/correct/replace.ts';
import { type AnnotationKind, annotationKinds } from '../../shared/document/annotation.ts';
import type { Change } from '../../shared/document/document-state.ts';
import type { AnchorId } from '../../shared/document/identifier.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { schema } from '../../shared/document/schema.ts';
import {
  addAnchor,
  confirmAnchor,
  moveAnchor,
  moveAnchorTo,
  relabelAnchor,
  removeAnchor,
} from '../../shared/edit/anchor-commands.ts';
import { checkedCommand } from '../../shared/edit/checked-command.ts';
import { cleanPastedSlice } from '../../shared/edit/clean-pasted-slice.ts';
import { editorKeymap } from '../../shared/edit/editor-keymap.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '../../shared/edit/list-commands.ts';
import { blockKinds, setBlockType } from '../../shared/edit/set-block-type.ts';
import { tagSelection } from '../../shared/edit/tag.ts';
import { toggleMark } from '../../shared/edit/toggle-mark.ts';
import { changeOf, redo, undo, undoHistory } from '../../shared/edit/undo-history.ts';

/** What a person does once: an operation and three numbers from 0 to 1 that choose places and variants. */
export interface Act {
  readonly name: ActName;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A document under random hands: the real editor state, without a window. */
export class EditingSession {
  state: EditorState;
  readonly changes: Change[] = [];
  private clipboard: Slice = Slice.empty;
  private now = 0;

  constructor(
    readonly initial: Node,
    guarded = true,
  ) {
    this.state = guarded
      ? createEditorState({ doc: initial, history: [] })
      : EditorState.create({ doc: initial, plugins: [undoHistory(schema)] });
  }

  /** Does one act. Returns what was applied; nothing when the act was not possible there. */
  run(act: Act): readonly Transaction[] {
    const applied: Transaction[] = [];
    const dispatch = (transaction: Transaction): void => {
      this.now += act.c < 0.5 ? 100 : 2_000;
      const result = this.state.applyTransaction(transaction.setTime(this.now));
      this.state = result.state;
      applied.push(...result.transactions);
      const change = changeOf(this.state, result.transactions);
      if (change) this.changes.push(change);
    };
    acts[act.name](this, act, dispatch);
    return applied;
  }

  /** A position of the document by fraction. */
  at(fraction: number): number {
    return Math.floor(fraction * (this.state.doc.content.size + 1));
  }

  select(from: number, to: number): EditorState {
    const { doc } = this.state;
    const selection = TextSelection.between(doc.resolve(this.at(from)), doc.resolve(this.at(to)));
    this.state = this.state.apply(this.state.tr.setSelection(selection));
    return this.state;
  }

  copy(from: number, to: number): void {
    const { selection } = this.select(from, to);
    this.clipboard = selection.content();
  }

  get copied(): Slice {
    return this.clipboard;
  }
}

type Dispatch = (transaction: Transaction) => void;
type Doing = (session: EditingSession, act: Act, dispatch: Dispatch) => void;

const command =
  (choose: (act: Act, session: EditingSession) => Command): Doing =>
  (session, act, dispatch) => {
    session.select(act.a, act.b);
    choose(act, session)(session.state, dispatch);
  };

/** The caret, not a stretch. */
const atCaret =
  (choose: (act: Act, session: EditingSession) => Command): Doing =>
  (session, act, dispatch) => {
    session.select(act.a, act.a);
    choose(act, session)(session.state, dispatch);
  };

const pick = <T>(from: readonly T[], fraction: number): T => {
  const chosen = from[Math.min(from.length - 1, Math.floor(fraction * from.length))];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
};

const key = (name: string): Command => {
  const bound = editorKeymap[name];
  if (!bound) throw new RangeError(`no key ${name}`);
  return bound;
};

const words = ['a', 'CUBA', ' ', 'é', '😀', 'STEVENS ON', '-', ' the '];

const someAnchor = (session: EditingSession, fraction: number): AnchorId | null => {
  const anchors = anchorsOf(session.state.doc);
  return anchors.length === 0 ? null : pick(anchors, fraction).anchor.id;
};

const onAnchor =
  (make: (id: AnchorId, act: Act, session: EditingSession) => Command): Doing =>
  (session, act, dispatch) => {
    const id = someAnchor(session, act.a);
    if (id) make(id, act, session)(session.state, dispatch);
  };

function paste(session: EditingSession, slice: Slice, dispatch: Dispatch): void {
  const { state } = session;
  const cleaned = cleanPastedSlice(slice, state.doc);
  dispatch(state.tr.replaceSelection(cleaned).setMeta('uiEvent', 'paste'));
}

function drag(session: EditingSession, { a, b, c }: Act, dispatch: Dispatch): void {
  const { selection } = session.select(a, b);
  if (selection.empty) return;
  const slice = selection.content();
  const transaction = session.state.tr.deleteSelection();
  const target = transaction.mapping.map(session.at(c));
  dispatch(transaction.replaceRange(target, target, slice).setMeta('uiEvent', 'drop'));
}

const foreign = (fraction: number): Slice => {
  const text = schema.text(pick(words, fraction));
  const paragraphs = [schema.node('paragraph', null, [text]), schema.node('heading', { level: 2 }, [text])];
  return fraction < 0.3 ? new Slice(Fragment.from(text), 0, 0) : new Slice(Fragment.from(paragraphs), 1, 1);
};

function replaceAll(session: EditingSession, act: Act, dispatch: Dispatch): void {
  const { state } = session;
  const found = findMatches(state.doc, { text: pick(['a', 'UN', 'the', 'e.', '\\w+'], act.a), regex: true });
  if (!found.ok || found.matches.length === 0) return;
  const made = replaceMatches(state.doc, found.matches, () => pick(words, act.b).trim() || 'x');
  const transaction = state.tr;
  for (const step of made.steps) transaction.step(step);
  dispatch(transaction);
}

const emptyTable = (): Node => {
  const cell = (): Node => schema.node('tableCell', null, [schema.node('paragraph')]);
  const row = (): Node => schema.node('tableRow', null, [cell(), cell()]);
  return schema.node('table', null, [row(), row()]);
};

const acts = {
  type: (session, act, dispatch) => {
    const { from, to } = session.select(act.a, act.a).selection;
    dispatch(session.state.tr.insertText(pick(words, act.b), from, to));
  },
  typeOver: (session, act, dispatch) => {
    const { from, to } = session.select(act.a, act.b).selection;
    dispatch(session.state.tr.insertText('x', from, to));
  },
  deleteRange: command(() => (state, dispatch) => {
    if (state.selection.empty) return false;
    dispatch?.(state.tr.deleteSelection());
    return true;
  }),
  backspace: atCaret(() => key('Backspace')),
  delete: atCaret(() => key('Delete')),
  backspaceOver: command(() => key('Backspace')),
  enter: atCaret(() => key('Enter')),
  enterOver: command(() => key('Enter')),
  lineBreak: command(() => key('Shift-Enter')),
  cut: (session, act, dispatch) => {
    session.copy(act.a, act.b);
    if (!session.state.selection.empty) dispatch(session.state.tr.deleteSelection().setMeta('uiEvent', 'cut'));
  },
  copy: (session, act) => session.copy(act.a, act.b),
  paste: (session, act, dispatch) => {
    session.select(act.a, act.b);
    paste(session, session.copied, dispatch);
  },
  pasteForeign: (session, act, dispatch) => {
    session.select(act.a, act.b);
    paste(session, foreign(act.c), dispatch);
  },
  drag,
  joinUp: atCaret(() => checkedCommand(joinUp)),
  joinDown: atCaret(() => checkedCommand(joinDown)),
  lift: command(() => checkedCommand(lift)),
  wrap: command(() => checkedCommand(wrapIn(schema.nodes.division ?? schema.topNodeType))),
  blockType: command((act) => setBlockType(pick(blockKinds, act.c))),
  wrapInList: command(() => wrapInList),
  splitListItem: command(() => splitListItem),
  liftListItem: command(() => liftListItem),
  sinkListItem: command(() => sinkListItem),
  insertTable: (session, act, dispatch) => {
    session.select(act.a, act.a);
    dispatch(session.state.tr.replaceSelectionWith(emptyTable()));
  },
  tableCommand: command((act) =>
    checkedCommand(pick([addRowAfter, addColumnAfter, deleteRow, deleteColumn, deleteTable, mergeCells], act.c)),
  ),
  replaceAll,
  tag: command((act) => tagSelection(pick<AnnotationKind>(annotationKinds, act.c))),
  strike: command(() => toggleMark('struck')),
  addAnchor: atCaret((act) => addAnchor('facsimile', String(Math.floor(act.c * 900)))),
  removeAnchor: onAnchor((id) => removeAnchor(id)),
  moveAnchor: onAnchor((id, act) => moveAnchor(id, act.b < 0.5 ? -1 : 1)),
  dragAnchor: onAnchor((id, act, session) => moveAnchorTo(id, session.at(act.b))),
  relabelAnchor: onAnchor((id, act) => relabelAnchor(id, String(Math.floor(act.c * 900)))),
  confirmAnchor: onAnchor((id) => confirmAnchor(id)),
  undo: (session, _act, dispatch) => void undo(session.state, dispatch),
  redo: (session, _act, dispatch) => void redo(session.state, dispatch),
} satisfies Record<string, Doing>;

export type ActName = keyof typeof acts;

export const actNames = Object.keys(acts) as readonly ActName[];

/** Acts that may change the sequence of page anchors. */
export const anchorActs: readonly ActName[] = ['addAnchor', 'removeAnchor', 'dragAnchor', 'relabelAnchor'];
