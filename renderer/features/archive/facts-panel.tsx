import { type ReactNode, useEffect, useState } from 'react';
import type { FactsTemplate } from '../../../shared/archive/collection-desk.ts';
import type { TakenTable } from '../../../shared/archive/description.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import {
  type ArchiveFact,
  type ArchiveFacts,
  archiveFactLabels,
  archiveFacts,
  knownArchiveFacts,
} from '../../../shared/document/metadata.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, Choice, Field } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { describe, exportTable, importTable, keepTemplate, loadTemplates } from './archive-actions.ts';
import styles from './facts-panel.module.css';

/** A dash alone takes away what is known. */
const valueToSet = (typed: string): string => (typed.trim() === '-' ? '' : typed.trim());

/** What was typed, as it is to be set. */
const toSet = (typed: ArchiveFacts): ArchiveFacts =>
  Object.fromEntries(knownArchiveFacts(typed).map(([name, value]) => [name, valueToSet(value)]));

interface FactsPanelProps {
  readonly documents: readonly DocumentId[];
}

/** Sets the facts of an archive for many documents at once, by hand, by a template or from a table. */
export function FactsPanel({ documents }: FactsPanelProps): ReactNode {
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const [typed, setTyped] = useState<ArchiveFacts>({});
  const [isBusy, setBusy] = useState(false);
  const [taken, setTaken] = useState<TakenTable | null>(null);
  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  const set = (): Promise<void> =>
    working(async () => {
      if (await describe(documents, toSet(typed))) setTyped({});
    });
  const { length } = documents;
  return (
    <SidePanel
      title={t`Archive facts`}
      onClose={closePanel}
      foot={
        <Button
          look="primary"
          isPending={isBusy}
          isDisabled={!isWritable || knownArchiveFacts(typed).length === 0}
          onPress={() => void set()}
        >
          {length === 1 ? t`Set for one document` : t`Set for ${length} documents`}
        </Button>
      }
    >
      {isWritable && <TemplateSection typed={typed} onTyped={setTyped} />}
      <section aria-labelledby="facts-fields" className={styles.section}>
        <h3 id="facts-fields" className={styles.heading}>
          {length === 1 ? t`Facts of one document` : t`Facts of ${length} documents`}
        </h3>
        <p className={styles.hint}>{t`An empty field leaves what is known. A dash alone takes it away.`}</p>
        <div className={styles.fields}>
          {archiveFacts.map((name: ArchiveFact) => (
            <Field
              key={name}
              label={retold(archiveFactLabels[name])}
              value={typed[name] ?? ''}
              onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
              isReadOnly={!isWritable}
              maxLength={500}
            />
          ))}
        </div>
      </section>
      <section aria-labelledby="facts-table" className={styles.section}>
        <h3 id="facts-table" className={styles.heading}>{t`Table`}</h3>
        <div className={styles.buttons}>
          <Button
            isPending={isBusy}
            onPress={() => void working(() => exportTable(documents))}
          >{t`Export CSV…`}</Button>
          {isWritable && (
            <Button
              isPending={isBusy}
              onPress={() => void working(async () => setTaken(await importTable()))}
            >{t`Import CSV…`}</Button>
          )}
        </div>
        {taken && <TakenNote taken={taken} />}
      </section>
    </SidePanel>
  );
}

/** What came of a table: rows that changed nothing, by their lines. */
function TakenNote({ taken: { changed, same, faults, passedOver } }: { readonly taken: TakenTable }): ReactNode {
  return (
    <div role="status" className={styles.taken}>
      <p>{t`${changed.length} changed, ${same} as before.`}</p>
      {faults.length > 0 && (
        <ul aria-label={t`Rows that changed nothing`}>
          {faults.map(({ row, reason }) => (
            <li key={row}>{t`Row ${row}: ${retold(reason)}.`}</li>
          ))}
        </ul>
      )}
      {passedOver.length > 0 && <p>{t`Columns that are not read: ${passedOver.join(', ')}.`}</p>}
    </div>
  );
}

interface TemplateSectionProps {
  readonly typed: ArchiveFacts;
  readonly onTyped: (facts: ArchiveFacts) => void;
}

/** Templates of the collection: taken into the fields, and kept from them. */
function TemplateSection({ typed, onTyped }: TemplateSectionProps): ReactNode {
  const [templates, setTemplates] = useState<readonly FactsTemplate[]>([]);
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const [isDefault, setDefault] = useState(false);
  useEffect(() => void loadTemplates().then(setTemplates), []);
  const choose = (next: string): void => {
    const template = templates.find((one) => one.name === next);
    setChosen(next);
    setName(next);
    setDefault(template?.isDefault === true);
    onTyped(template?.facts ?? {});
  };
  const keep = async (): Promise<void> => {
    const now = await keepTemplate({ act: 'kept', name: name.trim(), facts: toSet(typed), isDefault });
    if (now) {
      setTemplates(now);
      setChosen(name.trim());
    }
  };
  const drop = async (): Promise<void> => {
    const now = await keepTemplate({ act: 'dropped', name: chosen });
    if (now) {
      setTemplates(now);
      setChosen('');
    }
  };
  const options = templates.map((one) => ({
    value: one.name,
    label: one.isDefault ? t`${one.name} (default)` : one.name,
  }));
  return (
    <section aria-labelledby="facts-templates" className={styles.section}>
      <h3 id="facts-templates" className={styles.heading}>{t`Template`}</h3>
      <Choice
        label={t`Fill in from`}
        value={chosen}
        options={[{ value: '', label: templates.length === 0 ? t`No template yet` : t`No template` }, ...options]}
        onChange={choose}
      />
      <div className={styles.fields}>
        <Field label={t`Name of the template`} value={name} onChange={setName} maxLength={200} />
        <CheckBox label={t`Describe what is imported with it`} isOn={isDefault} onChange={setDefault} />
      </div>
      <div className={styles.buttons}>
        <Button
          isDisabled={name.trim() === '' || knownArchiveFacts(typed).length === 0}
          onPress={() => void keep()}
        >{t`Save template`}</Button>
        {chosen !== '' && <Button onPress={() => void drop()}>{t`Delete template`}</Button>}
      </div>
    </section>
  );
}
