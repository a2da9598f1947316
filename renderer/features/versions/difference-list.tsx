import { Diff, type LucideIcon, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BranchComparison } from '../../../shared/contract/payloads/recovery.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import type { AnnotationDifference } from '../../../shared/journal/compare-documents.ts';
import { t } from '../../../shared/translation/translate.ts';
import { shownAnchorName } from '../../model/labels.ts';
import { tagNames } from '../../model/tag-kinds.ts';
import { Button } from '../../ui/button.tsx';
import styles from './difference-list.module.css';

interface DifferenceListProps {
  readonly compared: BranchComparison;
  /** Shows a tag in the inspector; null where it cannot. */
  readonly onShow: ((id: AnnotationId) => void) | null;
  /** Brings a tag back as the older state has it; null when nothing can be changed. */
  readonly onRestore: ((id: AnnotationId) => void) | null;
}

type Sign = 'added' | 'removed' | 'other';

const icons: Readonly<Record<Sign, LucideIcon>> = { added: Plus, removed: Minus, other: Diff };
const signNames: Readonly<Record<Sign, string>> = {
  added: t`added`,
  removed: t`taken away`,
  other: t`changed`,
};

/** What became of tags, their comments and page anchors; nothing where nothing did. */
export function DifferenceList({ compared, onShow, onRestore }: DifferenceListProps): ReactNode {
  const { comparison, comments } = compared;
  const { annotations, anchors } = comparison;
  if (annotations.length + comments.length + anchors.length === 0) return null;
  return (
    <section aria-label={t`Tags and page anchors`} className={styles.differences}>
      {annotations.length + comments.length > 0 && <h3 className={styles.heading}>{t`Tags`}</h3>}
      <ul>
        {annotations.map((difference) => (
          <Difference key={difference.id} sign={signOf(difference.kind)}>
            <Name onPress={onShow && (() => onShow(difference.id))}>{annotationInWords(difference)}</Name>
            {onRestore && difference.kind !== 'added' && (
              <Button
                look="quiet"
                label={t`Restore ${annotationInWords(difference)}`}
                onPress={() => onRestore(difference.id)}
              >{t`Restore`}</Button>
            )}
          </Difference>
        ))}
        {comments.map(({ id, before, after }) => (
          <Difference key={`comment ${id}`} sign={before === '' ? 'added' : after === '' ? 'removed' : 'other'}>
            <Name onPress={onShow && (() => onShow(id))}>
              {t`Comment:`} {before !== '' && <del>{before}</del>} {after !== '' && <ins>{after}</ins>}
            </Name>
          </Difference>
        ))}
      </ul>
      {anchors.length > 0 && <h3 className={styles.heading}>{t`Page anchors`}</h3>}
      <ul>
        {anchors.map(({ kind, anchor }) => (
          <Difference key={`${kind} ${shownAnchorName(anchor)}`} sign={signOf(kind)}>
            <span className={styles.name}>{anchorInWords(kind, shownAnchorName(anchor))}</span>
          </Difference>
        ))}
      </ul>
    </section>
  );
}

interface NameProps {
  readonly children: ReactNode;
  readonly onPress: (() => void) | null;
}

function Name({ children, onPress }: NameProps): ReactNode {
  if (!onPress) return <span className={styles.name}>{children}</span>;
  return (
    <button type="button" className={styles.name} onClick={onPress}>
      {children}
    </button>
  );
}

function Difference({ sign, children }: { readonly sign: Sign; readonly children: ReactNode }): ReactNode {
  const Icon = icons[sign];
  return (
    <li className={styles.difference}>
      <Icon size={13} strokeWidth={2.2} className={styles[sign]} aria-label={signNames[sign]} />
      {children}
    </li>
  );
}

const signOf = (kind: string): Sign => (kind === 'added' || kind === 'removed' ? kind : 'other');

function annotationInWords({ kind, as, text, before }: AnnotationDifference): string {
  if (kind === 'retagged') return t`${before ? tagNames[before.as] : ''} became ${tagNames[as]}: ${text}`;
  if (kind === 'retargeted') return t`${tagNames[as]}: ${before?.text ?? ''} became ${text}`;
  return `${tagNames[as]}: ${text}`;
}

function anchorInWords(kind: string, name: string): string {
  if (kind === 'moved') return t`${name} was moved`;
  return kind === 'relabelled' ? t`${name} was relabelled` : name;
}
