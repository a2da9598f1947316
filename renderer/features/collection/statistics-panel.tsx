import { type ReactNode, useMemo } from 'react';
import { collectionStatistics } from '../../../shared/contract/payloads/statistics.ts';
import { counted, interfaceLocale, plural, t } from '../../../shared/translation/translate.ts';
import { typeNames } from '../../model/labels.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { statusNames } from '../../ui/marks.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './statistics-panel.module.css';

const numbers = new Intl.NumberFormat(interfaceLocale());

/** What the collection holds, and how far the work on it is. */
export function StatisticsPanel(): ReactNode {
  const documents = useSession((session) => session.collection?.documents ?? null);
  const figures = useMemo(() => collectionStatistics(documents ?? []), [documents]);
  const { suspects, byStatus, byType, byMonth, undated } = figures;
  const share = (words: number): number => (figures.words === 0 ? 0 : Math.round((100 * words) / figures.words));
  const left = numbers.format(suspects.left);
  return (
    <SidePanel title={t`Statistics`} onClose={closePanel}>
      <Figures
        title={t`In all`}
        rows={[
          [t`Documents`, numbers.format(figures.documents)],
          [t`Words`, numbers.format(figures.words)],
          [t`Page anchors`, numbers.format(figures.pageAnchors)],
          [t`Notes`, numbers.format(figures.notes)],
          [t`Tags`, numbers.format(figures.tags)],
          [t`Corrections`, numbers.format(figures.corrections)],
          [
            t`Suspects left`,
            plural(
              suspects.knownOf,
              t`${left} in ${suspects.knownOf} document looked at`,
              t`${left} in ${suspects.knownOf} documents looked at`,
            ),
          ],
        ]}
      />
      <Figures
        title={t`By status`}
        rows={byStatus.map(({ status, documents: count, words }) => [
          statusNames[status],
          t`${counted(count, 'document')} (${numbers.format(words)} words, ${share(words)} %)`,
        ])}
      />
      <Figures
        title={t`By type`}
        rows={byType.map(({ type, documents: count }) => [typeNames[type], numbers.format(count)])}
      />
      <Figures
        title={t`By month`}
        rows={[
          ...byMonth.map(({ month, documents: count }) => [month, numbers.format(count)] as const),
          [t`without a date`, numbers.format(undated)] as const,
        ]}
      />
    </SidePanel>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}

function Figures({ title, rows }: FiguresProps): ReactNode {
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
