import type { AnnotationKind } from '../../document/annotation.ts';
import type { AnnotationId, DocumentId, EntityId, GroupId } from '../../document/identifier.ts';
import type { Coordinates, Entity, EntityKind } from '../../entities/entity.ts';
import type { ListFault } from '../../entities/lists/entity-list.ts';
import type { CandidateReason } from '../../entities/rank-candidates.ts';

/** A tag somewhere in the collection that means an entity, or none yet. */
export interface Mention {
  readonly document: DocumentId;
  /** Title of the document, or the name of its source. */
  readonly title: string;
  /** W3C; null when the document has no date. */
  readonly date: string | null;
  readonly annotation: AnnotationId;
  readonly kind: AnnotationKind;
  /** The words of the tag, with those before and after it. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** As the document says it; where that was merged with another, `EntityLedger.resolve` says with which. Null: not said yet. */
  readonly entity: EntityId | null;
}

/** An entity in a list, with how many tags mean it. */
export interface EntityRow {
  readonly entity: Entity;
  readonly mentions: number;
}

/** A part of the list of entities. */
export interface EntityRows {
  readonly rows: readonly EntityRow[];
  /** How many there are that were asked for, of which these may be the first. */
  readonly total: number;
  /** Why nothing can be changed, as a sentence; null when it can. */
  readonly readOnly: string | null;
}

/** Something about entities that an editor should look at. */
export type EntityFinding =
  | { readonly kind: 'never mentioned'; readonly entity: EntityId; readonly name: string }
  /** Several of one kind have a name in common. */
  | { readonly kind: 'same name'; readonly name: string; readonly entities: readonly EntityId[] }
  /** One identifier of an authority is said of several. */
  | {
      readonly kind: 'same identifier';
      readonly identifier: string;
      readonly entities: readonly EntityId[];
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'mentioned before birth';
      readonly entity: EntityId;
      readonly name: string;
      readonly mention: Mention;
    }
  /** It was removed, or is of another kind than the tag says. */
  | { readonly kind: 'not there'; readonly entity: EntityId; readonly mention: Mention }
  | { readonly kind: 'other kind'; readonly entity: EntityId; readonly name: string; readonly mention: Mention };

/** Who a tag may mean, as the window shows it. */
export interface CandidateRow {
  readonly entity: Entity;
  readonly reasons: readonly CandidateReason[];
}

/** An entry of an authority that is not yet an entity of the collection. */
export interface AuthorityRow {
  readonly authority: string;
  /** How the authority names it. */
  readonly key: string;
  readonly name: string;
  readonly kind: EntityKind;
  /** Dates and what is said of it, in a few words. */
  readonly note: string;
}

/** Who a tag may mean. */
export interface TagCandidates {
  /** The likeliest first; when something was typed, those whose names have it. */
  readonly entities: readonly CandidateRow[];
  /** The only one that it can mean, as far as is known. */
  readonly certain: EntityId | null;
  /** Of the lists of authorities, when something was typed or no entity is alike. */
  readonly authorities: readonly AuthorityRow[];
}

/** A list of an authority in the collection. */
export interface AuthorityInfo {
  readonly file: string;
  readonly name: string;
  readonly entries: number;
  readonly loaded: string;
}

/** A place with its coordinates, and how many tags mean it. */
export interface PlaceRow {
  readonly id: EntityId;
  readonly name: string;
  readonly coordinates: Coordinates;
  readonly mentions: number;
}

/** The places of a collection that can be drawn on a map. */
export interface PlacesFound {
  /** Those that are mentioned most first. */
  readonly places: readonly PlaceRow[];
  /** How many have no coordinates. */
  readonly without: number;
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
}

/** What of the world is seen, in units of the map. */
export interface SeenMap {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What became of a list that was read in. */
export interface ImportedEntities {
  readonly made: number;
  readonly changed: number;
  /** Those that were known already with all that the list says. */
  readonly same: number;
  readonly faults: readonly ListFault[];
  readonly passedOver: readonly string[];
  /** By which all of it is undone; null when nothing was changed. */
  readonly group: GroupId | null;
}
