import { Anchor } from 'lucide-react';
import type { ReactNode } from 'react';
import { type DocumentStatus, documentStatuses } from '../../shared/document/metadata.ts';
import type { AnchorKind } from '../../shared/document/page-anchor.ts';
import { t } from '../../shared/translation/translate.ts';
import anchorLabelStyles from './anchor-label.module.css';
import { classNames } from './class-names.ts';
import statusMarkStyles from './status-mark.module.css';

/** How far the work on a document is, in one word. */
export const statusNames: Readonly<Record<DocumentStatus, string>> = {
  raw: t`raw`,
  correcting: t`correcting`,
  corrected: t`corrected`,
  proofread: t`proofread`,
  published: t`published`,
};

/** How far a document is: a small disc that fills up, so that it can be told without its colour. */
export function StatusMark({ status }: { readonly status: DocumentStatus }): ReactNode {
  const share = documentStatuses.indexOf(status) / (documentStatuses.length - 1);
  const circumference = Math.PI * 5;
  return (
    <svg
      className={classNames(statusMarkStyles.mark, statusMarkStyles[status])}
      viewBox="0 0 14 14"
      width={12}
      height={12}
      aria-hidden
    >
      <title>{statusNames[status]}</title>
      <circle cx={7} cy={7} r={6} fill="none" stroke="currentColor" strokeWidth={1.5} />
      <circle
        cx={7}
        cy={7}
        r={2.5}
        fill="none"
        stroke="currentColor"
        strokeWidth={5}
        strokeDasharray={`${share * circumference} ${circumference}`}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}

interface AnchorLabelProps {
  readonly kind: AnchorKind;
  readonly text: string;
  readonly isInferred?: boolean;
}

/** A page anchor, or several of one kind, outside the transcription. */
export function AnchorLabel({ kind, text, isInferred = false }: AnchorLabelProps): ReactNode {
  return (
    <span
      className={classNames(anchorLabelStyles.label, anchorLabelStyles[kind], isInferred && anchorLabelStyles.inferred)}
    >
      <Anchor size={10} strokeWidth={2.4} aria-hidden />
      <span className={anchorLabelStyles.text}>{text}</span>
    </span>
  );
}
