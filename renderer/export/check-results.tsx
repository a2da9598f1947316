import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentFindings } from '../../shared/contract/ipc.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './export.module.css';
import { FindingList } from './finding-list.tsx';

/** What validation says, in plain words, a document after the other; those that are not valid come first. */
export function CheckResults({ results }: { readonly results: readonly DocumentFindings[] }): ReactNode {
  const ordered = [...results].sort((a, b) => b.findings.length - a.findings.length);
  const valid = results.filter((result) => result.findings.length === 0).length;
  return (
    <section aria-labelledby="export-results" className={styles.section}>
      <h3 id="export-results" className={styles.heading}>
        {valid === results.length ? allValid(valid) : `${valid} of ${results.length} valid`}
      </h3>
      <ul className={styles.results}>
        {ordered.map((result) => (
          <li key={result.document}>
            <Verdict title={result.title} count={result.findings.length} />
            <FindingList document={result.document} findings={result.findings} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const allValid = (count: number): string => (count === 1 ? 'The TEI is valid' : `All ${count} are valid TEI`);

function Verdict({ title, count }: { readonly title: string; readonly count: number }): ReactNode {
  const isValid = count === 0;
  const Icon = isValid ? CircleCheck : CircleAlert;
  return (
    <div className={classNames(styles.verdict, isValid ? styles.valid : styles.invalid)}>
      <Icon size={16} strokeWidth={1.9} aria-hidden />
      <span className={styles.title}>{title}</span>
      <b>{isValid ? 'valid' : `${count} ${count === 1 ? 'finding' : 'findings'}`}</b>
    </div>
  );
}
