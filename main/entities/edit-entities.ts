import type { Fault } from '../../shared/contract/payloads/fault.ts';
import {
  type AnnotationId,
  type DocumentId,
  type EntityId,
  type GroupId,
  newEntityId,
  newGroupId,
} from '../../shared/document/identifier.ts';
import {
  changesBetween,
  type Entity,
  type EntityAct,
  type EntityChange,
  type EntityKind,
  makingOf,
  namesOf,
  plainEntity,
} from '../../shared/entities/entity.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { cleanAuthority, cleanText } from '../../shared/entities/lists/entity-list.ts';
import { foldedName } from '../../shared/entities/names.ts';
import { TermTree } from '../../shared/entities/term-tree.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { EntityStore } from '../storage/collection/entity-store.ts';
import type { Documents } from '../storage/collection/named-documents.ts';

export type FoundEntity =
  | { readonly ok: true; readonly entity: Entity }
  | { readonly ok: false; readonly fault: Fault };

/** The entity that a person named: by its id, or by a name that only one has.
 *  @param kind looks among those of one kind alone */
export function entityNamed(ledger: EntityLedger, name: string, kind?: EntityKind): FoundEntity {
  const byId = ledger.knows(name as EntityId) ? ledger.get(name as EntityId) : null;
  if (byId && (kind === undefined || byId.kind === kind)) return { ok: true, entity: byId };
  const folded = foldedName(name);
  const among = ledger.entities.filter((entity) => kind === undefined || entity.kind === kind);
  const exact = among.filter((entity) => foldedName(entity.name) === folded);
  const found =
    exact.length > 0 ? exact : among.filter((entity) => namesOf(entity).some((one) => foldedName(one) === folded));
  const [entity] = found;
  if (entity && found.length === 1) return { ok: true, entity };
  const noun = kind ?? 'entity';
  return {
    ok: false,
    fault: {
      what: entity
        ? inEnglish`More than one ${noun} is named “${name}”: ${firstOf(found)}.`
        : inEnglish`There is no ${noun} “${name}” in the collection.`,
      kept: inEnglish`Nothing was changed.`,
      next: entity
        ? inEnglish`Name it by its id.`
        : inEnglish`Add it first, or name another one; the list of entities shows all.`,
      details: null,
    },
  };
}

function firstOf(found: readonly Entity[]): string {
  const first = found.slice(0, 5).map(shown).join('; ');
  return found.length > 5 ? inEnglish`${first}; and ${found.length - 5} more` : first;
}

const shown = ({ id, name, born, died, note }: Entity): string => {
  const life = born === '' && died === '' ? '' : `, ${born}–${died}`;
  return `${id} (${name}${life}${note === '' ? '' : `, ${note.length > 60 ? `${note.slice(0, 59)}…` : note}`})`;
};

/** What is said of a new entity, or is to be said of one. */
export type EntityForm = Partial<Omit<Entity, 'id' | 'merged'>>;

/** Makes an entity.
 *  @throws AppendRefusedError when nothing can be written */
export async function addEntity(
  store: EntityStore,
  kind: EntityKind,
  name: string,
  more: EntityForm = {},
): Promise<{ readonly entity: Entity; readonly group: GroupId }> {
  const entity = { ...plainEntity(newEntityId(), kind, cleanText(name)), ...more, kind, name: cleanText(name) };
  const group = await store.append([makingOf(entity)]);
  return { entity, group };
}

/** Changes of an entity with their texts as an entity keeps them. */
export const cleanChanges = (set: readonly EntityChange[]): readonly EntityChange[] =>
  set.map((change) => {
    if ('fact' in change)
      return typeof change.value === 'string' && change.fact !== 'kind'
        ? ({ fact: change.fact, value: cleanText(change.value) } as EntityChange)
        : change;
    if (!('add' in change)) return change;
    const { add } = change;
    if (add.item === 'variant')
      return {
        add: {
          ...add,
          text: cleanText(add.text),
          language: cleanText(add.language),
          from: cleanText(add.from),
          to: cleanText(add.to),
        },
      };
    if (add.item === 'office')
      return { add: { ...add, what: cleanText(add.what), from: cleanText(add.from), to: cleanText(add.to) } };
    if (add.item === 'broader') return change;
    return { add: { ...add, authority: cleanAuthority(add.authority), value: cleanText(add.value) } };
  });

/** What became of a wish to put a term below others. */
export type SetBroader =
  | { readonly kind: 'set'; readonly entity: Entity; readonly group: GroupId | null }
  /** A sentence about the first of them that cannot be. */
  | { readonly kind: 'refused'; readonly fault: Fault };

/** Says which terms are above one, and no others. Refused where one of them is itself below it, or is of another kind.
 *  @throws AppendRefusedError when nothing can be written */
