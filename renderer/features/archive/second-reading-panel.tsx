import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SecondReading } from '../../../shared/contract/payloads/proofreading.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { assignReader, endReading, loadSecondReading, settleReading } from './archive-actions.ts';
import styles from './facts-panel.module.css';

/** Undefined while it is not known. */
type Known = SecondReading | null | undefined;

interface SecondReadingPanelProps {
  readonly documents: readonly [DocumentId, ...DocumentId[]];
}

/** A second reader of documents: assigned, and of one document compared word by word with the first, settled with one key. */
export function SecondReadingPanel({ documents }: SecondReadingPanelProps): ReactNode {
  if (documents.length > 1) return <AssignPanel documents={documents} />;
  return <OneReadingPanel document={documents[0]} />;
}

/** Assigns many documents to one reader. */
function AssignPanel({ documents }: SecondReadingPanelProps): ReactNode {
  const [assigned, setAssigned] = useState<number | null>(null);
  return (
    <SidePanel title={t`Second reading`} onClose={closePanel}>
      {assigned === null ? (
        <AssignForm documents={documents} onAssigned={setAssigned} />
      ) : (
        <p role="status">{t`${assigned} of ${documents.length} documents are assigned. Choose one in the table to see where the readers differ.`}</p>
      )}
    </SidePanel>
  );
}

function OneReadingPanel({ document }: { readonly document: DocumentId }): ReactNode {
  const [reading, setReading] = useState<Known>(undefined);
  useEffect(() => void loadSecondReading(document).then(setReading), [document]);
  const end = async (how: 'settled' | 'withdrawn'): Promise<void> => {
    if (await endReading(document, how)) closePanel();
  };
  return (
    <SidePanel
      title={t`Second reading`}
      onClose={closePanel}
      foot={
        reading && (
          <>
            <Button
              look="primary"
              isDisabled={reading.differences.length > 0}
              onPress={() => void end('settled')}
            >{t`Finish`}</Button>
            <Button look="quiet" onPress={() => void end('withdrawn')}>{t`Withdraw`}</Button>
          </>
        )
      }
    >
      {reading === null && (
        <AssignForm
          documents={[document]}
          onAssigned={async (count) => {
            if (count > 0) setReading(await loadSecondReading(document));
          }}
        />
      )}
      {reading && <Differences document={document} reading={reading} onReading={setReading} />}
    </SidePanel>
  );
}

interface AssignFormProps {
  readonly documents: readonly DocumentId[];
  /** @param count how many could be assigned */
  readonly onAssigned: (count: number) => unknown;
}

function AssignForm({ documents, onAssigned }: AssignFormProps): ReactNode {
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const [reader, setReader] = useState('');
  const isSiglum = /^[A-Za-z][A-Za-z0-9]{0,11}$/.test(reader.trim());
  const [isBusy, setBusy] = useState(false);
  const assign = async (): Promise<void> => {
    setBusy(true);
    let count = 0;
    // One that cannot be assigned is told of, and does not hold up the others.
    for (const document of documents) count += (await assignReader(document, reader.trim())) ? 1 : 0;
    setBusy(false);
    onAssigned(count);
  };
  return (
    <section aria-labelledby="reading-assign" className={styles.section}>
      <h3 id="reading-assign" className={styles.heading}>{t`Assign a second reader`}</h3>
      <p className={styles.hint}>
        {documents.length > 1 && `${t`${documents.length} documents are chosen.`} `}
        {t`The second reader works in a copy of the document as it was imported, with its page images, and sees nothing of what the first reader did.`}
      </p>
      <div className={styles.fields}>
        <Field
          label={t`Siglum of the second reader`}
          value={reader}
          onChange={setReader}
          error={reader === '' || isSiglum ? null : t`Letters and digits, beginning with a letter, 12 at most.`}
          isReadOnly={!isWritable}
          maxLength={12}
        />
      </div>
      <Button
        look="primary"
        isPending={isBusy}
        isDisabled={!isWritable || !isSiglum}
        onPress={() => void assign()}
      >{t`Assign`}</Button>
    </section>
  );
}

const grouped = (count: number): string => count.toLocaleString(interfaceLocale());

interface DifferencesProps {
  readonly document: DocumentId;
  readonly reading: SecondReading;
  readonly onReading: (reading: SecondReading | null) => void;
}

/** What the readers read otherwise. The first of the list is asked: 1 takes the first reader's words, 2 the second's. */
function Differences({ document, reading, onReading }: DifferencesProps): ReactNode {
  const { differences, reader, words } = reading;
  const [at, setAt] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const list = useRef<HTMLFieldSetElement>(null);
  const index = Math.min(at, differences.length - 1);
  const settle = async (take: 'first' | 'second'): Promise<void> => {
    const difference = differences[index];
    if (!difference || isBusy) return;
    setBusy(true);
    const { first, second } = difference;
    const now = await settleReading(document, { index, first, second, take });
    onReading(now ?? (await loadSecondReading(document)));
    setBusy(false);
    list.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === '1') void settle('first');
    else if (event.key === '2') void settle('second');
    else if (step !== undefined) setAt(Math.max(0, Math.min(differences.length - 1, index + step)));
    else return;
    event.preventDefault();
  };
  useEffect(() => list.current?.focus(), []);
  const current = differences[index];
  return (
    <section aria-labelledby="reading-differences" className={styles.section}>
      <h3 id="reading-differences" className={styles.heading}>
        {differences.length === 1
          ? t`One difference in ${grouped(words)} words`
          : t`${grouped(differences.length)} differences in ${grouped(words)} words`}
      </h3>
      {current && (
        <fieldset
          ref={list}
          aria-label={t`Difference ${index + 1} of ${differences.length}`}
          aria-describedby="reading-keys"
          // The keys are the point of this place.
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className={styles.difference}
        >
          <p className={styles.context}>
            …{current.before}
            <mark>{current.first || t`(nothing)`}</mark>
            {current.after}…
          </p>
          <div className={styles.buttons}>
            <Button isPending={isBusy} onPress={() => void settle('first')}>
              {t`1 First reader: ${current.first || t`(nothing)`}`}
            </Button>
            <Button isPending={isBusy} onPress={() => void settle('second')}>
              2 {reader}: {current.second || t`(nothing)`}
            </Button>
          </div>
          <p
            id="reading-keys"
            className={styles.hint}
          >{t`${index + 1} of ${differences.length}. Press 1 or 2 to take that reading; the arrow keys go to another one.`}</p>
        </fieldset>
      )}
      {!current && <p role="status">{t`The readers agree. Finish to take the copy out of the collection.`}</p>}
    </section>
  );
}
