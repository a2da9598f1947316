import { type ReactNode, useEffect, useState } from 'react';
import type { EntityFinding } from '../../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../../shared/document/identifier.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { Button } from '../../ui/button.tsx';
import styles from './entity-detail.module.css';
import { MentionWords, showMention } from './mention-list.tsx';

/** What of the entities does not fit together, and leads to where it can be mended. */
export function EntityFindings({ onShow }: { readonly onShow: (id: EntityId) => void }): ReactNode {
  const [findings, setFindings] = useState<readonly EntityFinding[] | null>(null);
  useEffect(() => {
    void ask('entities:check', null).then((found) => found && setFindings(found));
  }, []);
  if (findings === null) return null;
  if (findings.length === 0) return <p className={styles.hint}>{t`Everything fits together.`}</p>;
  return (
    <ul aria-label={t`Findings`}>
      {findings.map((finding, index) => (
        // Findings have no names of their own, and their order stays.
        <li key={`${finding.kind} ${String(index)}`} className={styles.line}>
          <span className={styles.words}>
            {sentenceOf(finding)} {'mention' in finding && <MentionWords mention={finding.mention} />}
          </span>
          {'mention' in finding && <Button look="quiet" onPress={() => showMention(finding.mention)}>{t`Show`}</Button>}
          {idsOf(finding).map((id) => (
            <Button key={id} look="quiet" label={t`Show entity ${id}`} onPress={() => onShow(id)}>{t`Entity`}</Button>
          ))}
        </li>
      ))}
    </ul>
  );
}

const idsOf = (finding: EntityFinding): readonly EntityId[] => {
  if ('entities' in finding) return finding.entities.slice(0, 4);
  return finding.kind === 'not there' ? [] : [finding.entity];
};

const two = new Intl.ListFormat(interfaceLocale());

/** `a and b`, `a and b and c`. */
export const allOf = (names: readonly string[]): string =>
  names.reduce((all, name) => (all === '' ? name : two.format([all, name])), '');

function sentenceOf(finding: EntityFinding): string {
  switch (finding.kind) {
    case 'never mentioned':
      return t`“${finding.name}” is never mentioned.`;
    case 'same name':
      return t`${finding.entities.length} have a name in common: “${finding.name}”.`;
    case 'same identifier':
      return t`${finding.identifier} is said of ${allOf(finding.names.map((name) => `“${name}”`))}.`;
    case 'mentioned before birth':
      return t`“${finding.name}” is mentioned before birth, on ${finding.mention.date ?? ''}:`;
    case 'not there':
      return t`This tag means an entity that is not in the list any more:`;
    default:
      return t`“${finding.name}” is another kind of entity than this tag says:`;
  }
}
