import { customAlphabet } from 'nanoid';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Identity of a page anchor; serves as `pb/@xml:id`. */
export type AnchorId = Branded<'AnchorId'>;
/** Identity of an annotation or of another mark that stands for one thing; serves as `@xml:id`. */
export type AnnotationId = Branded<'AnnotationId'>;
/** Identity of a note body; serves as `note/@xml:id`. */
export type NoteId = Branded<'NoteId'>;
/** Identity of a document; the name of its folder and the `TEI/@xml:id` of its edition. */
export type DocumentId = Branded<'DocumentId'>;
/** One undoable act: every journal record that it caused carries it. */
export type GroupId = Branded<'GroupId'>;
/** One act upon an annotation, told from every other of the document: `<group>.<count>`, the group that it belongs to and how many acts of
 *  that group upon the same annotation come before it. The same after reopening, in a salvage and beside changes of others. */
export type ActId = Branded<'ActId'>;
/** One installation that writes journals. */
export type ReplicaId = Branded<'ReplicaId'>;
/** Identity of a page image; serves as `surface/@xml:id`. */
export type PageImageId = Branded<'PageImageId'>;
/** Identity of one reading of one page. */
export type ReadingId = Branded<'ReadingId'>;
/** Identity of a region that a person drew on a page; serves as `zone/@xml:id`. */
export type ZoneId = Branded<'ZoneId'>;
/** Identity of a person, a place or another entity of a collection; serves as `@xml:id` in its standoff list. */
export type EntityId = Branded<'EntityId'>;
/** Identity of a type of tags that a collection has made for itself; serves as `category/@xml:id`. */
export type TagTypeId = Branded<'TagTypeId'>;
/** One line of an import report; what it recognised carries the id as its `recognition`. */
export type RecognitionId = Branded<'RecognitionId'>;

const random = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 11);

/** A new random identifier: one letter that tells its sort, then 11 characters of 0–9 and a–z (57 bits),
 *  so that it is an XML name and a file name on every system. */
const fresh = (letter: string): string => letter + random();

export const newAnchorId = (): AnchorId => fresh('p') as AnchorId;
export const newAnnotationId = (): AnnotationId => fresh('a') as AnnotationId;
export const newNoteId = (): NoteId => fresh('n') as NoteId;
export const newDocumentId = (): DocumentId => fresh('d') as DocumentId;
export const newGroupId = (): GroupId => fresh('g') as GroupId;
export const newReplicaId = (): ReplicaId => fresh('r') as ReplicaId;
export const newPageImageId = (): PageImageId => fresh('s') as PageImageId;
export const newReadingId = (): ReadingId => fresh('o') as ReadingId;
export const newZoneId = (): ZoneId => fresh('z') as ZoneId;
export const newEntityId = (): EntityId => fresh('e') as EntityId;
export const newTagTypeId = (): TagTypeId => fresh('t') as TagTypeId;

/** @param count how many acts of the group upon the same annotation come before it */
export const actId = (group: GroupId, count: number): ActId => `${group}.${count}` as ActId;

const actIdentifier = /^[a-z][0-9a-z_-]{0,63}\.\d{1,9}$/;

/** Whether a string from outside can be the identity of an act. */
export const isActId = (value: unknown): value is ActId => typeof value === 'string' && actIdentifier.test(value);

/** The identifier of the nth recognition of an import, from 1. Unique within its document only. */
export const recognitionId = (ordinal: number): RecognitionId => `i${ordinal}` as RecognitionId;

const identifier = /^[a-z][0-9a-z_-]{0,63}$/;

/** Whether a string from outside is safe as an identifier: an XML name, and a file name that cannot leave its folder. */
export const isIdentifier = (value: unknown): value is string => typeof value === 'string' && identifier.test(value);
