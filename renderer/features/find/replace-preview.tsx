import type { ReactNode } from 'react';
import { hitInContext, type Match } from '../../../shared/find/find.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentOutline } from '../../model/outline.ts';
import { CheckBox } from '../../ui/field.tsx';
import styles from './find-bar.module.css';

interface ReplacePreviewProps {
  readonly outline: DocumentOutline;
  /** As many as are listed, at least. */
  readonly matches: readonly Match[];
  /** How many there are. */
  readonly count: number;
  /** Indices of the hits that shall stay as they are. */
  readonly left: ReadonlySet<number>;
  readonly replacementFor: (match: Match) => string;
  readonly onToggle: (index: number) => void;
}

/** More hits than this are replaced without being listed. */
export const mostListed = 200;

const charactersAround = 32;

/** Every hit as it would read; each can be left out. */
export function ReplacePreview({
  outline,
  matches,
  count,
  left,
  replacementFor,
  onToggle,
}: ReplacePreviewProps): ReactNode {
  return (
    <ul aria-label={t`What would be replaced`} className={styles.preview}>
      {matches.slice(0, mostListed).map((match, index) => {
        const { before, after } = hitInContext(outline.doc, match, charactersAround);
        return (
          <li key={match.from} className={styles.hit}>
            <CheckBox
              label={t`Replace hit ${index + 1}: ${match.text}`}
              isLabelHidden
              isOn={!left.has(index)}
              onChange={() => onToggle(index)}
            />
            <span className={styles.context}>
              <span className={styles.before}>
                <span>{before}</span>
              </span>
              <span className={styles.change}>
                <del>{match.text}</del> <ins>{replacementFor(match)}</ins>
              </span>
              <span className={styles.after}>{after}</span>
            </span>
            <span className={styles.page}>{outline.pagesAt(match.from)}</span>
          </li>
        );
      })}
      {count > mostListed && <li className={styles.hit}>{t`and ${count - mostListed} more`}</li>}
    </ul>
  );
}
