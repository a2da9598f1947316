import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { anchorSummary } from '../collection/anchor-summary.ts';
import { AnchorLabel } from '../ui/anchor-label.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './import-panel.module.css';

interface ImportedDocumentProps {
  readonly document: DocumentSummary;
  /** Whether its report is unfolded. */
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onOpen: () => void;
}

export function ImportedDocument({ document, isShown, onShow, onOpen }: ImportedDocumentProps): ReactNode {
  return (
    <div className={styles.document}>
      <AriaButton
        aria-expanded={isShown}
        aria-label={`Report on ${document.title}`}
        className={classNames(styles.trigger)}
        onPress={onShow}
      >
        <ChevronRight size={15} aria-hidden className={classNames(styles.arrow, isShown && styles.open)} />
        <span className={styles.words}>
          <b>{document.title}</b>
          <span className={styles.facts}>
            {document.source} · {document.words.toLocaleString('en')} words
            {document.notes > 0 && ` · ${document.notes} ${document.notes === 1 ? 'note' : 'notes'}`}
          </span>
          <span className={styles.labels}>
            {anchorSummary(document.anchors).map(({ kind, text }) => (
              <AnchorLabel key={kind} kind={kind} text={text} />
            ))}
          </span>
        </span>
      </AriaButton>
      <Button label={`Open ${document.title}`} onPress={onOpen}>
        Open
      </Button>
    </div>
  );
}
