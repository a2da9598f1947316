import { ChevronDown, FileText, SearchX, Trash2 } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { CollectionView } from '../../../shared/contract/calls/collection.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { documentStatuses } from '../../../shared/document/metadata.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { requestImport } from '../../actions/collection-actions.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { type LastAct, lastAct } from '../../actions/last-act.ts';
import { putBack, removalQuestion } from '../../actions/removal-actions.ts';
import { restoreStatuses, setStatus } from '../../actions/status-actions.ts';
import { openInNewWindow } from '../../actions/window-actions.ts';
import { type CommandHandlers, useCommands } from '../../commands/command-registry.ts';
import { allRows } from '../../model/rows.ts';
import { openPanel, useSession, session as windowSession } from '../../model/session.ts';
import {
  type CollectionTable,
  type DocumentFilter,
  type FilterChoice,
  filterChoices,
  filterKey,
  lastTable,
  patchTable,
  searching,
  type TableSelection,
  tableOf,
} from '../../model/table/collection-table.ts';
import type { TableLines } from '../../model/table/table-columns.ts';
import { pathsOf } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import { statusNames } from '../../ui/marks.tsx';
import { MenuButton, MenuEntry } from '../../ui/menu.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { DocumentTable, type DocumentTableProps } from '../collection-table/document-table.tsx';
import { type MenuPlace, RowMenu } from '../collection-table/row-menu.tsx';
import { TableTools } from '../collection-table/table-tools.tsx';
import { useTableLines } from '../collection-table/use-table-lines.ts';
import { useKeptView, useMentions } from '../collection-table/use-table-views.ts';
import { CollectionBar, CollectionHead, CollectionStatus } from './collection-head.tsx';
import { CollectionNotices } from './collection-notices.tsx';
import styles from './collection-screen.module.css';
import filterChipsStyles from './filter-chips.module.css';
import selectionActionsStyles from './selection-actions.module.css';
import { UnreadableDocuments } from './unreadable-documents.tsx';

interface FilterChipsProps {
  readonly choices: readonly FilterChoice[];
  readonly filter: DocumentFilter;
  readonly onFilter: (filter: DocumentFilter) => void;
}

