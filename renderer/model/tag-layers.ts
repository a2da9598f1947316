import { type HiddenLayers, nothingHidden, type TagStatus } from '../../shared/contract/payloads/tagging.ts';
import type { AnnotationKind, AnnotationState } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { TagTypes } from '../../shared/tag-types/tag-types.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore } from '../platform/store.ts';

const layers = createStore<HiddenLayers>(nothingHidden);
const ids = createStore<ReadonlySet<AnnotationId>>(new Set());

/** Which layers of tags and marks are not drawn in the text. What is hidden is kept, exported, and found in the lists all the same. It is kept by person for each
 *  collection. */
export const hiddenLayers: ReadableStore<HiddenLayers> = layers;

/** The tags of the open document that are hidden by their type, editor or status; what is hidden by its kind need not be listed. */
export const hiddenTags: ReadableStore<ReadonlySet<AnnotationId>> = ids;

/** Whether a tag is drawn. Asked for each tag in sight. */
export const isTagShown = (id: AnnotationId, kind: AnnotationKind): boolean =>
  !layers.get().kinds.includes(kind) && !ids.get().has(id);

/** Whether any tags or marks are hidden, or may be when the document gets some. */
export const isAnyHidden = (hidden: HiddenLayers): boolean =>
  Object.values(hidden).some((of: readonly unknown[]) => of.length > 0);

/** Asks which layers this person hides in the open collection. */
export async function loadHiddenLayers(): Promise<void> {
  const known = await ask('tags:hidden-layers', null);
  if (known) layers.set(known);
}

function keep(hidden: HiddenLayers): void {
  layers.set(hidden);
  void ask('tags:hide-layers', { hidden });
}

export const showAllTags = (): void => keep(nothingHidden);

/** Shows the tags of a layer, or hides them when they are shown.
 *  @param of what the layer is one of
 *  @example toggleLayer('editors', 'EG') */
export function toggleLayer<Of extends keyof HiddenLayers>(of: Of, layer: HiddenLayers[Of][number]): void {
  const now = layers.get();
  const before: readonly unknown[] = now[of];
  const after = before.includes(layer) ? before.filter((one) => one !== layer) : [...before, layer];
  keep({ ...now, [of]: after });
}

export const isLayerShown = <Of extends keyof HiddenLayers>(
  hidden: HiddenLayers,
  of: Of,
  layer: HiddenLayers[Of][number],
): boolean => !(hidden[of] as readonly unknown[]).includes(layer);

type Annotations = ReadonlyMap<AnnotationId, AnnotationState>;

/** Looks which tags the layers hide that are not hidden by their kinds. To be called when tags, types or layers have changed; a key changes none. O(tags). */
export function followHiddenTags(annotations: Annotations, types: TagTypes): void {
  const hidden = layers.get();
  const isNone = hidden.types.length + hidden.editors.length + hidden.statuses.length === 0;
  const now = new Set<AnnotationId>();
  if (!isNone) for (const [id, tag] of annotations) if (isHiddenBy(hidden, tag, types)) now.add(id);
  const before = ids.get();
  if (now.size !== before.size || [...now].some((id) => !before.has(id))) ids.set(now);
}

function isHiddenBy({ types: hidden, editors, statuses }: HiddenLayers, tag: AnnotationState, types: TagTypes) {
  if (editors.includes(makerOf(tag)) || statusesOf(tag).some((status) => statuses.includes(status))) return true;
  const type = hidden.length === 0 ? null : types.of(tag);
  return type !== null && types.pathOf(type).some(({ id }) => hidden.includes(id));
}

/** How many of the tags that stand in the text are hidden. O(tags). */
export function countHidden(
  byKind: Readonly<Record<AnnotationKind, readonly AnnotationId[]>>,
  { kinds }: HiddenLayers,
  hidden: ReadonlySet<AnnotationId>,
): number {
  return Object.entries(byKind).reduce(
    (sum, [kind, tags]) =>
      sum + (kinds.includes(kind as AnnotationKind) ? tags.length : tags.filter((id) => hidden.has(id)).length),
    0,
  );
}

/** Siglum of who made a tag. */
export const makerOf = ({ history }: AnnotationState): string => history[0]?.editor ?? '';

/** What is known of a tag besides what it is. A date is never said to be somebody. */
export function statusesOf({ as, entity, comment }: AnnotationState): readonly TagStatus[] {
  const who: readonly TagStatus[] = entity !== null ? ['identified'] : as === 'date' ? [] : ['open'];
  return comment === '' ? who : [...who, 'commented'];
}
