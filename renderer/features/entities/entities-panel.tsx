import { type ReactNode, useMemo, useState } from 'react';
import type { EntityRow } from '../../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../../shared/document/identifier.ts';
import { type EntityKind, entityKinds } from '../../../shared/entities/entity.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { briefOf, entitiesChanged, kindNames, makeEntity } from '../../model/entities.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, Choice, SearchBox } from '../../ui/field.tsx';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { MenuButton, MenuEntry } from '../../ui/menu.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { AuthorityLists } from './authority-lists.tsx';
import styles from './entities-panel.module.css';
import { EntityDetail } from './entity-detail.tsx';
import { allOf, EntityFindings } from './entity-findings.tsx';
import { useEntityRows } from './entity-rows.ts';
import { TermTreeList } from './term-tree.tsx';

// The atlas is read when somebody looks at it.
const PlaceMap = loadedLater(() => import('./place-map.tsx').then((loaded) => loaded.PlaceMap));

type View =
  | { readonly kind: 'list' }
  | { readonly kind: 'entity'; readonly id: EntityId }
  | { readonly kind: 'map' }
  | { readonly kind: 'findings' }
  | { readonly kind: 'authorities' };

/** Who and what the documents of the collection name. */
export function EntitiesPanel({ entity }: { readonly entity: EntityId | null }): ReactNode {
  const [view, setView] = useState<View>(entity === null ? { kind: 'list' } : { kind: 'entity', id: entity });
  const [kind, setKind] = useState<EntityKind | 'all'>('all');
  const [text, setText] = useState('');
  const back = (): void => setView({ kind: 'list' });
  const show = (id: EntityId): void => setView({ kind: 'entity', id });
  return (
    <SidePanel title={t`Entities`} isWide={view.kind !== 'map'} isBroad={view.kind === 'map'} onClose={closePanel}>
      {view.kind !== 'list' && <Button look="quiet" onPress={back}>{t`← All entities`}</Button>}
      {view.kind === 'list' && (
        <EntityList
          {...{ kind, text, setKind, setText }}
          onShow={show}
          onCheck={() => setView({ kind: 'findings' })}
          onMap={() => setView({ kind: 'map' })}
          onAuthorities={() => setView({ kind: 'authorities' })}
        />
      )}
      {view.kind === 'entity' && <EntityDetail key={view.id} id={view.id} onShow={show} onGone={back} />}
      {view.kind === 'map' && <PlaceMap onShow={show} />}
      {view.kind === 'findings' && <EntityFindings onShow={show} />}
      {view.kind === 'authorities' && <AuthorityLists />}
    </SidePanel>
  );
}

interface EntityListProps {
  readonly kind: EntityKind | 'all';
  readonly text: string;
  readonly setKind: (kind: EntityKind | 'all') => void;
  readonly setText: (text: string) => void;
  readonly onShow: (id: EntityId) => void;
  readonly onCheck: () => void;
  readonly onMap: () => void;
  readonly onAuthorities: () => void;
}

/** Longer lists are searched by typing. */
const mostListed = 2_000;

const kindOptions = [
  { value: 'all' as const, label: t`All kinds` },
  ...entityKinds.map((value) => ({ value, label: kindNames[value] })),
];

/** What one is called that nobody has named yet. */
const newNames: Readonly<Record<EntityKind, string>> = {
  person: t`New person`,
  place: t`New place`,
  organisation: t`New organisation`,
  term: t`New term`,
  document: t`New document`,
};

const listNames: Readonly<Record<EntityKind, string>> = {
  person: t`A list of persons`,
  place: t`A list of places`,
  organisation: t`A list of organisations`,
  term: t`A list of terms`,
  document: t`A list of documents`,
};

