import type { Node } from 'prosemirror-model';
import type { ReactNode } from 'react';
import type { Match } from '../../../shared/correct/find.ts';
import { hitInContext } from '../../../shared/correct/hit-context.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { pagesAt } from '../page-at.ts';
import styles from './find-bar.module.css';

interface ReplacePreviewProps {
  readonly doc: Node;
  readonly anchors: readonly PlacedAnchor[];
  readonly matches: readonly Match[];
  /** Indices of the hits that shall stay as they are. */
  readonly left: ReadonlySet<number>;
  readonly replacementFor: (match: Match) => string;
  readonly onToggle: (index: number) => void;
}

/** More hits than this are replaced without being listed. */
const mostListed = 200;

const charactersAround = 32;

/** Every hit as it would read; each can be left out. */
export function ReplacePreview({
  doc,
  anchors,
  matches,
  left,
  replacementFor,
  onToggle,
}: ReplacePreviewProps): ReactNode {
  return (
    <ul aria-label="What would be replaced" className={styles.preview}>
      {matches.slice(0, mostListed).map((match, index) => {
        const { before, after } = hitInContext(doc, match, charactersAround);
        return (
          <li key={match.from} className={styles.hit}>
            <CheckBox
              label={`Replace hit ${index + 1}: ${match.text}`}
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
            <span className={styles.page}>{pagesAt(anchors, match.from)}</span>
          </li>
        );
      })}
      {matches.length > mostListed && <li className={styles.hit}>and {matches.length - mostListed} more</li>}
    </ul>
  );
}
