import { joinDown, joinUp, lift, wrapIn } from 'prosemirror-commands';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import type { Command, Transaction } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, mergeCells } from 'prosemirror-tables';
import { type AnnotationKind, annotationKinds } from '../../shared/document/annotation.ts';
import type { AnchorId } from '../../shared/document/identifier.ts';
import { notesOf } from '../../shared/document/notes/note.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { schema } from '../../shared/document/schema.ts';
import {
  addAnchor,
  anchorDropPlace,
  confirmAnchor,
  moveAnchor,
  moveAnchorTo,
  relabelAnchor,
  removeAnchor,
} from '../../shared/edit/anchor-commands.ts';
import { type BlockKind, checkedCommand, setBlockType } from '../../shared/edit/block-commands.ts';
import { editorKeymap } from '../../shared/edit/editor-keymap.ts';
import { compositionEnded } from '../../shared/edit/keep-anchors.ts';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '../../shared/edit/list-commands.ts';
import { type MarkDetails, type MarkKind, markKinds } from '../../shared/edit/marks/mark-kinds.ts';
import { removeMark, setMark, toggleMark } from '../../shared/edit/marks/mark-passage.ts';
import { addNote, addNoteAbout, removeNote, toggleResolved } from '../../shared/edit/notes/note-commands.ts';
import { renumberNotes } from '../../shared/edit/notes/note-labels.ts';
import {
  cleanPastedSlice,
  cutSelection,
  moveSelection,
  pastable,
  pasteInPlace,
  pasteSlice,
} from '../../shared/edit/paste.ts';
import { tagSelection } from '../../shared/edit/tag-commands.ts';
import { redo, undo } from '../../shared/edit/undo-history.ts';
import { findMatches } from '../../shared/find/find.ts';
import { replaceMatches } from '../../shared/find/replace.ts';
import { annotationActs } from './annotation-acts.ts';
import type { Choice, Dispatch, Doing, EditingSession } from './editing-session.ts';
import { restoreActs } from './restore-acts.ts';
import { pasteFromOutside, tableActs } from './table-acts.ts';

const command =
  (choose: (act: Choice, session: EditingSession) => Command): Doing =>
  (session, act, dispatch) => {
    session.select(act.a, act.b);
    choose(act, session)(session.state, dispatch);
  };

/** The caret, not a stretch. */
const atCaret =
  (choose: (act: Choice, session: EditingSession) => Command): Doing =>
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

export const blockKinds: readonly BlockKind[] = [
  'paragraph',
  'heading',
  'dateline',
  'salutation',
  'headerField',
  'signature',
  'postscript',
  'stamp',
  'formWork',
  'furniture',
];

const someAnchor = (session: EditingSession, fraction: number): AnchorId | null => {
  const anchors = anchorsOf(session.state.doc);
  return anchors.length === 0 ? null : pick(anchors, fraction).anchor.id;
};

const onAnchor =
  (make: (id: AnchorId, act: Choice, session: EditingSession) => Command): Doing =>
  (session, act, dispatch) => {
    const id = someAnchor(session, act.a);
    if (id) make(id, act, session)(session.state, dispatch);
  };

const onNote =
  (make: (id: string) => Command): Doing =>
  (session, act, dispatch) => {
    const { bodies } = notesOf(session.state.doc);
    if (bodies.length > 0) make(pick(bodies, act.a).node.attrs.id as string)(session.state, dispatch);
  };

/** Pastes what was copied or cut where the selection is, as the window does. */
function paste(session: EditingSession, dispatch: Dispatch): void {
  const { state, copied } = session;
  dispatch(pasteInPlace(state, copied) ?? pasteSlice(state, pastable(copied, copied.document, state)));
}

/** Drags the selected words elsewhere: moves them. */
const drag: Doing = (session, { a, b, c }, dispatch) => {
  if (session.select(a, b).selection.empty) return;
  dispatch(moveSelection(session.state, session.at(c)));
};

/** Drags the selected words elsewhere with the key that copies. */
const dragCopy: Doing = (session, { a, b, c }, dispatch) => {
  const { selection, doc, tr } = session.select(a, b);
  if (selection.empty) return;
  const at = session.at(c);
  dispatch(tr.replaceRange(at, at, cleanPastedSlice(selection.content(), doc)).setMeta('uiEvent', 'drop'));
};

const foreign = (fraction: number): Slice => {
  const text = schema.text(pick(words, fraction));
  const paragraphs = [schema.node('paragraph', null, [text]), schema.node('heading', { level: 2 }, [text])];
  return fraction < 0.3 ? new Slice(Fragment.from(text), 0, 0) : new Slice(Fragment.from(paragraphs), 1, 1);
};

const replaceAll =
  (options: { readonly emendation?: boolean }): Doing =>
  (session, act, dispatch) => {
    const { state } = session;
    const found = findMatches(state.doc, { text: pick(['a', 'UN', 'the', 'e.', '\\w+'], act.a), regex: true });
    if (!found.ok || found.matches.length === 0) return;
    const made = replaceMatches(state.doc, found.matches, () => pick(words, act.b).trim() || 'x', options);
    const transaction = state.tr;
    for (const step of made.steps) transaction.step(step);
    dispatch(transaction);
  };

