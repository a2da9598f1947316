import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { anchorName } from '../../../shared/document/page-anchor.ts';
import { useStore } from '../../store.ts';
import { AnchorLabel } from '../../ui/anchor-label.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { OutlineStore } from '../outline-store.ts';
import { goTo } from '../transcription/editor-handle.ts';
import styles from './details-tab.module.css';

/** The page anchors in order; each leads to its place. */
export function AnchorSection({ outline }: { readonly outline: OutlineStore }): ReactNode {
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  return (
    <section aria-labelledby="details-anchors" className={styles.section}>
      <h3 id="details-anchors" className={styles.heading}>
        Page anchors
      </h3>
      {anchors.length === 0 && <p className={styles.soft}>None. Add one at the caret with “Add page anchor…”.</p>}
      <div className={styles.anchors}>
        {anchors.map(({ anchor }) => (
          <Button
            key={anchor.id}
            aria-label={`Go to ${anchorName(anchor)}${anchor.inferred ? ', inferred' : ''}`}
            className={classNames(styles.anchor)}
            onPress={() => goTo({ kind: 'id', id: anchor.id })}
          >
            <AnchorLabel kind={anchor.kind} text={anchorName(anchor)} isInferred={anchor.inferred} />
          </Button>
        ))}
      </div>
    </section>
  );
}
