import { type ReactNode, useMemo } from 'react';
import { conflictingTags, type KnownTag, type TagConflict } from '../../../shared/edit/tags/conflicting-tags.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { tagNames } from '../../model/tag-kinds.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import type { ConflictQueue } from './conflict-queue.ts';
import styles from './suggestion-list.module.css';

interface ConflictListProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly queue: ConflictQueue;
}

/** Tags of several editors that do not agree, where there are any. */
export function ConflictList({ session, outline, queue }: ConflictListProps): ReactNode {
  const annotations = useStore(session.facts, (facts) => facts.annotations);
  const byKind = useStore(outline, ({ tagsByKind }) => tagsByKind);
  const types = useWholeStore(tagTypes);
  const conflicts = useMemo((): readonly TagConflict[] => {
    // Of tags by one editor none is in conflict: most documents have no others.
    const editors = new Set([...annotations.values()].flatMap(({ history }) => history.map(({ editor }) => editor)));
    if (editors.size < 2) return [];
    const tags = Object.values(byKind).flatMap((ids) => ids.flatMap((id) => outline.get().tag(id) ?? []));
    return conflictingTags(tags, annotations, { types, entityOf: (id) => id });
  }, [annotations, byKind, types, outline]);
  const keys = useMemo(() => conflicts.map(keyOf), [conflicts]);
  const source = useMemo(() => {
    const byKey = new Map(conflicts.map((one) => [keyOf(one), one]));
    const items = conflicts.map((one) => [keyOf(one), toItem(one, outline.get())] as const);
    return itemsOf(new Map(items), (key) => {
      const conflict = byKey.get(key);
      if (conflict) void queue.show(conflict);
    });
  }, [conflicts, outline, queue]);
  if (conflicts.length === 0) return null;
  return (
    <section className={styles.list}>
      <h3 className={styles.heading}>
        {t`In conflict`} <span className={styles.count}>{conflicts.length}</span>
      </h3>
      <ItemList label={t`Conflicting tags`} keys={keys} source={source} />
    </section>
  );
}

const keyOf = ({ first, second }: TagConflict): string => `${first.tag.id} ${second.tag.id}`;

const sideLabel = ({ tag, said }: KnownTag): string => `${tagNames[tag.kind]} (${said.editor})`;

function toItem({ first, second }: TagConflict, outline: DocumentOutline): Item {
  const text = outline.tag(first.tag.id)?.text ?? '';
  const [one, other] = [sideLabel(first), sideLabel(second)];
  const sides = t`${one} or ${other}`;
  return {
    name: `${text}, ${sides}`,
    content: (
      <>
        <div className={styles.words}>{text}</div>
        <div className={styles.about}>{[sides, outline.pagesAt(first.tag.from)].filter(Boolean).join(' · ')}</div>
      </>
    ),
  };
}
