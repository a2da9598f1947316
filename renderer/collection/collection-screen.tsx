import { FileText, SearchX } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { CollectionView } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { pathsOf } from '../bridge.ts';
import { useCommands } from '../commands/use-commands.ts';
import { importFiles } from '../session/collection-actions.ts';
import { openDocument } from '../session/document-actions.ts';
import { openPanel } from '../session/session-store.ts';
import { useSession } from '../session/use-session.ts';
import { useWholeStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { DropArea } from '../ui/drop-area.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { CollectionBar } from './collection-bar.tsx';
import { CollectionHead } from './collection-head.tsx';
import { CollectionNotices } from './collection-notices.tsx';
import styles from './collection-screen.module.css';
import { CollectionStatus } from './collection-status.tsx';
import { type CollectionTable, lastTable, patchTable, searching, tableOf } from './collection-view.ts';
import { filterChoices, filterDocuments } from './document-filter.ts';
import { orderDocuments } from './document-order.ts';
import { DocumentTable } from './document-table.tsx';
import { FilterChips } from './filter-chips.tsx';
import { SelectionActions } from './selection-actions.tsx';
import type { TableSelection } from './table-selection.ts';

/** The documents of a collection. */
export function CollectionScreen({ collection }: { readonly collection: CollectionView }): ReactNode {
  const { folder } = collection;
  const { typed, filter, order, selection } = tableOf(folder, useWholeStore(lastTable));
  const patch = useCallback((changed: Partial<CollectionTable>) => patchTable(folder, changed), [folder]);
  const choose = useCallback((chosen: TableSelection) => patch({ selection: chosen }), [patch]);
  const search = useRef<HTMLInputElement>(null);
  const isSearching = useWholeStore(searching);
  useEffect(() => {
    if (!isSearching) return;
    search.current?.focus();
    searching.set(false);
  }, [isSearching]);
  const siglum = useSession((session) => session.preferences.editor.siglum);
  const { documents } = collection;
  const choices = useMemo(() => filterChoices(documents, siglum), [documents, siglum]);
  const shown = useMemo(
    () => orderDocuments(filterDocuments(documents, filter, typed), order),
    [documents, filter, typed, order],
  );
  const chosen = [...selection.chosen];
  const startExport = (checkAtOnce: boolean): void => {
    const ids = chosen.length > 0 ? chosen : documents.map((document) => document.id);
    openPanel({ kind: 'export', documents: ids, checkAtOnce });
  };
  const isWritable = collection.readOnly === null;
  useCommands({
    'collection.replace': documents.length > 0 ? () => openPanel({ kind: 'find', documents: scope(chosen) }) : null,
    'edition.export': documents.length > 0 ? () => startExport(false) : null,
    'edition.check': documents.length > 0 ? () => startExport(true) : null,
  });
  return (
    <>
      <CollectionBar
        collection={collection}
        typed={typed}
        onTyped={(next) => patch({ typed: next })}
        searchRef={search}
        onExport={() => startExport(false)}
      />
      <CollectionNotices collection={collection} />
      {documents.length === 0 ? (
        <main tabIndex={-1} data-keyboard-home className={styles.main}>
          <NothingYet isWritable={isWritable} />
        </main>
      ) : (
        <main tabIndex={-1} data-keyboard-home={shown.length === 0 || undefined} className={styles.main}>
          <CollectionHead documents={documents} />
          <div className={styles.tools}>
            <FilterChips choices={choices} filter={filter} onFilter={(next) => patch({ filter: next })} />
            <SelectionActions chosen={chosen} isWritable={isWritable} onExport={() => startExport(false)} />
          </div>
          {shown.length === 0 ? (
            <NothingFound onShowAll={() => patch({ typed: '', filter: { kind: 'all' } })} />
          ) : (
            <DocumentTable
              folder={folder}
              documents={shown}
              order={order}
              selection={selection}
              onOrder={(next) => patch({ order: next })}
              onSelection={choose}
              onOpen={(document) => void openDocument(document, null)}
            />
          )}
        </main>
      )}
      <CollectionStatus collection={collection} shown={shown.length} chosen={chosen.length} />
      {isWritable && (
        <DropArea
          invitation={`Import into ${collection.title}`}
          onDrop={({ files }) => void importFiles(pathsOf(files))}
        />
      )}
    </>
  );
}

/** The selected documents; all when none is. */
const scope = (chosen: readonly DocumentId[]): readonly DocumentId[] | null => (chosen.length > 0 ? chosen : null);

function NothingYet({ isWritable }: { readonly isWritable: boolean }): ReactNode {
  return (
    <EmptyState
      icon={FileText}
      title="No documents yet"
      actions={
        isWritable && (
          <Button look="primary" onPress={() => void importFiles(null)}>
            Import files…
          </Button>
        )
      }
    >
      Import plain-text transcriptions or OCR, or drop the files here. Each file becomes a document; the files
      themselves are copied and never changed.
    </EmptyState>
  );
}

function NothingFound({ onShowAll }: { readonly onShowAll: () => void }): ReactNode {
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing matches"
      actions={<Button onPress={onShowAll}>Show all documents</Button>}
    >
      No document of this collection has all of these words in its title, number, date, correspondents or file name.
    </EmptyState>
  );
}
