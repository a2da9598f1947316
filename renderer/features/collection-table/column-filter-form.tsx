import { type ReactNode, useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { type ColumnFilter, type ColumnId, columnIds, viewLimits } from '../../../shared/table/table-view.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { valueLabel } from '../../model/labels.ts';
import { columnValues, tableColumns } from '../../model/table/table-columns.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, Choice, Field } from '../../ui/field.tsx';
import styles from './table-tools.module.css';

interface ColumnFilterFormProps {
  readonly documents: readonly DocumentSummary[];
  readonly onAdd: (filter: ColumnFilter) => void;
}

/** Somebody who is tagged is no column, and is asked for beside them. */
const mentions = 'mentions';
type Subject = ColumnId | typeof mentions;

/** A column of its own for sender and addressee serves better than both at once. */
const subjects: readonly { readonly value: Subject; readonly label: string }[] = [
  ...columnIds.filter((id) => id !== 'from').map((value) => ({ value, label: tableColumns[value].label })),
  { value: mentions, label: t`Mentions a person, place, organisation or term` },
];

/** Makes a filter of any column. */
export function ColumnFilterForm({ documents, onAdd }: ColumnFilterFormProps): ReactNode {
  const [subject, setSubject] = useState<Subject>('status');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [values, setValues] = useState<ReadonlySet<string>>(new Set());
  const filter = subject === mentions ? mentionFilter(first) : columnFilter(subject, { first, last, values });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (filter) onAdd(filter);
      }}
    >
      <Choice
        label={t`Column`}
        value={subject}
        options={subjects}
        onChange={(next) => {
          setSubject(next);
          setFirst('');
          setLast('');
          setValues(new Set());
        }}
      />
      {subject === mentions || tableColumns[subject].kind === 'text' ? (
        <Field
          label={subject === mentions ? t`Name` : t`Has the words`}
          value={first}
          maxLength={viewLimits.text}
          onChange={setFirst}
        />
      ) : tableColumns[subject].kind === 'choice' ? (
        <ValueChoice documents={documents} column={subject} chosen={values} onChoose={setValues} />
      ) : (
        <Limits
          isDay={tableColumns[subject].kind === 'day'}
          first={first}
          last={last}
          onFirst={setFirst}
          onLast={setLast}
        />
      )}
      <Button look="primary" type="submit" isDisabled={filter === null}>{t`Add filter`}</Button>
    </form>
  );
}

const mentionFilter = (name: string): ColumnFilter | null =>
  name.trim() === '' ? null : { kind: 'mentions', name: name.trim() };

interface Typed {
  readonly first: string;
  readonly last: string;
  readonly values: ReadonlySet<string>;
}

const dayPattern = /^(\d{4}(-\d{2}(-\d{2})?)?)?$/;
const countPattern = /^\d{0,9}$/;

/** The filter that the fields make; null while they make none. */
function columnFilter(column: ColumnId, { first, last, values }: Typed): ColumnFilter | null {
  const { kind } = tableColumns[column];
  const [from, to] = [first.trim(), last.trim()];
  if (kind === 'choice') return values.size === 0 ? null : { kind: 'one of', column, values: [...values] };
  if (kind === 'text') return from === '' ? null : { kind: 'has', column, text: from };
  if (from === '' && to === '') return null;
  if (kind === 'day') return dayPattern.test(from) && dayPattern.test(to) ? { kind: 'days', column, from, to } : null;
  if (!countPattern.test(from) || !countPattern.test(to)) return null;
  const number = (text: string): number | null => (text === '' ? null : Number(text));
  return { kind: 'count', column, least: number(from), most: number(to) };
}

interface ValueChoiceProps {
  readonly documents: readonly DocumentSummary[];
  readonly column: ColumnId;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function ValueChoice({ documents, column, chosen, onChoose }: ValueChoiceProps): ReactNode {
  const values = useMemo(() => columnValues(documents, column).slice(0, viewLimits.values), [documents, column]);
  return (
    <fieldset className={styles.columns}>
      <legend className={styles.legend}>{tableColumns[column].label}</legend>
      {values.map(({ value, count }) => (
        <CheckBox
          key={value}
          label={`${valueLabel(column, value) || t`none`} (${count.toLocaleString(interfaceLocale())})`}
          isOn={chosen.has(value)}
          onChange={(isOn) => {
            const next = new Set(chosen);
            if (isOn) next.add(value);
            else next.delete(value);
            onChoose(next);
          }}
        />
      ))}
    </fieldset>
  );
}

interface LimitsProps {
  readonly isDay: boolean;
  readonly first: string;
  readonly last: string;
  readonly onFirst: (text: string) => void;
  readonly onLast: (text: string) => void;
}

function Limits({ isDay, first, last, onFirst, onLast }: LimitsProps): ReactNode {
  const pattern = isDay ? dayPattern : countPattern;
  const fault = isDay ? t`A year, a month or a day: 1962, 1962-11 or 1962-11-01.` : t`A whole number.`;
  const error = (text: string): string | null => (pattern.test(text.trim()) ? null : fault);
  return (
    <div className={styles.row}>
      <Field
        label={isDay ? t`From` : t`At least`}
        value={first}
        onChange={onFirst}
        error={error(first)}
        {...(isDay && { placeholder: '1962-11-01' })}
      />
      <Field
        label={isDay ? t`To` : t`At most`}
        value={last}
        onChange={onLast}
        error={error(last)}
        {...(isDay && { placeholder: '1962-11-15' })}
      />
    </div>
  );
}
