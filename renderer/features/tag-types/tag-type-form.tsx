import { type FormEvent, type ReactNode, useState } from 'react';
import type { ChangedTagTypes } from '../../../shared/contract/calls/tagging.ts';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import {
  type TagHue,
  type TagLine,
  type TagType,
  type TagTypeParent,
  type TagTypes,
  tagElements,
  tagHues,
  tagLines,
} from '../../../shared/tag-types/tag-types.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { tagNames } from '../../model/tag-kinds.ts';
import { defineTagType, lineImage, tagTypes } from '../../model/tags/tag-types.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import styles from './tag-types-panel.module.css';

interface TagTypeFormProps {
  readonly type: TagType;
  /** @param outcome null when nothing was kept */
  readonly onDone: (outcome: ChangedTagTypes | null, name: string) => void;
}

const hueNames: Readonly<Record<TagHue, string>> = {
  teal: t`Teal`,
  blue: t`Blue`,
  green: t`Green`,
  violet: t`Violet`,
  orange: t`Orange`,
  red: t`Red`,
  grey: t`Grey`,
};
const lineNames: Readonly<Record<TagLine, string>> = {
  solid: t`Solid`,
  dashed: t`Dashed`,
  broken: t`Broken`,
  dotted: t`Dotted`,
  'dash-dot': t`Dash-dot`,
  sparse: t`Sparse`,
};
const hueOptions = tagHues.map((value) => ({ value, label: hueNames[value] }));
const lineOptions = tagLines.map((value) => ({ value, label: lineNames[value] }));

/** What is said of one type. */
export function TagTypeForm({ type, onDone }: TagTypeFormProps): ReactNode {
  const types = useWholeStore(tagTypes);
  const [wanted, setWanted] = useState(type);
  const [fault, setFault] = useState<string | null>(null);
  const say = (some: Partial<TagType>): void => setWanted((now) => ({ ...now, ...some }));
  const kind = types.kindOfParent(wanted.parent);
  const moveUnder = (parent: TagTypeParent): void => {
    const next = types.kindOfParent(parent);
    say({ parent, ...(tagElements[next].includes(wanted.element) ? {} : { element: tagElements[next][0] }) });
  };
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    void defineTagType(wanted).then((outcome) => {
      if (!outcome) return;
      if (outcome.sentence === null) onDone(outcome, wanted.name.trim());
      else setFault(outcome.sentence);
    });
  };
  const field = (name: 'name' | 'key' | 'type' | 'subtype' | 'note', label: string, maxLength: number) => (
    <Field label={label} value={wanted[name]} onChange={(value) => say({ [name]: value })} maxLength={maxLength} />
  );
  return (
    <form aria-label={t`Type of tags`} className={styles.form} onSubmit={keep}>
      <Field label={t`Name`} value={wanted.name} onChange={(name) => say({ name })} maxLength={100} autoFocus />
      <Choice label={t`Refines`} value={wanted.parent} options={parentsFor(types, wanted)} onChange={moveUnder} />
      <div className={styles.pair}>
        <Choice label={t`Colour`} value={wanted.hue} options={hueOptions} onChange={(hue) => say({ hue })} />
        <Choice label={t`Line`} value={wanted.line} options={lineOptions} onChange={(line) => say({ line })} />
        {field('key', t`Key in Tag mode`, 1)}
      </div>
      <p className={styles.sample} style={{ backgroundImage: lineImage(wanted) }}>{t`How it looks`}</p>
      <div className={styles.pair}>
        <Choice
          label={t`TEI element`}
          value={wanted.element}
          options={tagElements[kind].map((value) => ({ value, label: value }))}
          onChange={(element) => say({ element })}
        />
        {field('type', '@type', 60)}
        {field('subtype', '@subtype', 60)}
      </div>
      {field('note', t`When it is to be used`, 500)}
      {fault !== null && (
        <p role="alert" className={styles.fault}>
          {retold(fault)}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="primary" isDisabled={wanted.name.trim() === ''}>{t`Keep`}</Button>
        <Button look="quiet" onPress={() => onDone(null, '')}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}

/** The kinds, and the types that do not lie under this one. */
const parentsFor = (types: TagTypes, type: TagType): readonly { value: TagTypeParent; label: string }[] =>
  annotationKinds.flatMap((kind) => [
    { value: kind, label: tagNames[kind] },
    ...types
      .tree(kind)
      .filter(({ type: other }) => !types.pathOf(other).some(({ id }) => id === type.id))
      .map(({ type: other, depth }) => ({ value: other.id, label: `${'\u2003'.repeat(depth + 1)}${other.name}` })),
  ]);
