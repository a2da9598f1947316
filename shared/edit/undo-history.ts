import type { Schema } from 'prosemirror-model';
import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  type Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state';
import { Step } from 'prosemirror-transform';
import type { AnnotationAct } from '../document/annotation.ts';
import type { Change, StepJson, StoredChange } from '../document/document-state.ts';
import { type GroupId, newGroupId } from '../document/identifier.ts';
import type { ZoneAct } from '../document/page-image.ts';
import { positionFault } from '../document/steps.ts';

/** One act that undo takes back whole. */
interface UndoEntry {
  readonly group: GroupId;
  readonly undoes: GroupId | null;
  readonly steps: readonly Step[];
  /** What takes the steps back, in the order of application. */
  readonly inverse: readonly Step[];
  /** The same act before these steps, as typing goes on: a key costs its own steps, however many came before it. */
  readonly earlier: UndoEntry | null;
  /** How many steps the act has, with the earlier ones. */
  readonly stepCount: number;
  /** Where the person was before and after the act; null for an act of an earlier session. */
  readonly before: Place | null;
  readonly after: Place | null;
}

interface Place {
  readonly anchor: number;
  readonly head: number;
}

/** Entries, the last one on top. Putting one on or taking it off copies nothing. */
interface EntryStack {
  readonly top: UndoEntry;
  readonly below: EntryStack | null;
}

/** The undo history of one document: a value, rebuilt from the journal when a document is opened. */
interface UndoHistory {
  readonly done: EntryStack | null;
  readonly undone: EntryStack | null;
  /** The group of the last change, and what it took back. */
  readonly group: GroupId | null;
  readonly undoes: GroupId | null;
  /** Where and when the last change ended, to tell whether the next one goes on with it. */
  readonly lastEnd: number;
  readonly lastTime: number;
}

const historyKey = new PluginKey<UndoHistory>('undo-history');

/** Meta of a transaction that undoes or redoes an entry. */
interface Taking {
  readonly entry: UndoEntry;
  readonly direction: 'undo' | 'redo';
}

/** Typing pauses that are longer than this begin a new undo group. */
const groupPauseMs = 600;
/** However steadily someone types, an undo takes back no more than this many steps. */
const largestTypingGroup = 200;

/** Meta of a transaction: acts upon annotations that belong to it. */
export const annotationActs = 'anchorite:annotation-acts';
/** Meta of a transaction: acts upon zones that belong to it. Undo takes them back even where no text changed with them. */
export const zoneActs = 'anchorite:zone-acts';
/** Meta of a transaction that is an undo group of its own: neither part of the one before it nor gone on with by typing. */
export const ownGroup = 'anchorite:own-group';

/** Undo and redo by exact inverses, in groups that the journal knows. Nothing is mapped or rebased: an entry is only ever
 *  taken back in the state that it left. */
export function undoHistory(schema: Schema, stored: readonly StoredChange[] = []): Plugin<UndoHistory> {
  return new Plugin<UndoHistory>({
    key: historyKey,
    // What could not be taken back is not done. No command makes such a step (`checkedCommand`); a package might.
    filterTransaction: ({ steps }) => steps.every((step) => positionFault(step) === null),
    state: {
      init: () => rebuild(schema, stored),
      apply: (transaction, history, oldState) =>
        isUndoable(transaction) ? record(history, transaction, placeOf(oldState.selection)) : history,
    },
  });
}

const zoneActsOf = (transaction: Transaction): readonly ZoneAct[] =>
  (transaction.getMeta(zoneActs) as readonly ZoneAct[] | undefined) ?? [];

const annotationActsOf = (transaction: Transaction): readonly AnnotationAct[] =>
  (transaction.getMeta(annotationActs) as readonly AnnotationAct[] | undefined) ?? [];

/** Who is meant, of which type a tag is, and that it stands beside another, is undone like a change of the text, though none goes with it. */
const isIdentifying = (acts: readonly AnnotationAct[]): boolean =>
  acts.some(({ kind }) => kind === 'identified' || kind === 'typed' || kind === 'settled');

