import type { TagTypeUse } from '../../shared/contract/payloads/tagging.ts';
import { type GroupId, newGroupId, type TagTypeId } from '../../shared/document/identifier.ts';
import {
  type TagType,
  type TagTypeAct,
  type TagTypeFault,
  type TagTypeParent,
  tagTypeFault,
} from '../../shared/tag-types/tag-types.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { countedInEnglish, inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobControl } from '../workers/job.ts';

/** What became of a change of the types. */
export type TagTypeOutcome =
  | { readonly kind: 'changed'; readonly group: GroupId; readonly type: TagType | null }
  /** Nothing was changed: the sentence says why, and what can be done. */
  | { readonly kind: 'refused'; readonly sentence: string }
  /** Tags are of the type: it goes only when another takes its place. */
  | { readonly kind: 'in use'; readonly sentence: string; readonly use: TagTypeUse };

const refused = (sentence: string): TagTypeOutcome => ({ kind: 'refused', sentence });

const unheard: JobControl = { progress: () => undefined, signal: new AbortController().signal };

/** Makes a type, or changes the one of its id. A type that tags are of does not go over to another kind, which would leave them without one.
 *  @throws AppendRefusedError when nothing can be written */
export async function defineTagType(
  collection: Collection,
  wanted: TagType,
  control: JobControl = unheard,
): Promise<TagTypeOutcome> {
  const types = collection.tagTypes.types;
  const type = { ...wanted, name: wanted.name.trim(), key: wanted.key.trim().toUpperCase(), note: wanted.note.trim() };
  const fault = tagTypeFault(types, type);
  if (fault !== null) return refused(faultInWords(fault, type));
  const before = types.get(type.id);
  const kind = types.kindOfParent(type.parent);
  if (before?.id === type.id && types.kindOf(before) !== kind) {
    const use = await tagTypeUse(collection, type.id, control);
    if (use.tags > 0 || use.types > 0)
      return {
        kind: 'in use',
        use,
        sentence: inEnglish`“${before.name}” stays a ${types.kindOf(before)}: ${inUse(use)}. Make another type for a ${kind}, and let it take their place where that is right.`,
      };
  }
  return change(collection, [{ kind: 'type defined', type }], type);
}

async function change(
  collection: Collection,
  acts: readonly TagTypeAct[],
  type: TagType | null,
): Promise<TagTypeOutcome> {
  const group = newGroupId();
  await collection.tagTypes.change({ group, acts });
  return { kind: 'changed', group, type };
}

/** Takes a type out. Where tags or types are of it, another must take its place: they are of that one then, in every document, and of it again
 *  when the act is taken back.
 *  @param replacement a type or kind of the same kind; null where none was named
 *  @throws AppendRefusedError when nothing can be written */
export async function removeTagType(
  collection: Collection,
  id: TagTypeId,
  replacement: TagTypeParent | null,
  control: JobControl = unheard,
): Promise<TagTypeOutcome> {
  const types = collection.tagTypes.types;
  const type = types.get(id);
  if (type?.id !== id) return refused(inEnglish`There is no such type of tags any more. Nothing was changed.`);
  const kind = types.kindOf(type);
  if (replacement === null) {
    const use = await tagTypeUse(collection, id, control);
    if (use.tags > 0 || use.types > 0)
      return {
        kind: 'in use',
        use,
        sentence: inEnglish`“${type.name}” was not removed: ${inUse(use)}. Say which type, or the kind “${kind}”, takes its place.`,
      };
  }
  const other = replacement ?? type.parent;
  const standing = types.get(other as TagTypeId);
  const isBelow = standing !== null && types.pathOf(standing).some((above) => above.id === id);
  if (isBelow)
    return refused(
      inEnglish`“${standing.name}” lies under “${type.name}” and cannot take its place. Nothing was changed.`,
    );
  if (types.kindOfParent(other) !== kind)
    return refused(inEnglish`What takes the place of “${type.name}” must be a ${kind}, too. Nothing was changed.`);
  return change(collection, [{ kind: 'type removed', id, replacement: other }], null);
}

/** Takes an act back, or does it again; the last one unless one is named.
 *  @throws AppendRefusedError when nothing can be written */
export async function undoTagTypes(collection: Collection, named: GroupId | null): Promise<TagTypeOutcome> {
  const types = collection.tagTypes.types;
  const undoes = named ?? types.lastAct;
  if (undoes === null) return refused(inEnglish`There is nothing to take back.`);
  if (!types.knowsGroup(undoes)) return refused(inEnglish`No act upon types of tags is called ${undoes}.`);
  const group = newGroupId();
  await collection.tagTypes.change({ group, undoes, acts: [] });
  return { kind: 'changed', group, type: null };
}

function inUse({ tags, documents, types }: TagTypeUse): string {
  const below = countedInEnglish(types, 'type below it', 'types below it');
  if (tags === 0) return types === 1 ? inEnglish`1 type below it is of it` : inEnglish`${below} are of it`;
  const tagged = inEnglish`${countedInEnglish(tags, 'tag')} in ${countedInEnglish(documents, 'document')}`;
  if (types > 0) return inEnglish`${tagged} and ${below} are of it`;
  return tags === 1 ? inEnglish`1 tag in 1 document is of it` : inEnglish`${tagged} are of it`;
}

/** How many tags, in how many documents, and how many types are of a type. Documents that cannot be read are left out. */
async function tagTypeUse(
  collection: Collection,
  id: TagTypeId,
  { progress, signal }: JobControl = unheard,
): Promise<TagTypeUse> {
  const types = collection.tagTypes.types;
  const summaries = (await collection.summaries()).filter(({ tags }) => tags > 0);
  let [tags, documents] = [0, 0];
  for (const [done, { id: document }] of summaries.entries()) {
    if (signal.aborted) break;
    progress({ what: inEnglish`Types of tags`, done, total: summaries.length });
    const count = await documentsOf(collection)
      .withDocument(
        document,
        async ({ state }) =>
          [...state.annotations.values()].filter((tag) => !tag.withdrawn && types.of(tag)?.id === id).length,
      )
      .catch((error: unknown) => {
        if (error instanceof DocumentUnreadableError) return 0;
        throw error;
      });
    tags += count;
    documents += count > 0 ? 1 : 0;
  }
  return { tags, documents, types: types.below(id).length };
}

/** Why a type cannot be as it is wanted, as a sentence. */
export function faultInWords(fault: TagTypeFault, { name, key, element }: TagType): string {
  switch (fault) {
    case 'no name':
      return inEnglish`A type of tags must have a name.`;
    case 'name taken':
      return inEnglish`Another type, or a kind, is named “${name}” already. Choose another name.`;
    case 'no key':
      return inEnglish`The key of “${name}” must be one capital letter or digit.`;
    case 'key taken':
      return inEnglish`The key ${key} does something else in Tag mode already. Choose another one for “${name}”.`;
    case 'circle':
      return inEnglish`“${name}” cannot lie under itself. Choose another parent.`;
    case 'no parent':
      return inEnglish`The type under which “${name}” is to lie is not there.`;
    case 'no element':
      return inEnglish`“${name}” cannot be written as <${element}>: choose an element that its kind has.`;
    case 'no attribute':
      return inEnglish`@type and @subtype of “${name}” must be single words of letters, digits, hyphens and points.`;
    default:
      return unreachable(fault);
  }
}
