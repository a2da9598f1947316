import { type FormEvent, type ReactNode, useState } from 'react';
import {
  additionPlaces,
  completeDetails,
  gapUnits,
  type MarkDetails,
  type MarkFault,
  type MarkFieldName,
  type MarkKind,
  markSpecification,
} from '../../../shared/edit/marks/mark-kinds.ts';
import { removeMark, setMark } from '../../../shared/edit/marks/mark-passage.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { interfaceLanguage, t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { SpotPopover } from '../../ui/spot-popover.tsx';
import styles from './mark-form.module.css';
import { type MarkQuestion, markQuestion } from './mark-handlers.ts';

/** Asks what a mark shall say, beside the words: Enter puts it there, Escape leaves everything as it is. */
export function MarkForm({ session }: { readonly session: DocumentSession }): ReactNode {
  const question = useWholeStore(markQuestion);
  if (!question) return null;
  const close = (): void => {
    markQuestion.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SpotPopover spot={question.spot} title={titleOf(question)} onClose={close}>
      <MarkFields session={session} question={question} onDone={close} />
    </SpotPopover>
  );
}

const titles: Readonly<Partial<Record<MarkKind, string>>> = {
  illegible: t`Illegible`,
  added: t`Added by hand`,
  'other-hand': t`In another hand`,
  abbreviation: t`Abbreviation`,
  foreign: t`Foreign language`,
};

/** More than these letters of the words are cut. */
const mostShown = 60;

function titleOf({ kind, words }: MarkQuestion): string {
  const shown = words.length > mostShown ? `${words.slice(0, mostShown)}…` : words;
  const title = titles[kind] ?? kind;
  return shown === '' || shown === '[…]' ? title : `${title}: ${shown}`;
}

/** What was said last of marks of this kind, for as long as the window is open: a page has few hands. */
const saidLast: { details: Partial<Record<MarkFieldName, string>> } = { details: {} };

const remembered: ReadonlySet<MarkFieldName> = new Set(['hand', 'language', 'reason', 'place']);

function begin({ details, isThere }: MarkQuestion): MarkDetails {
  if (isThere) return details;
  const kept = Object.entries(saidLast.details).filter(([field]) => remembered.has(field as MarkFieldName));
  return { ...details, ...Object.fromEntries(kept) };
}

interface MarkFieldsProps {
  readonly session: DocumentSession;
  readonly question: MarkQuestion;
  readonly onDone: () => void;
}

function MarkFields({ session, question, onDone }: MarkFieldsProps): ReactNode {
  const { kind, isThere } = question;
  const { fields } = markSpecification(kind);
  const [details, setDetails] = useState<MarkDetails>(() => onlyFields(begin(question), fields));
  const [faults, setFaults] = useState<readonly MarkFault[]>([]);
  const change = (field: MarkFieldName, value: string): void => {
    setDetails((now) => ({ ...now, [field]: value }));
    setFaults((now) => now.filter((fault) => fault.field !== field));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const complete = completeDetails(kind, details);
    if (!complete.ok) {
      setFaults(complete.faults);
      return;
    }
    saidLast.details = { ...saidLast.details, ...complete.value };
    session.run(setMark(kind, details));
    onDone();
  };
  const remove = (): void => {
    session.run(removeMark(kind));
    onDone();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {fields.map((field) => (
        <MarkFieldInput
          key={field}
          field={field}
          value={details[field] ?? ''}
          isFirst={field === fields.find(isTyped)}
          error={retoldFault(faults, field)}
          onChange={(value) => change(field, value)}
        />
      ))}
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          {isThere ? t`Change` : t`Mark`}
        </Button>
        {isThere && <Button look="danger" onPress={remove}>{t`Take it off`}</Button>}
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}

/** What is wrong with a field, as a sentence; null when nothing is. */
function retoldFault(faults: readonly MarkFault[], field: MarkFieldName): string | null {
  const fault = faults.find((one) => one.field === field);
  return fault ? retold(fault.reason) : null;
}

/** One of a few values is chosen, anything else is typed: the keyboard begins there, so that Enter accepts the rest as it is. */
const isTyped = (field: MarkFieldName): boolean => field !== 'unit' && field !== 'place';

const onlyFields = (details: MarkDetails, fields: readonly MarkFieldName[]): MarkDetails =>
  Object.fromEntries(fields.map((field) => [field, details[field] ?? '']));

interface MarkFieldInputProps {
  readonly field: MarkFieldName;
  readonly value: string;
  readonly isFirst: boolean;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

const labels: Readonly<Record<MarkFieldName, string>> = {
  reason: t`Why`,
  unit: t`Counted in`,
  quantity: t`How many`,
  certainty: t`How sure`,
  place: t`Where`,
  hand: t`Whose hand`,
  expansion: t`Short for`,
  language: t`Language`,
};

const hints: Readonly<Partial<Record<MarkFieldName, string>>> = {
  reason: t`Such as illegible, faded, torn, blotted, stamped over.`,
  quantity: t`Leave it empty when nobody can tell.`,
  hand: t`Such as red pencil, or a name.`,
};

/** What a person reads for the values that are chosen. */
const valueNames: Readonly<Record<string, string>> = {
  chars: t`letters`,
  words: t`words`,
  lines: t`lines`,
  pages: t`pages`,
  above: t`above`,
  below: t`below`,
  inline: t`inline`,
  margin: t`margin`,
  left: t`left`,
  right: t`right`,
  top: t`top`,
  bottom: t`bottom`,
  end: t`end`,
};

function MarkFieldInput({ field, value, isFirst, error, onChange }: MarkFieldInputProps): ReactNode {
  const values = field === 'unit' ? gapUnits : field === 'place' ? additionPlaces : null;
  if (values)
    return (
      <Choice
        label={labels[field]}
        value={value}
        // What another program wrote stays as long as nobody chooses something else.
        options={[...new Set([...values, value])].map((one) => ({ value: one, label: valueNames[one] ?? one }))}
        onChange={onChange}
      />
    );
  const hint = field === 'language' ? languageHint(value) : hints[field];
  return (
    <Field
      label={labels[field]}
      value={value}
      onChange={onChange}
      autoFocus={isFirst}
      error={error}
      maxLength={200}
      {...(hint !== undefined && { hint })}
    />
  );
}

/** The name of a language by its tag. */
function languageHint(tag: string): string {
  const example = t`Its tag, such as fr, de or ru-Latn.`;
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) return example;
  const name = new Intl.DisplayNames(interfaceLanguage(), { type: 'language', fallback: 'none' }).of(tag);
  return name ?? example;
}
