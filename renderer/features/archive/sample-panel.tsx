import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { DrawnLine } from '../../../shared/contract/payloads/proofreading.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { certifySample, shareInWords } from '../../../shared/proofreading/sampling.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { interfaceLocale, plural, t } from '../../../shared/translation/translate.ts';
import { closePanel } from '../../model/session.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { Button, CopyButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { drawSample } from './archive-actions.ts';
import styles from './facts-panel.module.css';

/** A sample that somebody checks. */
interface Sample {
  readonly seed: number;
  readonly lines: readonly DrawnLine[];
  /** What the page reads, line by line from the first, as far as they were looked at. */
  readonly reads: readonly string[];
}

/** It stays when a document is opened to look at its page. */
const sampleStore = createStore<Sample | null>(null);

interface SamplePanelProps {
  readonly documents: readonly DocumentId[];
}

/** How good the text is, by lines that are drawn by a seed and held against their pages: with the interval in which the true rate lies. */
export function SamplePanel({ documents }: SamplePanelProps): ReactNode {
  const sample = useWholeStore(sampleStore);
  const isDone = sample !== null && sample.reads.length === sample.lines.length;
  return (
    <SidePanel
      title={t`Error rate by sample`}
      onClose={closePanel}
      foot={
        sample && (
          <>
            {isDone && (
              <CopyButton label={t`Copy the certificate`} look="primary" text={() => certificateText(sample)} />
            )}
            <Button look="quiet" onPress={() => sampleStore.set(null)}>{t`Draw another sample`}</Button>
          </>
        )
      }
    >
      {sample === null && <DrawForm documents={documents} />}
      {sample && !isDone && <LineToCheck key={sample.reads.length} sample={sample} />}
      {sample && <Certificate sample={sample} />}
    </SidePanel>
  );
}

const wholeNumber = /^\d{1,9}$/;

function DrawForm({ documents }: SamplePanelProps): ReactNode {
  const { length } = documents;
  const [count, setCount] = useState('200');
  const [seed, setSeed] = useState('1');
  const [isBusy, setBusy] = useState(false);
  const isRight = wholeNumber.test(count) && Number(count) > 0 && Number(count) <= mostLines && wholeNumber.test(seed);
  const draw = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const lines = await drawSample(documents, Number(count), Number(seed));
    setBusy(false);
    if (lines && lines.length > 0) sampleStore.set({ seed: Number(seed), lines, reads: [] });
  };
  return (
    <form aria-labelledby="sample-draw" className={styles.section} onSubmit={(event) => void draw(event)}>
      <h3 id="sample-draw" className={styles.heading}>
        {length === 1 ? t`Draw lines of one document` : t`Draw lines of ${length} documents`}
      </h3>
      <p
        className={styles.hint}
      >{t`The same number draws the same lines again, so that anybody can check the same sample.`}</p>
      <div className={styles.fields}>
        <Field
          label={t`Lines`}
          value={count}
          onChange={setCount}
          error={
            isRight || !wholeNumber.test(seed)
              ? null
              : t`A whole number up to ${mostLines.toLocaleString(interfaceLocale())}.`
          }
        />
        <Field
          label={t`Seed`}
          value={seed}
          onChange={setSeed}
          error={wholeNumber.test(seed) ? null : t`A whole number.`}
        />
      </div>
      <Button type="submit" look="primary" isPending={isBusy} isDisabled={!isRight}>{t`Draw the lines`}</Button>
    </form>
  );
}

/** As the contract has it. */
const mostLines = 10_000;

/** The next line: Enter says that it reads so, or what was typed in its place. */
function LineToCheck({ sample }: { readonly sample: Sample }): ReactNode {
  const { lines, reads } = sample;
  const line = lines[reads.length];
  const [typed, setTyped] = useState(line?.text ?? '');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  if (!line) return null;
  const next = (event: FormEvent): void => {
    event.preventDefault();
    sampleStore.set({ ...sample, reads: [...reads, typed] });
  };
  return (
    <form
      ref={form}
      aria-label={t`Line ${reads.length + 1} of ${lines.length}`}
      className={styles.section}
      onSubmit={next}
    >
      <h3 className={styles.heading}>{t`${line.title}, line ${line.line}`}</h3>
      <p className={styles.context}>{line.text}</p>
      <Field label={t`The page reads`} value={typed} onChange={setTyped} />
      <p className={styles.hint}>{t`Enter goes on. Type over what the page reads otherwise.`}</p>
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          {typed === line.text ? t`Right` : t`Reads so`}
        </Button>
        <Button
          isDisabled={reads.length === 0}
          onPress={() => sampleStore.set({ ...sample, reads: reads.slice(0, -1) })}
        >{t`Back`}</Button>
      </div>
    </form>
  );
}

const certificateOf = ({ lines, reads }: Sample) =>
  certifySample(reads.flatMap((read, index) => (lines[index] ? [{ ...lines[index], reads: read }] : [])));

/** What the lines that were looked at say. */
function Certificate({ sample }: { readonly sample: Sample }): ReactNode {
  const { lines, words, characters } = certificateOf(sample);
  const rows = [
    [t`Lines`, lines],
    [t`Words`, words],
    [t`Characters`, characters],
  ] as const;
  return (
    <section aria-labelledby="sample-rate" className={styles.section}>
      <h3
        id="sample-rate"
        className={styles.heading}
      >{t`${sample.reads.length} of ${sample.lines.length} lines looked at, seed ${sample.seed}`}</h3>
      {sample.reads.length > 0 && (
        <dl aria-label={t`Wrong in the sample`} className={styles.fields}>
          {rows.map(([name, share]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{retold(shareInWords(share))}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function certificateText(sample: Sample): string {
  const { lines, words, characters } = certificateOf(sample);
  const documents = new Set(sample.lines.map(({ document }) => document)).size;
  return [
    plural(
      documents,
      t`Sample of ${sample.lines.length} lines from ${documents} document, seed ${sample.seed}.`,
      t`Sample of ${sample.lines.length} lines from ${documents} documents, seed ${sample.seed}.`,
    ),
    t`Lines wrong: ${retold(shareInWords(lines))}`,
    t`Words wrong: ${retold(shareInWords(words))}`,
    t`Characters wrong: ${retold(shareInWords(characters))}`,
  ].join('\n');
}
