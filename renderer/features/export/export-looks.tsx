import { type ReactNode, useEffect, useState } from 'react';
import type { ExportFormat } from '../../../shared/contract/payloads/edition.ts';
import type { StateName, VersionEntry } from '../../../shared/contract/payloads/versions.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import styles from './export.module.css';

const formatsWithTemplates: ReadonlySet<ExportFormat> = new Set([
  'html',
  'versions',
  'site',
  'pdf',
  'docx',
  'epub',
  'markdown',
  'text',
]);

/** Whether what an edition looks like can be said by templates. */
export const hasTemplate = (format: ExportFormat): boolean => formatsWithTemplates.has(format);

interface TemplateChoiceProps {
  readonly format: ExportFormat;
  /** What was chosen; null for the usual one. */
  readonly name: string | null;
  readonly onChoose: (name: string | null) => void;
}

/** With which templates the edition is made. */
export function TemplateChoice({ format, name, onChoose }: TemplateChoiceProps): ReactNode {
  const kind = format === 'docx' ? 'word document' : 'folder';
  const choose = async (): Promise<void> => {
    const chosen = await ask('edition:choose-template', { kind });
    if (chosen) onChoose(chosen.name);
  };
  const write = async (): Promise<void> => {
    const written = await ask('edition:write-templates', null);
    if (written) showToast(t`${written.files} templates were written to ${written.folder}`);
  };
  return (
    <section aria-labelledby="export-template" className={styles.section}>
      <h3 id="export-template" className={styles.heading}>{t`Template`}</h3>
      <p className={styles.status}>{name ?? t`As the collection keeps it, or as the program has it`}</p>
      <div className={styles.answers}>
        <Button onPress={() => void choose()}>{kind === 'folder' ? t`Choose a folder…` : t`Choose a document…`}</Button>
        {name !== null && <Button look="quiet" onPress={() => onChoose(null)}>{t`The usual one`}</Button>}
        {kind === 'folder' && <Button look="quiet" onPress={() => void write()}>{t`Write an example…`}</Button>}
      </div>
    </section>
  );
}

interface VersionChoiceProps {
  readonly document: DocumentId;
  /** Null for the import and the present. */
  readonly chosen: readonly [StateName, StateName] | null;
  readonly onChoose: (versions: readonly [StateName, StateName]) => void;
}

/** Which two versions of an open document stand side by side. Of one that is not open they are the import and the present. */
export function VersionChoice({ document, chosen, onChoose }: VersionChoiceProps): ReactNode {
  const [versions, setVersions] = useState<readonly VersionEntry[]>([]);
  useEffect(() => {
    let isWanted = true;
    void ask('document:versions', { document }).then((timeline) => {
      if (timeline && isWanted) setVersions(timeline.versions);
    });
    return () => {
      isWanted = false;
    };
  }, [document]);
  const first = versions[0];
  if (!first) return null;
  const [one, other] = chosen ?? [first.number, 'present' as const];
  const options = [
    ...versions.map(({ number, name, automatic }) => ({
      value: String(number),
      label: t`Version ${number}: ${automatic ? retold(name) : name}`,
    })),
    { value: 'present', label: t`At present` },
  ];
  const stateName = (value: string): StateName => (value === 'present' ? value : Number(value));
  return (
    <section aria-labelledby="export-versions" className={styles.section}>
      <h3 id="export-versions" className={styles.heading}>{t`Versions`}</h3>
      <Choice
        label={t`One version`}
        value={String(one)}
        options={options}
        onChange={(value) => onChoose([stateName(value), other])}
      />
      <Choice
        label={t`The other version`}
        value={String(other)}
        options={options}
        onChange={(value) => onChoose([one, stateName(value)])}
      />
    </section>
  );
}
