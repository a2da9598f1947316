import { type ReactNode, useEffect, useState } from 'react';
import licence from '../../../LICENSE?raw';
import type { AboutApplication } from '../../../shared/contract/calls/application.ts';
import { t } from '../../../shared/translation/translate.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './guide.module.css';

/** What the program is, and what its developers need when something went wrong. */
export function AboutPanel(): ReactNode {
  const [about, setAbout] = useState<AboutApplication | null>(null);
  useEffect(() => {
    void ask('app:about', null).then((known) => known && setAbout(known));
  }, []);
  return (
    <SidePanel title={t`About Anchorite`} isWide onClose={closePanel}>
      <p>{t`An offline workbench for documentary editors. It asks no network for anything, nor for newer versions of itself.`}</p>
      {about && <Facts about={about} />}
      <h3 className={styles.heading}>{t`Licence`}</h3>
      <pre lang="en" className={styles.log} data-selectable>
        {licence}
      </pre>
      {about && <MadeOf hasLicences={about.hasLicences} />}
    </SidePanel>
  );
}

function Facts({ about }: { readonly about: AboutApplication }): ReactNode {
  const { version, runtime, system, logFile, logLines } = about;
  return (
    <>
      <dl className={styles.facts} data-selectable>
        <dt>{t`Version`}</dt>
        <dd>{version}</dd>
        <dt>{t`Runs on`}</dt>
        <dd>{runtime}</dd>
        <dt>{t`System`}</dt>
        <dd>{system}</dd>
        <dt>{t`Log`}</dt>
        <dd>{logFile}</dd>
      </dl>
      <div className={styles.buttons}>
        <Button look="primary" onPress={() => void copyReport(about)}>{t`Copy a report`}</Button>
        <Button onPress={() => void ask('app:show-log', null)}>{t`Show the log in its folder`}</Button>
      </div>
      <h3 className={styles.heading}>{t`What went wrong lately`}</h3>
      <pre className={styles.log} data-selectable>
        {logLines.length === 0 ? t`Nothing.` : logLines.join('\n')}
      </pre>
      <p>{t`Names of folders, files, documents and persons are left out here and in the report.`}</p>
    </>
  );
}

function MadeOf({ hasLicences }: { readonly hasLicences: boolean }): ReactNode {
  return (
    <>
      <p>
        {hasLicences
          ? t`What it is made of, and under which licences, is in THIRD-PARTY-NOTICES.txt beside the program.`
          : t`A package of it has the licences of what it is made of in THIRD-PARTY-NOTICES.txt.`}
      </p>
      {hasLicences && (
        <div className={styles.buttons}>
          <Button onPress={() => void ask('app:show-licences', null)}>{t`Show the licences in their folder`}</Button>
        </div>
      )}
    </>
  );
}

async function copyReport({ version, runtime, system, logLines }: AboutApplication): Promise<void> {
  const report = [`Anchorite ${version}`, runtime, system, '', ...logLines].join('\n');
  const field = document.createElement('textarea');
  field.value = report;
  // The permission to write to the clipboard is denied to pages; a copy that a press of a button asks for is none.
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  showToast(
    isCopied ? t`The report is on the clipboard.` : t`The report was not copied. Select its lines and copy them.`,
  );
}
