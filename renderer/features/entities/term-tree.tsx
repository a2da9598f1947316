import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { EntityRow } from '../../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../../shared/document/identifier.ts';
import { t } from '../../../shared/translation/translate.ts';
import { entityChanges } from '../../model/entities.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { ItemList, itemsOf } from '../../ui/item-list.tsx';
import styles from './entities-panel.module.css';

/** More are found by typing. */
const mostListed = 2_000;
/** Terms that lie deeper stand no farther in. */
const mostIndent = 8;

type Row = EntityRow & { readonly depth: number };

/** The terms of the collection, each below those that it is a kind or a part of. */
export function TermTreeList({ onShow }: { readonly onShow: (id: EntityId) => void }): ReactNode {
  const [rows, setRows] = useState<readonly Row[]>([]);
  const version = useWholeStore(entityChanges);
  useEffect(() => {
    let isWanted = version >= 0;
    void ask('entities:tree', { kind: 'term', limit: mostListed }).then((found) => isWanted && found && setRows(found));
    return () => {
      isWanted = false;
    };
  }, [version]);
  // A term with several broader ones stands in several places.
  const lines = useMemo(() => new Map(rows.map((row, index) => [`${index} ${row.entity.id}`, row])), [rows]);
  const source = useMemo(
    () =>
      itemsOf(new Map([...lines].map(([key, row]) => [key, itemOf(row)])), (key) => {
        const row = lines.get(key);
        if (row) onShow(row.entity.id);
      }),
    [lines, onShow],
  );
  return <ItemList label={t`Terms`} keys={useMemo(() => [...lines.keys()], [lines])} source={source} />;
}

function itemOf({ entity, mentions, depth }: Row) {
  return {
    name: depth === 0 ? entity.name : t`${entity.name}, level ${depth + 1}`,
    content: (
      <div className={styles.row} style={{ paddingInlineStart: `${20 * Math.min(depth, mostIndent)}px` }}>
        <span className={styles.name}>{entity.name}</span>
        {mentions > 0 && <span className={styles.count}>{mentions}</span>}
      </div>
    ),
  };
}
