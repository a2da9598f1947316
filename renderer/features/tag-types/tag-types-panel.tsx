import { Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ChangedTagTypes } from '../../../shared/contract/calls/tagging.ts';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import type { TagTypeId } from '../../../shared/document/identifier.ts';
import { newTagType, type TagType, type TagTypeParent, type TagTypes } from '../../../shared/tag-types/tag-types.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { tagNames, tagPlurals } from '../../model/tag-kinds.ts';
import { lineImage, loadTagTypes, removeTagType, tagTypes, undoTagTypes } from '../../model/tags/tag-types.ts';
import { useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { TagTypeForm } from './tag-type-form.tsx';
import styles from './tag-types-panel.module.css';

/** The types of tags that the collection has made for itself. */
export function TagTypesPanel(): ReactNode {
  const types = useWholeStore(tagTypes);
  const [edited, setEdited] = useState<TagType | null>(null);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  useEffect(() => void loadTagTypes(), []);
  return (
    <SidePanel title={t`Types of Tags`} onClose={closePanel}>
      <p
        className={styles.hint}
      >{t`A type refines one of the five kinds: a weapon is a term, a ship may be a place. Its tags have a line of their own, and a TEI element and attributes of their own in an edition.`}</p>
      {edited !== null ? (
        <TagTypeForm
          key={edited.id}
          type={edited}
          onDone={(outcome, name) => {
            if (outcome) tellChanged(outcome, t`“${name}” is kept.`);
            setEdited(null);
          }}
        />
      ) : (
        isWritable && <Button onPress={() => setEdited(newTagType(types, 'term', ''))}>{t`New type`}</Button>
      )}
      {annotationKinds.map((kind) => (
        <KindSection key={kind} kind={kind} types={types} isWritable={isWritable} onEdit={setEdited} />
      ))}
      {types.all.length === 0 && <p className={styles.hint}>{t`No type yet.`}</p>}
    </SidePanel>
  );
}

/** Says what was done, with the way back. */
function tellChanged({ group }: ChangedTagTypes, sentence: string): void {
  showToast(sentence, group === null ? null : { label: t`Undo`, run: () => void undoTagTypes(group) });
}

interface KindSectionProps {
  readonly kind: AnnotationKind;
  readonly types: TagTypes;
  readonly isWritable: boolean;
  readonly onEdit: (type: TagType) => void;
}

function KindSection({ kind, types, isWritable, onEdit }: KindSectionProps): ReactNode {
  const below = types.tree(kind);
  const [asked, setAsked] = useState<{ readonly id: TagTypeId; readonly sentence: string } | null>(null);
  if (below.length === 0) return null;
  const remove = async (type: TagType, replacement: TagTypeParent | null): Promise<void> => {
    const outcome = await removeTagType(type.id, replacement);
    if (!outcome) return;
    if (outcome.isInUse) return setAsked({ id: type.id, sentence: outcome.sentence ?? '' });
    setAsked(null);
    tellChanged(outcome, outcome.sentence ?? t`“${type.name}” is removed.`);
  };
  return (
    <section aria-labelledby={`types-${kind}`} className={styles.section}>
      <h3 id={`types-${kind}`} className={styles.heading}>
        {tagPlurals[kind]}
      </h3>
      <ul aria-labelledby={`types-${kind}`}>
        {below.map(({ type, depth }) => (
          <li key={type.id}>
            <div className={styles.row} style={{ paddingInlineStart: `${depth * 18}px` }}>
              <span className={styles.name} style={{ backgroundImage: lineImage(type) }} title={type.note}>
                {type.name}
              </span>
              <span className={styles.tei}>{[type.element, type.type, type.subtype].filter(Boolean).join(' ')}</span>
              {type.key !== '' && <KeyHint keys={type.key} />}
              {isWritable && (
                <>
                  <IconButton icon={Pencil} label={t`Change “${type.name}”`} onPress={() => onEdit(type)} />
                  <IconButton icon={Trash2} label={t`Remove “${type.name}”`} onPress={() => void remove(type, null)} />
                </>
              )}
            </div>
            {asked?.id === type.id && (
              <ReplacementForm
                sentence={asked.sentence}
                choices={choicesFor(types, type, kind)}
                onChoose={(parent) => void remove(type, parent)}
                onLeave={() => setAsked(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Replacement {
  readonly value: TagTypeParent;
  readonly label: string;
}

/** What may take the place of a type: its kind, and the types of the kind that do not lie under it. */
const choicesFor = (types: TagTypes, gone: TagType, kind: AnnotationKind): readonly Replacement[] => [
  { value: kind, label: tagNames[kind] },
  ...types
    .tree(kind)
    .filter(({ type }) => !types.pathOf(type).some(({ id }) => id === gone.id))
    .map(({ type }) => ({ value: type.id, label: type.name })),
];

interface ReplacementFormProps {
  readonly sentence: string;
  readonly choices: readonly Replacement[];
  readonly onChoose: (parent: TagTypeParent) => void;
  readonly onLeave: () => void;
}

/** Asks what takes the place of a type that is in use. */
function ReplacementForm({ sentence, choices, onChoose, onLeave }: ReplacementFormProps): ReactNode {
  const [chosen, setChosen] = useState<TagTypeParent>(choices[0]?.value ?? 'term');
  return (
    <div role="alert" className={styles.asked}>
      <p>{retold(sentence)}</p>
      <Choice label={t`In its place`} value={chosen} options={choices} onChange={setChosen} />
      <div className={styles.actions}>
        <Button look="danger" onPress={() => onChoose(chosen)}>{t`Replace and remove`}</Button>
        <Button look="quiet" onPress={onLeave}>{t`Keep it`}</Button>
      </div>
    </div>
  );
}
