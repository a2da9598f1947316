import type { Node } from 'prosemirror-model';
import type { Change } from '../../shared/document/document-state.ts';
import { applySteps } from '../../shared/journal/apply-steps.ts';
import { changedAnchors, hasAnchorStep } from '../../shared/journal/changed-anchors.ts';
import type { JournalEntry } from '../../shared/journal/record.ts';

/** What the journal keeps of changes, one entry a change.
 *  @param doc the document that the first of them was made on */
export function journalEntries(doc: Node, changes: readonly Change[]): readonly JournalEntry[] {
  const lastWithAnchors = changes.findLastIndex(({ steps }) => hasAnchorStep(steps));
  const entries: JournalEntry[] = [];
  let before = doc;
  for (const [index, change] of changes.entries()) {
    entries.push(toEntry(before, change));
    if (index >= lastWithAnchors) continue;
    const applied = applySteps(before, change.steps);
    // A change that does not apply is refused where it is replayed; what stands in its entry does not matter then.
    if (applied.ok) before = applied.doc;
  }
  return entries;
}

function toEntry(before: Node, change: Change): JournalEntry {
  if (change.zones && change.zones.length > 0) return { kind: 'zone', payload: change };
  if (change.annotations && change.annotations.length > 0) return { kind: 'annotation', payload: change };
  if (!hasAnchorStep(change.steps)) return { kind: 'steps', payload: change };
  const applies = applySteps(before, change.steps).ok;
  return { kind: 'anchor', payload: { ...change, anchors: applies ? changedAnchors(before, change.steps) : [] } };
}
