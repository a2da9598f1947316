import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Node } from 'prosemirror-model';
import { documentsFolder } from '../../main/storage/disk/collection-paths.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { loadDocument } from '../../main/storage/document/load-document.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { schema } from '../../shared/document/schema.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { transcription } from './workbench-page.ts';

/** The document in the transcription, in canonical form.
 *  @throws RangeError when it is not a document of the schema */
export const shownDocument = async (page: Page): Promise<string> => canonicalJson(await shownNode(page));

/** The document in the transcription, without what the window draws into it.
 *  @throws RangeError when it is not a document of the schema */
export async function shownNode(page: Page): Promise<Node> {
  const json = await transcription(page).evaluate((root) => {
    // The editor's view keeps the node that it draws with the element.
    const { pmViewDesc } = root as unknown as { readonly pmViewDesc: { readonly node: { toJSON(): unknown } } };
    return pmViewDesc.node.toJSON();
  });
  const doc = schema.nodeFromJSON(json);
  doc.check();
  return doc;
}

/** A document of a collection as the records of its journal on the disk lead to it, in canonical form.
 *  @param source the start of the name of the file that it was imported from */
export async function savedDocument(collection: string, source: string): Promise<string> {
  for (const id of await readdir(documentsFolder(collection))) {
    const { replay, isWhole } = await loadDocument({
      fileSystem: nodeFileSystem,
      replica: 'rreader00000' as ReplicaId,
      folder: collection,
      id: id as DocumentId,
      name: path.basename(id),
      mayRecover: () => Promise.resolve(false),
      isShared: false,
      useCheckpoints: false,
    });
    if (!replay.state.source.name.startsWith(source)) continue;
    if (!isWhole) throw new Error('the journal on the disk is not whole');
    return canonicalJson(replay.doc);
  }
  throw new Error(`the collection has no document from ${source}`);
}
