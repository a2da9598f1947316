import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AnnotationAct, AnnotationEvent } from '../../../shared/document/annotation.ts';
import { unreachable } from '../../../shared/document/unreachable.ts';
import { changedLabel } from '../../collection/changed-label.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './annotation-history.module.css';

interface AnnotationHistoryProps {
  /** Oldest first. */
  readonly events: readonly AnnotationEvent[];
  /** Brings the tag back as it was after one of the events; null when nothing can be changed. */
  readonly onRestore: ((event: number) => void) | null;
}

/** Everything that was ever done to an annotation, latest first. */
export function AnnotationHistory({ events, onRestore }: AnnotationHistoryProps): ReactNode {
  const last = events.findLastIndex(({ undone }) => !undone);
  return (
    <ol aria-label="History" className={styles.events}>
      {[...events.entries()].reverse().map(([index, event]) => (
        <li key={`${event.seq}-${event.time}-${event.act.kind}`} className={classNames(event.undone && styles.undone)}>
          <span>{actInWords(event.act)}</span>
          <span className={styles.who}>
            {event.editor}, {changedLabel(event.time, new Date())}
            {event.undone && ', taken back'}
          </span>
          {onRestore && index !== last && event.act.kind !== 'withdrawn' && (
            <IconButton
              icon={RotateCcw}
              label={`Restore: ${actInWords(event.act)}`}
              className={styles.restore ?? ''}
              onPress={() => onRestore(index)}
            />
          )}
        </li>
      ))}
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
      return `Comment: ${act.comment}`;
    case 'withdrawn':
      return 'Withdrawn';
    case 'restored':
      return `Restored as ${act.as}`;
    default:
      return unreachable(act);
  }
}
