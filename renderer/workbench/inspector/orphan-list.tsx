import { type ReactNode, useMemo } from 'react';
import { type AnnotationState, annotationKinds } from '../../../shared/document/annotation.ts';
import { useStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { tagNames } from '../tag-kinds.ts';
import { chooseTag } from '../workbench-view.ts';
import { type Item, ItemList, itemsOf } from './item-list.tsx';
import styles from './tags-tab.module.css';

interface OrphanListProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Tags that have no words in the text: those whose words were all deleted, and those that were withdrawn. They are kept with
 *  their history, from which they can be restored. */
export function OrphanList({ session, outline }: OrphanListProps): ReactNode {
  const byKind = useStore(outline, ({ tagsByKind }) => tagsByKind);
  const isRead = useStore(outline, ({ followed }) => followed !== null);
  const annotations = useStore(session.facts, (facts) => facts.annotations);
  const absent = useMemo((): Record<'left' | 'withdrawn', readonly AnnotationState[]> => {
    if (!isRead) return { left: [], withdrawn: [] };
    const standing = new Set(annotationKinds.flatMap((kind) => byKind[kind]));
    const all = [...annotations.values()].filter((one) => !standing.has(one.id) && wasMade(one));
    return {
      left: all.filter(({ withdrawn }) => !withdrawn),
      withdrawn: all.filter(({ withdrawn }) => withdrawn),
    };
  }, [byKind, annotations, isRead]);
  return (
    <>
      <AbsentTags title="No longer in the text" tags={absent.left} />
      <AbsentTags title="Withdrawn" tags={absent.withdrawn} />
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
  const keys = useMemo(() => tags.map(({ id }) => id), [tags]);
  const source = useMemo(() => itemsOf(new Map(tags.map((tag) => [tag.id, absentLine(tag)])), chooseTag), [tags]);
  if (tags.length === 0) return null;
  return (
    <section className={styles.kind}>
      <h3 className={styles.heading}>
        {title} <span className={styles.count}>{tags.length}</span>
      </h3>
      <ItemList label={`Tags: ${title}`} keys={keys} source={source} />
    </section>
  );
}

function absentLine({ as, history }: AnnotationState): Item {
  const made = history.find(({ act }) => act.kind === 'created')?.act;
  const text = made?.kind === 'created' ? made.text : '';
  return { name: text, content: `${tagNames[as]}: ${text}` };
}
