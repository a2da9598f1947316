import { Tags } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { useStore } from '../../store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { DocumentOutline } from '../document-outline.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { tagIcons, tagPlurals } from '../tag-kinds.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { chooseTag, workbenchView } from '../workbench-view.ts';
import { ItemList, type ItemSource } from './item-list.tsx';
import { OrphanList } from './orphan-list.tsx';
import { TagDetail } from './tag-detail.tsx';
import styles from './tags-tab.module.css';

interface TagsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

export function TagsTab({ session, outline }: TagsTabProps): ReactNode {
  const byKind = useStore(outline, ({ tagsByKind }) => tagsByKind);
  const isEmpty = useStore(outline, ({ tagCount, followed }) => followed !== null && tagCount === 0);
  const chosen = useStore(workbenchView, (view) => view.chosenTag);
  const source = useMemo(() => tagSource(outline), [outline]);
  return (
    <>
      {chosen !== null && <TagDetail session={session} outline={outline} id={chosen} />}
      {isEmpty && chosen === null && <NoTags isReadOnly={session.readOnly !== null} />}
      <div className={styles.kinds}>
        {annotationKinds.map((kind) => {
          const ids = byKind[kind];
          const Icon = tagIcons[kind];
          if (ids.length === 0) return null;
          return (
            <section key={kind} className={styles.kind}>
              <h3 className={styles.heading} data-kind={kind}>
                <Icon size={14} strokeWidth={1.9} aria-hidden />
                {tagPlurals[kind]}
                <span className={styles.count}>{ids.length}</span>
              </h3>
              <ItemList label={tagPlurals[kind]} keys={ids} source={source} current={chosen} />
            </section>
          );
        })}
        <OrphanList session={session} outline={outline} />
      </div>
    </>
  );
}

function tagSource(outline: OutlineStore): ItemSource<AnnotationId> {
  const textOf = (id: AnnotationId): string => outline.get().followed?.tags.tag(id)?.text ?? '';
  return {
    useItem: (id) => {
      const line = useStore(
        outline,
        useCallback((now: DocumentOutline) => tagLine(now, id), [id]),
      );
      if (line === null) return null;
      const [text = '', page = ''] = line.split('\n');
      return {
        name: text,
        content: (
          <>
            <div className={styles.words}>{text}</div>
            <div className={styles.place}>{page}</div>
          </>
        ),
      };
    },
    nameOf: textOf,
    onAction: (id) => {
      chooseTag(id);
      goTo({ kind: 'id', id });
    },
  };
}

/** What a tag reads and its page, a line each: as one string, so that it is drawn again only when that is another. */
function tagLine(outline: DocumentOutline, id: AnnotationId): string | null {
  const tag = outline.followed?.tags.tag(id);
  return tag ? `${tag.text}\n${outline.pagesAt(tag.from)}` : null;
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
