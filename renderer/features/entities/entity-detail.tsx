import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { EntityId } from '../../../shared/document/identifier.ts';
import {
  changesBetween,
  type Entity,
  type EntityIdentifier,
  type NameVariant,
  type Office,
} from '../../../shared/entities/entity.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { actOn, entityChanges, entityOf, kindNames } from '../../model/entities.ts';
import { useSession } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { BroaderTerms } from './broader-terms.tsx';
import styles from './entity-detail.module.css';
import { MentionList } from './mention-list.tsx';
import { MergeForm } from './merge-form.tsx';

interface EntityDetailProps {
  readonly id: EntityId;
  readonly onShow: (id: EntityId) => void;
  readonly onGone: () => void;
}

/** One entity: its form, what can be done with it, and its mentions. */
export function EntityDetail({ id, onShow, onGone }: EntityDetailProps): ReactNode {
  const [entity, setEntity] = useState<Entity | null | undefined>(undefined);
  const version = useWholeStore(entityChanges);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  useEffect(() => {
    let isWanted = version >= 0;
    void entityOf(id).then((found) => isWanted && setEntity(found));
    return () => {
      isWanted = false;
    };
  }, [id, version]);
  if (entity === undefined) return null;
  if (entity === null) return <p className={styles.hint}>{t`This entity is not in the list any more.`}</p>;
  const remove = async (): Promise<void> => {
    const removed = await actOn(ask('entities:remove', { id: entity.id }), () => t`“${entity.name}” was removed.`);
    if (removed) onGone();
  };
  const merged = entity.merged.length;
  return (
    <>
      <EntityForm key={JSON.stringify(entity)} entity={entity} isWritable={isWritable} />
      {merged > 0 && (
        <p className={styles.hint}>
          {plural(merged, t`Merged with ${merged} other.`, t`Merged with ${merged} others.`)}
        </p>
      )}
      {entity.kind === 'term' && <BroaderTerms entity={entity} isWritable={isWritable} onShow={onShow} />}
      {isWritable && <MergeForm entity={entity} onShow={onShow} />}
      <MentionList entity={entity} isWritable={isWritable} onShow={onShow} />
      {isWritable && <Button look="danger" onPress={() => void remove()}>{t`Remove`}</Button>}
    </>
  );
}

/** What stands in the form: several of one sort are a line each. */
interface Typed {
  readonly name: string;
  readonly born: string;
  readonly died: string;
  readonly note: string;
  readonly coordinates: string;
  readonly variants: string;
  readonly offices: string;
  readonly identifiers: string;
}

const typedOf = (entity: Entity): Typed => ({
  name: entity.name,
  born: entity.born,
  died: entity.died,
  note: entity.note,
  coordinates: entity.coordinates ? `${entity.coordinates.latitude}, ${entity.coordinates.longitude}` : '',
  variants: entity.variants.map(({ text }) => text).join('; '),
  offices: entity.offices.map(({ what }) => what).join('; '),
  identifiers: entity.identifiers.map(({ authority, value }) => `${authority} ${value}`).join('; '),
});

const partsOf = (text: string): readonly string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What a form makes of an entity; a sentence where something in it cannot be. What is not shown of a name, such as its language, stays with it. */
function entityFrom(before: Entity, typed: Typed): Entity | string {
  if (typed.name.trim() === '') return t`An entity must have a name.`;
  const degrees = typed.coordinates.trim() === '' ? null : typed.coordinates.split(/[,\s]+/).map(Number);
  const [latitude = Number.NaN, longitude = Number.NaN] = degrees ?? [];
  if (degrees && !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
    return t`Coordinates are a latitude and a longitude in degrees: 43.1, 131.87.`;
  const identifiers = partsOf(typed.identifiers).map((part): EntityIdentifier | null => {
    const [, authority, value] = /^(\S+?)[: ]\s*(.+)$/.exec(part) ?? [];
    return authority && value ? { authority, value } : null;
  });
  if (identifiers.includes(null)) return t`An identifier is an authority and its name for the entity: viaf 71447.`;
  return {
    ...before,
    name: typed.name.trim(),
    born: typed.born.trim(),
    died: typed.died.trim(),
    note: typed.note.trim(),
    coordinates: degrees ? { latitude, longitude } : null,
    variants: partsOf(typed.variants).map(
      (text): NameVariant =>
        before.variants.find((one) => one.text === text) ?? { text, language: '', from: '', to: '' },
    ),
    offices: partsOf(typed.offices).map(
      (what): Office => before.offices.find((one) => one.what === what) ?? { what, from: '', to: '' },
    ),
    identifiers: identifiers.filter((one) => one !== null),
  };
}

function EntityForm({ entity, isWritable }: { readonly entity: Entity; readonly isWritable: boolean }): ReactNode {
  const [typed, setTyped] = useState(() => typedOf(entity));
  const [error, setError] = useState<string | null>(null);
  const isChanged = JSON.stringify(typed) !== JSON.stringify(typedOf(entity));
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    const after = entityFrom(entity, typed);
    setError(typeof after === 'string' ? after : null);
    if (typeof after === 'string') return;
    const set = changesBetween(entity, after);
    if (set.length > 0)
      void actOn(ask('entities:change', { id: entity.id, set }), () => t`“${after.name}” was changed.`);
  };
  const field = (name: keyof Typed, label: string, hint?: string): ReactNode => (
    <Field
      label={label}
      value={typed[name]}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      isSpelled={name === 'note'}
      isReadOnly={!isWritable}
      {...(hint !== undefined && { hint })}
    />
  );
  const isPerson = entity.kind === 'person';
  return (
    <form aria-label={kindNames[entity.kind]} className={styles.form} onSubmit={keep}>
      {field('name', t`Name`)}
      {field('variants', t`Other names`, t`With semicolons between them`)}
      <div className={styles.pair}>
        {field('born', isPerson ? t`Born` : t`From`)}
        {field('died', isPerson ? t`Died` : t`To`)}
      </div>
      {isPerson && field('offices', t`Offices`)}
      {entity.kind === 'place' && field('coordinates', t`Latitude, longitude`)}
      {field('identifiers', t`Identifiers`, 'viaf 71447; wikidata Q23042')}
      {field('note', t`Note`)}
      {error !== null && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      {isWritable && <Button type="submit" look="primary" isDisabled={!isChanged}>{t`Keep`}</Button>}
    </form>
  );
}
