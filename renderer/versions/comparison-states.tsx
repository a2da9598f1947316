import { ArrowRight, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StateName } from '../../shared/contract/versions.ts';
import type { Version } from '../../shared/document/document-state.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import type { DocumentSession } from '../workbench/document-session.ts';
import { type Comparing, comparing } from './comparing.ts';
import styles from './comparison.module.css';

interface ComparisonStatesProps {
  readonly session: DocumentSession;
  readonly states: Comparing;
  readonly onRestore: (version: number) => void;
}

/** Which two states are compared; any two can be chosen. */
export function ComparisonStates({ session, states, onRestore }: ComparisonStatesProps): ReactNode {
  const versions = useStore(session.facts, (facts) => facts.versions);
  const options = [...[...versions].reverse().map(optionOf)];
  const { older, newer } = states;
  return (
    <div className={styles.states}>
      <div className={styles.state}>
        <Choice
          label="Older state"
          isLabelHidden
          value={String(older)}
          options={options}
          onChange={(value) => comparing.set({ older: nameOf(value), newer })}
        />
      </div>
      <ArrowRight size={15} aria-label="compared with" className={styles.arrow} />
      <div className={styles.state}>
        <Choice
          label="Newer state"
          isLabelHidden
          value={String(newer)}
          options={[{ value: 'present', label: 'Now' }, ...options]}
          onChange={(value) => comparing.set({ older, newer: nameOf(value) })}
        />
      </div>
      <span className={styles.space} />
      {session.readOnly === null && typeof older === 'number' && (
        <Button onPress={() => onRestore(older)}>
          <RotateCcw size={14} aria-hidden /> Restore version {older}
        </Button>
      )}
    </div>
  );
}

const optionOf = ({ number, name }: Version) => ({ value: String(number), label: `${number} · ${name}` });

const nameOf = (value: string): StateName => (value === 'present' ? value : Number(value));
