import { SearchCheck } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { runCommand } from '../../commands/command-registry.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { byDoubt, countsByPage, doubtInWords, type PageCount, type PlacedSuspect } from '../../model/suspect-order.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import { SegmentedControl } from '../../ui/field.tsx';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import type { SuspectQueue } from './suspect-queue.ts';
import styles from './suspects-tab.module.css';

/** How long nobody must change the suspects before they are listed anew. */
const quietMs = 120;

/** The suspects in the order of the document, a moment behind: to list them costs all of them. */
function useListedSuspects(queue: SuspectQueue): readonly PlacedSuspect[] {
  const [places, setPlaces] = useState(() => queue.marks());
  useEffect(() => {
    let waiting: (() => void) | null = null;
    const list = (): void => setPlaces(queue.marks());
    const listSoon = (): void => {
      waiting?.();
      const timer = setTimeout(() => {
        const idle = requestIdleCallback(list, { timeout: 600 });
        waiting = () => cancelIdleCallback(idle);
      }, quietMs);
      waiting = () => clearTimeout(timer);
    };
    list();
    const end = queue.found.subscribe(listSoon);
    return () => {
      waiting?.();
      end();
    };
  }, [queue]);
  return places;
}

interface SuspectsTabProps {
  readonly queue: SuspectQueue;
  readonly outline: OutlineStore;
}

type Order = 'doubt' | 'document';

/** More than these are counted but not listed. */
const mostListed = 300;

/** What may have been read wrong, and how much of it on which page. */
export function SuspectsTab({ queue, outline }: SuspectsTabProps): ReactNode {
  const [order, setOrder] = useState<Order>('doubt');
  const isKnown = useStore(queue.found, (found) => found.isKnown);
  const places = useListedSuspects(queue);
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  const counts = useMemo(
    () => (anchors.length === 0 ? [] : countsByPage(places, outline.get().anchors)),
    [places, anchors, outline],
  );
  const listed = useMemo(() => (order === 'doubt' ? byDoubt(places) : places).slice(0, mostListed), [places, order]);
  const keys = useMemo(() => listed.map((_, index) => String(index)), [listed]);
  const source = useMemo(() => {
    const { pagesAt } = pagesOf(outline);
    const items = listed.map((placed, index) => [String(index), toItem(placed, pagesAt(placed.from))] as const);
    return itemsOf(new Map(items), (key) => {
      const suspect = listed[Number(key)]?.suspect;
      if (suspect) queue.show(suspect);
    });
  }, [listed, outline, queue]);
  const card = useWholeStore(queue.card);
  if (places.length === 0) return <NoSuspects isKnown={isKnown} />;
  const current = card ? listed.findIndex(({ suspect }) => suspect === card) : -1;
  return (
    <div className={styles.tab}>
      <div className={styles.order}>
        <SegmentedControl
          label={t`Order of the suspects`}
          value={order}
          options={[
            { value: 'doubt', label: t`Most doubtful` },
            { value: 'document', label: t`In order` },
          ]}
          onChange={setOrder}
        />
        <Button
          className={classNames(styles.vocabulary)}
          onPress={() => runCommand('collection.vocabulary')}
        >{t`Vocabulary…`}</Button>
      </div>
      <PageCounts counts={counts} onPage={(suspect) => queue.show(suspect)} />
      <ItemList label={t`Suspects`} keys={keys} source={source} current={current < 0 ? null : String(current)} />
      {places.length > mostListed && <p className={styles.more}>{t`and ${places.length - mostListed} more`}</p>}
    </div>
  );
}

const pagesOf = (outline: OutlineStore) => ({ pagesAt: (pos: number): string => outline.get().pagesAt(pos) });

function toItem({ suspect }: PlacedSuspect, page: string): Item {
  const { before, text, after, reasons, score, suggestions } = suspect;
  const best = suggestions[0]?.text;
  return {
    name: `${text}: ${doubtInWords(score)}`,
    content: (
      <>
        <div className={styles.words}>
          <span className={styles.around}>{before} </span>
          {text}
          {best !== undefined && <span className={styles.best}> → {best}</span>}
          <span className={styles.around}> {after}</span>
        </div>
        <div className={styles.state}>
          {[doubtInWords(score), page, retold(reasons[0] ?? '')].filter(Boolean).join(' · ')}
        </div>
      </>
    ),
  };
}

interface PageCountsProps {
  readonly counts: readonly PageCount[];
  readonly onPage: (first: Suspect) => void;
}

/** How many suspects are left on each page; a press goes to the first. */
function PageCounts({ counts, onPage }: PageCountsProps): ReactNode {
  if (counts.length < 2) return null;
  return (
    <ul aria-label={t`Suspects by page`} className={styles.pages}>
      {counts.map(({ page, count, first }) => (
        <li key={page}>
          <Button className={classNames(styles.page)} onPress={() => onPage(first)}>
            <span>{page || t`Before the first page`}</span>
            <span className={styles.count}>{count}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function NoSuspects({ isKnown }: { readonly isKnown: boolean }): ReactNode {
  if (!isKnown)
    return (
      <EmptyState
        icon={SearchCheck}
        title={t`Looking`}
      >{t`Every word is compared with the dictionary, the other readings of its page and the rest of the collection.`}</EmptyState>
    );
  return (
    <EmptyState
      icon={SearchCheck}
      title={t`No suspects`}
    >{t`No word of this document looks as if it had been read wrong, or you have decided about all that did.`}</EmptyState>
  );
}
