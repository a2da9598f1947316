import { TextSelection } from 'prosemirror-state';
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { ownGroup } from '../../../shared/edit/undo-history.ts';
import type { Match } from '../../../shared/find/find.ts';
import { expandGroups, replaceMatches } from '../../../shared/find/replace.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { useCommands } from '../../commands/command-registry.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CheckBox } from '../../ui/field.tsx';
import type { Found } from './document-search.ts';
import styles from './find-bar.module.css';
import type { BarQuery } from './query-toggles.tsx';
import { mostListed, ReplacePreview } from './replace-preview.tsx';

/** Walking from hit to hit. */
export interface HitWalk {
  /** Index of the hit that is stood on; null before the first step. */
  readonly current: number | null;
  readonly step: (direction: -1 | 1) => void;
}

interface ReplaceBarProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly found: Found;
  /** What was looked for; if an expression, `$1` in the replacement stands for its first group. */
  readonly query: BarQuery;
  readonly walk: HitWalk;
  /** The button that had the focus can do nothing more. */
  readonly onReplaced: () => void;
}

/** Replaces hits as one act of undo.
 *  @returns whether anything was changed */
function replaceIn(
  session: DocumentSession,
  matches: readonly Match[],
  replacementFor: (match: Match) => string,
  emendation: boolean,
): boolean {
  return session.run((state, dispatch) => {
    const transaction = state.tr;
    const { steps } = replaceMatches(state.doc, matches, replacementFor, { emendation });
    for (const step of steps) transaction.step(step);
    const [only] = matches;
    // Whoever goes from hit to hit goes on behind what was written.
    if (only && matches.length === 1) {
      const behind = transaction.mapping.map(only.to, 1);
      transaction.setSelection(TextSelection.near(transaction.doc.resolve(behind), -1));
    }
    dispatch?.(transaction.setMeta(ownGroup, true));
    return steps.length > 0;
  });
}

/** Replaces the hit that is stood on and goes to the next as soon as the document was searched again; before the first step it only goes
 *  there. */
function useReplaceNext(
  session: DocumentSession,
  round: number,
  walk: HitWalk,
  write: (matches: readonly Match[]) => boolean,
): () => void {
  const latest = useRef(walk);
  latest.current = walk;
  const searched = useRef(round);
  const isGoingOn = useRef(false);
  useEffect(() => {
    if (searched.current === round) return;
    searched.current = round;
    if (!isGoingOn.current) return;
    isGoingOn.current = false;
    latest.current.step(1);
  }, [round]);
  const replaceNext = (): void => {
    session.derived.settled();
    const match = walk.current === null ? null : session.hits.at(walk.current);
    if (match && session.readOnly === null && write([match])) isGoingOn.current = true;
    else walk.step(1);
  };
  useCommands({ 'edit.replace-next': session.readOnly === null ? replaceNext : null });
  return replaceNext;
}

const noneLeft: ReadonlySet<number> = new Set();

/** Replaces the hits that are ticked, as one act. */
export function ReplaceBar({ session, outline, found, query, walk, onReplaced }: ReplaceBarProps): ReactNode {
  const [told, setTold] = useState<{ readonly of: BarQuery; readonly count: number } | null>(null);
  const [replacement, setReplacement] = useState('');
  const [isEmendation, setEmendation] = useState(false);
  const { count, round } = found;
  const listed = useWholeStore(outline);
  const [leaving, setLeaving] = useState({ round, left: noneLeft });
  const left = leaving.round === round ? leaving.left : noneLeft;
  const ticked = count - left.size;
  const toggle = (index: number): void => {
    const next = new Set(left);
    if (!next.delete(index)) next.add(index);
    setLeaving({ round, left: next });
  };
  const replacementFor = (match: Match): string => (query.regex ? expandGroups(replacement, match) : replacement);
  const form = useRef<HTMLDivElement>(null);
  // Enter leads to the button, so that nothing is replaced before the list was looked at.
  const onKeyDown: ComponentProps<typeof TextField>['onKeyDown'] = (event) => {
    if (event.key !== 'Enter') {
      event.continuePropagation();
      return;
    }
    event.preventDefault();
    form.current?.querySelector<HTMLButtonElement>('button')?.focus();
  };
  const write = (matches: readonly Match[]): boolean => replaceIn(session, matches, replacementFor, isEmendation);
  const replaceNext = useReplaceNext(session, round, walk, write);
  const replace = (): void => {
    // What is listed is what is replaced.
    if (!session.derived.isSettled || session.hits.unread.size > 0) return;
    const matches = session.hits.first(count).filter((_, index) => !left.has(index));
    if (!write(matches)) return;
    setTold({ of: query, count: ticked });
    onReplaced();
  };
  return (
    <>
      <div ref={form} className={styles.replace}>
        <TextField
          aria-label={t`Replace with`}
          value={replacement}
          onChange={setReplacement}
          onKeyDown={onKeyDown}
          className={classNames(styles.field)}
        >
          <Input placeholder={t`Replace with`} className={classNames(styles.input)} />
        </TextField>
        <CheckBox label={t`The page itself is wrong`} isOn={isEmendation} onChange={setEmendation} />
        <Button look="primary" isDisabled={ticked === 0 || session.readOnly !== null} onPress={replace}>
          {ticked === 0 ? t`Replace` : t`Replace ${ticked}`}
        </Button>
        <Button
          label={t`Replace this and find the next`}
          isDisabled={count === 0 || session.readOnly !== null}
          onPress={replaceNext}
        >{t`Replace this`}</Button>
      </div>
      <p role="status" className={styles.told}>
        {told?.of === query &&
          plural(
            told.count,
            t`1 hit was replaced; one Undo takes it back.`,
            t`${told.count} hits were replaced; one Undo takes it back.`,
          )}
      </p>
      {count > 0 && (
        <ReplacePreview
          outline={listed}
          matches={session.hits.first(mostListed)}
          count={count}
          left={left}
          replacementFor={replacementFor}
          onToggle={toggle}
        />
      )}
    </>
  );
}
