import { type ReactNode, useEffect, useState } from 'react';
import type { AuthorityInfo } from '../../../shared/contract/payloads/entities.ts';
import { type EntityKind, entityKinds } from '../../../shared/entities/entity.ts';
import { t } from '../../../shared/translation/translate.ts';
import { entitiesChanged } from '../../model/entities.ts';
import { useSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton, MenuEntry } from '../../ui/menu.tsx';
import styles from './entity-detail.module.css';

const ofKinds: Readonly<Record<EntityKind, string>> = {
  person: t`Of persons`,
  place: t`Of places`,
  organisation: t`Of organisations`,
  term: t`Of terms`,
  document: t`Of documents`,
};

/** Lists of the person's own that are searched while somebody says who a tag means. Nothing of them is in the list of entities until it is chosen. */
export function AuthorityLists(): ReactNode {
  const [lists, setLists] = useState<readonly AuthorityInfo[]>([]);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const refresh = async (): Promise<void> => {
    const found = await ask('entities:authorities', null);
    if (found) setLists(found);
    entitiesChanged();
  };
  useEffect(() => {
    void ask('entities:authorities', null).then((found) => found && setLists(found));
  }, []);
  const load = async (kind: EntityKind): Promise<void> => {
    const loaded = await ask('entities:load-authority', { kind });
    if (!loaded) return;
    const has = t`“${loaded.name}” has ${loaded.entries} entries.`;
    const { length } = loaded.faults;
    showToast(length === 0 ? has : `${has} ${t`${length} rows were not taken.`}`);
    await refresh();
  };
  const remove = async ({ file, name }: AuthorityInfo): Promise<void> => {
    if (!(await ask('entities:remove-authority', { file }))) return;
    showToast(t`“${name}” is not searched any more. Entities that were made from it stay.`);
    await refresh();
  };
  return (
    <section aria-label={t`Authorities`} className={styles.section}>
      <p
        className={styles.hint}
      >{t`A list of your own (a table, a TEI file, an extract of GeoNames or Wikidata) is searched when you say who a tag means. What is chosen becomes an entity, with its name in the list.`}</p>
      <ul>
        {lists.map((list) => (
          <li key={list.file} className={styles.line}>
            <span className={styles.words}>
              {list.name} <span className={styles.title}>{t`${list.entries} entries`}</span>
            </span>
            {isWritable && (
              <Button look="quiet" label={t`Remove ${list.name}`} onPress={() => void remove(list)}>{t`Remove`}</Button>
            )}
          </li>
        ))}
      </ul>
      {isWritable && (
        <MenuButton label={t`Load a list`} button={<Button>{t`Load a list…`}</Button>}>
          {entityKinds.map((kind) => (
            <MenuEntry key={kind} label={ofKinds[kind]} onAction={() => void load(kind)} />
          ))}
        </MenuButton>
      )}
    </section>
  );
}
