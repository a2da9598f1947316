import type { ChangedTagTypes } from '../../../shared/contract/calls/tagging.ts';
import type { AnnotationState } from '../../../shared/document/annotation.ts';
import type { AnnotationId, GroupId, TagTypeId } from '../../../shared/document/identifier.ts';
import {
  type TagHue,
  type TagLine,
  type TagType,
  type TagTypeParent,
  TagTypes,
} from '../../../shared/tag-types/tag-types.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';

const store = createStore(new TagTypes());

/** The types of tags of the open collection, as far as the window has heard. */
export const tagTypes: ReadableStore<TagTypes> = store;

/** Asks for the types of the collection. */
export async function loadTagTypes(): Promise<void> {
  const groups = await ask('tag-types:list', null);
  if (groups) store.set(new TagTypes(groups));
}

/** @returns undefined after a fault, which is shown */
export const defineTagType = (type: TagType): Promise<ChangedTagTypes | undefined> =>
  changed(ask('tag-types:define', { type }));

/** @returns undefined after a fault, which is shown */
export const removeTagType = (id: TagTypeId, replacement: TagTypeParent | null): Promise<ChangedTagTypes | undefined> =>
  changed(ask('tag-types:remove', { id, replacement }));

/** @returns undefined after a fault, which is shown */
export const undoTagTypes = (group: GroupId): Promise<ChangedTagTypes | undefined> =>
  changed(ask('tag-types:undo', { group }));

async function changed(answer: Promise<ChangedTagTypes | undefined>): Promise<ChangedTagTypes | undefined> {
  const outcome = await answer;
  if (outcome) store.set(new TagTypes(outcome.groups));
  return outcome;
}

/** The types of the tags of the open document that are of one. */
export const typedTags = createStore<ReadonlyMap<AnnotationId, TagType>>(new Map());

/** Says which tags are of a type. O(tags).
 *  @returns whether that is otherwise than it was */
export function typeTagsOf(annotations: ReadonlyMap<AnnotationId, AnnotationState>): boolean {
  const types = tagTypes.get();
  const before = typedTags.get();
  const now = new Map<AnnotationId, TagType>();
  if (types.all.length > 0)
    for (const [id, tag] of annotations) {
      const type = types.of(tag);
      if (type) now.set(id, type);
    }
  const isSame = now.size === before.size && [...now].every(([id, type]) => before.get(id) === type);
  if (!isSame) typedTags.set(now);
  return !isSame;
}

const hueNames: Readonly<Record<TagHue, string>> = {
  teal: 'facsimile',
  blue: 'person',
  green: 'place',
  violet: 'organisation',
  orange: 'date',
  red: 'bad',
  grey: 'term',
};

/** A hue as a value of CSS. */
export const hueColour = (hue: TagHue): string => `var(--${hueNames[hue]})`;

/** Where a line has its strokes, in hundredths of its pattern. */
const strokes: Readonly<Record<TagLine, readonly (readonly [number, number])[]>> = {
  solid: [[0, 100]],
  dashed: [[0, 75]],
  broken: [[0, 50]],
  dotted: [
    [0, 25],
    [50, 75],
  ],
  'dash-dot': [
    [0, 50],
    [70, 85],
  ],
  sparse: [[0, 25]],
};

/** The line under a tag as an image of CSS. */
export function lineImage({ hue, line }: Pick<TagType, 'hue' | 'line'>): string {
  const colour = hueColour(hue);
  let end = 0;
  const stops = strokes[line].flatMap(([from, to]) => {
    const gap = from > end ? [`transparent ${end}% ${from}%`] : [];
    end = to;
    return [...gap, `${colour} ${from}% ${to}%`];
  });
  return `linear-gradient(90deg, ${[...stops, ...(end < 100 ? [`transparent ${end}% 100%`] : [])].join(', ')})`;
}
