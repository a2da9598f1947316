import { type ReactNode, useEffect, useState } from 'react';
import type { EntityId } from '../../../shared/document/identifier.ts';
import type { Entity } from '../../../shared/entities/entity.ts';
import { t } from '../../../shared/translation/translate.ts';
import { actOn, entityChanges } from '../../model/entities.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import styles from './entity-detail.module.css';
import { useEntityRows } from './entity-rows.ts';

interface BroaderTermsProps {
  readonly entity: Entity;
  readonly isWritable: boolean;
  readonly onShow: (id: EntityId) => void;
}

interface Around {
  readonly broader: readonly Entity[];
  readonly narrower: readonly Entity[];
}

/** How many are offered. */
const mostOffered = 6;

/** What a term is a kind or a part of, which is chosen by typing, and what is below it. */
export function BroaderTerms({ entity, isWritable, onShow }: BroaderTermsProps): ReactNode {
  const { id, name, kind } = entity;
  const [around, setAround] = useState<Around>({ broader: [], narrower: [] });
  const [typed, setTyped] = useState('');
  const version = useWholeStore(entityChanges);
  useEffect(() => {
    let isWanted = version >= 0;
    void ask('entities:around', { id }).then((found) => isWanted && found && setAround(found));
    return () => {
      isWanted = false;
    };
  }, [id, version]);
  const { broader, narrower } = around;
  const found = useEntityRows(typed, kind, mostOffered);
  const known = new Set([id, ...broader.map((one) => one.id)]);
  const offered = typed.trim() === '' ? [] : (found?.rows ?? []).filter((row) => !known.has(row.entity.id));
  const keep = async (above: readonly EntityId[]): Promise<void> => {
    await actOn(ask('entities:broader', { id, broader: above }), () => t`“${name}” has another place among the terms.`);
    setTyped('');
  };
  const ids = broader.map((one) => one.id);
  return (
    <section aria-label={t`Broader and narrower`} className={styles.section}>
      <h3 className={styles.heading}>{t`Broader`}</h3>
      {broader.length === 0 && <p className={styles.hint}>{t`It stands by itself.`}</p>}
      <ul>
        {broader.map((one) => (
          <li key={one.id} className={styles.line}>
            <TermButton term={one} onShow={onShow} />
            {isWritable && (
              <Button
                look="quiet"
                label={t`Take ${name} out from under ${one.name}`}
                onPress={() => void keep(ids.filter((other) => other !== one.id))}
              >{t`Remove`}</Button>
            )}
          </li>
        ))}
      </ul>
      {isWritable && (
        <>
          <SearchBox
            label={t`Broader term`}
            placeholder={t`Is a kind or a part of …`}
            value={typed}
            onChange={setTyped}
          />
          <ul>
            {offered.map(({ entity: one }) => (
              <li key={one.id} className={styles.line}>
                <span className={styles.words}>{one.name}</span>
                <Button
                  label={t`Put under ${one.name}`}
                  onPress={() => void keep([...ids, one.id])}
                >{t`Put under`}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {narrower.length > 0 && (
        <>
          <h3 className={styles.heading}>{t`Narrower`}</h3>
          <ul aria-label={t`Narrower`}>
            {narrower.map((one) => (
              <li key={one.id} className={styles.line}>
                <TermButton term={one} onShow={onShow} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function TermButton({ term, onShow }: { readonly term: Entity; readonly onShow: (id: EntityId) => void }): ReactNode {
  return (
    <span className={styles.words}>
      <Button look="quiet" onPress={() => onShow(term.id)}>
        {term.name}
      </Button>
    </span>
  );
}
