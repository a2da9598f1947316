import { SearchCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Suspect } from '../../../shared/correct/suspect.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { useWholeStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { type Item, ItemList } from '../inspector/item-list.tsx';
import type { OutlineStore } from '../outline-store.ts';
import { pagesAt } from '../page-at.ts';
import { byDoubt, countsByPage, doubtInWords } from './suspect-order.ts';
import type { SuspectQueue } from './suspect-queue.ts';
import styles from './suspects-tab.module.css';

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
  const { isKnown, suspects } = useWholeStore(queue.found);
  const { anchors } = useWholeStore(outline);
  const card = useWholeStore(queue.card);
  if (suspects.length === 0) return <NoSuspects isKnown={isKnown} />;
  const listed = (order === 'doubt' ? byDoubt(suspects) : suspects).slice(0, mostListed);
  const items = listed.map((suspect, index) => toItem(suspect, index, anchors));
  const current = card ? listed.indexOf(card) : -1;
  return (
    <div className={styles.tab}>
      <div className={styles.order}>
        <SegmentedControl
          label="Order of the suspects"
          value={order}
          options={[
            { value: 'doubt', label: 'Most doubtful' },
            { value: 'document', label: 'In order' },
          ]}
          onChange={setOrder}
        />
        <Button className={classNames(styles.vocabulary)} onPress={() => runCommand('collection.vocabulary')}>
          Vocabulary…
        </Button>
      </div>
      <PageCounts suspects={suspects} anchors={anchors} onPage={(suspect) => queue.show(suspect)} />
      <ItemList
        label="Suspects"
        items={items}
        current={current < 0 ? null : String(current)}
        onAction={(id) => {
          const suspect = listed[Number(id)];
          if (suspect) queue.show(suspect);
        }}
      />
      {suspects.length > mostListed && <p className={styles.more}>and {suspects.length - mostListed} more</p>}
    </div>
  );
}

function toItem(suspect: Suspect, index: number, anchors: readonly PlacedAnchor[]): Item {
  const { before, text, after, reasons, score, suggestions } = suspect;
  const best = suggestions[0]?.text;
  return {
    id: String(index),
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
          {[doubtInWords(score), pagesAt(anchors, suspect.from), reasons[0]].filter(Boolean).join(' · ')}
        </div>
      </>
    ),
  };
}

interface PageCountsProps {
  readonly suspects: readonly Suspect[];
  readonly anchors: readonly PlacedAnchor[];
  readonly onPage: (first: Suspect) => void;
}

/** How many suspects are left on each page; a press goes to the first. */
function PageCounts({ suspects, anchors, onPage }: PageCountsProps): ReactNode {
  const counts = countsByPage(suspects, anchors);
  if (counts.length < 2) return null;
  return (
    <ul aria-label="Suspects by page" className={styles.pages}>
      {counts.map(({ page, count, first }) => (
        <li key={page}>
          <Button className={classNames(styles.page)} onPress={() => onPage(first)}>
            <span>{page || 'Before the first page'}</span>
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
      <EmptyState icon={SearchCheck} title="Looking">
        Every word is compared with the dictionary, the other readings of its page and the rest of the collection.
      </EmptyState>
    );
  return (
    <EmptyState icon={SearchCheck} title="No suspects">
      No word of this document looks as if it had been read wrong, or you have decided about all that did.
    </EmptyState>
  );
}
