import { ChevronDown, GitCompareArrows, RotateCcw, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import {
  type AnnotationAct,
  type AnnotationEvent,
  type AnnotationKind,
  type AnnotationState,
  annotationKinds,
} from '../../../shared/document/annotation.ts';
import type { ActId, AnnotationId, TagTypeId } from '../../../shared/document/identifier.ts';
import {
  commentAnnotation,
  retargetAnnotation,
  typeAnnotation,
  withdrawAnnotation,
} from '../../../shared/edit/tag-commands.ts';
import { unreachable } from '../../../shared/text/unreachable.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { changedLabel } from '../../model/labels.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { tagIcons, tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { chooseTag, commentingTag } from '../../model/workbench-view.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { MenuButton, MenuEntry } from '../../ui/menu.tsx';
import { EntitySection } from '../entities/entity-section.tsx';
import { restoreTag, type TagReading, tagThen } from '../versions/past-actions.ts';
import annotationHistoryStyles from './annotation-history.module.css';
import commentFieldStyles from './comment-field.module.css';
import styles from './tag-detail.module.css';

interface TagComparisonProps {
  readonly then: TagReading;
  readonly now: TagReading;
}

/** What of a tag is otherwise now than it was: kind, words, comment. */
function TagComparison({ then, now }: TagComparisonProps): ReactNode {
  const parts = [
    { name: t`Kind`, before: tagNames[then.as], after: tagNames[now.as] },
    { name: t`Words`, before: then.text, after: now.text },
    { name: t`Comment`, before: then.comment, after: now.comment },
  ].filter(({ before, after }) => before !== after);
  if (parts.length === 0) return <p className={annotationHistoryStyles.compared}>{t`Nothing is otherwise now.`}</p>;
  return (
    <dl aria-label={t`Then and now`} className={annotationHistoryStyles.compared}>
      {parts.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before !== '' && <del>{before}</del>} {after !== '' && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface AnnotationHistoryProps {
  /** Oldest first. */
  readonly events: readonly AnnotationEvent[];
  readonly now: TagReading;
  /** What the tag was after one of the events. */
  readonly askThen: (act: ActId) => Promise<TagReading | null>;
  /** Brings the tag back as it was after one of the events; null when nothing can be changed. */
  readonly onRestore: ((act: ActId) => void) | null;
}

/** A state of the tag that is compared with the present one. */
interface Compared {
  /** The act that led to it. */
  readonly act: ActId;
  readonly then: TagReading;
}

/** Everything that was ever done to an annotation, latest first. */
function AnnotationHistory({ events, now, askThen, onRestore }: AnnotationHistoryProps): ReactNode {
  const last = events.findLastIndex(({ undone }) => !undone);
  const [compared, setCompared] = useState<Compared | null>(null);
  const compare = async (act: ActId): Promise<void> => {
    const then = compared?.act === act ? null : await askThen(act);
    setCompared(then && { act, then });
  };
  return (
    <ol aria-label={t`History`} className={annotationHistoryStyles.events}>
      {[...events.entries()].reverse().map(([index, event]) => {
        const words = actInWords(event.act);
        const isEarlier = index !== last && event.act.kind !== 'withdrawn';
        return (
          <li key={event.id} className={classNames(event.undone && annotationHistoryStyles.undone)}>
            <span>{words}</span>
            <span
              className={annotationHistoryStyles.who}
              title={new Date(event.time).toLocaleString(interfaceLocale())}
            >
              {event.undone
                ? t`${event.editor}, ${changedLabel(event.time, new Date())}, taken back`
                : `${event.editor}, ${changedLabel(event.time, new Date())}`}
            </span>
            {isEarlier && (
              <span className={annotationHistoryStyles.actions}>
                <IconButton
                  icon={GitCompareArrows}
                  label={t`Compare with now: ${words}`}
                  onPress={() => void compare(event.id)}
                />
                {onRestore && (
                  <IconButton icon={RotateCcw} label={t`Restore: ${words}`} onPress={() => onRestore(event.id)} />
                )}
              </span>
            )}
            {compared?.act === event.id && <TagComparison then={compared.then} now={now} />}
          </li>
        );
      })}
    </ol>
  );
}

function actInWords(act: AnnotationAct): string {
  switch (act.kind) {
    case 'created':
      return t`Tagged as ${tagWithin[act.as]}`;
    case 'retagged':
      return t`Changed to ${tagWithin[act.as]}`;
    case 'retargeted':
      return t`Moved to “${act.text}”`;
    case 'commented':
      return act.comment === '' ? t`Comment taken away` : t`Comment: ${act.comment}`;
    case 'identified':
      return act.entity === null ? t`Means nobody any more` : t`Was said who is meant`;
    case 'typed': {
      if (act.type === null) return t`Of its kind alone`;
      const name = tagTypes.get().get(act.type)?.name;
      return name === undefined ? t`Type: of the collection` : t`Type: ${name}`;
    }
    case 'settled':
      return act.keeps === 'both'
        ? t`Stands beside another tag of its words`
        : t`Kept, and another tag of its words withdrawn`;
    case 'withdrawn':
      return t`Withdrawn`;
    case 'restored':
      return t`Restored as ${tagWithin[act.as]}`;
    default:
      return unreachable(act);
  }
}

interface CommentFieldProps {
  readonly value: string;
  readonly isReadOnly: boolean;
  /** Called with what stands in the field when one goes on and it is another value. */
  readonly onKeep: (comment: string) => void;
}

/** What an editor has to say of a tag. It is kept on leaving it; Control and Enter keeps it and leads back to the text, Escape leads
 *  back and leaves it as it was. */
function CommentField({ value, isReadOnly, onKeep }: CommentFieldProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  const isWanted = useWholeStore(commentingTag);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (!isWanted) return;
    field.current?.focus();
    commentingTag.set(false);
  }, [isWanted]);
  const isGivenUp = useRef(false);
  const leave = (): void => {
    if (isGivenUp.current) setTyped(value);
    else if (typed.trim() !== value) onKeep(typed.trim());
    isGivenUp.current = false;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const keeps = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!keeps && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    isGivenUp.current = !keeps;
    // Leaving the field is what keeps it.
    focusEditor();
  };
  if (isReadOnly && value === '') return null;
  return (
    <TextField
      value={typed}
      onChange={setTyped}
      onBlur={({ relatedTarget }) => {
        // Whoever looks at the menu of a word has not left.
        if (!relatedTarget?.closest('[role="menu"]')) leave();
      }}
      isReadOnly={isReadOnly}
      maxLength={4000}
      className={classNames(commentFieldStyles.field)}
    >
      <Label className={classNames(commentFieldStyles.label)}>{t`Comment`}</Label>
      <TextArea
        ref={field}
        rows={1}
        data-spelled=""
        spellCheck={false}
        placeholder={t`Why, or what is in doubt`}
        onKeyDown={onKeyDown}
        className={classNames(commentFieldStyles.input)}
      />
    </TextField>
  );
}

interface TagDetailProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly id: AnnotationId;
}

/** One tag: what it covers, who made it and when, and what became of it. */
export function TagDetail({ session, outline, id }: TagDetailProps): ReactNode {
  const text = useStore(
    outline,
    useCallback(({ followed }: DocumentOutline) => followed?.tags.tag(id)?.text ?? null, [id]),
  );
  const standing = useStore(
    outline,
    useCallback(({ followed }: DocumentOutline) => followed?.tags.tag(id)?.kind ?? null, [id]),
  );
  const annotation = useStore(session.facts, (facts) => facts.annotations.get(id));
  const types = useWholeStore(tagTypes);
  const kind = standing ?? annotation?.as;
  if (kind === undefined) return null;
  const Icon = tagIcons[kind];
  const type = types.of({ as: kind, type: annotation?.type ?? null });
  const isWritable = session.readOnly === null && standing !== null;
  return (
    <section aria-label={t`Chosen tag`} className={styles.detail}>
      <div className={styles.head} data-kind={kind}>
        <Icon size={15} strokeWidth={1.9} aria-hidden />
        <h3>{type ? `${type.name} (${tagWithin[kind]})` : tagNames[kind]}</h3>
        <IconButton icon={X} label={t`Close the tag`} onPress={() => chooseTag(null)} />
      </div>
      <p className={styles.words} data-selectable>
        {text ?? (annotation?.withdrawn ? t`Withdrawn` : t`Its words are no longer in the text.`)}
      </p>
      {annotation && standing !== null && kind !== 'date' && (
        <EntitySection key={`who ${id}`} session={session} id={id} kind={kind} text={text ?? ''} />
      )}
      {annotation && (
        <CommentField
          key={id}
          value={annotation.comment}
          isReadOnly={session.readOnly !== null}
          onKeep={(comment) => session.run(commentAnnotation(id, comment))}
        />
      )}
      {annotation && (
        <AnnotationHistory
          events={annotation.history}
          now={{ as: kind, text: text ?? '', comment: annotation.comment }}
          askThen={(act) => tagThen(session, id, act)}
          onRestore={
            session.readOnly === null ? (act) => void restoreTag(session, id, { kind: 'annotation', id, act }) : null
          }
        />
      )}
      {isWritable && (
        <div className={styles.actions}>
          <RetagMenu
            kind={kind}
            type={type?.id ?? null}
            onRetag={(next, of) => retag(session, { id, as: kind, type: annotation?.type ?? null }, next, of)}
          />
          <Button onPress={() => moveToSelection(session, id, kind)}>{t`Move to selection`}</Button>
          <Button
            look="danger"
            onPress={() => {
              session.run(withdrawAnnotation(id));
              chooseTag(null);
            }}
          >{t`Withdraw`}</Button>
        </div>
      )}
    </section>
  );
}

function retag(
  session: DocumentSession,
  tag: Pick<AnnotationState, 'id' | 'as' | 'type'>,
  next: AnnotationKind,
  type: TagTypeId | null,
): void {
  const isSame = tag.as === next && tag.type === type;
  if (!isSame && !session.run(typeAnnotation(tag, next, type)))
    showToast(t`Nothing was changed: another tag says ${tagWithin[next]} of just these words already.`);
}

function moveToSelection(session: DocumentSession, id: AnnotationId, kind: AnnotationKind): void {
  if (!session.run(retargetAnnotation({ id, as: kind })))
    showToast(t`Nothing was changed. Select words that no tag says ${tagWithin[kind]} of yet.`);
}

interface RetagMenuProps {
  readonly kind: AnnotationKind;
  readonly type: TagTypeId | null;
  readonly onRetag: (kind: AnnotationKind, type: TagTypeId | null) => void;
}

function RetagMenu({ kind, type, onRetag }: RetagMenuProps): ReactNode {
  const types = useWholeStore(tagTypes);
  return (
    <MenuButton
      label={t`Kind of tag`}
      button={
        <Button>
          {t`Change kind`} <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      {annotationKinds.flatMap((choice) => [
        <MenuEntry
          key={choice}
          label={tagNames[choice]}
          isCurrent={choice === kind && type === null}
          onAction={() => onRetag(choice, null)}
        />,
        ...types
          .tree(choice)
          .map(({ type: { id, name }, depth }) => (
            <MenuEntry
              key={id}
              label={`${'\u2003'.repeat(depth + 1)}${name}`}
              isCurrent={id === type}
              onAction={() => onRetag(choice, id)}
            />
          )),
      ])}
    </MenuButton>
  );
}
