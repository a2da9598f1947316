import { Anchor } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AnchorKind } from '../../shared/document/page-anchor.ts';
import styles from './anchor-label.module.css';
import { classNames } from './class-names.ts';

interface AnchorLabelProps {
  readonly kind: AnchorKind;
  readonly text: string;
  readonly isInferred?: boolean;
}

/** A page anchor, or several of one kind, outside the transcription. */
export function AnchorLabel({ kind, text, isInferred = false }: AnchorLabelProps): ReactNode {
  return (
    <span className={classNames(styles.label, styles[kind], isInferred && styles.inferred)}>
      <Anchor size={10} strokeWidth={2.4} aria-hidden />
      <span className={styles.text}>{text}</span>
    </span>
  );
}
