import * as v from 'valibot';
import type { ReaderAct, TemplateAct } from '../archive/collection-desk.ts';
import { readerActSchema, templateActSchema } from '../archive/stored-acts.ts';
import { type DocumentId, type GroupId, isIdentifier, type TagTypeId } from '../document/identifier.ts';
import type { VocabularyAct } from '../document/vocabulary.ts';
import { type TagType, type TagTypeAct, type TagTypeGroup, tagHues, tagLines } from '../tag-types/tag-types.ts';
import type { RecordEnvelope } from './record.ts';
import { envelopeEntries, firstIssue, malformed, type Parsed, parseJson } from './record-codec.ts';

/** What a record of a collection's own journal says happened. */
export type CollectionEntry =
  /** The first record of a collection: what makes `collection.json` a thing that can be written anew. */
  | { readonly kind: 'collection'; readonly payload: { readonly act: 'created'; readonly title: string } }
  /** Which documents there are. `source` is the base name of the imported file. */
  | {
      readonly kind: 'document';
      readonly payload:
        | { readonly act: 'added'; readonly id: DocumentId; readonly source: string }
        /** What could be read of a damaged document is another one now; its folder is no part of the collection any more. */
        | { readonly act: 'replaced'; readonly id: DocumentId; readonly by: DocumentId }
        /** A person took it out of the collection; its folder is kept in `removed/`. */
        | { readonly act: 'removed'; readonly id: DocumentId }
        /** It is a document of the collection again, in its old place of the list. */
        | { readonly act: 'returned'; readonly id: DocumentId }
        /** What was kept of a removed one is gone for good. */
        | { readonly act: 'emptied'; readonly id: DocumentId };
    }
  /** What the collection learned or forgot. */
  | {
      readonly kind: 'vocabulary';
      readonly payload: { readonly act: 'changed'; readonly changes: readonly VocabularyAct[] };
    }
  /** A template of facts was kept or dropped. */
  | { readonly kind: 'template'; readonly payload: TemplateAct }
  /** What happened to a second reading of a document. */
  | { readonly kind: 'reader'; readonly payload: ReaderAct }
  /** What became of the types of tags. */
  | { readonly kind: 'tag types'; readonly payload: { readonly act: 'changed' } & TagTypeGroup };

/** A line of `journal/<replica>/000001.jsonl`. `collection` is the id that `collection.json` holds. The journals of
 *  several replicas are read as the union of what they say, in the order of `seq`, which is higher than that of every record
 *  known when it was written. */
export type CollectionRecord = Omit<RecordEnvelope, 'document'> & { readonly collection: string } & CollectionEntry;

/** What is kept of a record that is not about the list of documents. */
export type OtherRecord = { readonly editor: string; readonly time: string } & Exclude<
  CollectionEntry,
  { readonly kind: 'collection' | 'document' }
>;

const envelope = v.object({ ...envelopeEntries, collection: v.custom<string>(isIdentifier, 'no identifier') });

const documentId = v.custom<DocumentId>(isIdentifier, 'no identifier');
const knownActs: readonly unknown[] = [
  ...['created', 'added', 'replaced', 'removed', 'returned', 'emptied', 'changed'],
  ...['kept', 'dropped', 'assigned', 'settled', 'withdrawn'],
];
const pair = { from: v.string(), to: v.string() };

/** One thing that a collection learned or forgot. */
const vocabularyAct: v.GenericSchema<unknown, VocabularyAct> = v.variant('kind', [
  v.object({ kind: v.literal('word added'), word: v.string() }),
  v.object({ kind: v.literal('word removed'), word: v.string() }),
  v.object({ kind: v.literal('correction learned'), ...pair }),
  v.object({ kind: v.literal('correction taken back'), ...pair }),
  v.object({ kind: v.literal('correction forgotten'), ...pair }),
  v.object({ kind: v.literal('languages chosen'), languages: v.array(v.string()) }),
  v.object({ kind: v.literal('reader chosen'), reader: v.nullable(v.string()) }),
]);

