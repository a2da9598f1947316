import type { AnnotationKind, AnnotationState } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { createStore, type Store } from '../platform/store.ts';

/** Which tags are not drawn in the text. What is hidden is kept, exported, and found in the lists all the same. */
export interface TagLayers {
  readonly kinds: ReadonlySet<AnnotationKind>;
  /** Sigla of the editors who made them. */
  readonly editors: ReadonlySet<string>;
  /** The tags of these editors in the open document. */
  readonly ids: ReadonlySet<AnnotationId>;
}

const nothingHidden: TagLayers = { kinds: new Set(), editors: new Set(), ids: new Set() };

/** It stays when another document is opened; `hideTagsOf` says which tags of that one are hidden. */
export const tagLayers: Store<TagLayers> = createStore(nothingHidden);

/** Whether a tag is drawn. Asked for each tag in sight. */
export function isTagShown(id: AnnotationId, kind: AnnotationKind): boolean {
  const { kinds, ids } = tagLayers.get();
  return !kinds.has(kind) && !ids.has(id);
}

export const isAnyHidden = ({ kinds, editors }: TagLayers): boolean => kinds.size > 0 || editors.size > 0;

export const showAllTags = (): void => tagLayers.set(nothingHidden);

/** Shows the tags of a kind, or hides them when they are shown. */
export const toggleKind = (kind: AnnotationKind): void =>
  tagLayers.update((now) => ({ ...now, kinds: toggled(now.kinds, kind) }));

type Annotations = ReadonlyMap<AnnotationId, AnnotationState>;

/** Shows the tags that an editor made, or hides them when they are shown. */
export const toggleEditor = (editor: string, annotations: Annotations): void =>
  hideTagsOf(toggled(tagLayers.get().editors, editor), annotations);

/** Hides the tags that some editors made, and no others. O(tags). */
export function hideTagsOf(editors: ReadonlySet<string>, annotations: Annotations): void {
  const of = editors.size === 0 ? [] : [...annotations].filter(([, tag]) => editors.has(makerOf(tag)));
  tagLayers.update((now) => ({ ...now, editors, ids: new Set(of.map(([id]) => id)) }));
}

/** Siglum of who made a tag. */
export const makerOf = ({ history }: AnnotationState): string => history[0]?.editor ?? '';

function toggled<Thing>(things: ReadonlySet<Thing>, thing: Thing): ReadonlySet<Thing> {
  const next = new Set(things);
  if (!next.delete(thing)) next.add(thing);
  return next;
}
