import { type ReactNode, useMemo } from 'react';
import type { TimelinePage } from '../../../shared/contract/payloads/correspondence.ts';
import { scaleOf, type TimelinePeriod, type TimelineScale } from '../../../shared/references/timeline.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/field.tsx';
import type { Item } from '../../ui/item-list.tsx';
import styles from './correspondence-panel.module.css';
import { finerScale, patchCorrespondence, type ShownCorrespondence } from './correspondence-view.ts';
import { usePagedList } from './paged-list.ts';
import { PagedRows } from './paged-rows.tsx';
import { periodName, periodsAround } from './period-names.ts';

const scales: readonly { readonly value: TimelineScale; readonly label: string }[] = [
  { value: 'year', label: t`Years` },
  { value: 'month', label: t`Months` },
  { value: 'day', label: t`Days` },
];

/** A year opens its months, a month its days; a day has nothing finer. */
function choosePeriod({ period }: TimelinePeriod): void {
  const scale = finerScale(scaleOf(period));
  patchCorrespondence({ choice: { kind: 'period', period }, ...(scale && { scale, within: period }) });
}

function zoomOut(within: string): void {
  const around = periodsAround(within).at(-1) ?? null;
  patchCorrespondence({
    scale: scaleOf(within),
    within: around,
    choice: around === null ? { kind: 'all' } : { kind: 'period', period: around },
  });
}

/** When documents were written, by days, months or years, with the gaps. */
export function TimelinePart({ shown }: { readonly shown: ShownCorrespondence }): ReactNode {
  const { scale, within, text, choice } = shown;
  const list = usePagedList<TimelinePeriod, TimelinePage>(JSON.stringify([scale, within, text]), (first) =>
    ask('correspondence:timeline', { scale, within, text, first }),
  );
  const itemOf = useMemo(() => periodItem(list?.head.most ?? 1, scale), [list, scale]);
  return (
    <>
      <div className={styles.tools}>
        <SegmentedControl
          label={t`Scale`}
          value={scale}
          options={scales}
          onChange={(next) => patchCorrespondence({ scale: next, within: null, choice: { kind: 'all' } })}
        />
        {within !== null && (
          <Button look="quiet" onPress={() => zoomOut(within)}>{t`← Out of ${periodName(within)}`}</Button>
        )}
      </div>
      {list && (
        <>
          {list.head.total === 0 && <NoDates undated={list.head.undated} />}
          <PagedRows
            label={t`Timeline`}
            list={list}
            itemOf={itemOf}
            height={50}
            onAction={choosePeriod}
            isCurrent={({ period }) => choice.kind === 'period' && choice.period === period}
          />
          {list.head.undated > 0 && (
            <div className={styles.apart}>
              <Button look="quiet" onPress={() => patchCorrespondence({ choice: { kind: 'undated' } })}>
                {counted(list.head.undated, 'undated document')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

function NoDates({ undated }: { readonly undated: number }): ReactNode {
  return (
    <p className={styles.hint}>
      {undated === 0
        ? t`No document is there.`
        : t`None of the documents has a date. Their dates are read from their datelines at import, and can be set under Details in the inspector.`}
    </p>
  );
}

const gapWords: Readonly<Record<TimelineScale, (count: number) => string>> = {
  day: (count) => t`${counted(count, 'day')} without a document`,
  month: (count) => t`${counted(count, 'month')} without a document`,
  year: (count) => t`${counted(count, 'year')} without a document`,
};

const periodItem =
  (most: number, scale: TimelineScale) =>
  ({ period, count, gap }: TimelinePeriod): Item => {
    const name = scaleOf(period) === scale ? periodName(period) : t`${periodName(period)}, no nearer date`;
    const empty = gap === 0 ? null : gapWords[scale](gap);
    const documents = counted(count, 'document');
    return {
      name: empty === null ? `${name}: ${documents}` : t`${name}: ${documents}, after ${empty}`,
      content: (
        <>
          <span className={empty === null ? styles.noGap : styles.gap}>{empty}</span>
          <span className={styles.period}>
            <span>{name}</span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: `${Math.max(1, (100 * count) / most)}%` }} />
            </span>
            <span className={styles.count}>{count}</span>
          </span>
        </>
      ),
    };
  };
