import { PencilLine, RotateCcw, Stamp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Correction } from '../../../shared/document/corrections.ts';
import { isEmended } from '../../../shared/document/misreadings.ts';
import { useWholeStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { pagesAt } from '../page-at.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { revertCorrection, toggleEmendation } from './correction-commands.ts';
import styles from './corrections-tab.module.css';
import { type Item, ItemList } from './item-list.tsx';

interface CorrectionsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Where the document reads otherwise than its source. */
export function CorrectionsTab({ session, outline }: CorrectionsTabProps): ReactNode {
  const { corrections, anchors, doc } = useWholeStore(outline);
  if (corrections.length === 0)
    return (
      <EmptyState icon={PencilLine} title="No corrections yet">
        Every word that you change is listed here with its old reading.
      </EmptyState>
    );
  const current = (index: number): Correction | undefined => outline.now().corrections[index];
  const items = corrections.map((correction, index): Item => {
    const emended = isEmended(doc, correction);
    return {
      id: String(index),
      name: `${correction.before || 'nothing'} became ${correction.after || 'nothing'}`,
      content: <CorrectionLine correction={correction} page={pagesAt(anchors, correction.from)} isEmended={emended} />,
      ...(session.readOnly === null && {
        actions: (
          <>
            {correction.from < correction.to && (
              <IconButton
                icon={Stamp}
                label={emended ? 'It was a misreading of the page' : 'The page itself is wrong'}
                isPressed={emended}
                onPress={() => withCorrection(current(index), (now) => session.run(toggleEmendation(now)))}
              />
            )}
            <IconButton
              icon={RotateCcw}
              label="Go back to the old reading"
              onPress={() => withCorrection(current(index), (now) => session.run(revertCorrection(now)))}
            />
          </>
        ),
      }),
    };
  });
  return (
    <div className={styles.list}>
      <ItemList
        label="Corrections"
        items={items}
        onAction={(id) => withCorrection(current(Number(id)), ({ from, to }) => goTo({ kind: 'range', from, to }))}
      />
    </div>
  );
}

function withCorrection(correction: Correction | undefined, act: (correction: Correction) => void): void {
  if (correction) act(correction);
}

interface CorrectionLineProps {
  readonly correction: Correction;
  readonly page: string;
  readonly isEmended: boolean;
}

function CorrectionLine({ correction, page, isEmended }: CorrectionLineProps): ReactNode {
  return (
    <>
      <div className={styles.words}>
        {correction.before !== '' && <del>{correction.before}</del>}{' '}
        <span className={classNames(correction.after === '' && styles.gone)}>{correction.after || 'taken out'}</span>
      </div>
      <div className={styles.page}>
        {[correction.before === '' && 'added', isEmended && 'the page itself is wrong', page]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </>
  );
}
