import type { DocumentId } from '../../shared/document/identifier.ts';
import type { SearchQuery } from '../../shared/search/query.ts';
import type { Searchable } from '../../shared/search/searchable.ts';
import { confined } from '../storage/disk/confined-file-system.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { serveTasks } from '../workers/worker-server.ts';
import { FullTextIndex, type SearchResult } from './full-text-index.ts';
import { type DocumentToCheck, IndexRefresh } from './refresh-index.ts';

/** What the thread of the full-text index is asked for. */
export type SearchTask =
  /** Takes all documents of a collection to be read where they are news; those in `open` come with `put`. */
  | {
      readonly kind: 'begin';
      readonly folder: string;
      readonly documents: readonly DocumentToCheck[];
      readonly open: readonly DocumentId[];
    }
  /** Takes documents as they are in the window. */
  | { readonly kind: 'put'; readonly documents: readonly Searchable[] }
  | { readonly kind: 'go on'; readonly ms: number }
  | { readonly kind: 'search'; readonly query: SearchQuery; readonly limit: number }
  | { readonly kind: 'save' };

export interface SearchAnswer {
  /** How many documents are still to be read. */
  readonly left: number;
  /** How many cannot be read. */
  readonly unreadable: number;
  readonly isChanged: boolean;
  readonly unsavedBytes: number;
  /** Of a search alone. */
  readonly result: SearchResult | null;
}

let open: { readonly folder: string; readonly index: FullTextIndex; readonly refresh: IndexRefresh } | null = null;

async function opened(folder: string): Promise<NonNullable<typeof open>> {
  if (open?.folder === folder) return open;
  const fileSystem = await confined(nodeFileSystem, folder);
  const index = await FullTextIndex.open(fileSystem, folder);
  open = { folder, index, refresh: new IndexRefresh(fileSystem, folder, index) };
  return open;
}

async function answer(task: SearchTask): Promise<SearchAnswer> {
  if (task.kind === 'begin') (await opened(task.folder)).refresh.begin(task.documents, task.open);
  if (!open) throw new Error('no collection is open');
  const { index, refresh } = open;
  if (task.kind === 'put') await index.add(task.documents.map((document) => ({ document, journals: '' })));
  if (task.kind === 'go on') await refresh.goOn(task.ms);
  if (task.kind === 'save') await index.save();
  const result = task.kind === 'search' ? await index.search(task.query, task.limit) : null;
  const { isChanged, unsavedBytes } = index;
  return { left: refresh.left, unreadable: refresh.unreadable.length, isChanged, unsavedBytes, result };
}

serveTasks<SearchTask, SearchAnswer>((task, begin) => {
  begin();
  return answer(task);
});
