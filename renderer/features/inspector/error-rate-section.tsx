import { type ReactNode, useState } from 'react';
import type { MeasuredDocument, MeasuredState, Measurement } from '../../../shared/contract/payloads/proofreading.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
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
    { value: 'import', label: t`the imported text, by its corrections` },
    { value: 'truth', label: t`the text, by a ground truth…` },
    // The first version is the import.
    ...versions.slice(1).map(({ number, name }) => ({
      value: String(number),
      label: name === '' ? t`version ${number}` : t`version ${number}: ${name}`,
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
      <h3 id="details-error-rate" className={styles.heading}>{t`Error rate`}</h3>
      <Choice label={t`Measure`} value={chosen} options={options} onChange={setChosen} isQuiet />
      <Button className={styles.measure ?? ''} isPending={isMeasuring} onPress={() => void measure()}>
        {isMeasuring ? t`Measuring…` : t`Measure`}
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
      <table className={styles.rates} aria-label={t`Error rates`}>
        <thead>
          <tr>
            <th scope="col">{t`Text`}</th>
            <th scope="col">{t`Characters (CER)`}</th>
            <th scope="col">{t`Words (WER)`}</th>
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
          ? t`The chosen file is taken for right.`
          : t`The text as it stands is taken for right.`}
      </p>
    </>
  );
}

const nameOf = ({ state }: MeasuredState): string =>
  state === 'import' ? t`Import` : state === 'present' ? t`Present text` : t`Version ${state}`;

const numbers = new Intl.NumberFormat(interfaceLocale());
const percents = new Intl.NumberFormat(interfaceLocale(), {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  useGrouping: false,
});

function share(rate: number, errors: number, of: number): string {
  const percent = percents.format(Number((rate * 100).toFixed(2)));
  return t`${percent} % · ${numbers.format(errors)} of ${numbers.format(of)}`;
}
