import type { ReactNode } from 'react';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { Button } from '../../ui/button.tsx';
import type { DocumentSession } from '../document-session.ts';
import { tagCommand, tagNames } from '../tag-kinds.ts';
import type { Mode } from '../workbench-view.ts';
import styles from './mode-tools.module.css';
import { tagLetters } from './tag-decorations.ts';

interface ModeToolsProps {
  readonly session: DocumentSession;
  readonly mode: Mode;
}

/** What the mode of the workbench is for, at hand above the text. */
export function ModeTools({ session, mode }: ModeToolsProps): ReactNode {
  if (session.readOnly !== null || mode === 'correct') return null;
  if (mode === 'proofread')
    return (
      <Button look="quiet" className={styles.proofread ?? ''} onPress={() => runCommand('document.proofread-next')}>
        Mark proofread, open the next <span className={styles.keys}>{keysLabel('document.proofread-next')}</span>
      </Button>
    );
  return (
    <div role="toolbar" aria-label="Tag the selection as" className={styles.kinds}>
      {annotationKinds.map((kind) => (
        <Button
          key={kind}
          look="quiet"
          label={`Tag as ${kind}`}
          className={styles.kind ?? ''}
          onPress={() => runCommand(tagCommand(kind))}
        >
          <span className={styles.letter} data-kind={kind}>
            {tagLetters[kind]}
          </span>
          <span className={styles.name}>{tagNames[kind]}</span>
        </Button>
      ))}
    </div>
  );
}
