import { type ReactNode, useState } from 'react';
import type { MeasuredDocument, MeasuredState, Measurement } from '../../../shared/contract/payloads/proofreading.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { ask } from '../../platform/bridge.ts';
import { useStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import styles from './details-tab.module.css';

/** How many characters and words were read wrong. */
export function ErrorRateSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const versions = useStore(session.facts, (facts) => facts.versions);
  const [chosen, setChosen] = useState('import');
  const [measured, setMeasured] = useState<MeasuredDocument | null>(null);
  const [isMeasuring, setMeasuring] = useState(false);
  const options = [
    { value: 'import', label: 'the imported text, by its corrections' },
    { value: 'truth', label: 'the text, by a ground truth…' },
    // The first version is the import.
    ...versions.slice(1).map(({ number, name }) => ({
      value: String(number),
      label: name === '' ? `version ${number}` : `version ${number}: ${name}`,
    })),
  ];
  const measure = async (): Promise<void> => {
    setMeasuring(true);
    await session.flush();
    const reply = await ask('document:error-rate', { document: session.id, measure: measurementOf(chosen) });
    setMeasuring(false);
    if (reply) setMeasured(reply);
  };
  return (
    <section aria-labelledby="details-error-rate" className={styles.section}>
      <h3 id="details-error-rate" className={styles.heading}>
        Error rate
      </h3>
      <Choice label="Measure" value={chosen} options={options} onChange={setChosen} isQuiet />
      <Button className={styles.measure ?? ''} isPending={isMeasuring} onPress={() => void measure()}>
        {isMeasuring ? 'Measuring…' : 'Measure'}
      </Button>
      {measured && <Rates measured={measured} />}
    </section>
  );
}

function measurementOf(chosen: string): Measurement {
  if (chosen === 'import' || chosen === 'truth') return { kind: chosen };
  return { kind: 'version', number: Number(chosen) };
}

function Rates({ measured }: { readonly measured: MeasuredDocument }): ReactNode {
  return (
    <>
      <table className={styles.rates} aria-label="Error rates">
        <thead>
          <tr>
            <th scope="col">Text</th>
            <th scope="col">Characters (CER)</th>
            <th scope="col">Words (WER)</th>
          </tr>
        </thead>
        <tbody>
          {measured.states.map((state) => (
            <tr key={state.state}>
              <th scope="row">{nameOf(state)}</th>
              <td>{share(state.cer, state.characterErrors, state.characters)}</td>
              <td>{share(state.wer, state.wordErrors, state.words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.soft}>
        {measured.truth === 'file'
          ? 'The chosen file is taken for right.'
          : 'The text as it stands is taken for right.'}
      </p>
    </>
  );
}

const nameOf = ({ state }: MeasuredState): string =>
  state === 'import' ? 'Import' : state === 'present' ? 'Present text' : `Version ${state}`;

const numbers = new Intl.NumberFormat('en');

const share = (rate: number, errors: number, of: number): string =>
  `${(rate * 100).toFixed(2)} % · ${numbers.format(errors)} of ${numbers.format(of)}`;