/** Whether a transaction becomes part of what undo takes back: it changes the text or the zones, says who is meant, or takes something back. */
export const isUndoable = (transaction: Transaction): boolean =>
  transaction.docChanged ||
  zoneActsOf(transaction).length > 0 ||
  isIdentifying(annotationActsOf(transaction)) ||
  isUndoing(transaction);

const placeOf = ({ anchor, head }: Selection): Place => ({ anchor, head });

function record(history: UndoHistory, transaction: Transaction, before: Place): UndoHistory {
  const root = transaction.getMeta('appendedTransaction') as Transaction | undefined;
  const taking = transaction.getMeta(historyKey) as Taking | undefined;
  if (taking) return take(history, taking);
  const continues =
    history.undoes === null && (root !== undefined ? history.group !== null : continuesGroup(history, transaction));
  const { done } = history;
  const entry = entryOf(transaction, before, continues && done ? done.top : null);
  return {
    done: { top: entry, below: continues && done ? done.below : done },
    undone: null,
    group: entry.group,
    undoes: null,
    lastEnd: lastEndAfter(history, transaction, continues && root !== undefined),
    lastTime: transaction.time,
  };
}

/** What a plugin appended does not move the place where somebody types. */
function lastEndAfter({ lastEnd }: UndoHistory, transaction: Transaction, isAppended: boolean): number {
  if (isAppended) return transaction.mapping.map(lastEnd);
  return transaction.getMeta(ownGroup) ? -1 : endOf(transaction);
}

function take(history: UndoHistory, { entry, direction }: Taking): UndoHistory {
  const taken: UndoEntry = {
    group: newGroupId(),
    undoes: entry.group,
    steps: partsOf(entry).flatMap(({ inverse }) => inverse),
    inverse: partsOf(entry)
      .toReversed()
      .flatMap(({ steps }) => steps),
    earlier: null,
    stepCount: entry.stepCount,
    before: entry.after,
    after: entry.before,
  };
  const { done, undone } = history;
  const undoing = direction === 'undo';
  return {
    done: undoing ? (done?.below ?? null) : { top: taken, below: done },
    undone: undoing ? { top: taken, below: undone } : (undone?.below ?? null),
    group: taken.group,
    undoes: entry.group,
    lastEnd: -1,
    lastTime: 0,
  };
}

/** The parts of an act, the last one first. */
function partsOf(entry: UndoEntry): readonly UndoEntry[] {
  const parts: UndoEntry[] = [];
  for (let part: UndoEntry | null = entry; part; part = part.earlier) parts.push(part);
  return parts;
}

/** @param earlier what the transaction goes on with */
function entryOf(transaction: Transaction, before: Place, earlier: UndoEntry | null): UndoEntry {
  const inverses = transaction.steps.map((step, index) => step.invert(transaction.docs[index] ?? transaction.before));
  return {
    group: earlier?.group ?? newGroupId(),
    undoes: earlier?.undoes ?? null,
    steps: transaction.steps,
    inverse: inverses.reverse(),
    earlier,
    stepCount: (earlier?.stepCount ?? 0) + transaction.steps.length,
    before: earlier ? earlier.before : before,
    after: placeOf(transaction.selection),
  };
}

/** Whether a change goes on with the typing before it: soon after, and where that ended. */
function continuesGroup(history: UndoHistory, transaction: Transaction): boolean {
  if (history.group === null || transaction.getMeta(ownGroup)) return false;
  if (transaction.getMeta('composition') !== undefined && history.lastTime > 0)
    return transaction.time - history.lastTime < groupPauseMs * 4;
  const last = history.done?.top;
  if (!last || last.stepCount >= largestTypingGroup) return false;
  if (transaction.time - history.lastTime >= groupPauseMs) return false;
  return isSmall(transaction) && startOf(transaction) <= history.lastEnd && endOf(transaction) >= history.lastEnd - 1;
}

/** One step that adds or takes a few characters: typing, not a command. */
function isSmall(transaction: Transaction): boolean {
  const map = transaction.steps.length === 1 ? transaction.steps[0]?.getMap() : undefined;
  let ranges = 0;
  let size = 0;
  map?.forEach((oldStart, oldEnd, newStart, newEnd) => {
    ranges += 1;
    size += oldEnd - oldStart + newEnd - newStart;
  });
  return ranges === 1 && size <= 4;
}

