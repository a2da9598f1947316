import { type ReactNode, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import type { Match } from '../../../shared/correct/find.ts';
import { expandGroups, replaceMatches } from '../../../shared/correct/replace.ts';
import { ownGroup } from '../../../shared/edit/undo-history.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import styles from './find-bar.module.css';
import { ReplacePreview } from './replace-preview.tsx';

interface ReplaceBarProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly matches: readonly Match[];
  /** The matches are of an expression: `$1` in the replacement stands for its first group. */
  readonly hasGroups: boolean;
}

const noneLeft: ReadonlySet<number> = new Set();

/** Replaces the hits that are ticked, as one act. */
export function ReplaceBar({ session, outline, matches, hasGroups }: ReplaceBarProps): ReactNode {
  const [replacement, setReplacement] = useState('');
  const [isEmendation, setEmendation] = useState(false);
  const [leaving, setLeaving] = useState({ matches, left: noneLeft });
  const left = leaving.matches === matches ? leaving.left : noneLeft;
  const ticked = matches.filter((_, index) => !left.has(index));
  const toggle = (index: number): void => {
    const next = new Set(left);
    if (!next.delete(index)) next.add(index);
    setLeaving({ matches, left: next });
  };
  const replacementFor = (match: Match): string => (hasGroups ? expandGroups(replacement, match) : replacement);
  const replace = (): void => {
    session.run((state, dispatch) => {
      const transaction = state.tr;
      const { steps } = replaceMatches(state.doc, ticked, replacementFor, { emendation: isEmendation });
      for (const step of steps) transaction.step(step);
      dispatch?.(transaction.setMeta(ownGroup, true));
      return steps.length > 0;
    });
  };
  return (
    <>
      <div className={styles.replace}>
        <TextField
          aria-label="Replace with"
          value={replacement}
          onChange={setReplacement}
          className={classNames(styles.field)}
        >
          <Input placeholder="Replace with" className={classNames(styles.input)} />
        </TextField>
        <CheckBox label="The page itself is wrong" isOn={isEmendation} onChange={setEmendation} />
        <Button look="primary" isDisabled={ticked.length === 0 || session.readOnly !== null} onPress={replace}>
          Replace {ticked.length === 0 ? '' : ticked.length}
        </Button>
      </div>
      {matches.length > 0 && (
        <ReplacePreview
          doc={session.editor.get().doc}
          anchors={outline.get().anchors}
          matches={matches}
          left={left}
          replacementFor={replacementFor}
          onToggle={toggle}
        />
      )}
    </>
  );
}
