import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PairsPage } from '../../../shared/contract/payloads/correspondence.ts';
import type { PairOrder, PartyPair } from '../../../shared/references/who-to-whom.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import type { Item } from '../../ui/item-list.tsx';
import styles from './correspondence-panel.module.css';
import { patchCorrespondence, type ShownCorrespondence } from './correspondence-view.ts';
import { usePagedList } from './paged-list.ts';
import { PagedRows } from './paged-rows.tsx';

interface PairHead {
  readonly order: PairOrder;
  readonly label: string;
  /** What its button does. */
  readonly does: string;
}

const heads: readonly PairHead[] = [
  { order: 'from', label: t`From`, does: t`Sort by from` },
  { order: 'to', label: t`To`, does: t`Sort by to` },
  { order: 'count', label: t`Documents`, does: t`Sort by documents` },
  { order: 'first', label: t`First`, does: t`Sort by first` },
];

const choosePair = ({ from, to }: PartyPair): void => patchCorrespondence({ choice: { kind: 'between', from, to } });

/** Who wrote to whom, and how often. */
export function PairsPart({ shown }: { readonly shown: ShownCorrespondence }): ReactNode {
  const { order, isDescending, text } = shown;
  const list = usePagedList<PartyPair, PairsPage>(JSON.stringify([order, isDescending, text]), (first) =>
    ask('correspondence:pairs', { order, isDescending, text, first }),
  );
  const { choice } = shown;
  const isChosen = ({ from, to }: PartyPair): boolean =>
    choice.kind === 'between' && choice.from === from && choice.to === to;
  return (
    <>
      <fieldset aria-label={t`Sort by`} className={styles.heads}>
        {heads.map((head) => (
          <SortButton key={head.order} {...head} shown={shown} />
        ))}
      </fieldset>
      {list && (
        <>
          {list.head.total === 0 && <p className={styles.hint}>{t`No document is there.`}</p>}
          <PagedRows
            label={t`Who to whom`}
            list={list}
            itemOf={pairItem}
            height={54}
            onAction={choosePair}
            isCurrent={isChosen}
          />
        </>
      )}
    </>
  );
}

interface SortButtonProps extends PairHead {
  readonly shown: ShownCorrespondence;
}

function SortButton({ order, label, does, shown }: SortButtonProps): ReactNode {
  const isOrder = shown.order === order;
  const { isDescending } = shown;
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  const now = isDescending ? t`sorted downwards` : t`sorted upwards`;
  return (
    <Button
      look="quiet"
      label={isOrder ? `${does}, ${now}` : does}
      className={styles.head ?? ''}
      onPress={() => patchCorrespondence({ order, isDescending: isOrder ? !isDescending : order === 'count' })}
    >
      {label} {isOrder && <Arrow size={13} aria-hidden />}
    </Button>
  );
}

function pairItem({ from, to, count, back, first, last }: PartyPair): Item {
  const span = [first.slice(0, 10), last.slice(0, 10)].filter(
    (day, index, all) => day !== '' && all.indexOf(day) === index,
  );
  return {
    name: t`${from || t`unknown`} to ${to || t`unknown`}: ${counted(count, 'document')}, ${back} the other way`,
    content: (
      <span className={styles.pair}>
        <span>{from || <i>{t`unknown`}</i>}</span>
        <span>{to || <i>{t`unknown`}</i>}</span>
        <span className={styles.figures}>
          <b>{count}</b>
          <span className={styles.soft}>{t`${back} back`}</span>
        </span>
        <span className={styles.soft}>{span.join(' – ') || t`undated`}</span>
      </span>
    ),
  };
}
