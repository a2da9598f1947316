import { type ReactNode, useMemo } from 'react';
import type { AnnotationState } from '../../../shared/document/annotation.ts';
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

/** Tags that have no words in the text: those whose words were all deleted, and those that were withdrawn. They are kept with
 *  their history, from which they can be restored. */
export function OrphanList({ session, outline }: OrphanListProps): ReactNode {
  const { tags } = useWholeStore(outline);
  const annotations = useStore(session.facts, (facts) => facts.annotations);
  const absent = useMemo(() => {
    const standing = new Set(tags.map((tag) => tag.id));
    return [...annotations.values()].filter((annotation) => !standing.has(annotation.id) && wasMade(annotation));
  }, [tags, annotations]);
  return (
    <>
      <AbsentTags title="No longer in the text" tags={absent.filter(({ withdrawn }) => !withdrawn)} />
      <AbsentTags title="Withdrawn" tags={absent.filter(({ withdrawn }) => withdrawn)} />
    </>
  );
}

/** A tag that was undone right after it was made is none. */
const wasMade = ({ history }: AnnotationState): boolean =>
  history.some(({ act, undone }) => act.kind === 'created' && !undone);

interface AbsentTagsProps {
  readonly title: string;
  readonly tags: readonly AnnotationState[];
}

function AbsentTags({ title, tags }: AbsentTagsProps): ReactNode {
  if (tags.length === 0) return null;
  const items = tags.map(({ id, as, history }) => {
    const made = history.find(({ act }) => act.kind === 'created')?.act;
    const text = made?.kind === 'created' ? made.text : '';
    return { id, name: text, content: `${tagNames[as]}: ${text}` };
  });
  return (
    <section className={styles.kind}>
      <h3 className={styles.heading}>
        {title} <span className={styles.count}>{items.length}</span>
      </h3>
      <ItemList
        label={`Tags: ${title}`}
        items={items}
        onAction={(key) => chooseTag(tags.find(({ id }) => id === key)?.id ?? null)}
      />
    </section>
  );
}
