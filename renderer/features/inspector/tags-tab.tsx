import { Eye, EyeOff, Tags } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { type AnnotationKind, type AnnotationState, annotationKinds } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { t } from '../../../shared/translation/translate.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { tagIcons, tagNames, tagPlurals } from '../../model/tag-kinds.ts';
import { hiddenLayers, toggleLayer } from '../../model/tag-layers.ts';
import { chooseTag, workbenchView } from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { type Item, ItemList, type ItemSource, itemsOf } from '../../ui/item-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { ConflictList } from '../tagging/conflict-list.tsx';
import { SuggestionList } from '../tagging/suggestion-list.tsx';
import { HiddenTagsRemark } from '../tagging/tag-layers-panel.tsx';
import type { TagQueues } from '../tagging/use-tagging-commands.ts';
import { TagDetail } from './tag-detail.tsx';
import styles from './tags-tab.module.css';

interface OrphanListProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Tags that have no words in the text: those whose words were all deleted, and those that were withdrawn. They are kept with
 *  their history, from which they can be restored. */
function OrphanList({ session, outline }: OrphanListProps): ReactNode {
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
      <AbsentTags title={t`No longer in the text`} tags={absent.left} />
      <AbsentTags title={t`Withdrawn`} tags={absent.withdrawn} />
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
      <ItemList label={t`Tags: ${title}`} keys={keys} source={source} />
    </section>
  );
}

function absentLine({ as, history }: AnnotationState): Item {
  const made = history.find(({ act }) => act.kind === 'created')?.act;
  const text = made?.kind === 'created' ? made.text : '';
  return { name: text, content: `${tagNames[as]}: ${text}` };
}

interface TagsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly tagQueues: TagQueues;
}

/** What lets the tags of a kind be seen in the text, or not. */
const layerLabels: Readonly<Record<AnnotationKind, Readonly<Record<'show' | 'hide', string>>>> = {
  person: { show: t`Show persons in the text`, hide: t`Hide persons in the text` },
  place: { show: t`Show places in the text`, hide: t`Hide places in the text` },
  organisation: { show: t`Show organisations in the text`, hide: t`Hide organisations in the text` },
  date: { show: t`Show dates in the text`, hide: t`Hide dates in the text` },
  term: { show: t`Show terms in the text`, hide: t`Hide terms in the text` },
};

export function TagsTab({ session, outline, tagQueues }: TagsTabProps): ReactNode {
  const byKind = useStore(outline, ({ tagsByKind }) => tagsByKind);
  const isEmpty = useStore(outline, ({ tagCount, followed }) => followed !== null && tagCount === 0);
  const chosen = useStore(workbenchView, (view) => view.chosenTag);
  const source = useMemo(() => tagSource(outline), [outline]);
  const hidden = useStore(hiddenLayers, ({ kinds }) => kinds);
  return (
    <>
      {chosen !== null && <TagDetail session={session} outline={outline} id={chosen} />}
      {isEmpty && chosen === null && <NoTags isReadOnly={session.readOnly !== null} />}
      <HiddenTagsRemark outline={outline} />
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
                <IconButton
                  icon={hidden.includes(kind) ? EyeOff : Eye}
                  label={layerLabels[kind][hidden.includes(kind) ? 'show' : 'hide']}
                  onPress={() => toggleLayer('kinds', kind)}
                />
              </h3>
              <ItemList label={tagPlurals[kind]} keys={ids} source={source} current={chosen} />
            </section>
          );
        })}
        <ConflictList session={session} outline={outline} queue={tagQueues.conflicts} />
        <SuggestionList queue={tagQueues.suggestions} outline={outline} />
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
    return <EmptyState icon={Tags} title={t`No tags`}>{t`Nothing in this document is tagged.`}</EmptyState>;
  return (
    <EmptyState
      icon={Tags}
      title={t`No tags yet`}
    >{t`Switch to Tag, select a name, and press P for a person, L for a place, O for an organisation, D for a date or T for a term. Tags may overlap.`}</EmptyState>
  );
}
