import { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { ownGroup } from '../../../shared/edit/undo-history.ts';
import type { Match } from '../../../shared/find/find.ts';
import { expandGroups, replaceMatches } from '../../../shared/find/replace.ts';
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

interface ReplaceBarProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly found: Found;
  /** What was looked for; if an expression, `$1` in the replacement stands for its first group. */
  readonly query: BarQuery;
  /** The button that had the focus can do nothing more. */
  readonly onReplaced: () => void;
}

const noneLeft: ReadonlySet<number> = new Set();

/** Replaces the hits that are ticked, as one act. */
export function ReplaceBar({ session, outline, found, query, onReplaced }: ReplaceBarProps): ReactNode {
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
  const replace = (): void => {
    // What is listed is what is replaced.
    if (!session.derived.isSettled || session.hits.unread.size > 0) return;
    const matches = session.hits.first(count).filter((_, index) => !left.has(index));
    const isDone = session.run((state, dispatch) => {
      const transaction = state.tr;
      const { steps } = replaceMatches(state.doc, matches, replacementFor, { emendation: isEmendation });
      for (const step of steps) transaction.step(step);
      dispatch?.(transaction.setMeta(ownGroup, true));
      return steps.length > 0;
    });
    if (!isDone) return;
    setTold({ of: query, count: ticked });
    onReplaced();
  };
  return (
    <>
      <div ref={form} className={styles.replace}>
        <TextField
          aria-label="Replace with"
          value={replacement}
          onChange={setReplacement}
          onKeyDown={onKeyDown}
          className={classNames(styles.field)}
        >
          <Input placeholder="Replace with" className={classNames(styles.input)} />
        </TextField>
        <CheckBox label="The page itself is wrong" isOn={isEmendation} onChange={setEmendation} />
        <Button look="primary" isDisabled={ticked === 0 || session.readOnly !== null} onPress={replace}>
          Replace {ticked === 0 ? '' : ticked}
        </Button>
      </div>
      <p role="status" className={styles.told}>
        {told?.of === query &&
          `${told.count === 1 ? '1 hit was' : `${told.count} hits were`} replaced; one Undo takes it back.`}
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
