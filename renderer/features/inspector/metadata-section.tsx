import { type ReactNode, useEffect, useState } from 'react';
import {
  type DocumentMetadata,
  type DocumentType,
  documentStatuses,
  type StatedDate,
} from '../../../shared/document/metadata.ts';
import { t } from '../../../shared/translation/translate.ts';
import { setOpenStatus } from '../../actions/document-actions.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { showFault } from '../../platform/faults.ts';
import { useStore } from '../../platform/store.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { statusNames } from '../../ui/marks.tsx';
import styles from './details-tab.module.css';

interface KeptFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  /** Called with what stands in the field when the focus leaves it and it is another value. */
  readonly onKeep: (value: string) => void;
  /** Why a value cannot be kept; null when it can. */
  readonly errorOf?: (value: string) => string | null;
  readonly className?: string;
}

/** A field that keeps what was typed when one goes on. */
export function KeptField(props: KeptFieldProps): ReactNode {
  const { label, value, isReadOnly, onKeep, errorOf, className = '' } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const error = errorOf?.(typed.trim()) ?? null;
  const keep = (): void => {
    if (error === null && typed.trim() !== value) onKeep(typed.trim());
  };
  return (
    <Field
      label={label}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      isReadOnly={isReadOnly}
      error={error}
      maxLength={500}
      className={className}
      isQuiet
    />
  );
}

/** A date of two fields; null when both are empty. */
const statedDate = (text: string, when: string | null): StatedDate | null =>
  text === '' && when === null ? null : { text, when };

/** Why a date cannot be taken as W3C form, as a sentence; null when it can. */
function whenError(value: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  const [, year, month, day] = match ?? [];
  if (value === '' || (year && month === undefined)) return null;
  if (year && month && Number(month) >= 1 && Number(month) <= 12) {
    const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (day === undefined || (Number(day) >= 1 && Number(day) <= days)) return null;
  }
  return t`As in 1962-11-13, 1962-11 or 1962.`;
}

const types: readonly { readonly value: DocumentType; readonly label: string }[] = [
  { value: 'telegram', label: t`Telegram` },
  { value: 'letter', label: t`Letter` },
  { value: 'memorandum', label: t`Memorandum` },
  { value: 'message', label: t`Message` },
  { value: 'other', label: t`Other` },
];

const statuses = documentStatuses.map((value) => ({ value, label: statusNames[value] }));

/** What the header of the edition says of the document. */
export function MetadataSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const metadata = useStore(session.facts, (facts) => facts.metadata);
  const status = useStore(session.facts, (facts) => facts.status);
  const isReadOnly = session.readOnly !== null;
  const keep = (patch: Partial<DocumentMetadata>): void => {
    void session.setMetadata(patch).then((fault) => fault && showFault(fault));
  };
  const text = (
    label: string,
    name: 'title' | 'number' | 'from' | 'to' | 'placeSent' | 'classification',
    wide = false,
  ) => (
    <KeptField
      label={label}
      value={metadata[name]}
      isReadOnly={isReadOnly}
      onKeep={(value) => keep({ [name]: value })}
      className={wide ? (styles.wide ?? '') : ''}
    />
  );
  return (
    <section aria-labelledby="details-document" className={styles.section}>
      <h3 id="details-document" className={styles.heading}>{t`Document`}</h3>
      <div className={styles.fields}>
        {text(t`Title`, 'title', true)}
        <Choice
          label={t`Type`}
          value={metadata.type}
          options={types}
          isDisabled={isReadOnly}
          isQuiet
          onChange={(type) => keep({ type })}
        />
        <Choice
          label={t`Status`}
          value={status}
          options={statuses}
          isDisabled={isReadOnly}
          isQuiet
          onChange={(next) => void setOpenStatus(next)}
        />
        {text(t`Number`, 'number')}
        {text(t`Classification`, 'classification')}
        <KeptField
          label={t`Date as stated`}
          value={metadata.date?.text ?? ''}
          isReadOnly={isReadOnly}
          onKeep={(value) => keep({ date: statedDate(value, metadata.date?.when ?? null) })}
        />
        <KeptField
          label={t`Date in the calendar`}
          value={metadata.date?.when ?? ''}
          isReadOnly={isReadOnly}
          errorOf={whenError}
          onKeep={(when) => keep({ date: statedDate(metadata.date?.text ?? '', when || null) })}
        />
        {text(t`From`, 'from', true)}
        {text(t`To`, 'to', true)}
        {text(t`Place sent from`, 'placeSent', true)}
      </div>
    </section>
  );
}