function FilterChips({ choices, filter, onFilter }: FilterChipsProps): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label={t`Show`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filterKey(filter)]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(filterKey(choice.filter)));
        if (chosen) onFilter(chosen.filter);
      }}
      className={classNames(filterChipsStyles.chips)}
    >
      {choices.map((choice) => (
        <ToggleButton
          key={filterKey(choice.filter)}
          id={filterKey(choice.filter)}
          className={classNames(filterChipsStyles.chip)}
        >
          {choice.label}
          <span className={filterChipsStyles.count}>{choice.count.toLocaleString(interfaceLocale())}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface SelectionActionsProps {
  readonly chosen: readonly DocumentId[];
  readonly isWritable: boolean;
  readonly onExport: () => void;
}

/** What can be done with the chosen documents. */
function SelectionActions({ chosen, isWritable, onExport }: SelectionActionsProps): ReactNode {
  const [first] = chosen;
  if (first === undefined) return null;
  return (
    <div role="toolbar" aria-label={t`Selected documents`} className={selectionActionsStyles.actions}>
      <span className={selectionActionsStyles.count}>{t`${chosen.length} selected`}</span>
      {chosen.length === 1 && <Button onPress={() => void openDocument(first, null)}>{t`Open`}</Button>}
      {isWritable && (
        <MenuButton
          label={t`Status`}
          button={
            <Button>
              {t`Set status`} <ChevronDown size={14} aria-hidden />
            </Button>
          }
        >
          {documentStatuses.map((status) => (
            <MenuEntry key={status} label={statusNames[status]} onAction={() => void setStatus(chosen, status)} />
          ))}
        </MenuButton>
      )}
      {isWritable && (
        <Button onPress={() => openPanel({ kind: 'facts', documents: chosen })}>{t`Archive facts…`}</Button>
      )}
      <Button onPress={onExport}>{t`Export…`}</Button>
      {isWritable && (
        <IconButton
          icon={Trash2}
          label={t`Remove from the collection…`}
          keys="Delete"
          onPress={() => removalQuestion.set(chosen)}
        />
      )}
    </div>
  );
}

/** The documents of a collection. */
export function CollectionScreen({ collection }: { readonly collection: CollectionView }): ReactNode {
  const { folder } = collection;
  const { typed, filter, view, closedGroups, selection } = tableOf(folder, useWholeStore(lastTable));
  const patch = useCallback((changed: Partial<CollectionTable>) => patchTable(folder, changed), [folder]);
  const choose = useCallback((chosen: TableSelection) => patch({ selection: chosen }), [patch]);
  const search = useSearchField();
  const { documents } = collection;
  const lines = useSetUpTable(documents, { folder, filter, typed, view, closedGroups });
  const isNothing = lines.count === 0;
  const chosen = useChosen(documents, selection);
  const startExport = async (checkAtOnce: boolean): Promise<void> => {
    if (chosen.length === 0 && !(await allRows())) return;
    const all = windowSession().collection?.documents ?? [];
    const ids = chosen.length > 0 ? chosen : all.map((document) => document.id);
    openPanel({ kind: 'export', documents: ids, checkAtOnce });
  };
  const isWritable = collection.readOnly === null;
  useCommands({
    ...useRemovalCommands(folder, isWritable ? chosen : []),
    ...documentCommands({ documents, chosen, startExport }),
  });
  return (
    <>
      <CollectionBar
        collection={collection}
        typed={typed}
        onTyped={(next) => patch({ typed: next })}
        searchRef={search}
        onExport={() => void startExport(false)}
      />
      <CollectionNotices collection={collection} />
      <UnreadableDocuments documents={collection.unreadable} />
      {documents.length === 0 ? (
        <main tabIndex={-1} data-keyboard-home className={styles.main}>
          {collection.unreadable.length === 0 && <NothingYet isWritable={isWritable} />}
        </main>
      ) : (
        <main tabIndex={-1} data-keyboard-home={isNothing || undefined} className={styles.main}>
          <CollectionHead collection={collection} />
          <TableBar
            collection={collection}
            chosen={chosen}
            filter={filter}
            view={view}
            onPatch={patch}
            onExport={() => void startExport(false)}
          />
          {isNothing ? (
            <NothingFound
              onShowAll={() => patch({ typed: '', filter: { kind: 'all' }, view: { ...view, filters: [] } })}
            />
          ) : (
            <ChosenDocuments
              folder={folder}
              lines={lines}
              view={view}
              selection={selection}
              onView={(next) => patch({ view: next })}
              onGroup={(value, isOpen) => patch({ closedGroups: withGroup(closedGroups, value, isOpen) })}
              onSelection={choose}
              chosen={chosen}
              isWritable={isWritable}
              onExport={() => void startExport(false)}
            />
          )}
        </main>
      )}
      <CollectionStatus collection={collection} shown={lines.shownCount} chosen={chosen.length} />
      {isWritable && (
        <DropArea
          invitation={t`Import into ${collection.title}`}
          onDrop={({ files }) => void requestImport(pathsOf(files))}
        />
      )}
    </>
  );
}

interface TableBarProps extends Pick<CollectionTable, 'filter' | 'view'> {
  readonly collection: CollectionView;
  readonly chosen: readonly DocumentId[];
  readonly onPatch: (changed: Partial<CollectionTable>) => void;
  readonly onExport: () => void;
}

/** Above the table: what it shows, and what can be done with what is chosen. */
function TableBar({ collection, chosen, filter, view, onPatch, onExport }: TableBarProps): ReactNode {
  const { documents, isWhole, readOnly } = collection;
  const siglum = useSession((session) => session.preferences.editor.siglum);
  const choices = useMemo(() => (isWhole ? filterChoices(documents, siglum) : []), [documents, siglum, isWhole]);
  return (
    <div className={styles.tools}>
      <FilterChips choices={choices} filter={filter} onFilter={(next) => onPatch({ filter: next })} />
      <SelectionActions chosen={chosen} isWritable={readOnly === null} onExport={onExport} />
      <TableTools documents={documents} view={view} onView={(next) => onPatch({ view: next })} />
    </div>
  );
}

type SetUp = Pick<CollectionTable, 'folder' | 'filter' | 'typed' | 'view' | 'closedGroups'>;

/** What the table shows, set up as the person left it. */
function useSetUpTable(documents: CollectionView['documents'], table: SetUp): TableLines {
  useKeptView(table.folder, table.view);
  useMentions(table.folder, table.view.filters);
  return useTableLines(documents, table);
}

function withGroup(closed: ReadonlySet<string>, value: string, isOpen: boolean): ReadonlySet<string> {
  const next = new Set(closed);
  if (isOpen) next.delete(value);
  else next.add(value);
  return next;
}

/** The field that the table is filtered by, which a command gives the focus. */
function useSearchField(): RefObject<HTMLInputElement | null> {
  const search = useRef<HTMLInputElement>(null);
  const isSearching = useWholeStore(searching);
  useEffect(() => {
    if (!isSearching) return;
    search.current?.focus();
    searching.set(false);
  }, [isSearching]);
  return search;
}

/** The rows that are chosen: what was removed is chosen no more. */
function useChosen(documents: CollectionView['documents'], { chosen }: TableSelection): readonly DocumentId[] {
  return useMemo(() => {
    if (chosen.size === 0) return [];
    const present = new Set(documents.map(({ id }) => id));
    return [...chosen].filter((id) => present.has(id));
  }, [documents, chosen]);
}

interface ChosenDocumentsProps extends Omit<DocumentTableProps, 'onOpen' | 'onRemove' | 'onMenu'> {
  readonly chosen: readonly DocumentId[];
  readonly isWritable: boolean;
  readonly onExport: () => void;
}

/** The table, and the menu of what is chosen in it. */
function ChosenDocuments({ chosen, isWritable, onExport, ...table }: ChosenDocumentsProps): ReactNode {
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  return (
    <>
      <DocumentTable
        {...table}
        onOpen={(document) => void openDocument(document, null)}
        onRemove={(documents) => isWritable && removalQuestion.set(documents)}
        onMenu={setMenu}
      />
      {menu && (
        <RowMenu
          place={menu}
          chosen={chosen}
          isWritable={isWritable}
          onExport={onExport}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

const takeBack = (last: LastAct): Promise<void> =>
  last.kind === 'removal' ? putBack(last.documents) : restoreStatuses(last.before);

/** Removes what is chosen, and takes back what was done last to documents of this collection. */
function useRemovalCommands(folder: string, chosen: readonly DocumentId[]): CommandHandlers {
  const last = useWholeStore(lastAct);
  return {
    'collection.remove': chosen.length > 0 ? () => removalQuestion.set(chosen) : null,
    'edit.undo': last?.folder === folder ? () => void takeBack(last) : null,
  };
}

interface DocumentCommands {
  readonly documents: CollectionView['documents'];
  readonly chosen: readonly DocumentId[];
  readonly startExport: (checkAtOnce: boolean) => Promise<void>;
}

function documentCommands({ documents, chosen, startExport }: DocumentCommands): CommandHandlers {
  const isAny = documents.length > 0;
  const [first, ...others] = chosen;
  const many = scope(chosen) ?? documents.map(({ id }) => id);
  return {
    'collection.replace': isAny ? () => openPanel({ kind: 'find', documents: scope(chosen) }) : null,
    'document.new-window': first && others.length === 0 ? () => void openInNewWindow(first) : null,
    'collection.second-reading': first
      ? () => openPanel({ kind: 'second-reading', documents: [first, ...others] })
      : null,
    'collection.contact-sheet': isAny ? () => openPanel({ kind: 'contact sheet', documents: many }) : null,
    'collection.sample': isAny ? () => openPanel({ kind: 'sample', documents: many }) : null,
    'collection.facts': isAny ? () => openPanel({ kind: 'facts', documents: many }) : null,
    'edition.export': isAny ? () => void startExport(false) : null,
    'edition.check': isAny ? () => void startExport(true) : null,
  };
}

/** The selected documents; all when none is. */
const scope = (chosen: readonly DocumentId[]): readonly DocumentId[] | null => (chosen.length > 0 ? chosen : null);

function NothingYet({ isWritable }: { readonly isWritable: boolean }): ReactNode {
  return (
    <EmptyState
      icon={FileText}
      title={t`No documents yet`}
      actions={
        isWritable && <Button look="primary" onPress={() => void requestImport(null)}>{t`Import files…`}</Button>
      }
    >{t`Import plain-text transcriptions or OCR, or drop the files here. Each file becomes a document; the files themselves are copied and never changed.`}</EmptyState>
  );
}

function NothingFound({ onShowAll }: { readonly onShowAll: () => void }): ReactNode {
  return (
    <EmptyState
      icon={SearchX}
      title={t`Nothing matches`}
      actions={<Button onPress={onShowAll}>{t`Show all documents`}</Button>}
    >{t`No document of this collection has all of these words in its title, number, date, correspondents or file name, and passes the filters.`}</EmptyState>
  );
}