/** An input method writes a word in two goes; the guard of the anchors waits for its end. */
const compose: Doing = (session, act, dispatch) => {
  const { from, to } = session.select(act.a, act.b < 0.5 ? act.a : act.b).selection;
  const composing = (transaction: Transaction): Transaction => transaction.setMeta('composition', 1);
  dispatch(composing(session.state.tr.insertText('n', from, to)));
  dispatch(composing(session.state.tr.insertText('ñ', from, from + 1)));
  dispatch(session.state.tr.setMeta(compositionEnded, true));
};

/** What is said where a mark needs to be told. */
const markDetails: Readonly<Partial<Record<MarkKind, MarkDetails>>> = {
  added: { hand: 'red pencil' },
  'other-hand': { hand: 'a clerk' },
  abbreviation: { expansion: 'United Nations' },
  foreign: { language: 'ru-Latn' },
};

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
  compose,
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
    if (session.state.selection.empty) return;
    dispatch(cutSelection(session.state));
    session.noteCut();
  },
  copy: (session, act) => session.copy(act.a, act.b),
  paste: (session, act, dispatch) => {
    session.select(act.a, act.b);
    paste(session, dispatch);
  },
  /** Cuts words and pastes them where they stood, before anything else is done. */
  cutAndPaste: (session, act, dispatch) => {
    session.copy(act.a, act.b);
    if (session.state.selection.empty) return;
    dispatch(cutSelection(session.state));
    session.noteCut();
    paste(session, dispatch);
  },
  pasteForeign: (session, act, dispatch) => {
    const { state } = session;
    session.select(act.a, act.b);
    dispatch(pasteSlice(session.state, cleanPastedSlice(foreign(act.c), state.doc)));
  },
  pasteHtml: (session, act, dispatch) => {
    session.select(act.a, act.b);
    pasteFromOutside(session.state, act.c, dispatch);
  },
  drag,
  dragCopy,
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
  ...tableActs,
  replaceAll: replaceAll({}),
  emendAll: replaceAll({ emendation: true }),
  tag: command((act) => tagSelection(pick<AnnotationKind>(annotationKinds, act.c))),
  ...annotationActs,
  strike: command(() => toggleMark('struck')),
  mark: command((act) => {
    const kind = pick(markKinds, act.c);
    return act.b < 0.7 ? setMark(kind, markDetails[kind] ?? {}) : removeMark(kind);
  }),
  markWord: atCaret((act) => toggleMark(pick(['italic', 'uncertain', 'supplied', 'superscript'], act.c))),
  addNote: (session, act, dispatch) => {
    const { head } = session.select(act.a, act.a).selection;
    addNote(
      head,
      pick(words, act.b).trim() || 'x',
      pick(['footnote', 'source', 'editorial'], act.c),
    )(session.state, dispatch);
  },
  noteOnDocument: command((act) => addNoteAbout('document', pick(words, act.c))),
  renumberNotes: command(() => renumberNotes),
  resolveNote: onNote(toggleResolved),
  removeNote: onNote(removeNote),
  addAnchor: atCaret((act) => addAnchor('facsimile', String(Math.floor(act.c * 900)))),
  removeAnchor: onAnchor((id) => removeAnchor(id)),
  moveAnchor: onAnchor((id, act) => moveAnchor(id, act.b < 0.5 ? -1 : 1)),
  dragAnchor: onAnchor((id, act, session) => moveAnchorTo(id, session.at(act.b))),
  /** As the chip is dragged in the window: never past another one. */
  dropAnchor: onAnchor((id, act, session) => (state, dispatch) => {
    const place = anchorDropPlace(state.doc, id, session.at(act.b), act.c < 0.5 ? 'word' : 'character');
    return place !== null && moveAnchorTo(id, place)(state, dispatch);
  }),
  relabelAnchor: onAnchor((id, act) => relabelAnchor(id, String(Math.floor(act.c * 900)))),
  confirmAnchor: onAnchor((id) => confirmAnchor(id)),
  undo: (session, _act, dispatch) => void undo(session.state, dispatch),
  redo: (session, _act, dispatch) => void redo(session.state, dispatch),
  ...restoreActs,
  reopen: (session, act) => session.reopen(act.c < 0.5 ? 'records' : 'checkpoint'),
} satisfies Record<string, Doing>;

export type ActName = keyof typeof acts;

export const actNames = Object.keys(acts) as readonly ActName[];

/** Acts that may change the sequence of page anchors. */
export const anchorActs: readonly ActName[] = ['addAnchor', 'removeAnchor', 'dragAnchor', 'relabelAnchor'];

/** What a person does once. */
export interface Act extends Choice {
  readonly name: ActName;
}

/** Does one act. Returns what was applied; nothing when the act was not possible there. */
export const runAct = (session: EditingSession, act: Act): readonly Transaction[] =>
  session.perform(acts[act.name], act);
