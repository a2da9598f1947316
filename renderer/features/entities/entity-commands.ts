import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { identifyAnnotations } from '../../../shared/edit/tag-commands.ts';
import type { EntityKind } from '../../../shared/entities/entity.ts';
import { t } from '../../../shared/translation/translate.ts';
import { type CommandHandlers, doable } from '../../commands/command-registry.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { askingWho, makeEntity } from '../../model/entities.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { chooseTag, showPane } from '../../model/workbench-view.ts';
import { showToast } from '../../platform/toast.ts';

/** A tag that can mean an entity. */
interface NamedTag {
  readonly id: AnnotationId;
  readonly kind: EntityKind;
  readonly text: string;
}

type Lists = () => DocumentOutline;

/** Commands about who a tag means.
 *  @param tagOf the tag that they are about: the chosen one, else that at the caret */
export function entityCommands(
  session: DocumentSession,
  outline: OutlineStore,
  tagOf: (lists: Lists) => AnnotationId | null,
): CommandHandlers {
  if (session.readOnly !== null) return {};
  const named = (lists: Lists): NamedTag | null => {
    const id = tagOf(lists);
    const tag = id === null ? null : lists().tag(id);
    return tag && tag.kind !== 'date' ? { id: tag.id, kind: tag.kind, text: tag.text } : null;
  };
  const onTag = (act: (tag: NamedTag) => void) =>
    doable(
      () => named(outline.get) !== null,
      () => {
        const tag = named(outline.now);
        if (!tag) return;
        chooseTag(tag.id);
        showPane('inspector');
        act(tag);
      },
    );
  return {
    'tag.who': onTag(() => askingWho.set(true)),
    'tag.make-entity': onTag((tag) => void entityFromTag(session, tag)),
  };
}

const madeSentences: Readonly<Record<EntityKind, (name: string) => string>> = {
  person: (name) => t`“${name}” is a new person of the collection.`,
  place: (name) => t`“${name}” is a new place of the collection.`,
  organisation: (name) => t`“${name}” is a new organisation of the collection.`,
  term: (name) => t`“${name}” is a new term of the collection.`,
  document: (name) => t`“${name}” is a new document of the collection.`,
};

/** Makes an entity with the name that the tag covers, and says that the tag means it. */
async function entityFromTag(session: DocumentSession, { id, kind, text }: NamedTag): Promise<void> {
  const made = await makeEntity(kind, text);
  if (!made) return;
  const entity = session.facts.get().annotations.get(id)?.entity ?? null;
  session.run(identifyAnnotations([{ id, entity }], made.id));
  showToast(madeSentences[made.kind](made.name));
  focusEditor();
}