export async function setBroader(store: EntityStore, id: EntityId, above: readonly EntityId[]): Promise<SetBroader> {
  const ledger = await store.ledger();
  const entity = ledger.get(id);
  if (!entity) return { kind: 'refused', fault: notBroader(inEnglish`The term is not in the list any more.`) };
  const tree = new TermTree(ledger.entities);
  const broader = [...new Set(above.map((one) => ledger.resolve(one)))];
  for (const one of broader) {
    const other = ledger.get(one);
    if (!other) return { kind: 'refused', fault: notBroader(inEnglish`One of them is not in the list any more.`) };
    if (other.kind !== entity.kind)
      return {
        kind: 'refused',
        fault: notBroader(inEnglish`“${other.name}” is a ${other.kind}, and “${entity.name}” a ${entity.kind}.`),
      };
    if (!tree.canBeBroader(one, entity.id))
      return {
        kind: 'refused',
        fault: notBroader(
          inEnglish`“${other.name}” cannot be broader than “${entity.name}”, being itself narrower, or the same.`,
        ),
      };
  }
  const set = changesBetween(entity, { ...entity, broader });
  const group = set.length === 0 ? null : await store.append([{ kind: 'changed', id: entity.id, set }]);
  return { kind: 'set', entity: (await store.ledger()).get(entity.id) ?? entity, group };
}

const notBroader = (what: string): Fault => ({
  what,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Choose another term, or first take the other one out from under it.`,
  details: null,
});

/** Says that entities are the same as another one. Every tag that means one of them means that one from now on.
 *  @returns null when there is nothing to merge: all of them are that one already
 *  @throws AppendRefusedError when nothing can be written */
export async function mergeEntities(
  store: EntityStore,
  into: EntityId,
  others: readonly EntityId[],
): Promise<GroupId | null> {
  const ledger = await store.ledger();
  const survivor = ledger.resolve(into);
  const ids = new Set(others.map((id) => ledger.resolve(id)).filter((id) => id !== survivor));
  if (ids.size === 0) return null;
  return store.append([...ids].map((id): EntityAct => ({ kind: 'merged', id, into: survivor })));
}

/** Makes a second entity of what was one. Tags that mean it are told so in their documents; when this is undone they mean the first one again, without
 *  another change of a document.
 *  @returns the documents that could not be changed
 *  @throws AppendRefusedError when nothing can be written */
export async function splitEntity(
  store: EntityStore,
  documents: Documents,
  { id, name, mentions }: SplitRequest,
): Promise<{ readonly entity: Entity; readonly group: GroupId; readonly left: readonly DocumentId[] } | null> {
  const ledger = await store.ledger();
  const from = ledger.get(id);
  if (!from) return null;
  const entity = plainEntity(newEntityId(), from.kind, cleanText(name));
  const taken = from.variants.filter(({ text }) => foldedName(text) === foldedName(entity.name));
  const acts: EntityAct[] = [makingOf(entity, from.id)];
  if (taken.length > 0)
    acts.push({
      kind: 'changed',
      id: from.id,
      set: taken.map((variant) => ({ remove: { item: 'variant', ...variant } })),
    });
  const group = await store.append(acts);
  const left: DocumentId[] = [];
  for (const [document, annotations] of byDocument(mentions))
    if (!(await identifyIn(documents, document, annotations, entity.id))) left.push(document);
  return { entity, group, left };
}

/** What becomes another entity. */
export interface SplitRequest {
  readonly id: EntityId;
  /** Of the new entity. */
  readonly name: string;
  /** The tags that mean the new one. */
  readonly mentions: readonly { readonly document: DocumentId; readonly annotation: AnnotationId }[];
}

function byDocument(mentions: SplitRequest['mentions']): ReadonlyMap<DocumentId, readonly AnnotationId[]> {
  const found = new Map<DocumentId, AnnotationId[]>();
  for (const { document, annotation } of mentions) {
    const annotations = found.get(document);
    if (annotations) annotations.push(annotation);
    else found.set(document, [annotation]);
  }
  return found;
}

/** @returns whether the document could be changed */
const identifyIn = (
  documents: Documents,
  document: DocumentId,
  annotations: readonly AnnotationId[],
  entity: EntityId,
): Promise<boolean> =>
  documents.withDocument(document, async (store) => {
    if (store.readOnly !== null) return false;
    const known = annotations.filter((id) => store.state.annotations.has(id));
    const acts = known.map((id) => ({ kind: 'identified' as const, id, entity }));
    if (acts.length > 0) await store.append(store.state.seq, [{ group: newGroupId(), steps: [], annotations: acts }]);
    return true;
  });

export type UndoOutcome =
  | {
      readonly kind: 'undone';
      readonly group: GroupId;
      readonly isRedone: boolean;
      readonly entities: readonly EntityId[];
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** Takes one act back, or the last one that counts; an act that was taken back already is done again.
 *  @throws AppendRefusedError when nothing can be written */
export async function undoEntities(store: EntityStore, named: GroupId | null): Promise<UndoOutcome> {
  const ledger = await store.ledger();
  const group = named ?? ledger.groups.findLast((one) => ledger.counts(one) === true) ?? null;
  if (group === null) return { kind: 'nothing' };
  const counts = ledger.counts(group);
  if (counts === undefined) return { kind: 'unknown' };
  await store.append([{ kind: counts ? 'undone' : 'redone', group }]);
  return { kind: 'undone', group, isRedone: !counts, entities: ledger.touched(group) };
}
