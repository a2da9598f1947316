import type { ChangedEntity } from '../../shared/contract/calls/entities.ts';
import type { EntityId, GroupId } from '../../shared/document/identifier.ts';
import type { Entity, EntityKind } from '../../shared/entities/entity.ts';
import { t } from '../../shared/translation/translate.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore, type Store } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';

/** How often entities were changed by the window: what was heard of them before may be another now. */
const changes = createStore(0);

export const entityChanges: ReadableStore<number> = changes;

/** To be called after every act upon entities. */
export const entitiesChanged = (): void => changes.update((count) => count + 1);

/** Whether the field in which a person says who a tag means is to get the focus. */
export const askingWho: Store<boolean> = createStore(false);

export const kindNames: Readonly<Record<EntityKind, string>> = {
  person: t`Person`,
  place: t`Place`,
  organisation: t`Organisation`,
  term: t`Term`,
  document: t`Document`,
};

/** Dates and note of an entity in a few words; empty when nothing is known. */
export function briefOf({ born, died, note }: Pick<Entity, 'born' | 'died' | 'note'>): string {
  const life = born === '' && died === '' ? '' : `${born}–${died}`;
  return [life, note].filter((part) => part !== '').join(', ');
}

/** Makes an entity. Undefined after a fault, which is shown. */
export async function makeEntity(kind: EntityKind, name: string): Promise<Entity | undefined> {
  const entity = await ask('entities:make', { kind, name });
  if (entity) entitiesChanged();
  return entity;
}

/** Tells what was done to entities, with a button that takes it back.
 *  @returns what the act came to; undefined after a fault */
export async function actOn(
  act: Promise<ChangedEntity | undefined>,
  sentence: (changed: ChangedEntity) => string,
): Promise<ChangedEntity | undefined> {
  const changed = await act;
  if (!changed) return undefined;
  entitiesChanged();
  const { group } = changed;
  showToast(sentence(changed), group === null ? null : { label: t`Undo`, run: () => void undoAct(group) });
  return changed;
}

async function undoAct(group: GroupId): Promise<void> {
  if (!(await ask('entities:undo', { group }))) return;
  entitiesChanged();
  showToast(t`Taken back.`, { label: t`Do it again`, run: () => void undoAct(group) });
}

/** The entity that an id means now. Undefined after a fault, null when it was removed. */
export async function entityOf(id: EntityId): Promise<Entity | null | undefined> {
  const found = await ask('entities:get', { ids: [id] });
  return found && (found[0] ?? null);
}
