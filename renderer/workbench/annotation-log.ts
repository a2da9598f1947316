import type { OpenedDocument } from '../../shared/contract/ipc.ts';
import type { AnnotationState } from '../../shared/document/annotation.ts';
import type { Change } from '../../shared/document/document-state.ts';
import { type AnnotationId, type GroupId, newGroupId } from '../../shared/document/identifier.ts';
import { AnnotationLedger } from '../../shared/journal/annotation-ledger.ts';
import { GroupLedger } from '../../shared/journal/group-ledger.ts';

type Annotations = ReadonlyMap<AnnotationId, AnnotationState>;

/** What is known of the annotations of an open document: as its journal said when it was opened, and every act since. */
export interface AnnotationLog {
  readonly states: () => Annotations;
  /** @returns whether the change says anything of annotations */
  readonly add: (change: Change, by: { readonly editor: string; readonly time: string }) => boolean;
}

export function createAnnotationLog(opened: Pick<OpenedDocument, 'annotations' | 'history' | 'seq'>): AnnotationLog {
  const groups = new GroupLedger();
  const ledger = new AnnotationLedger();
  const events = opened.annotations.flatMap(([, { history }]) => history);
  const reached = new Set(opened.history.map(({ group }) => group));
  // Acts from before the part of the journal that undo reaches.
  const ancient = events.filter(({ group }) => !reached.has(group));
  for (const { group } of ancient) groups.add(group, null);
  for (const change of opened.history) groups.add(change.group, knownTarget(groups, change));
  for (const { group, undone } of ancient) if (undone && !groups.isUndone(group)) groups.add(newGroupId(), group);
  for (const { id: _, undone: __, ...event } of events) ledger.add(event);
  const isUndone = (group: GroupId): boolean => groups.isUndone(group);
  let seq = opened.seq;
  return {
    states: () => ledger.states(isUndone),
    add: (change, by) => {
      seq += 1;
      const changed = groups.add(change.group, knownTarget(groups, change));
      for (const group of changed) ledger.groupChanged(group);
      for (const act of change.annotations ?? []) ledger.add({ act, ...by, seq, group: change.group });
      return changed.length > 0 || (change.annotations ?? []).length > 0;
    },
  };
}

const knownTarget = (groups: GroupLedger, change: Change): GroupId | null =>
  change.undoes !== undefined && groups.target(change.undoes) !== undefined ? change.undoes : null;
