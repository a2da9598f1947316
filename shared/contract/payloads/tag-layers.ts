import * as v from 'valibot';
import { type AnnotationKind, annotationKinds } from '../../document/annotation.ts';
import { isIdentifier, type TagTypeId } from '../../document/identifier.ts';

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
