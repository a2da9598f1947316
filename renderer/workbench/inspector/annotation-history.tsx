import { GitCompareArrows, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AnnotationAct, AnnotationEvent } from '../../../shared/document/annotation.ts';
import type { ActId } from '../../../shared/document/identifier.ts';
import { unreachable } from '../../../shared/document/unreachable.ts';
import { changedLabel } from '../../collection/changed-label.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { TagReading } from '../../versions/past-actions.ts';
import styles from './annotation-history.module.css';
import { TagComparison } from './tag-comparison.tsx';

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
export function AnnotationHistory({ events, now, askThen, onRestore }: AnnotationHistoryProps): ReactNode {
  const last = events.findLastIndex(({ undone }) => !undone);
  const [compared, setCompared] = useState<Compared | null>(null);
  const compare = async (act: ActId): Promise<void> => {
    const then = compared?.act === act ? null : await askThen(act);
    setCompared(then && { act, then });
  };
  return (
    <ol aria-label="History" className={styles.events}>
      {[...events.entries()].reverse().map(([index, event]) => {
        const words = actInWords(event.act);
        const isEarlier = index !== last && event.act.kind !== 'withdrawn';
        return (
          <li key={event.id} className={classNames(event.undone && styles.undone)}>
            <span>{words}</span>
            <span className={styles.who} title={new Date(event.time).toLocaleString('en-GB')}>
              {event.editor}, {changedLabel(event.time, new Date())}
              {event.undone && ', taken back'}
            </span>
            {isEarlier && (
              <span className={styles.actions}>
                <IconButton
                  icon={GitCompareArrows}
                  label={`Compare with now: ${words}`}
                  onPress={() => void compare(event.id)}
                />
                {onRestore && (
                  <IconButton icon={RotateCcw} label={`Restore: ${words}`} onPress={() => onRestore(event.id)} />
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
      return `Tagged as ${act.as}`;
    case 'retagged':
      return `Changed to ${act.as}`;
    case 'retargeted':
      return `Moved to “${act.text}”`;
    case 'commented':
      return act.comment === '' ? 'Comment taken away' : `Comment: ${act.comment}`;
    case 'withdrawn':
      return 'Withdrawn';
    case 'restored':
      return `Restored as ${act.as}`;
    default:
      return unreachable(act);
  }
}
