import type { ReactNode } from 'react';
import { type DocumentMetadata, type DocumentType, documentStatuses } from '../../../shared/document/metadata.ts';
import { showFault } from '../../faults.ts';
import { setOpenStatus } from '../../session/document-actions.ts';
import { useStore } from '../../store.ts';
import { Choice } from '../../ui/choice.tsx';
import type { DocumentSession } from '../document-session.ts';
import styles from './details-tab.module.css';
import { KeptField } from './kept-field.tsx';
import { statedDate, whenError } from './stated-date.ts';

const types: readonly { readonly value: DocumentType; readonly label: string }[] = [
  { value: 'telegram', label: 'Telegram' },
  { value: 'letter', label: 'Letter' },
  { value: 'memorandum', label: 'Memorandum' },
  { value: 'message', label: 'Message' },
  { value: 'other', label: 'Other' },
];

const statuses = documentStatuses.map((value) => ({ value, label: value }));

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
      <h3 id="details-document" className={styles.heading}>
        Document
      </h3>
      <div className={styles.fields}>
        {text('Title', 'title', true)}
        <Choice
          label="Type"
          value={metadata.type}
          options={types}
          isDisabled={isReadOnly}
          isQuiet
          onChange={(type) => keep({ type })}
        />
        <Choice
          label="Status"
          value={status}
          options={statuses}
          isDisabled={isReadOnly}
          isQuiet
          onChange={(next) => void setOpenStatus(next)}
        />
        {text('Number', 'number')}
        {text('Classification', 'classification')}
        <KeptField
          label="Date as stated"
          value={metadata.date?.text ?? ''}
          isReadOnly={isReadOnly}
          onKeep={(value) => keep({ date: statedDate(value, metadata.date?.when ?? null) })}
        />
        <KeptField
          label="Date in the calendar"
          value={metadata.date?.when ?? ''}
          isReadOnly={isReadOnly}
          errorOf={whenError}
          onKeep={(when) => keep({ date: statedDate(metadata.date?.text ?? '', when || null) })}
        />
        {text('From', 'from', true)}
        {text('To', 'to', true)}
        {text('Place sent from', 'placeSent', true)}
      </div>
    </section>
  );
}
