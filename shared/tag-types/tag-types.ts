import { type AnnotationKind, annotationKinds } from '../document/annotation.ts';
import { type GroupId, newTagTypeId, type TagTypeId } from '../document/identifier.ts';

/** Hues that a type of tags can have, each with a value for light and for dark paper. */
export const tagHues = ['teal', 'blue', 'green', 'violet', 'orange', 'red', 'grey'] as const;
export type TagHue = (typeof tagHues)[number];

/** Lines that can lie under tagged words, told apart without their hue. */
export const tagLines = ['solid', 'dashed', 'broken', 'dotted', 'dash-dot', 'sparse'] as const;
export type TagLine = (typeof tagLines)[number];

/** What a type lies under: one of the five kinds, or another type. */
export type TagTypeParent = TagTypeId | AnnotationKind;

/** A type of tags that a collection has made for itself, a refinement of one of the five kinds. TEI `category` in the `taxonomy` of tags. */
export interface TagType {
  readonly id: TagTypeId;
  /** As people read it, such as “Weapon”. */
  readonly name: string;
  readonly parent: TagTypeParent;
  readonly hue: TagHue;
  readonly line: TagLine;
  /** The key in Tag mode, a capital letter or a digit; empty when it has none. */
  readonly key: string;
  /** The TEI element of its tags, one of `tagElements` of its kind. */
  readonly element: string;
  /** TEI `@type` and `@subtype` of its tags; empty when they have none. */
  readonly type: string;
  readonly subtype: string;
  /** When it is to be used. */
  readonly note: string;
}

export type TagTypeAct =
  /** There is such a type, in the place of what was said of its id before. */
  | { readonly kind: 'type defined'; readonly type: TagType }
  /** There is none any more; what is of this type is of another, or of the kind alone. */
  | { readonly kind: 'type removed'; readonly id: TagTypeId; readonly replacement: TagTypeParent };

/** An act of a person upon the types. */
export interface TagTypeGroup {
  readonly group: GroupId;
  /** The group that it takes back, or does again when that took one back itself. */
  readonly undoes?: GroupId;
  readonly acts: readonly TagTypeAct[];
}

/** The elements that tags of a kind may be. The first is that of the kind itself. */
export const tagElements: Readonly<Record<AnnotationKind, readonly [string, ...string[]]>> = {
  person: ['persName', 'name', 'rs', 'roleName'],
  place: ['placeName', 'geogName', 'name', 'rs'],
  organisation: ['orgName', 'name', 'rs'],
  date: ['date', 'time'],
  term: ['term', 'name', 'rs', 'objectName'],
};

/** Keys that Tag mode has for something else: the five kinds, tagging everywhere, who is meant, and comments. */
const takenTypeKeys: readonly string[] = ['P', 'L', 'O', 'D', 'T', 'A', 'W', 'M', 'N'];

const isKind = (parent: string): parent is AnnotationKind => (annotationKinds as readonly string[]).includes(parent);

/** The types of a collection, with what their ids mean now. Never changes. */
export class TagTypes {
  /** Those that are there, in the order in which they were made. */
  readonly all: readonly TagType[];
  readonly #groups: readonly TagTypeGroup[];
  readonly #types = new Map<TagTypeId, TagType>();
  readonly #replacements = new Map<TagTypeId, TagTypeParent>();

