import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { ConflictView } from '../../../shared/contract/payloads/sharing.ts';
import { matchSequences } from '../../../shared/text/sequences.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { loadConflicts, openConflicts, settle } from '../../actions/sharing-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { ConflictPicture } from './conflict-picture.tsx';
import styles from './sharing.module.css';

/** What several people changed otherwise at the same time: both readings with who made them and what the page shows, one after the other,
 *  each settled by one key. */
export function ConflictsPanel(): ReactNode {
  const conflicts = useWholeStore(openConflicts);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  /** Left for later, in the order in which that was said. */
  const [later, setLater] = useState<readonly string[]>([]);
  useEffect(() => void loadConflicts(), []);
  const rank = ({ id }: ConflictView): number => later.lastIndexOf(id);
  const [first, ...others] = [...(conflicts ?? [])].sort((one, other) => rank(one) - rank(other));
  return (
    <SidePanel title={t`To be settled`} onClose={closePanel}>
      {conflicts?.length === 0 && <p className={styles.hint}>{t`There is nothing to settle.`}</p>}
      {first && (
        <Conflict
          key={`${first.id} ${later.length}`}
          conflict={first}
          isWritable={isWritable}
          onLater={others.length > 0 ? () => setLater((known) => [...known, first.id]) : null}
        />
      )}
      {others.length > 0 && <p className={styles.hint}>{t`${others.length} more`}</p>}
    </SidePanel>
  );
}

interface ConflictProps {
  readonly conflict: ConflictView;
  readonly isWritable: boolean;
  /** Goes on to the next; null where there is none. */
  readonly onLater: (() => void) | null;
}

function Conflict({ conflict, isWritable, onLater }: ConflictProps): ReactNode {
  const take = (side: 'ours' | 'theirs'): void => {
    if (isWritable) void settle(conflict, side);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === '1') take('ours');
    if (key === '2') take('theirs');
    if (key === '3') onLater?.();
  };
  const { title, source, fact, base, ours, theirs, oursBy, theirsBy, kept, before, after } = conflict;
  return (
    <section aria-label={t`Conflict in ${title}`} className={styles.conflict} onKeyDown={onKeyDown}>
      <b>{title}</b>
      <span className={styles.hint}>
        {source}
        {fact === undefined ? '' : `, ${retold(fact)}`}
        {base === '' ? '' : ` · ${t`before: ${base}`}`}
      </span>
      {fact === undefined && <ConflictPicture conflict={conflict} />}
      {before + after !== '' && (
        <p className={styles.context}>
          {before} <span aria-hidden>…</span> {after}
        </p>
      )}
      <Reading
        number={1}
        text={ours}
        other={theirs}
        by={oursBy}
        stands={kept === 'ours'}
        onTake={() => take('ours')}
        autoFocus
      />
      <Reading
        number={2}
        text={theirs}
        other={ours}
        by={theirsBy}
        stands={kept === 'theirs'}
        onTake={() => take('theirs')}
      />
      {onLater && (
        <div className={styles.reading}>
          <Button label={t`Leave it for later (3)`} onPress={onLater}>
            3
          </Button>
          <span className={styles.hint}>{t`Later`}</span>
        </div>
      )}
      <p className={styles.hint}>{t`Press 1 or 2 to take a reading. For any other, change the document.`}</p>
    </section>
  );
}

interface ReadingProps {
  readonly number: number;
  readonly text: string;
  /** The reading beside which it stands. */
  readonly other: string;
  readonly by: readonly string[];
  /** Whether it stands in the document now. */
  readonly stands: boolean;
  readonly onTake: () => void;
  readonly autoFocus?: boolean;
}

function Reading({ number, text, other, by, stands, onTake, autoFocus = false }: ReadingProps): ReactNode {
  return (
    <div className={styles.reading}>
      <Button
        label={text === '' ? t`Take ${number}: nothing` : t`Take ${number}: ${text}`}
        autoFocus={autoFocus}
        onPress={onTake}
      >
        {number}
      </Button>
      <div className={styles.words}>
        <span>{text === '' ? t`(taken away)` : <DifferingWords text={text} other={other} />}</span>
        <span className={styles.hint}>
          {by.join(', ')}
          {stands ? ` · ${t`in the document now`}` : ''}
        </span>
      </div>
    </div>
  );
}

/** A reading with the words marked that the other one does not have there. */
function DifferingWords({ text, other }: { readonly text: string; readonly other: string }): ReactNode {
  const [own, others] = [text, other].map((one) => one.split(/(\s+)/)) as [string[], string[]];
  const same = new Set(
    matchSequences(others, own).flatMap((run) => Array.from({ length: run.count }, (_, index) => run.new + index)),
  );
  let at = 0;
  const pieces = own.map((word, index) => {
    at += word.length;
    return { word, isSame: same.has(index) || word.trim() === '', end: at };
  });
  return pieces.map(({ word, isSame, end }) =>
    isSame ? (
      word
    ) : (
      <mark key={end} className={styles.differing}>
        {word}
      </mark>
    ),
  );
}
