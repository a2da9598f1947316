import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { AnnotationAct } from '../../shared/document/annotation.ts';
import {
  type AnnotationId,
  type DocumentId,
  type GroupId,
  newGroupId,
  type TagTypeId,
} from '../../shared/document/identifier.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { readTagTaxonomy, type TagTaxonomy } from '../../shared/tag-types/tag-taxonomy.ts';
import { type TagType, type TagTypeAct, type TagTypeParent, tagTypeFault } from '../../shared/tag-types/tag-types.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { faultInWords } from './tag-types.ts';

const mostBytes = 64 * 1024 * 1024;

export type TaxonomyFile =
  | { readonly kind: 'read'; readonly taxonomy: TagTaxonomy }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Reads the taxonomy of tags of a TEI file that a person named. */
export async function readTaxonomyFile(file: string): Promise<TaxonomyFile> {
  const name = path.basename(file);
  const read = await readOutsideFile(path.resolve(file), mostBytes);
  if (read.kind !== 'read') return { kind: 'fault', fault: outsideFileFault(read, name) };
  const decoded = decodeText(read.bytes, { maxBytes: mostBytes });
  if (decoded.kind !== 'text') return { kind: 'fault', fault: readFault(decoded, name) };
  const taxonomy = readTagTaxonomy(decoded.text);
  if (taxonomy.ids.size > 0 || taxonomy.types.length > 0) return { kind: 'read', taxonomy };
  const fault: Fault = {
    what: inEnglish`“${name}” has no types of tags.`,
    kept: inEnglish`Nothing was changed.`,
    next: inEnglish`Choose a TEI file whose header has a taxonomy with categories below person, place, organisation, date or term.`,
    details: null,
  };
  return { kind: 'fault', fault };
}

/** What was taken from a taxonomy. */
export interface ImportedTagTypes {
  /** Null where nothing was new. */
  readonly group: GroupId | null;
  readonly made: number;
  readonly changed: number;
  readonly same: number;
  /** Why categories were left out, as sentences. */
  readonly left: readonly string[];
  /** The `@xml:id`s of the file, and of which type or kind of the collection each is. */
  readonly ids: ReadonlyMap<string, TagTypeParent>;
}

/** Takes the types that a TEI file lists into the collection, as one act. One of a known id, or of a known name under the same
 *  kind, is changed to what the file says.
 *  @throws AppendRefusedError when nothing can be written */
export async function importTagTypes(collection: Collection, read: TagTaxonomy): Promise<ImportedTagTypes> {
  const left = [...read.left];
  let types = collection.tagTypes.types;
  const ids = new Map<string, TagTypeId>();
  const acts: TagTypeAct[] = [];
  const counts = { made: 0, changed: 0, same: 0 };
  const group = newGroupId();
  for (const listed of read.types) {
    const wanted = { ...listed, parent: ids.get(listed.parent) ?? listed.parent };
    const known =
      types.all.find(({ id }) => id === wanted.id) ??
      types.all.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase());
    const type = { ...wanted, id: known?.id ?? wanted.id };
    ids.set(listed.id, type.id);
    const fault = tagTypeFault(types, type);
    if (fault !== null) left.push(faultInWords(fault, type));
    else if (known && types.kindOf(known) !== types.kindOfParent(type.parent))
      left.push(inEnglish`“${type.name}” is a ${types.kindOf(known)} in the collection, and stays one.`);
    else if (known && isSame(known, type)) counts.same += 1;
    else {
      acts.push({ kind: 'type defined', type });
      counts[known ? 'changed' : 'made'] += 1;
      types = types.with({ group, acts: [{ kind: 'type defined', type }] });
    }
  }
  if (acts.length > 0) await collection.tagTypes.change({ group, acts });
  const known = [...read.ids].map(([id, is]) => [id, ids.get(is) ?? is] as const);
  return { group: acts.length > 0 ? group : null, ...counts, left, ids: new Map(known) };
}

const isSame = (a: TagType, b: TagType): boolean =>
  (Object.keys(a) as (keyof TagType)[]).every((name) => a[name] === b[name]);

/** Takes the types of a TEI file that was imported into the collection, and says of the tags of its documents of which they are, as their `@ana` does. The
 *  text stays as it is.
 *  @param documents those that were made of the file */
export async function tieImportedTypes(
  collection: Collection,
  file: string,
  documents: readonly DocumentId[],
): Promise<void> {
  const read = await readTaxonomyFile(file);
  if (read.kind === 'fault' || read.taxonomy.types.length === 0 || collection.readOnly !== null) return;
  const { ids } = await importTagTypes(collection, read.taxonomy);
  for (const id of documents) await documentsOf(collection).withDocument(id, (store) => tieTypes(store, ids));
}

async function tieTypes(store: DocumentStore, ids: ReadonlyMap<string, TagTypeParent>): Promise<void> {
  const { doc, seq, annotations } = store.state;
  if (store.readOnly !== null || annotations.size === 0) return;
  const source = await store.sourceText();
  const acts = new Map<AnnotationId, AnnotationAct>();
  doc.descendants((node) => {
    for (const { type, attrs } of node.marks) {
      const id = attrs.id as AnnotationId;
      const offset = type.name === 'annotation' ? /^e(\d+)$/.exec(String(attrs.origin))?.[1] : undefined;
      if (offset === undefined || acts.has(id)) continue;
      const pointers = startTag.exec(source.slice(Number(offset), Number(offset) + 2_000))?.[1] ?? '';
      const is = pointers.split(/\s+/).map((pointer) => ids.get(pointer.slice(pointer.indexOf('#') + 1)));
      const of = is.find((one) => one !== undefined && annotations.get(id)?.as !== one);
      if (of !== undefined) acts.set(id, { kind: 'typed', id, type: of as TagTypeId });
    }
  });
  if (acts.size > 0) await store.append(seq, [{ group: newGroupId(), steps: [], annotations: [...acts.values()] }]);
}

/** A start tag with `@ana`. */
const startTag = /^<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*?\s+ana\s*=\s*["']([^"']*)["']/;
