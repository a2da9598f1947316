import type { AnnotationId, DocumentId, EntityId, GroupId } from '../../document/identifier.ts';
import type { Entity, EntityChange, EntityKind } from '../../entities/entity.ts';
import type {
  AuthorityInfo,
  EntityFinding,
  EntityRow,
  EntityRows,
  ImportedEntities,
  Mention,
  PlacesFound,
  SeenMap,
  TagCandidates,
} from '../payloads/entities.ts';

/** What the window asks of the entities of the open collection. */
export interface EntityCalls {
  /** Those of a kind, or all, with names that have what was typed; by the alphabet when nothing was. */
  'entities:list': {
    argument: { readonly text: string; readonly kind: EntityKind | null; readonly limit: number };
    reply: EntityRows;
  };
  /** What ids mean now, in the same order; null for one that was removed. */
  'entities:get': { argument: { readonly ids: readonly EntityId[] }; reply: readonly (Entity | null)[] };
  /** Who a tag may mean. */
  'entities:candidates': {
    argument: {
      readonly document: DocumentId;
      readonly annotation: AnnotationId | null;
      readonly kind: EntityKind;
      readonly text: string;
      readonly typed: string;
    };
    reply: TagCandidates;
  };
  'entities:make': { argument: { readonly kind: EntityKind; readonly name: string }; reply: Entity };
  /** Makes an entity of an entry of an authority. Null when that is no longer there. */
  'entities:take': { argument: { readonly authority: string; readonly key: string }; reply: Entity | null };
  /** Null when it was removed meanwhile. */
  'entities:change': {
    argument: { readonly id: EntityId; readonly set: readonly EntityChange[] };
    reply: ChangedEntity;
  };
  /** Says which terms are above one, and no others. A fault where that would lead in a circle. */
  'entities:broader': {
    argument: { readonly id: EntityId; readonly broader: readonly EntityId[] };
    reply: ChangedEntity;
  };
  /** Those above a term, at once, and those below it. */
  'entities:around': {
    argument: { readonly id: EntityId };
    reply: { readonly broader: readonly Entity[]; readonly narrower: readonly Entity[] };
  };
  /** The entities of a kind by what they are a kind or a part of: each below every broader one. At most `limit` lines. */
  'entities:tree': {
    argument: { readonly kind: EntityKind; readonly limit: number };
    reply: readonly (EntityRow & { readonly depth: number })[];
  };
  'entities:merge': {
    argument: { readonly into: EntityId; readonly others: readonly EntityId[] };
    reply: ChangedEntity;
  };
  /** Makes a second entity, which these tags mean. No document is open meanwhile. */
  'entities:split': {
    argument: {
      readonly id: EntityId;
      readonly name: string;
      readonly mentions: readonly { readonly document: DocumentId; readonly annotation: AnnotationId }[];
    };
    reply: ChangedEntity;
  };
  'entities:remove': { argument: { readonly id: EntityId }; reply: ChangedEntity };
  /** Takes an act back, or does it again. */
  'entities:undo': { argument: { readonly group: GroupId }; reply: ChangedEntity };
  /** Every tag that means an entity, or, `narrower`, one below it. Sends `progress`; can be cancelled. */
  'entities:mentions': {
    argument: { readonly id: EntityId; readonly narrower: boolean };
    reply: { readonly mentions: readonly Mention[]; readonly unreadable: readonly string[] };
  };
  /** The places that have coordinates, at most 20,000. Sends `progress`; can be cancelled. */
  'entities:places': { argument: null; reply: PlacesFound };
  /** Asks for a file with a dialog and writes the map there, as SVG. Null when the person cancelled. */
  'entities:save-map': { argument: { readonly view: SeenMap }; reply: { readonly file: string } | null };
  /** Sends `progress`; can be cancelled. */
  'entities:check': { argument: null; reply: readonly EntityFinding[] };
  /** Asks for a list with a dialog and takes it in. Null when the person cancelled.
   *  `kind`: what the rows of a table are that do not say it. */
  'entities:import': {
    argument: { readonly kind: EntityKind };
    reply: (ImportedEntities & { readonly name: string }) | null;
  };
  /** Asks for a folder and writes the list there, as CSV and as TEI. Null when the person cancelled. */
  'entities:export': { argument: null; reply: readonly string[] | null };
  'entities:authorities': { argument: null; reply: readonly AuthorityInfo[] };
  /** Asks for a list with a dialog and keeps it in the collection as an authority. Null when the person cancelled. */
  'entities:load-authority': {
    argument: { readonly kind: EntityKind };
    reply: { readonly name: string; readonly entries: number; readonly faults: ImportedEntities['faults'] } | null;
  };
  'entities:remove-authority': { argument: { readonly file: string }; reply: readonly AuthorityInfo[] };
}

/** What an act upon entities came to. */
export interface ChangedEntity {
  /** As it is now; null when it is not there any more. */
  readonly entity: Entity | null;
  /** By which it is undone; null when nothing was done. */
  readonly group: GroupId | null;
  /** Documents that could not be changed with it. */
  readonly left: readonly DocumentId[];
}
