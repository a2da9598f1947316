import { type ReactNode, useState } from 'react';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { type CollectionReview, type ReviewedItem, sampleSentence } from '../../../shared/review/review.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './review.module.css';

/** Beyond this many findings of a point only their number is said. */
const mostListed = 50;

const outcomes: Readonly<Record<ReviewedItem['outcome'], string>> = {
  open: t`to be looked at`,
  done: t`looked at`,
  passed: t`nothing found`,
  findings: t`findings`,
};

/** The list of the project worked through: what its checks find, each finding with the way to its document, and the sample. */
export function ReviewPanel(): ReactNode {
  const [seed, setSeed] = useState('anchorite');
  const [size, setSize] = useState('10');
  const [review, setReview] = useState<CollectionReview | null>(null);
  const [files, setFiles] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const isNumber = /^\d{1,6}$/.test(size);
  const sample = { seed, size: isNumber ? Number(size) : 0 };
  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFiles([]);
    await work();
    setBusy(false);
  };
  const run = (): Promise<void> => working(async () => setReview((await ask('edition:review', { sample })) ?? null));
  const write = (): Promise<void> =>
    working(async () => setFiles((await ask('edition:write-review', { sample })) ?? []));
  return (
    <SidePanel
      title={t`Review`}
      onClose={closePanel}
      foot={
        <>
          <Button
            look="primary"
            isPending={isBusy}
            isDisabled={!isNumber}
            onPress={() => void run()}
          >{t`Review`}</Button>
          <Button isPending={isBusy} isDisabled={!isNumber} onPress={() => void write()}>{t`Write the report…`}</Button>
        </>
      }
    >
      <div className={styles.request}>
        <Field label={t`Seed of the sample`} value={seed} maxLength={200} onChange={setSeed} />
        <Field
          label={t`Documents drawn`}
          value={size}
          error={isNumber ? null : t`A whole number.`}
          maxLength={6}
          onChange={setSize}
        />
      </div>
      {files.length > 0 && (
        <div role="status">
          <b>{t`The report was written`}</b>
          {files.map((file) => (
            <p key={file} data-selectable>
              {file}
            </p>
          ))}
        </div>
      )}
      {review ? (
        <Reviewed review={review} />
      ) : (
        <p
          className={styles.outcome}
        >{t`Works through the checklist of this collection, a file checklist.md in its folder that anyone can write, or else the usual one, and draws a sample of documents to be read: the same seed always draws the same.`}</p>
      )}
    </SidePanel>
  );
}

function Reviewed({ review }: { readonly review: CollectionReview }): ReactNode {
  const { items, sample, unknown, unreadable, ownList } = review;
  return (
    <>
      <p className={styles.outcome}>
        {ownList ? t`By checklist.md of this collection.` : t`By the usual list: this collection has no checklist.md.`}
      </p>
      <ol aria-label={t`Points of the list`}>
        {items.map((item) => (
          <Point key={item.text} item={item} />
        ))}
      </ol>
      {unknown.map((name) => (
        <p key={name}>{t`The list names a check “${name}”, which Anchorite does not have.`}</p>
      ))}
      {unreadable.map((sentence) => (
        <p key={sentence}>{retold(sentence)}</p>
      ))}
      <section aria-label={t`Sample`}>
        <p data-selectable>{retold(sampleSentence(sample))}</p>
        <ul className={styles.findings}>
          {sample.documents.map(({ document, number, title }) => (
            <li key={document}>
              <Button look="quiet" onPress={() => void openDocument(document, null)}>
                {number === '' ? title : `${number} ${title}`}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Point({ item: { text, outcome, findings } }: { readonly item: ReviewedItem }): ReactNode {
  return (
    <li className={styles.point}>
      <b>{retold(text)}</b>{' '}
      <span className={styles.outcome}>
        {findings.length === 0 ? outcomes[outcome] : t`${findings.length} findings`}
      </span>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.slice(0, mostListed).map(({ document, title, message }) => (
            <li key={`${document ?? ''} ${title} ${message}`}>
              <Finding document={document} words={title === '' ? retold(message) : `${title}: ${retold(message)}`} />
            </li>
          ))}
          {findings.length > mostListed && <li>{t`and ${findings.length - mostListed} more`}</li>}
        </ul>
      )}
    </li>
  );
}

function Finding({ document, words }: { readonly document: DocumentId | null; readonly words: string }): ReactNode {
  if (document === null) return words;
  return (
    <Button look="quiet" onPress={() => void openDocument(document, null)}>
      {words}
    </Button>
  );
}
