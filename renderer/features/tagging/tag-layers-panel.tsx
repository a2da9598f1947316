import { type ReactNode, useEffect, useMemo } from 'react';
import {
  type HiddenLayers,
  type MarkLayer,
  markLayers,
  type TagStatus,
  tagStatuses,
} from '../../../shared/contract/payloads/tagging.ts';
import { type AnnotationKind, type AnnotationState, annotationKinds } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { withTags } from '../../editor/tag-decorations.ts';
import tagsStyles from '../../editor/tags.module.css';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { tagPlurals } from '../../model/tag-kinds.ts';
import {
  countHidden,
  followHiddenTags,
  hiddenLayers,
  hiddenTags,
  isAnyHidden,
  isLayerShown,
  loadHiddenLayers,
  makerOf,
  showAllTags,
  statusesOf,
  toggleLayer,
} from '../../model/tag-layers.ts';
import { lineImage, loadTagTypes, tagTypes, typeTagsOf } from '../../model/tags/tag-types.ts';
import { createStore, useStore, useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CheckBox } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './tag-layers-panel.module.css';

/** Whether the panel of the layers is open. */
export const areLayersShown = createStore(false);

/** Draws the tags anew whenever others are hidden. */
export function useTagLayers(session: DocumentSession): void {
  useEffect(() => {
    const redraw = (): void => session.dispatch(withTags(session.editor.get().tr));
    let known = session.facts.get().annotations;
    let { kinds } = hiddenLayers.get();
    const look = (): void => {
      if (typeTagsOf(known)) redraw();
      followHiddenTags(known, tagTypes.get());
    };
    const follow = (): void => {
      const { annotations } = session.facts.get();
      if (annotations === known) return;
      known = annotations;
      look();
    };
    const change = (): void => {
      look();
      if (hiddenLayers.get().kinds !== kinds) redraw();
      ({ kinds } = hiddenLayers.get());
    };
    look();
    void loadTagTypes();
    void loadHiddenLayers();
    const ends = [
      hiddenLayers.subscribe(change),
      hiddenTags.subscribe(redraw),
      session.facts.subscribe(follow),
      tagTypes.subscribe(look),
      () => areLayersShown.set(false),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [session]);
}

/** The sigla of those who made the tags of a document, in their order. O(tags). */
export const makersIn = (session: DocumentSession): readonly string[] => makers(session.facts.get().annotations);

const makers = (annotations: ReadonlyMap<AnnotationId, AnnotationState>): readonly string[] =>
  [...new Set([...annotations.values()].map(makerOf))].sort();

/** Hides the tags of some editors, or shows them all when all of them are hidden. */
export function toggleEditors(editors: readonly string[]): void {
  const shown = editors.filter((editor) => isLayerShown(hiddenLayers.get(), 'editors', editor));
  for (const editor of shown.length > 0 ? shown : editors) toggleLayer('editors', editor);
}

/** How many tags of the text are not drawn. */
function useHiddenCount(outline: OutlineStore): number {
  const byKind = useStore(outline, ({ tagsByKind }) => tagsByKind);
  const hidden = useWholeStore(hiddenLayers);
  const ids = useWholeStore(hiddenTags);
  return useMemo(() => countHidden(byKind, hidden, ids), [byKind, hidden, ids]);
}

/** Says that tags or marks are hidden, and leads to what is. */
export function HiddenTagsRemark({ outline }: { readonly outline: OutlineStore }): ReactNode {
  const hidden = useWholeStore(hiddenLayers);
  const count = useHiddenCount(outline);
  const tags = useStore(outline, ({ tagCount }) => tagCount);
  const isAny = isAnyHidden(hidden);
  if (tags === 0 && !isAny) return null;
  return (
    <div className={styles.remark}>
      <span role="status" aria-label={t`Hidden tags`} className={isAny ? styles.isHidden : undefined}>
        {isAny && hiddenInWords(count, hidden)}
      </span>
      <span>
        {isAny && <Button look="quiet" onPress={showAllTags}>{t`Show all`}</Button>}
        <Button look="quiet" onPress={() => areLayersShown.set(true)}>{t`Layers…`}</Button>
      </span>
    </div>
  );
}

/** The same, short, and wherever one is. */
export function HiddenCount({ outline }: { readonly outline: OutlineStore }): ReactNode {
  const hidden = useWholeStore(hiddenLayers);
  const count = useHiddenCount(outline);
  if (count === 0 && hidden.marks.length === 0) return null;
  return (
    <button type="button" className={styles.remarkButton} onClick={() => areLayersShown.set(true)}>
      {hiddenInWords(count, hidden)}
    </button>
  );
}

function hiddenInWords(count: number, { marks }: HiddenLayers): string {
  const tags = counted(count, 'tag');
  if (marks.length === 0) return count === 0 ? t`Layers are hidden` : t`${tags} hidden in the text`;
  return count === 0 ? t`marks hidden in the text` : t`${tags} and marks hidden in the text`;
}

interface TagLayersPanelProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Which tags and marks are drawn in the text, layer by layer. */
export function TagLayersPanel(props: TagLayersPanelProps): ReactNode {
  return useWholeStore(areLayersShown) ? <OpenLayers {...props} /> : null;
}

const close = (): void => {
  areLayersShown.set(false);
  focusEditor();
};

const statusNames: Readonly<Record<TagStatus, string>> = {
  identified: t`Linked to an entity`,
  open: t`Not linked to an entity`,
  commented: t`With a comment`,
};

const markNames: Readonly<Record<MarkLayer, string>> = {
  doubt: t`Uncertain and supplied`,
  hand: t`Added, struck and written by hand`,
  look: t`Looks of letters, abbreviations, languages`,
};

function OpenLayers({ session, outline }: TagLayersPanelProps): ReactNode {
  const annotations = useStore(session.facts, (facts) => facts.annotations);
  const byKind = useStore(outline, ({ tagsByKind }) => tagsByKind);
  const isAny = useStore(hiddenLayers, isAnyHidden);
  const tags = useMemo(
    () => annotationKinds.flatMap((kind) => byKind[kind].flatMap((id) => annotations.get(id) ?? [])),
    [annotations, byKind],
  );
  const editors = useMemo(() => countsOf(tags, (tag) => [makerOf(tag)]), [tags]);
  const statuses = useMemo(() => countsOf(tags, statusesOf), [tags]);
  return (
    <SidePanel
      title={t`Layers`}
      onClose={close}
      foot={<Button isDisabled={!isAny} onPress={showAllTags}>{t`Show everything`}</Button>}
    >
      <Layers title={t`Tags by type`} className={tagsStyles.lines}>
        {annotationKinds.map((kind) => (
          <KindLayers key={kind} kind={kind} tags={tags} />
        ))}
      </Layers>
      {editors.size > 0 && (
        <Layers title={t`Tags by editor`}>
          {[...editors].sort().map(([editor, count]) => (
            <Layer key={editor} of="editors" layer={editor} label={editor} count={count} />
          ))}
        </Layers>
      )}
      <Layers title={t`Tags by status`}>
        {tagStatuses.map((status) => (
          <Layer
            key={status}
            of="statuses"
            layer={status}
            label={statusNames[status]}
            count={statuses.get(status) ?? 0}
          />
        ))}
      </Layers>
      <Layers title={t`Marks`}>
        {markLayers.map((layer) => (
          <Layer key={layer} of="marks" layer={layer} label={markNames[layer]} />
        ))}
      </Layers>
      <p
        className={styles.hint}
      >{t`What is hidden is not drawn in the text. Lists, searches and editions have it all the same. It is kept for you in this collection.`}</p>
    </SidePanel>
  );
}

function countsOf<Name>(
  tags: readonly AnnotationState[],
  namesOf: (tag: AnnotationState) => readonly Name[],
): ReadonlyMap<Name, number> {
  const counts = new Map<Name, number>();
  for (const tag of tags) for (const name of namesOf(tag)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

interface LayersProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

function Layers({ title, children, className }: LayersProps): ReactNode {
  return (
    <fieldset className={classNames(styles.layers, className)}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  );
}

interface KindLayersProps {
  readonly kind: AnnotationKind;
  readonly tags: readonly AnnotationState[];
}

/** A kind, and below it the types of the collection that refine it. */
function KindLayers({ kind, tags }: KindLayersProps): ReactNode {
  const types = useWholeStore(tagTypes);
  const ofKind = tags.filter((tag) => tag.as === kind);
  const byType = countsOf(ofKind, (tag) => {
    const type = types.of(tag);
    return type ? types.pathOf(type).map(({ id }) => id) : [];
  });
  return (
    <>
      <Layer of="kinds" layer={kind} label={tagPlurals[kind]} count={ofKind.length} line={`var(--line-${kind})`} />
      {types.tree(kind).map(({ type, depth }) => (
        <Layer
          key={type.id}
          of="types"
          layer={type.id}
          label={type.name}
          count={byType.get(type.id) ?? 0}
          depth={depth + 1}
          line={lineImage(type)}
        />
      ))}
    </>
  );
}

interface LayerProps<Of extends keyof HiddenLayers> {
  readonly of: Of;
  readonly layer: HiddenLayers[Of][number];
  readonly label: string;
  readonly count?: number;
  /** How deep it lies under another, from 0. */
  readonly depth?: number;
  /** The line under its tags, as an image of CSS. */
  readonly line?: string;
}

function Layer<Of extends keyof HiddenLayers>(props: LayerProps<Of>): ReactNode {
  const { of, layer, label, count, depth = 0, line } = props;
  const isShown = useStore(hiddenLayers, (hidden) => isLayerShown(hidden, of, layer));
  return (
    <div className={styles.layer} style={{ paddingLeft: depth * 22 }}>
      <CheckBox label={label} isOn={isShown} onChange={() => toggleLayer(of, layer)} />
      {line !== undefined && <span aria-hidden className={styles.line} style={{ backgroundImage: line }} />}
      {count !== undefined && <span className={styles.count}>{count}</span>}
    </div>
  );
}
