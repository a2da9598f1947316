import type { ReactNode } from 'react';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { Button } from '../../ui/button.tsx';
import { TooltipText } from '../../ui/tooltip-text.tsx';
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
      <>
        <Button look="quiet" className={styles.proofread ?? ''} onPress={() => runCommand('proof.next-unread')}>
          Next unread<span className={styles.word}> line</span>{' '}
          <span className={styles.keys}>{keysLabel('proof.next-unread')}</span>
        </Button>
        <Button look="quiet" className={styles.proofread ?? ''} onPress={() => runCommand('document.proofread-next')}>
          Mark proofread<span className={styles.name}>, open the next</span>{' '}
          <span className={styles.keys}>{keysLabel('document.proofread-next')}</span>
        </Button>
      </>
    );
  return (
    <div role="toolbar" aria-label="Tag the selection as" className={styles.kinds}>
      {annotationKinds.map((kind) => (
        <KindButton key={kind} kind={kind} />
      ))}
    </div>
  );
}

function KindButton({ kind }: { readonly kind: AnnotationKind }): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
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
      <TooltipText
        text={`Tag the selection as ${kind}`}
        keys={`${tagLetters[kind]} or ${keysLabel(tagCommand(kind))}`}
      />
    </TooltipTrigger>
  );
}
