import * as v from 'valibot';
import { type AnnotationKind, annotationKinds } from '../../document/annotation.ts';
import { type DocumentId, isIdentifier, type TagTypeId } from '../../document/identifier.ts';

/** Some words, their variants included, and what they are. */
export interface OccurrencesOf {
  /** Null for all documents of the collection. */
  readonly documents: readonly DocumentId[] | null;
  readonly words: string;
  readonly as: AnnotationKind;
}

/** A place where they stand. */
export interface TaggableHit {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
  /** Whether a tag of the kind covers it. */
  readonly isTagged: boolean;
  /** Other kinds of which a tag begins and ends with these words. */
  readonly otherKinds: readonly AnnotationKind[];
}

export interface TaggableDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly source: string;
  /** The state in which they were found. */
  readonly seq: number;
  readonly hits: readonly TaggableHit[];
}

export interface TaggableHits {
  /** Documents with at least one hit. */
  readonly documents: readonly TaggableDocument[];
  /** How many documents could not be read: they may have hits. */
  readonly left: number;
  readonly cancelled: boolean;
}

export interface TagOccurrences extends Omit<OccurrencesOf, 'documents'> {
  readonly chosen: readonly {
    readonly document: DocumentId;
    /** `TaggableDocument.seq`. */
    readonly seq: number;
    /** Places among `TaggableDocument.hits`, from 0. */
    readonly hits: readonly number[];
  }[];
}

/** A passage that a person may want to tag. */
export interface TagSuggestion {
  /** Positions in the document in which it was found. */
  readonly from: number;
  readonly to: number;
  readonly kind: AnnotationKind;
  /** Its words. */
  readonly text: string;
  /** From 0 to 1: how surely a person would tag it so. */
  readonly score: number;
  /** Why, as a sentence. */
  readonly reason: string;
}

export interface TagSuggestions {
  /** The state of the document in which they were found. */
  readonly seq: number;
  /** In the order of the document. */
  readonly suggestions: readonly TagSuggestion[];
  /** Whether every document of the collection was learned from: ask again while not. */
  readonly isComplete: boolean;
}

/** How much a type of tags is used. */
export interface TagTypeUse {
  readonly tags: number;
  readonly documents: number;
  /** How many types lie directly under it. */
  readonly types: number;
}

/** What is known of a tag besides what it is: that it is linked to the entity that it means; that it is not yet; that an editor commented on it. */
export const tagStatuses = ['identified', 'open', 'commented'] as const;
export type TagStatus = (typeof tagStatuses)[number];

/** Marks that can be hidden together: what is hard to read or supplied; what was written or struck by hand; how letters look, abbreviations and languages. */
export const markLayers = ['doubt', 'hand', 'look'] as const;
export type MarkLayer = (typeof markLayers)[number];

/** Which tags and marks a person does not want to see in the text: those of any of these layers. Hiding is a view, and changes neither lists nor editions. */
export interface HiddenLayers {
  readonly kinds: readonly AnnotationKind[];
  /** Types of the collection; what lies under one is hidden with it. */
  readonly types: readonly TagTypeId[];
  /** Sigla of the editors who made them. */
  readonly editors: readonly string[];
  readonly statuses: readonly TagStatus[];
  readonly marks: readonly MarkLayer[];
}

export const nothingHidden: HiddenLayers = { kinds: [], types: [], editors: [], statuses: [], marks: [] };

/** More is no layer that a person has chosen one by one. */
const mostLayers = 1_000;

const many = <Item>(item: v.GenericSchema<unknown, Item>) => v.pipe(v.array(item), v.maxLength(mostLayers));

/** As the window sends it, and as it is kept. */
export const hiddenLayersSchema: v.GenericSchema<unknown, HiddenLayers> = v.strictObject({
  kinds: many(v.picklist(annotationKinds)),
  types: many(v.custom<TagTypeId>(isIdentifier)),
  editors: many(v.pipe(v.string(), v.maxLength(100))),
  statuses: many(v.picklist(tagStatuses)),
  marks: many(v.picklist(markLayers)),
});
