import { Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { changeAttributes } from '../../../shared/edit/element-commands.ts';
import {
  type AttributeFault,
  attributeFaults,
  attributesNow,
  changesFor,
  type TeiAttribute,
  takenIds,
} from '../../../shared/tei/element-attributes.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { SpotPopover } from '../../ui/spot-popover.tsx';
import styles from './element-form.module.css';
import { elementQuestion, type KnownElement } from './element-handlers.ts';
import { sourceIndexOf } from './source-index-of.ts';

/** Shows the attributes of an element of the imported file beside it: Enter takes what was typed, Escape leaves everything as it is. */
export function ElementForm({ session }: { readonly session: DocumentSession }): ReactNode {
  const question = useWholeStore(elementQuestion);
  const [chosen, setChosen] = useState(0);
  if (!question) return null;
  const { elements, spot } = question;
  const element = elements[chosen] ?? elements[0];
  if (!element) return null;
  const close = (): void => {
    elementQuestion.set(null);
    setChosen(0);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SpotPopover spot={spot} title={titleOf(element)} onClose={close}>
      {elements.length > 1 && (
        <Choice
          label={t`Element`}
          value={String(elements.indexOf(element))}
          options={elements.map(({ source }, at) => ({ value: String(at), label: nameOf(source.name) }))}
          onChange={(at) => setChosen(Number(at))}
        />
      )}
      <AttributeFields key={element.placed.origin} session={session} element={element} onDone={close} />
    </SpotPopover>
  );
}

/** What a person calls it. */
function nameOf(name: string): string {
  if (name === '#comment') return t`Comment`;
  if (name === '#cdata') return t`CDATA section`;
  return name.startsWith('?') ? t`Instruction ${name.slice(1)}` : name;
}

const titleOf = ({ source }: KnownElement): string =>
  source.written === null ? nameOf(source.name) : t`Attributes of <${source.name}>`;

/** More than these characters of what is kept whole are not shown. */
const mostShown = 400;

interface AttributeFieldsProps {
  readonly session: DocumentSession;
  readonly element: KnownElement;
  readonly onDone: () => void;
}

interface Row extends TeiAttribute {
  readonly key: number;
}

function AttributeFields({ session, element, onDone }: AttributeFieldsProps): ReactNode {
  const { placed, source } = element;
  const [rows, setRows] = useState<readonly Row[]>(() =>
    attributesNow(source, placed.changes).map((one, key) => ({ ...one, key })),
  );
  const [faults, setFaults] = useState<readonly AttributeFault[]>([]);
  const isFixed = source.written === null || session.readOnly !== null;
  const change = (key: number, patch: Partial<TeiAttribute>): void => {
    setRows((now) => now.map((row) => (row.key === key ? { ...row, ...patch } : row)));
    setFaults([]);
  };
  const add = (): void => {
    setRows((now) => [...now, { name: '', value: '', key: Math.max(-1, ...now.map(({ key }) => key)) + 1 }]);
    setFaults([]);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const index = sourceIndexOf(session);
    if (!index || isFixed) {
      onDone();
      return;
    }
    const wanted = rows.filter(({ name, value }) => name !== '' || value !== '');
    const found = attributeFaults(source, wanted, takenIds(index, session.editor.get().doc, placed.origin));
    setRows(wanted);
    setFaults(found);
    if (found.length > 0) return;
    session.run(changeAttributes(placed, changesFor(source, wanted)));
    onDone();
  };
  const faultOf = (at: number, part: AttributeFault['part']): string | null => {
    const fault = faults.find((one) => one.at === at && one.part === part);
    return fault ? retold(fault.reason) : null;
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {rows.map(({ key, name, value }, at) => (
        <div key={key} className={styles.row}>
          <Field
            label={t`Name`}
            value={name}
            face="code"
            isReadOnly={isFixed}
            autoFocus={name === ''}
            error={faultOf(at, 'name')}
            onChange={(typed) => change(key, { name: typed.trim() })}
          />
          <Field
            label={name === '' ? t`Value` : t`Value of ${name}`}
            value={value}
            face="code"
            isReadOnly={isFixed}
            autoFocus={at === 0 && name !== ''}
            error={faultOf(at, 'value')}
            onChange={(typed) => change(key, { value: typed })}
          />
          {!isFixed && (
            <IconButton
              icon={Trash2}
              label={name === '' ? t`Take off the attribute` : t`Take off ${name}`}
              onPress={() => setRows((now) => now.filter((row) => row.key !== key))}
            />
          )}
        </div>
      ))}
      <Told element={element} isEmpty={rows.length === 0} />
      <div className={styles.buttons}>
        {!isFixed && (
          <>
            <Button type="submit" look="primary">{t`Change`}</Button>
            <Button onPress={add}>{t`Add an attribute`}</Button>
          </>
        )}
        <Button look="quiet" onPress={onDone}>
          {isFixed ? t`Close` : t`Cancel`}
        </Button>
      </div>
    </form>
  );
}

/** What is said beside the attributes: of what is kept whole its source, and which attributes are edited elsewhere. */
function Told({ element, isEmpty }: { readonly element: KnownElement; readonly isEmpty: boolean }): ReactNode {
  const { source, written, elsewhere } = element.source;
  const others = [...elsewhere].filter((name) => name !== 'xml:space');
  return (
    <>
      {source !== '' && (
        <pre className={styles.source}>{source.length > mostShown ? `${source.slice(0, mostShown)}…` : source}</pre>
      )}
      {written !== null && isEmpty && <p className={styles.hint}>{t`It has no attributes to edit here.`}</p>}
      {others.length > 0 && <p className={styles.hint}>{t`Edited with the text itself: ${others.join(', ')}.`}</p>}
    </>
  );
}
