import { Crosshair } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecognitionId } from '../../shared/document/identifier.ts';
import type { Recognition } from '../../shared/document/import-report.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import type { Place } from '../workbench/place.ts';
import styles from './import-report.module.css';
import { quotesSource, type RecognitionGroup, sourceSnippet } from './report-groups.ts';
import { ReportSection } from './report-section.tsx';

interface RecognitionSectionProps {
  readonly group: RecognitionGroup;
  /** Recognitions that the document still shows, and those it showed when it came in. */
  readonly standing: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
  readonly isWritable: boolean;
  readonly onGoTo: (place: Place) => void;
  readonly onUndo: (id: RecognitionId) => void;
}

/** Longer groups are folded at first. */
const openAtMost = 12;

export function RecognitionSection(props: RecognitionSectionProps): ReactNode {
  const { group, standing, imported, isWritable, onGoTo, onUndo } = props;
  return (
    <ReportSection
      heading={group.heading}
      count={group.recognitions.length}
      isOpenAtFirst={group.recognitions.length <= openAtMost}
    >
      <ul>
        {group.recognitions.map((recognition) => (
          <RecognitionEntry
            key={recognition.id}
            recognition={recognition}
            isStanding={standing.has(recognition.id)}
            isUndone={imported.has(recognition.id) && !standing.has(recognition.id)}
            isWritable={isWritable}
            onGoTo={() => onGoTo({ kind: 'recognition', id: recognition.id })}
            onUndo={() => onUndo(recognition.id)}
          />
        ))}
      </ul>
    </ReportSection>
  );
}

interface RecognitionEntryProps {
  readonly recognition: Recognition;
  readonly isStanding: boolean;
  readonly isUndone: boolean;
  readonly isWritable: boolean;
  readonly onGoTo: () => void;
  readonly onUndo: () => void;
}

function RecognitionEntry(props: RecognitionEntryProps): ReactNode {
  const { recognition, isStanding, isUndone, isWritable, onGoTo, onUndo } = props;
  return (
    <li className={classNames(styles.item, isUndone && styles.undone)}>
      <div className={styles.words}>
        <span className={styles.what}>
          {recognition.what}
          {recognition.certainty === 'inferred' && !recognition.what.includes('inferred') && (
            <span className={styles.inferred}>inferred</span>
          )}
        </span>
        {!quotesSource(recognition) && <code className={styles.source}>{sourceSnippet(recognition.source.text)}</code>}
      </div>
      {isUndone && <span className={styles.state}>undone</span>}
      {isStanding && (
        <div className={styles.actions}>
          <IconButton icon={Crosshair} label={`Go to ${recognition.what}`} onPress={onGoTo} />
          {isWritable && (
            <Button look="quiet" className={styles.undo ?? ''} label={`Undo ${recognition.what}`} onPress={onUndo}>
              Undo
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
