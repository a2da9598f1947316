import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import type { ConflictView } from '../../../shared/contract/payloads/sharing.ts';
import { loadConflicts, openConflicts, settle } from '../../actions/sharing-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './sharing.module.css';

/** What several people changed otherwise at the same time: both readings with who made them, settled by one key. */
export function ConflictsPanel(): ReactNode {
  const conflicts = useWholeStore(openConflicts);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  useEffect(() => void loadConflicts(), []);
  const [first, ...others] = conflicts ?? [];
  return (
    <SidePanel title="To be settled" onClose={closePanel}>
      {conflicts?.length === 0 && <p className={styles.hint}>There is nothing to settle.</p>}
      {first && <Conflict key={first.id} conflict={first} isWritable={isWritable} />}
      {others.length > 0 && <p className={styles.hint}>{others.length} more</p>}
    </SidePanel>
  );
}

interface ConflictProps {
  readonly conflict: ConflictView;
  readonly isWritable: boolean;
}

function Conflict({ conflict, isWritable }: ConflictProps): ReactNode {
  const take = (side: 'ours' | 'theirs'): void => {
    if (isWritable) void settle(conflict, side);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === '1') take('ours');
    if (key === '2') take('theirs');
  };
  const { title, source, fact, base, ours, theirs, oursBy, theirsBy, kept } = conflict;
  return (
    <section aria-label={`Conflict in ${title}`} className={styles.conflict} onKeyDown={onKeyDown}>
      <b>{title}</b>
      <span className={styles.hint}>
        {source}
        {fact === undefined ? '' : `, ${fact}`}
        {base === '' ? '' : ` · before: ${base}`}
      </span>
      <Reading number={1} text={ours} by={oursBy} stands={kept === 'ours'} onTake={() => take('ours')} autoFocus />
      <Reading number={2} text={theirs} by={theirsBy} stands={kept === 'theirs'} onTake={() => take('theirs')} />
      <p className={styles.hint}>Press 1 or 2 to take a reading. For any other, change the document.</p>
    </section>
  );
}

interface ReadingProps {
  readonly number: number;
  readonly text: string;
  readonly by: readonly string[];
  /** Whether it stands in the document now. */
  readonly stands: boolean;
  readonly onTake: () => void;
  readonly autoFocus?: boolean;
}

function Reading({ number, text, by, stands, onTake, autoFocus = false }: ReadingProps): ReactNode {
  return (
    <div className={styles.reading}>
      <Button label={`Take ${number}: ${text === '' ? 'nothing' : text}`} autoFocus={autoFocus} onPress={onTake}>
        {number}
      </Button>
      <div className={styles.words}>
        <span>{text === '' ? '(taken away)' : text}</span>
        <span className={styles.hint}>
          {by.join(', ')}
          {stands ? ' · in the document now' : ''}
        </span>
      </div>
    </div>
  );
}
