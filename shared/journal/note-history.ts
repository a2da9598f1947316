import type { Node } from 'prosemirror-model';
import { blockText } from '../document/reading-text.ts';
import type { AppliedChange } from './word-history.ts';

/** One thing that was done to a note: who, when, and what it reads since. */
export interface NoteEvent {
  readonly kind: 'added' | 'changed' | 'resolved' | 'reopened' | 'removed';
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Siglum. */
  readonly editor: string;
  readonly isUndo: boolean;
  /** What the note reads afterwards; before, when it was removed. */
  readonly text: string;
}

interface NoteState {
  readonly node: Node;
  readonly text: string;
}

/** Everything that was done to the body of a note, oldest first. What the import brought begins without an event. O(changes), and O(notes) for
 *  those that touched the notes.
 *  @param changes in the order of the journal */
export function noteHistory(changes: readonly AppliedChange[], id: string): readonly NoteEvent[] {
  const events: NoteEvent[] = [];
  for (const { before, after, seq, time, editor, isUndo } of changes) {
    // Bodies come last, and nodes that no step touched are the same ones.
    if (before.lastChild === after.lastChild) continue;
    const [old, present] = [noteIn(before, id), noteIn(after, id)];
    for (const { kind, text } of differences(old, present)) addEvent(events, { kind, seq, time, editor, isUndo, text });
  }
  return events;
}

function noteIn({ lastChild }: Node, id: string): NoteState | null {
  if (lastChild?.type.name !== 'notes') return null;
  const node = lastChild.children.find(({ attrs }) => attrs.id === id);
  if (!node) return null;
  const texts: string[] = [];
  node.descendants((child) => {
    if (child.isTextblock) texts.push(blockText(child).text);
    return !child.isTextblock;
  });
  return { node, text: texts.join(' ') };
}

function differences(old: NoteState | null, present: NoteState | null): readonly Pick<NoteEvent, 'kind' | 'text'>[] {
  if (!old || !present) {
    if (present) return [{ kind: 'added', text: present.text }];
    return old ? [{ kind: 'removed', text: old.text }] : [];
  }
  const found: Pick<NoteEvent, 'kind' | 'text'>[] = [];
  if (old.text !== present.text) found.push({ kind: 'changed', text: present.text });
  const isResolved = present.node.attrs.resolved === true;
  if ((old.node.attrs.resolved === true) !== isResolved)
    found.push({ kind: isResolved ? 'resolved' : 'reopened', text: present.text });
  return found;
}

/** Whoever pauses while writing a note has changed it once: changes of one person within this time are one. */
const oneChangeMs = 30_000;

function addEvent(events: NoteEvent[], event: NoteEvent): void {
  const last = events.at(-1);
  const goesOn =
    event.kind === 'changed' &&
    (last?.kind === 'changed' || last?.kind === 'added') &&
    last.editor === event.editor &&
    last.isUndo === event.isUndo &&
    Date.parse(event.time) - Date.parse(last.time) <= oneChangeMs;
  if (goesOn && last) events[events.length - 1] = { ...last, text: event.text };
  else events.push(event);
}