function startOf(transaction: Transaction): number {
  let start = Number.POSITIVE_INFINITY;
  for (const map of transaction.mapping.maps)
    map.forEach((_oldStart, _oldEnd, newStart) => {
      start = Math.min(start, newStart);
    });
  return start;
}

function endOf(transaction: Transaction): number {
  let end = -1;
  for (const map of transaction.mapping.maps)
    map.forEach((_oldStart, _oldEnd, _newStart, newEnd) => {
      end = Math.max(end, newEnd);
    });
  return end;
}

/** Takes back the last act that is not taken back yet. */
export const undo: Command = (state, dispatch) => takeLast(state, 'undo', dispatch);

/** Does again what was last taken back. */
export const redo: Command = (state, dispatch) => takeLast(state, 'redo', dispatch);

/** Whether a transaction takes something back, undo or redo. */
export const isUndoing = (transaction: Transaction): boolean => transaction.getMeta(historyKey) !== undefined;

export const canUndo = (state: EditorState): boolean => Boolean(historyKey.getState(state)?.done);
export const canRedo = (state: EditorState): boolean => Boolean(historyKey.getState(state)?.undone);

function takeLast(
  state: EditorState,
  direction: Taking['direction'],
  dispatch: ((transaction: Transaction) => void) | undefined,
): boolean {
  const history = historyKey.getState(state);
  const entry = (direction === 'undo' ? history?.done : history?.undone)?.top;
  if (!entry) return false;
  if (!dispatch) return true;
  const transaction = state.tr;
  for (const { inverse } of partsOf(entry)) for (const step of inverse) transaction.step(step);
  transaction.setMeta(historyKey, { entry, direction } satisfies Taking);
  dispatch(transaction.setSelection(selectionAfter(transaction, entry.before)).scrollIntoView());
  return true;
}

/** The act that was done last and is not taken back; null when there is none. */
export const lastAct = (state: EditorState): GroupId | null => historyKey.getState(state)?.done?.top.group ?? null;

/** Does the contrary of the act that was done last, as a new act, with the caret at the end of what comes back. Null when it was not
 *  that one, or the caret has left the place where it ended. */
export function reversed(state: EditorState, act: GroupId): Transaction | null {
  const entry = historyKey.getState(state)?.done?.top;
  const { selection, tr: transaction } = state;
  if (entry?.group !== act || !entry.before || !selection.empty || selection.head !== entry.after?.head) return null;
  for (const { inverse } of partsOf(entry)) for (const step of inverse) transaction.step(step);
  const end = transaction.doc.resolve(Math.max(entry.before.anchor, entry.before.head));
  return transaction.setSelection(TextSelection.near(end, -1)).setMeta(ownGroup, true);
}

/** Where the person was when the document was like this; else the end of what changed. */
function selectionAfter(transaction: Transaction, place: Place | null): Selection {
  const { doc } = transaction;
  if (place && Math.max(place.anchor, place.head) <= doc.content.size)
    return TextSelection.between(doc.resolve(place.anchor), doc.resolve(place.head));
  const at = Math.max(0, Math.min(endOf(transaction), doc.content.size));
  return TextSelection.near(doc.resolve(at), -1);
}

/** What the journal has to keep of transactions that were applied together (a command's and what plugins appended to it);
 *  null when they changed nothing.
 *  @param after the state that they led to */
export function changeOf(after: EditorState, applied: readonly Transaction[]): Change | null {
  const history = historyKey.getState(after);
  const changing = applied.filter(isUndoable);
  const acts = applied.flatMap(annotationActsOf);
  const zones = applied.flatMap(zoneActsOf);
  if ((changing.length === 0 && acts.length === 0) || !history) return null;
  return {
    group: changing.length > 0 && history.group ? history.group : newGroupId(),
    ...(changing.length > 0 && history.undoes ? { undoes: history.undoes } : {}),
    steps: changing.flatMap((transaction) => transaction.steps.map(stepJson)),
    ...(acts.length > 0 ? { annotations: acts } : {}),
    ...(zones.length > 0 ? { zones } : {}),
  };
}

