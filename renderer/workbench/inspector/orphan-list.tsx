import { type ReactNode, useMemo } from 'react';
import { useStore, useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { tagNames } from '../tag-kinds.ts';
import { chooseTag } from '../workbench-view.ts';
import { ItemList } from './item-list.tsx';
import styles from './tags-tab.module.css';

interface OrphanListProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Tags whose words were all deleted: they are kept with their history. */
export function OrphanList({ session, outline }: OrphanListProps): ReactNode {
  const { tags } = useWholeStore(outline);
  const annotations = useStore(session.facts, (facts) => facts.annotations);
  const orphans = useMemo(() => {
    const standing = new Set(tags.map((tag) => tag.id));
    return [...annotations.values()].filter(({ id, withdrawn }) => !withdrawn && !standing.has(id));
  }, [tags, annotations]);
  if (orphans.length === 0) return null;
  const items = orphans.map(({ id, as, history }) => {
    const made = history.find(({ act }) => act.kind === 'created')?.act;
    const text = made?.kind === 'created' ? made.text : '';
    return { id, name: text, content: `${tagNames[as]}: ${text}` };
  });
  return (
    <section className={styles.kind}>
      <h3 className={styles.heading}>
        No longer in the text <span className={styles.count}>{items.length}</span>
      </h3>
      <ItemList
        label="Tags no longer in the text"
        items={items}
        onAction={(key) => chooseTag(orphans.find(({ id }) => id === key)?.id ?? null)}
      />
    </section>
  );
}
