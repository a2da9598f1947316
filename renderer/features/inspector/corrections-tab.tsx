import { PencilLine, RotateCcw, Stamp } from 'lucide-react';
import type { Command } from 'prosemirror-state';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Correction } from '../../../shared/alignment/corrections.ts';
import { isEmended } from '../../../shared/alignment/misreadings.ts';
import { markEmendation, unmarkEmendation } from '../../../shared/edit/mark-commands.ts';
import { ownGroup } from '../../../shared/edit/undo-history.ts';
import { replaceMatches } from '../../../shared/find/replace.ts';
import { t } from '../../../shared/translation/translate.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { useStore } from '../../platform/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ItemList, type ItemSource } from '../../ui/item-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import styles from './corrections-tab.module.css';

export const toggleEmendation =
  (correction: Correction): Command =>
  (state, dispatch) => {
    const { from, to, before } = correction;
    // The list follows the text a moment later: what is asked meanwhile may be of words that are gone.
    if (to > state.doc.content.size) return false;
    const command = isEmended(state.doc, correction) ? unmarkEmendation(from, to) : markEmendation(from, to, before);
    return command(state, dispatch);
  };

/** Puts the old reading back. Page anchors and tags stay. */
const revertCorrection =
  (correction: Correction): Command =>
  (state, dispatch) => {
    const { from, to, before, after } = correction;
    const transaction = state.tr;
    if (from < to) {
      const match = { from, to, text: after, groups: [after] };
      for (const step of replaceMatches(state.doc, [match], () => before).steps) transaction.step(step);
    } else {
      const isAtStart = state.doc.resolve(from).parentOffset === 0;
      transaction.insertText(isAtStart ? `${before} ` : ` ${before}`, from);
    }
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

interface CorrectionsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Where the document reads otherwise than its source. */
export function CorrectionsTab({ session, outline }: CorrectionsTabProps): ReactNode {
  const count = useStore(outline, ({ correctionList }) => correctionList.length);
  const isRead = useStore(outline, ({ followed }) => followed !== null);
  const keys = useMemo(() => Array.from({ length: count }, (_, index) => String(index)), [count]);
  const source = useMemo(() => correctionSource(session, outline), [session, outline]);
  if (count === 0)
    return (
      isRead && (
        <EmptyState
          icon={PencilLine}
          title={t`No corrections yet`}
        >{t`Every word that you change is listed here with its old reading.`}</EmptyState>
      )
    );
  return (
    <div className={styles.list}>
      <ItemList label={t`Corrections`} keys={keys} source={source} />
    </div>
  );
}

/** A line as it is drawn. */
interface CorrectionLine extends Pick<Correction, 'before' | 'after'> {
  readonly isWord: boolean;
  readonly isEmended: boolean;
  readonly page: string;
}

/** Lines are known by their places in the list. */
function correctionSource(session: DocumentSession, outline: OutlineStore): ItemSource<string> {
  const withCorrection = (key: string, act: (correction: Correction) => void): void => {
    const correction = correctionAt(outline.now(), key);
    if (correction) act(correction);
  };
  return {
    useItem: (key) => {
      const drawn = useStore(
        outline,
        useCallback((now: DocumentOutline) => lineOf(now, key), [key]),
      );
      if (drawn === null) return null;
      const line = JSON.parse(drawn) as CorrectionLine;
      return {
        name: nameOf(line),
        content: <CorrectionWords line={line} />,
        ...(session.readOnly === null && {
          actions: (
            <>
              {line.isWord && (
                <IconButton
                  icon={Stamp}
                  label={line.isEmended ? t`It was a misreading of the page` : t`The page itself is wrong`}
                  isPressed={line.isEmended}
                  onPress={() => withCorrection(key, (now) => session.run(toggleEmendation(now)))}
                />
              )}
              <IconButton
                icon={RotateCcw}
                label={t`Go back to the old reading`}
                onPress={() => withCorrection(key, (now) => session.run(revertCorrection(now)))}
              />
            </>
          ),
        }),
      };
    },
    nameOf: (key) => {
      const correction = outline.get().correctionList[Number(key)];
      return correction ? nameOf(correction) : '';
    },
    onAction: (key) => withCorrection(key, ({ from, to }) => goTo({ kind: 'range', from, to })),
  };
}

function nameOf({ before, after }: Pick<Correction, 'before' | 'after'>): string {
  if (before === '') return t`nothing became ${after}`;
  return after === '' ? t`${before} became nothing` : t`${before} became ${after}`;
}

function correctionAt({ correctionList, followed }: DocumentOutline, key: string): Correction | null {
  const correction = correctionList[Number(key)];
  return correction && followed ? followed.corrections.placed(correction) : null;
}

/** As one string, so that a line is drawn again only when it is another. */
function lineOf(outline: DocumentOutline, key: string): string | null {
  const correction = correctionAt(outline, key);
  if (!correction) return null;
  const { from, to, before, after } = correction;
  const line: CorrectionLine = {
    before,
    after,
    isWord: from < to,
    isEmended: isEmended(outline.doc, correction),
    page: outline.pagesAt(from),
  };
  return JSON.stringify(line);
}

function CorrectionWords({ line }: { readonly line: CorrectionLine }): ReactNode {
  const { before, after, isEmended, page } = line;
  return (
    <>
      <div className={styles.words}>
        {before !== '' && <del>{before}</del>}{' '}
        <span className={classNames(after === '' && styles.gone)}>{after || t`taken out`}</span>
      </div>
      <div className={styles.page}>
        {[before === '' && t`added`, isEmended && t`the page itself is wrong`, page].filter(Boolean).join(' · ')}
      </div>
    </>
  );
}