const stepJson = (step: Step): StepJson => step.toJSON() as StepJson;

/** The stacks as a person left them. */
function rebuild(schema: Schema, stored: readonly StoredChange[]): UndoHistory {
  let done: UndoEntry[] = [];
  let undone: UndoEntry[] = [];
  for (const entry of joined(schema, stored)) {
    const { undoes } = entry;
    if (!entry.steps.every((step) => positionFault(step) === null)) {
      // An earlier build kept steps that nothing takes back: neither this act nor what came before can be taken back.
      done = [];
      undone = [];
    } else if (undoes === null) {
      done.push(entry);
      undone = [];
    } else if (done.at(-1)?.group === undoes) {
      done = done.slice(0, -1);
      undone.push(entry);
    } else if (undone.at(-1)?.group === undoes) {
      undone = undone.slice(0, -1);
      done.push(entry);
    } else {
      // The act taken back lies before the part of the journal that was kept: nothing before this can be taken back.
      done = [];
      undone = [];
    }
  }
  return { done: stackOf(done), undone: stackOf(undone), group: null, undoes: null, lastEnd: -1, lastTime: 0 };
}

const stackOf = (entries: readonly UndoEntry[]): EntryStack | null =>
  entries.reduce<EntryStack | null>((below, top) => ({ top, below }), null);

/** Changes of one group are one entry. */
function joined(schema: Schema, stored: readonly StoredChange[]): readonly UndoEntry[] {
  const entries: UndoEntry[] = [];
  for (const change of stored) {
    // An act that changed neither text nor zones, such as a comment, is not taken back, unless it says who is meant.
    const hasActs = Boolean(change.zones?.length) || isIdentifying(change.annotations ?? []);
    if (change.steps.length === 0 && !hasActs && change.undoes === undefined) continue;
    const parse = (json: StepJson): Step => Step.fromJSON(schema, json);
    const next: UndoEntry = {
      group: change.group,
      undoes: change.undoes ?? null,
      steps: change.steps.map(parse),
      inverse: change.inverse.map(parse),
      earlier: null,
      stepCount: change.steps.length,
      before: null,
      after: null,
    };
    const last = entries.at(-1);
    if (last?.group !== next.group) entries.push(next);
    else
      entries[entries.length - 1] = {
        ...last,
        steps: [...last.steps, ...next.steps],
        inverse: [...next.inverse, ...last.inverse],
        stepCount: last.stepCount + next.stepCount,
      };
  }
  return entries;
}

/** Makes the changes of one flush small: neighbours of one group become one change, and steps that ProseMirror can merge
 *  become one step, so that a typed word costs one record of a few hundred bytes. */
export function mergeChanges(schema: Schema, changes: readonly Change[]): readonly Change[] {
  const merged: Change[] = [];
  for (const change of changes) {
    const last = merged.at(-1);
    if (last && last.group === change.group && last.undoes === change.undoes)
      merged[merged.length - 1] = joinChanges(last, change);
    else merged.push(change);
  }
  return merged.map((change) => ({ ...change, steps: mergeSteps(schema, change.steps) }));
}

function joinChanges(first: Change, second: Change): Change {
  const annotations = [...(first.annotations ?? []), ...(second.annotations ?? [])];
  const zones = [...(first.zones ?? []), ...(second.zones ?? [])];
  return {
    ...first,
    steps: [...first.steps, ...second.steps],
    ...(annotations.length > 0 ? { annotations } : {}),
    ...(zones.length > 0 ? { zones } : {}),
  };
}

function mergeSteps(schema: Schema, steps: readonly StepJson[]): readonly StepJson[] {
  const merged: Step[] = [];
  for (const json of steps) {
    const step = Step.fromJSON(schema, json);
    const joined = merged.at(-1)?.merge(step);
    if (joined) merged[merged.length - 1] = joined;
    else merged.push(step);
  }
  return merged.map((step) => step.toJSON() as StepJson);
}
