import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import type { DateFinding, DateFix } from '../../../shared/contract/payloads/date-findings.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { Button } from '../../ui/button.tsx';
import { type Item, ItemList, itemsOf } from '../../ui/item-list.tsx';
import styles from './date-queue.module.css';

interface DateQueueProps {
  readonly findings: readonly DateFinding[];
  /** Whether documents are named, too. */
  readonly isOfMany: boolean;
  /** Why no fix can be done just now; null when they can. */
  readonly whyNot: string | null;
  readonly onShow: (finding: DateFinding) => void;
  readonly onFix: (finding: DateFinding, fix: DateFix) => void;
}

/** Dates that cannot be, one after the other: Enter leads to the place, a number does the fix of that number. */
export function DateQueue({ findings, isOfMany, whyNot, onShow, onFix }: DateQueueProps): ReactNode {
  const byKey = useMemo(() => new Map(findings.map((finding, index) => [String(index), finding])), [findings]);
  const keys = useMemo(() => [...byKey.keys()], [byKey]);
  const source = useMemo(() => {
    const items = [...byKey].map(([key, finding]) => {
      const fixes = finding.fixes.map((fix, index) => (
        <Button
          key={wordsOf(fix)}
          isDisabled={whyNot !== null}
          label={t`Fix ${index + 1}: ${wordsOf(fix)}`}
          onPress={() => onFix(finding, fix)}
        >
          <span className={styles.key}>{index + 1}</span> {wordsOf(fix)}
        </Button>
      ));
      return [key, itemOf(finding, isOfMany, fixes)] as const;
    });
    return itemsOf(new Map(items), (key) => {
      const finding = byKey.get(key);
      if (finding) onShow(finding);
    });
  }, [byKey, isOfMany, whyNot, onShow, onFix]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || whyNot !== null || !/^[1-9]$/.test(event.key)) return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    const finding = byKey.get(row?.dataset.key ?? '');
    const fix = finding?.fixes[Number(event.key) - 1];
    if (!finding || !fix) return;
    event.preventDefault();
    onFix(finding, fix);
  };
  return (
    <fieldset aria-label={t`Dates to mend`} className={styles.queue} onKeyDown={onKeyDown}>
      {whyNot !== null && <p className={styles.soft}>{retold(whyNot)}</p>}
      <ItemList label={t`Dates that do not fit`} keys={keys} source={source} />
    </fieldset>
  );
}

/** What a fix makes of a date. */
export const wordsOf = (fix: DateFix): string =>
  fix.kind === 'date' ? `${fix.was} → ${fix.when}` : `“${fix.was}” → “${fix.words}”`;

function itemOf(finding: DateFinding, isOfMany: boolean, fixes: readonly ReactNode[]): Item {
  const { title } = finding;
  const sentence = sentenceOf(finding);
  return {
    name: isOfMany ? t`${sentence} In ${title}` : sentence,
    content: (
      <div className={styles.finding}>
        <span className={styles.sentence}>{sentence}</span>
        {isOfMany && <span className={styles.soft}>{title}</span>}
        {fixes.length > 0 ? (
          <span className={styles.fixes}>{fixes}</span>
        ) : (
          <span className={styles.soft}>{t`What would mend it is not known: Enter leads there.`}</span>
        )}
      </div>
    ),
  };
}

const two = new Intl.ListFormat(interfaceLocale());

function sentenceOf({ kind, text, others }: DateFinding): string {
  const beside = others
    .map(({ title, when }) => `“${title}” (${when})`)
    .reduce((all, one) => (all === '' ? one : two.format([all, one])), '');
  switch (kind) {
    case 'impossible date':
      return t`No calendar has “${text}”.`;
    case 'other weekday':
      return t`“${text}” is another day of the week.`;
    case 'older than its question':
      return t`Dated ${text}, before what it answers: ${beside}.`;
    default:
      return t`Dated ${text}, out of order beside ${beside}.`;
  }
}
