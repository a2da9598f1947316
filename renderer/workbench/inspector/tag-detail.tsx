import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import {
  commentAnnotation,
  retagAnnotation,
  retargetAnnotation,
  withdrawAnnotation,
} from '../../../shared/edit/tag.ts';
import { useStore, useWholeStore } from '../../store.ts';
import { tell } from '../../told.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { MenuEntry } from '../../ui/menu-entry.tsx';
import { restoreTag, tagThen } from '../../versions/past-actions.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { tagIcons, tagNames } from '../tag-kinds.ts';
import { chooseTag } from '../workbench-view.ts';
import { AnnotationHistory } from './annotation-history.tsx';
import { CommentField } from './comment-field.tsx';
import styles from './tag-detail.module.css';

interface TagDetailProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly id: AnnotationId;
}

/** One tag: what it covers, who made it and when, and what became of it. */
export function TagDetail({ session, outline, id }: TagDetailProps): ReactNode {
  const tag = useWholeStore(outline).tags.find((known) => known.id === id);
  const annotation = useStore(session.facts, (facts) => facts.annotations.get(id));
  const kind = tag?.kind ?? annotation?.as;
  if (kind === undefined) return null;
  const Icon = tagIcons[kind];
  const isWritable = session.readOnly === null && tag !== undefined;
  return (
    <section aria-label="Chosen tag" className={styles.detail}>
      <div className={styles.head} data-kind={kind}>
        <Icon size={15} strokeWidth={1.9} aria-hidden />
        <h3>{tagNames[kind]}</h3>
        <IconButton icon={X} label="Close the tag" onPress={() => chooseTag(null)} />
      </div>
      <p className={styles.words} data-selectable>
        {tag?.text ?? (annotation?.withdrawn ? 'Withdrawn' : 'Its words are no longer in the text.')}
      </p>
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
          now={{ as: kind, text: tag?.text ?? '', comment: annotation.comment }}
          askThen={(event) => tagThen(session, id, event)}
          onRestore={
            session.readOnly === null
              ? (event) => void restoreTag(session, id, { kind: 'annotation', id, event })
              : null
          }
        />
      )}
      {isWritable && (
        <div className={styles.actions}>
          <RetagMenu kind={kind} onRetag={(next) => retag(session, id, kind, next)} />
          <Button onPress={() => moveToSelection(session, id, kind)}>Move to selection</Button>
          <Button
            look="danger"
            onPress={() => {
              session.run(withdrawAnnotation(id));
              chooseTag(null);
            }}
          >
            Withdraw
          </Button>
        </div>
      )}
    </section>
  );
}

function retag(session: DocumentSession, id: AnnotationId, kind: AnnotationKind, next: AnnotationKind): void {
  if (next !== kind && !session.run(retagAnnotation(id, next)))
    tell(`Nothing was changed: another tag says ${next} of just these words already.`);
}

function moveToSelection(session: DocumentSession, id: AnnotationId, kind: AnnotationKind): void {
  if (!session.run(retargetAnnotation({ id, as: kind })))
    tell(`Nothing was changed. Select words that no tag says ${kind} of yet.`);
}

interface RetagMenuProps {
  readonly kind: AnnotationKind;
  readonly onRetag: (kind: AnnotationKind) => void;
}

function RetagMenu({ kind, onRetag }: RetagMenuProps): ReactNode {
  return (
    <MenuButton
      label="Kind of tag"
      button={
        <Button>
          Change kind <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      {annotationKinds.map((choice) => (
        <MenuEntry key={choice} label={tagNames[choice]} isCurrent={choice === kind} onAction={() => onRetag(choice)} />
      ))}
    </MenuButton>
  );
}