const tagTypeId = v.custom<TagTypeId>(isIdentifier, 'no identifier');
const groupId = v.custom<GroupId>(isIdentifier, 'no identifier');

/** Kinds have no identifiers of the sort that types have, and are words of the same form. */
const tagType: v.GenericSchema<unknown, TagType> = v.object({
  id: tagTypeId,
  name: v.string(),
  parent: tagTypeId,
  hue: v.picklist(tagHues),
  line: v.picklist(tagLines),
  key: v.string(),
  element: v.string(),
  type: v.string(),
  subtype: v.string(),
  note: v.string(),
});

const tagTypeAct: v.GenericSchema<unknown, TagTypeAct> = v.variant('kind', [
  v.object({ kind: v.literal('type defined'), type: tagType }),
  v.object({ kind: v.literal('type removed'), id: tagTypeId, replacement: tagTypeId }),
]);

type PayloadOf<Kind extends CollectionEntry['kind']> = Extract<CollectionEntry, { readonly kind: Kind }>['payload'];

const payloadSchemas: { readonly [Kind in CollectionEntry['kind']]: v.GenericSchema<unknown, PayloadOf<Kind>> } = {
  collection: v.object({ act: v.literal('created'), title: v.string() }),
  document: v.variant('act', [
    v.object({ act: v.literal('added'), id: documentId, source: v.string() }),
    v.object({ act: v.literal('replaced'), id: documentId, by: documentId }),
    v.object({ act: v.literal('removed'), id: documentId }),
    v.object({ act: v.literal('returned'), id: documentId }),
    v.object({ act: v.literal('emptied'), id: documentId }),
  ]),
  vocabulary: v.object({ act: v.literal('changed'), changes: v.array(vocabularyAct) }),
  template: templateActSchema,
  reader: readerActSchema,
  'tag types': v.object({
    act: v.literal('changed'),
    group: groupId,
    undoes: v.exactOptional(groupId),
    acts: v.array(tagTypeAct),
  }),
};

const isKnownKind = (kind: string): kind is CollectionEntry['kind'] => Object.hasOwn(payloadSchemas, kind);

export const otherRecord = ({ editor, time, kind, payload }: CollectionRecord & OtherRecord): OtherRecord =>
  ({ editor, time, kind, payload }) as OtherRecord;

const storedOther = v.object({ editor: v.string(), time: v.string(), kind: v.string(), payload: v.unknown() });

/** Reads what `otherRecord` gave from its JSON; null when it is none, or of a kind that this build does not know. */
export function readOtherRecord(value: unknown): OtherRecord | null {
  const read = v.safeParse(storedOther, value);
  if (!read.success || !isKnownKind(read.output.kind)) return null;
  const { kind, ...rest } = read.output;
  if (kind === 'collection' || kind === 'document') return null;
  const payload = v.safeParse(payloadSchemas[kind] as v.GenericSchema<unknown>, rest.payload);
  return payload.success ? ({ ...rest, kind, payload: payload.output } as OtherRecord) : null;
}

/** Reads the JSON of one line of a collection's journal. An act that this build does not know counts as an unknown kind:
 *  passing over it could show documents that were taken out. */
export function parseCollectionRecord(json: Uint8Array): Parsed<CollectionRecord> {
  const parsed = parseJson(json, 'collectionRecord');
  if (!parsed.ok) return parsed;
  const checked = v.safeParse(envelope, parsed.value);
  if (!checked.success) return malformed(firstIssue(checked.issues));
  const { kind, payload, ...rest } = checked.output;
  if (!isKnownKind(kind)) return { ok: false, fault: { kind: 'unknown kind', name: kind } };
  const content = v.safeParse(payloadSchemas[kind] as v.GenericSchema<unknown>, payload);
  if (content.success) return { ok: true, value: { ...rest, kind, payload: content.output } as CollectionRecord };
  const act = (payload as { act?: unknown } | null)?.act;
  const isNew = typeof act === 'string' && !knownActs.includes(act);
  return isNew ? { ok: false, fault: { kind: 'unknown kind', name: act } } : malformed(firstIssue(content.issues));
}
