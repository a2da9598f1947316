import type { OpenedDocument } from '../../shared/contract/ipc.ts';
import type { Change } from '../../shared/document/document-state.ts';
import { newGroupId } from '../../shared/document/identifier.ts';
import type { Zone } from '../../shared/document/page-image.ts';
import { GroupLedger } from '../../shared/journal/group-ledger.ts';
import { ZoneLedger } from '../../shared/journal/zone-ledger.ts';

/** What is drawn on the page images of an open document: as its journal said when it was opened, and every act since. */
export interface ZoneLog {
  /** In the order in which they were drawn first. */
  readonly zones: () => readonly Zone[];
  /** @returns whether the change says anything of zones, or may take back what one said */
  readonly add: (change: Change) => boolean;
}

export function createZoneLog(opened: Pick<OpenedDocument, 'zones' | 'history'>): ZoneLog {
  const groups = new GroupLedger();
  const ledger = new ZoneLedger();
  const add = (change: Change): boolean => {
    const target = change.undoes !== undefined && groups.target(change.undoes) !== undefined ? change.undoes : null;
    const changed = groups.add(change.group, target);
    for (const act of change.zones ?? []) ledger.add({ act, group: change.group });
    if (changed.length > 0) ledger.groupsChanged();
    return changed.length > 0 || (change.zones ?? []).length > 0;
  };
  drawnBefore(opened, ledger, groups);
  for (const change of opened.history) add(change);
  return { zones: () => ledger.zones((group) => groups.isUndone(group)), add };
}

/** Zones that were drawn before the part of the journal that undo reaches. */
function drawnBefore(
  { zones, history }: Pick<OpenedDocument, 'zones' | 'history'>,
  ledger: ZoneLedger,
  groups: GroupLedger,
): void {
  const drawnSince = new Set(
    history.flatMap(({ zones: acts = [] }) => acts.flatMap((act) => (act.kind === 'drawn' ? act.zone.id : []))),
  );
  const group = newGroupId();
  groups.add(group, null);
  for (const zone of zones) if (!drawnSince.has(zone.id)) ledger.add({ act: { kind: 'drawn', zone }, group });
}
