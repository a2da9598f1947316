import { Tags } from 'lucide-react';
import type { ReactNode } from 'react';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import { useStore, useWholeStore } from '../../store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { PlacedTag } from '../document-outline.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { pagesAt } from '../page-at.ts';
import { tagIcons, tagPlurals } from '../tag-kinds.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { chooseTag, workbenchView } from '../workbench-view.ts';
import { type Item, ItemList } from './item-list.tsx';
import { OrphanList } from './orphan-list.tsx';
import { TagDetail } from './tag-detail.tsx';
import styles from './tags-tab.module.css';

interface TagsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

export function TagsTab({ session, outline }: TagsTabProps): ReactNode {
  const { tags, anchors } = useWholeStore(outline);
  const chosen = useStore(workbenchView, (view) => view.chosenTag);
  const toItem = (tag: PlacedTag): Item => ({
    id: tag.id,
    name: tag.text,
    content: (
      <>
        <div className={styles.words}>{tag.text}</div>
        <div className={styles.place}>{pagesAt(anchors, tag.from)}</div>
      </>
    ),
  });
  const go = (id: string): void => {
    const tag = tags.find((known) => known.id === id);
    if (!tag) return;
    chooseTag(tag.id);
    goTo({ kind: 'id', id });
  };
  return (
    <>
      {chosen !== null && <TagDetail session={session} outline={outline} id={chosen} />}
      {tags.length === 0 && chosen === null && <NoTags isReadOnly={session.readOnly !== null} />}
      <div className={styles.kinds}>
        {annotationKinds.map((kind) => {
          const items = tags.filter((tag) => tag.kind === kind).map(toItem);
          const Icon = tagIcons[kind];
          if (items.length === 0) return null;
          return (
            <section key={kind} className={styles.kind}>
              <h3 className={styles.heading} data-kind={kind}>
                <Icon size={14} strokeWidth={1.9} aria-hidden />
                {tagPlurals[kind]}
                <span className={styles.count}>{items.length}</span>
              </h3>
              <ItemList label={tagPlurals[kind]} items={items} onAction={go} current={chosen} />
            </section>
          );
        })}
        <OrphanList session={session} outline={outline} />
      </div>
    </>
  );
}

function NoTags({ isReadOnly }: { readonly isReadOnly: boolean }): ReactNode {
  if (isReadOnly)
    return (
      <EmptyState icon={Tags} title="No tags">
        Nothing in this document is tagged.
      </EmptyState>
    );
  return (
    <EmptyState icon={Tags} title="No tags yet">
      Switch to Tag, select a name, and press P for a person, L for a place, O for an organisation, D for a date or T
      for a term. Tags may overlap.
    </EmptyState>
  );
}
