import { type ReactNode, useEffect, useState } from 'react';
import type { Mention } from '../../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../../shared/document/identifier.ts';
import type { Entity } from '../../../shared/entities/entity.ts';
import { t } from '../../../shared/translation/translate.ts';
import { openDocument } from '../../actions/document-actions.ts';
import { actOn, entityChanges } from '../../model/entities.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, Field } from '../../ui/field.tsx';
import styles from './entity-detail.module.css';

interface MentionListProps {
  readonly entity: Entity;
  readonly isWritable: boolean;
  readonly onShow: (id: EntityId) => void;
}

/** More are found by searching the documents. */
const mostListed = 500;

/** Every tag that means an entity, with the words around it; some of them can become another entity. */
export function MentionList({ entity, isWritable, onShow }: MentionListProps): ReactNode {
  const [mentions, setMentions] = useState<readonly Mention[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const version = useWholeStore(entityChanges);
  const { id } = entity;
  const [narrower, setNarrower] = useState(false);
  useEffect(() => {
    let isWanted = version >= 0;
    void ask('entities:mentions', { id, narrower }).then((found) => isWanted && found && setMentions(found.mentions));
    return () => {
      isWanted = false;
    };
  }, [id, version, narrower]);
  const toggle = (key: string, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  return (
    <section aria-label={t`Mentions`} className={styles.section}>
      <h3 className={styles.heading}>{mentions === null ? t`Mentions` : t`Mentions (${mentions.length})`}</h3>
      {entity.kind === 'term' && (
        <CheckBox label={t`With those of narrower terms`} isOn={narrower} onChange={setNarrower} />
      )}
      {mentions?.length === 0 && <p className={styles.hint}>{t`No tag means this entity.`}</p>}
      <ul>
        {mentions?.slice(0, mostListed).map((mention) => {
          const key = keyOf(mention);
          return (
            <li key={key} className={styles.line}>
              {isWritable && (
                <CheckBox
                  label={t`Another one: ${mention.text} in ${mention.title}`}
                  isLabelHidden
                  isOn={chosen.has(key)}
                  onChange={(isOn) => toggle(key, isOn)}
                />
              )}
              <MentionWords mention={mention} />
              <Button
                look="quiet"
                label={t`Show ${mention.text} in ${mention.title}`}
                onPress={() => showMention(mention)}
              >{t`Show`}</Button>
            </li>
          );
        })}
      </ul>
      {chosen.size > 0 && mentions && (
        <SplitForm
          entity={entity}
          mentions={mentions.filter((mention) => chosen.has(keyOf(mention)))}
          onShow={onShow}
        />
      )}
    </section>
  );
}

const keyOf = ({ document, annotation }: Mention): string => `${document} ${annotation}`;

export function MentionWords({ mention }: { readonly mention: Mention }): ReactNode {
  return (
    <span className={styles.words}>
      {mention.before}
      <mark>{mention.text}</mark>
      {mention.after} <span className={styles.title}>{mention.title}</span>
    </span>
  );
}

export function showMention({ document, annotation }: Mention): void {
  closePanel();
  void openDocument(document, { kind: 'id', id: annotation });
}

interface SplitFormProps {
  readonly entity: Entity;
  readonly mentions: readonly Mention[];
  readonly onShow: (id: EntityId) => void;
}

/** Makes another entity of what is chosen. */
function SplitForm({ entity, mentions, onShow }: SplitFormProps): ReactNode {
  const [name, setName] = useState(mentions[0]?.text ?? '');
  const split = async (): Promise<void> => {
    const done = await actOn(
      ask('entities:split', {
        id: entity.id,
        name: name.trim(),
        mentions: mentions.map(({ document, annotation }) => ({ document, annotation })),
      }),
      ({ left }) => {
        const split = t`${mentions.length} of the mentions of “${entity.name}” mean “${name.trim()}” now.`;
        const stayed = t`${left.length} of the documents can only be read and stayed as they were.`;
        return left.length === 0 ? split : `${split} ${stayed}`;
      },
    );
    if (done?.entity) onShow(done.entity.id);
  };
  return (
    <div className={styles.split}>
      <Field label={t`These mean another one, named`} value={name} onChange={setName} className={styles.grow ?? ''} />
      <Button isDisabled={name.trim() === ''} onPress={() => void split()}>{t`Split`}</Button>
    </div>
  );
}
