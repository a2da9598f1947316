import { type ReactNode, useState } from 'react';
import type { EntityId } from '../../../shared/document/identifier.ts';
import type { Entity } from '../../../shared/entities/entity.ts';
import { t } from '../../../shared/translation/translate.ts';
import { actOn, briefOf } from '../../model/entities.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import styles from './entity-detail.module.css';
import { useEntityRows } from './entity-rows.ts';

interface MergeFormProps {
  readonly entity: Entity;
  readonly onShow: (id: EntityId) => void;
}

/** How many are offered. */
const mostOffered = 6;

/** Finds the entity that this one is the same as: that one stays, and every tag follows. */
export function MergeForm({ entity, onShow }: MergeFormProps): ReactNode {
  const [typed, setTyped] = useState('');
  const found = useEntityRows(typed, entity.kind, mostOffered);
  const others = typed.trim() === '' ? [] : (found?.rows ?? []).filter((row) => row.entity.id !== entity.id);
  const merge = async (into: Entity): Promise<void> => {
    const merged = await actOn(
      ask('entities:merge', { into: into.id, others: [entity.id] }),
      () => t`“${entity.name}” is “${into.name}” from now on, in every document.`,
    );
    if (merged) onShow(into.id);
  };
  return (
    <section aria-label={t`Merge`} className={styles.section}>
      <SearchBox label={t`The same as`} placeholder={t`Is the same as … (merge)`} value={typed} onChange={setTyped} />
      <ul>
        {others.map((row) => (
          <li key={row.entity.id} className={styles.line}>
            <span className={styles.words}>
              {row.entity.name} {briefOf(row.entity)}
            </span>
            <Button label={t`Merge into ${row.entity.name}`} onPress={() => void merge(row.entity)}>{t`Merge`}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
