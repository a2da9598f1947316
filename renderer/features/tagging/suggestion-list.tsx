import { type ReactNode, useMemo } from 'react';
import type { TagSuggestion } from '../../../shared/contract/payloads/tagging.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { useStore } from '../../platform/store.ts';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import styles from './suggestion-list.module.css';
import { likelihoodInWords, type SuggestionQueue } from './suggestion-queue.ts';

interface SuggestionListProps {
  readonly queue: SuggestionQueue;
  readonly outline: OutlineStore;
}

/** What may be tagged besides, the surest first, once somebody has asked for it. */
export function SuggestionList({ queue, outline }: SuggestionListProps): ReactNode {
  const all = useStore(queue.suggestions, (now) => now.all);
  const ranked = useMemo(() => (all ?? []).toSorted((a, b) => b.score - a.score || a.from - b.from), [all]);
  const keys = useMemo(() => ranked.map(({ from, to }) => `${from} ${to}`), [ranked]);
  const source = useMemo(() => {
    const byKey = new Map(ranked.map((one) => [`${one.from} ${one.to}`, one]));
    const items = [...byKey].map(([key, one]) => [key, toItem(one, outline.get().pagesAt(one.from))] as const);
    return itemsOf(new Map(items), (key) => {
      const suggestion = byKey.get(key);
      if (suggestion) queue.show(suggestion);
    });
  }, [ranked, outline, queue]);
  if (ranked.length === 0) return null;
  return (
    <section className={styles.list}>
      <h3 className={styles.heading}>
        {t`Suggested`} <span className={styles.count}>{ranked.length}</span>
      </h3>
      <ItemList label={t`Suggested tags`} keys={keys} source={source} />
    </section>
  );
}

function toItem({ text, kind, score }: TagSuggestion, page: string): Item {
  return {
    name: `${text}, ${tagWithin[kind]}`,
    content: (
      <>
        <div className={styles.words}>{text}</div>
        <div className={styles.about}>
          {[tagNames[kind], likelihoodInWords(score), page].filter(Boolean).join(' · ')}
        </div>
      </>
    ),
  };
}
