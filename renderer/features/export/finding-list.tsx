import type { ReactNode } from 'react';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { Finding } from '../../../shared/export/validation/validate-xml.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { Button } from '../../ui/button.tsx';
import styles from './export.module.css';

interface FindingListProps {
  readonly document: DocumentId;
  readonly findings: readonly Finding[];
}

/** What is not valid in one document; each finding leads to its place in the text. */
export function FindingList({ document, findings }: FindingListProps): ReactNode {
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={`${finding.schema} ${finding.line} ${finding.column} ${finding.message}`} className={styles.finding}>
          <p data-selectable>{finding.message}</p>
          <p className={styles.where}>{placeOf(finding)}</p>
          {finding.fixes?.map(({ title }) => (
            <p key={title} className={styles.where}>
              The rule offers: {title}
            </p>
          ))}
          <Button className={styles.show ?? ''} onPress={() => void show(document, finding)}>
            Show in the text
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Where it is, which schema says so, and how much it weighs. */
const placeOf = ({ path, line, schema, severity, cameWithFile }: Finding): string =>
  [severity === 'warning' && 'warning', cameWithFile && 'came with the file', path, line > 0 && `line ${line}`, schema]
    .filter(Boolean)
    .join(' · ');

const show = (document: DocumentId, { nearestId }: Finding): Promise<void> =>
  openDocument(document, nearestId === null ? null : { kind: 'id', id: nearestId });