function EntityList(props: EntityListProps): ReactNode {
  const { kind, text, setKind, setText, onShow, onCheck, onMap, onAuthorities } = props;
  const [isTree, setTree] = useState(true);
  const found = useEntityRows(text, kind === 'all' ? null : kind, mostListed);
  const rows = found?.rows ?? [];
  const isTreeShown = isTree && kind === 'term' && text.trim() === '';
  const keys = useMemo(() => rows.map(({ entity }) => entity.id), [rows]);
  const source = useMemo(
    () => itemsOf(new Map(rows.map((row) => [row.entity.id, itemOf(row)])), onShow),
    [rows, onShow],
  );
  const isWritable = found !== null && found.readOnly === null;
  const make = async (as: EntityKind): Promise<void> => {
    const entity = await makeEntity(as, text.trim() === '' ? newNames[as] : text.trim());
    if (entity) onShow(entity.id);
  };
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          label={t`Search entities`}
          placeholder={t`Name`}
          value={text}
          onChange={setText}
          autoFocus
          className={styles.search ?? ''}
        />
        <Choice label={t`Kind`} isLabelHidden value={kind} options={kindOptions} onChange={setKind} />
        {kind === 'term' && <CheckBox label={t`As a tree`} isOn={isTree} onChange={setTree} />}
      </div>
      <div className={styles.tools}>
        {isWritable && (
          <>
            <KindMenu label={t`New`} entries={kindNames} onChoose={(as) => void make(as)} />
            <KindMenu label={t`Import`} entries={listNames} onChoose={(as) => void importList(as)} />
          </>
        )}
        <Button onPress={() => void exportLists()}>{t`Export…`}</Button>
        <Button onPress={onCheck}>{t`Check`}</Button>
        <Button onPress={onMap}>{t`Map`}</Button>
        <Button onPress={onAuthorities}>{t`Authorities`}</Button>
      </div>
      {found?.readOnly != null && <p className={styles.hint}>{retold(found.readOnly)}</p>}
      {found !== null && rows.length === 0 && (
        <p className={styles.hint}>
          {text === '' && kind === 'all'
            ? t`No entity yet. Make one of a tag in a document, or import a list: a table with a column “name”, a TEI file, an extract of GeoNames or Wikidata.`
            : t`None is named so.`}
        </p>
      )}
      {isTreeShown ? <TermTreeList onShow={onShow} /> : <ItemList label={t`Entities`} keys={keys} source={source} />}
      {!isTreeShown && found !== null && found.total > rows.length && (
        <p className={styles.hint}>{t`and ${found.total - rows.length} more: type a part of the name.`}</p>
      )}
    </>
  );
}

function itemOf({ entity, mentions }: EntityRow): Item {
  const brief = briefOf(entity);
  return {
    name: entity.name,
    content: (
      <div className={styles.row}>
        <span className={styles.name}>
          {entity.name}
          <span className={styles.note}>
            {[kindNames[entity.kind], brief].filter((part) => part !== '').join(' · ')}
          </span>
        </span>
        {mentions > 0 && <span className={styles.count}>{mentions}</span>}
      </div>
    ),
  };
}

interface KindMenuProps {
  readonly label: string;
  readonly entries: Readonly<Record<EntityKind, string>>;
  readonly onChoose: (kind: EntityKind) => void;
}

function KindMenu({ label, entries, onChoose }: KindMenuProps): ReactNode {
  return (
    <MenuButton label={label} button={<Button>{label}…</Button>}>
      {entityKinds.map((kind) => (
        <MenuEntry key={kind} label={entries[kind]} onAction={() => onChoose(kind)} />
      ))}
    </MenuButton>
  );
}

async function importList(kind: EntityKind): Promise<void> {
  const imported = await ask('entities:import', { kind });
  if (!imported) return;
  entitiesChanged();
  const { made, changed, same, faults, group } = imported;
  const [first] = faults;
  const taken = t`“${imported.name}”: ${made} new, ${changed} with something new, ${same} known already.`;
  showToast(
    first ? `${taken} ${t`${faults.length} rows were not taken; row ${first.row}: ${retold(first.reason)}.`}` : taken,
    group === null ? null : { label: t`Undo`, run: () => void ask('entities:undo', { group }).then(entitiesChanged) },
  );
}

async function exportLists(): Promise<void> {
  const files = await ask('entities:export', null);
  if (files) showToast(t`Written: ${allOf(files)}.`);
}
