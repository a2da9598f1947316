import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { DocumentFindings } from '../../../shared/contract/calls/edition.ts';
import type { Finding, QuickFix } from '../../../shared/export/validation/validate-xml.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { fixFinding, showFinding } from '../../actions/finding-actions.ts';
import { Button } from '../../ui/button.tsx';
import styles from './export.module.css';

interface FindingListProps {
  readonly found: DocumentFindings;
  /** Called when something was fixed: what was found is not so any more. Null offers no fixes. */
  readonly onFixed: (() => void) | null;
}

/** What is not valid in one document: what is new, then what came with the file. Each finding leads to its place in the text, and a number
 *  does the fix of that number. */
export function FindingList({ found, onFixed }: FindingListProps): ReactNode {
  const fresh = found.findings.filter(({ cameWithFile }) => !cameWithFile);
  const old = found.findings.filter(({ cameWithFile }) => cameWithFile);
  return (
    <>
      <Findings label={t`New`} found={found} findings={fresh} onFixed={onFixed} />
      <Findings label={t`Came with the file`} found={found} findings={old} onFixed={onFixed} />
    </>
  );
}

interface FindingsProps extends FindingListProps {
  readonly label: string;
  readonly findings: readonly Finding[];
}

function Findings({ label, found, findings, onFixed }: FindingsProps): ReactNode {
  if (findings.length === 0) return null;
  return (
    <>
      {found.findings.length > findings.length && <p className={styles.sort}>{label}</p>}
      <ul aria-label={label} className={styles.findings}>
        {keyed(findings).map(([key, finding]) => (
          <FindingLine key={key} found={found} finding={finding} onFixed={onFixed} />
        ))}
      </ul>
    </>
  );
}

/** Findings may say the same in the same place. */
const keyed = (findings: readonly Finding[]): readonly (readonly [string, Finding])[] =>
  findings.map((finding, index) => [`${index} ${finding.schema} ${finding.line} ${finding.message}`, finding]);

interface FindingLineProps extends FindingListProps {
  readonly finding: Finding;
}

function FindingLine({ found: { document, seq }, finding, onFixed }: FindingLineProps): ReactNode {
  /** Why a fix was not done. */
  const [whyNot, setWhyNot] = useState<string | null>(null);
  const message = retold(finding.message);
  const fixes = (onFixed && finding.fixes) ?? [];
  const doFix = async (fix: QuickFix): Promise<void> => {
    const sentence = await fixFinding(document, seq, finding, fix);
    setWhyNot(sentence);
    if (sentence === null) onFixed?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const fix = fixes[Number(event.key) - 1];
    if (!fix) return;
    event.preventDefault();
    void doFix(fix);
  };
  return (
    <li className={styles.finding}>
      <p data-selectable>{message}</p>
      <p className={styles.where}>{placeOf(finding)}</p>
      <fieldset aria-label={message} className={styles.fixes} onKeyDown={onKeyDown}>
        <Button
          className={styles.show ?? ''}
          onPress={() => void showFinding(document, finding)}
        >{t`Show in the text`}</Button>
        {fixes.map((fix, index) => (
          <Button
            key={fix.title}
            className={styles.show ?? ''}
            label={t`Fix ${index + 1}: ${retold(fix.title)}`}
            onPress={() => void doFix(fix)}
          >
            <span className={styles.key}>{index + 1}</span> {retold(fix.title)}
          </Button>
        ))}
      </fieldset>
      {whyNot !== null && (
        <p role="status" className={styles.where}>
          {retold(whyNot)}
        </p>
      )}
    </li>
  );
}

/** Where it is, which schema says so, and how much it weighs. */
const placeOf = ({ path, line, schema, severity }: Finding): string =>
  [severity === 'warning' && t`warning`, path, line > 0 && t`line ${line}`, schema].filter(Boolean).join(' · ');