  /** @param groups oldest first */
  constructor(groups: readonly TagTypeGroup[] = []) {
    this.#groups = groups;
    const undone = undoneOf(groups);
    for (const { group, acts } of groups) if (!undone.has(group)) for (const act of acts) this.#add(act);
    this.all = [...this.#types.values()].map((type) => ({ ...type, parent: this.#standing(type.parent) }));
    for (const type of this.all) this.#types.set(type.id, type);
  }

  /** The acts that it is made of, oldest first. */
  get groups(): readonly TagTypeGroup[] {
    return this.#groups;
  }

  with(group: TagTypeGroup): TagTypes {
    return new TagTypes([...this.#groups, group]);
  }

  /** Whether an act that can be taken back, or done again, is known. */
  knowsGroup(group: GroupId): boolean {
    return this.#groups.some((known) => known.group === group);
  }

  /** The latest act that is not taken back, itself taking none back; null when there is none. */
  get lastAct(): GroupId | null {
    const undone = undoneOf(this.#groups);
    return this.#groups.findLast(({ group, undoes }) => undoes === undefined && !undone.has(group))?.group ?? null;
  }

  #add(act: TagTypeAct): void {
    if (act.kind === 'type defined') {
      this.#types.set(act.type.id, act.type);
      this.#replacements.delete(act.type.id);
    } else if (this.#types.delete(act.id)) this.#replacements.set(act.id, act.replacement);
  }

  /** What an id means now: itself, what it was replaced by, or a kind. An id that is not known yet, because it did not arrive, means none. */
  #standing(parent: TagTypeParent): TagTypeParent {
    const seen = new Set<string>();
    let now: TagTypeParent = parent;
    while (!isKind(now) && !this.#types.has(now) && !seen.has(now)) {
      seen.add(now);
      now = this.#replacements.get(now) ?? now;
    }
    return now;
  }

  /** The type that an id means now; null when it means a kind alone, or is not known. */
  get(id: TagTypeId | null): TagType | null {
    if (id === null) return null;
    const standing = this.#standing(id);
    return isKind(standing) ? null : (this.#types.get(standing) ?? null);
  }

  /** The type of a tag: what its id means now, as far as that refines the kind of the tag. */
  of(tag: { readonly as: AnnotationKind; readonly type: TagTypeId | null }): TagType | null {
    const type = this.get(tag.type);
    return type !== null && this.kindOf(type) === tag.as ? type : null;
  }

  /** The kind that a type refines. One whose parents go in a circle, or are not known, counts as a term. */
  kindOf(type: TagType): AnnotationKind {
    const last = this.pathOf(type)[0]?.parent ?? 'term';
    return isKind(last) ? last : 'term';
  }

  /** The kind that a parent is, or refines. */
  kindOfParent(parent: TagTypeParent): AnnotationKind {
    const standing = this.#standing(parent);
    const type = isKind(standing) ? undefined : this.#types.get(standing);
    return isKind(standing) ? standing : type ? this.kindOf(type) : 'term';
  }

  /** A type below those that it lies under, the uppermost first. */
  pathOf(type: TagType): readonly TagType[] {
    const path: TagType[] = [];
    let now: TagType | null = type;
    while (now && !path.includes(now)) {
      path.unshift(now);
      now = isKind(now.parent) ? null : (this.#types.get(now.parent) ?? null);
    }
    return path;
  }

  /** The types that lie under a kind or a type directly, by name. */
  below(parent: TagTypeParent): readonly TagType[] {
    return this.all.filter((type) => type.parent === parent).sort((a, b) => alphabet.compare(a.name, b.name));
  }

  /** All that refine a kind, each below its parent, with how deep it lies, from 0. */
  tree(parent: TagTypeParent, depth = 0): readonly { readonly type: TagType; readonly depth: number }[] {
    if (depth > this.all.length) return [];
    return this.below(parent).flatMap((type) => [{ type, depth }, ...this.tree(type.id, depth + 1)]);
  }
}

const alphabet = new Intl.Collator('en');

function undoneOf(groups: readonly TagTypeGroup[]): ReadonlySet<GroupId> {
  const undone = new Set<GroupId>();
  // Newest first: one that is taken back itself takes nothing back.
  for (const { group, undoes } of [...groups].reverse())
    if (undoes !== undefined && !undone.has(group)) undone.add(undoes);
  return undone;
}

/** Why a type cannot be as it is wanted. */
export type TagTypeFault =
  | 'no name'
  | 'name taken'
  | 'no key'
  | 'key taken'
  | 'circle'
  | 'no element'
  | 'no attribute'
  | 'no parent';

/** What is wrong with a type that a person wants; null when nothing is. One of the same id is what is to be changed. */
export function tagTypeFault(types: TagTypes, wanted: TagType): TagTypeFault | null {
  const others = types.all.filter(({ id }) => id !== wanted.id);
  const name = wanted.name.trim().toLowerCase();
  if (name === '') return 'no name';
  if (isKind(name) || others.some((other) => other.name.trim().toLowerCase() === name)) return 'name taken';
  if (wanted.key !== '' && !/^[A-Z0-9]$/.test(wanted.key)) return 'no key';
  if (wanted.key !== '' && (takenTypeKeys.includes(wanted.key) || others.some(({ key }) => key === wanted.key)))
    return 'key taken';
  if (!isKind(wanted.parent) && !others.some(({ id }) => id === wanted.parent))
    return wanted.parent === wanted.id ? 'circle' : 'no parent';
  const changed = types.with({ group: 'g' as GroupId, acts: [{ kind: 'type defined', type: wanted }] });
  const path = changed.pathOf(wanted);
  if (path[0] && !isKind(path[0].parent)) return 'circle';
  if (!tagElements[changed.kindOf(wanted)].includes(wanted.element)) return 'no element';
  return [wanted.type, wanted.subtype].every((word) => word === '' || attributeWord.test(word)) ? null : 'no attribute';
}

/** TEI `teidata.enumerated`: one word. */
const attributeWord = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** A new type, as it is where nothing else is said of it: a line of its own, and the element of its kind. */
export const newTagType = (types: TagTypes, parent: TagTypeParent, name: string): TagType => ({
  id: newTagTypeId(),
  name,
  parent,
  hue: 'teal',
  line: 'solid',
  key: '',
  element: tagElements[types.kindOfParent(parent)][0],
  type: '',
  subtype: '',
  note: '',
});
