import path from 'node:path';
import type { AnnotationAct } from '../../shared/document/annotation.ts';
import { type AnnotationId, type DocumentId, type EntityId, newGroupId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { importEntities, readEntityList } from './entity-lists.ts';

/** What a TEI file says of who its names are. */
export interface TiedNames {
  readonly entities: number;
  readonly tags: number;
}

/** Takes the lists of a TEI file that was imported (`listPerson`, `listPlace`, the list of persons in front matter) into the collection, and ties the tags of its documents to them as its
 *  `@corresp`, `@ref` and `@key` say. The text stays as it is, so that it is exported byte for byte as before.
 *  @param documents those that were made of the file
 *  @returns null when the file has no such list, or nothing can be written */
export async function tieImported(
  collection: Collection,
  file: string,
  documents: readonly DocumentId[],
): Promise<TiedNames | null> {
  const list = await readEntityList(file, null);
  if (list.kind === 'fault' || list.reading.entries.length === 0) return null;
  if ((await collection.entities.readOnly()) !== null) return null;
  const authority = path.parse(file).name;
  const { made } = await importEntities(collection.entities, list.reading, authority);
  const known = new Map<string, EntityId>();
  for (const { id, identifiers } of (await collection.entities.ledger()).entities)
    for (const identifier of identifiers) if (identifier.authority === authority) known.set(identifier.value, id);
  for (const { key, identifiers } of list.reading.entries) {
    // An entry with another identifier of its own is known by that.
    const same = known.get(key) ?? identifiers.map(({ value }) => known.get(value)).find((id) => id !== undefined);
    if (key !== '' && same !== undefined) known.set(key, same);
  }
  let tags = 0;
  for (const id of documents) tags += await documentsOf(collection).withDocument(id, (store) => tieTags(store, known));
  return { entities: made, tags };
}

/** @returns how many tags were tied */
async function tieTags(store: DocumentStore, known: ReadonlyMap<string, EntityId>): Promise<number> {
  const { doc, seq, annotations } = store.state;
  if (store.readOnly !== null || annotations.size === 0) return 0;
  const source = await store.sourceText();
  const acts = new Map<AnnotationId, AnnotationAct>();
  doc.descendants((node) => {
    for (const { type, attrs } of node.marks) {
      if (type.name !== 'annotation' || attrs.kind === 'date' || acts.has(attrs.id as AnnotationId)) continue;
      const id = attrs.id as AnnotationId;
      const offset = /^e(\d+)$/.exec(String(attrs.origin))?.[1];
      const entity = offset === undefined ? undefined : entityOfTag(source, Number(offset), known);
      if (entity !== undefined && annotations.get(id)?.entity !== entity)
        acts.set(id, { kind: 'identified', id, entity });
    }
  });
  if (acts.size > 0) await store.append(seq, [{ group: newGroupId(), steps: [], annotations: [...acts.values()] }]);
  return acts.size;
}

const startTag = /^<[^\s/>]+((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/;
const attributeForm = /\s(corresp|ref|key|xml:id)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Whom the start tag at an offset of the source names. */
function entityOfTag(source: string, offset: number, known: ReadonlyMap<string, EntityId>): EntityId | undefined {
  const attributes = startTag.exec(source.slice(offset, offset + 2_000))?.[1] ?? '';
  for (const [, , double, single] of attributes.matchAll(attributeForm))
    for (const pointer of (double ?? single ?? '').split(/\s+/)) {
      // A pointer may name the file, too.
      const entity = known.get(pointer.slice(pointer.lastIndexOf('#') + 1));
      if (entity !== undefined) return entity;
    }
  return undefined;
}
