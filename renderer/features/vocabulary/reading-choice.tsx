import { type ReactNode, useEffect, useState } from 'react';
import type { KnownLanguage, ReadersToChoose } from '../../../shared/contract/calls/collection.ts';
import { t } from '../../../shared/translation/translate.ts';
import { learn, vocabulary } from '../../model/vocabulary.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { CheckBox, Choice } from '../../ui/field.tsx';
import styles from './vocabulary-panel.module.css';

/** What no folder is named: the OCR of the program. */
const ofTheProgram = '';

/** In what the documents of the collection are written, and what reads its pages. */
export function ReadingChoice({ isWritable }: { readonly isWritable: boolean }): ReactNode {
  const { languages, reader } = useWholeStore(vocabulary);
  const [known, setKnown] = useState<ReadersToChoose | null>(null);
  useEffect(() => void ask('collection:readers', null).then((answer) => answer && setKnown(answer)), []);
  if (known === null) return null;
  const own = languages.length === 0 ? ['eng'] : languages;
  const choose = (name: string, isOn: boolean): void => {
    const chosen = isOn ? [...own, name] : own.filter((one) => one !== name);
    if (chosen.length > 0) void learn([{ kind: 'languages chosen', languages: chosen }]);
  };
  const readers = [...new Set([...known.readers, ...(reader === null ? [] : [reader])])];
  return (
    <section aria-labelledby="collection-languages" className={styles.section}>
      <h3 id="collection-languages" className={styles.heading}>{t`Languages`}</h3>
      <ul aria-labelledby="collection-languages">
        {listed(known.languages, own).map((language) => (
          <li key={language.name} className={styles.row}>
            <CheckBox
              label={language.name}
              isOn={own.includes(language.name)}
              isDisabled={!isWritable}
              onChange={(isOn) => choose(language.name, isOn)}
            />
            <span className={styles.count}>{whatIsThere(language)}</span>
          </li>
        ))}
      </ul>
      <p
        className={styles.hint}
      >{t`Data for more: Tesseract and Hunspell files in ${known.folders.languages}. Words of a language without a dictionary are not doubted for the lack of it.`}</p>
      {readers.length > 0 && (
        <Choice
          label={t`Pages are read by`}
          value={reader ?? ofTheProgram}
          options={[
            { value: ofTheProgram, label: t`The OCR of Anchorite` },
            ...readers.map((name) => ({ value: name, label: name })),
          ]}
          isDisabled={!isWritable}
          onChange={(name) => void learn([{ kind: 'reader chosen', reader: name === ofTheProgram ? null : name }])}
        />
      )}
    </section>
  );
}

/** Those that are known, then those that were chosen on another computer. */
const listed = (known: readonly KnownLanguage[], chosen: readonly string[]): readonly KnownLanguage[] => [
  ...known,
  ...chosen
    .filter((name) => !known.some((one) => one.name === name))
    .map((name) => ({ name, canRead: false, hasDictionary: false })),
];

function whatIsThere({ canRead, hasDictionary }: KnownLanguage): string {
  if (canRead) return hasDictionary ? t`OCR and dictionary` : t`OCR, no dictionary`;
  return hasDictionary ? t`dictionary, no OCR` : t`no data here`;
}
