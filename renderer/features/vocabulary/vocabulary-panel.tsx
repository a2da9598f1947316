import { Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { LearnedCorrection } from '../../../shared/document/vocabulary.ts';
import { t } from '../../../shared/translation/translate.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { learn, loadVocabulary, vocabulary } from '../../model/vocabulary.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { ReadingChoice } from './reading-choice.tsx';
import styles from './vocabulary-panel.module.css';

/** Everything that the collection has learned from its editors; nothing of it is hidden, and all of it can be taken out. */
export function VocabularyPanel(): ReactNode {
  const { words, corrections } = useWholeStore(vocabulary);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  useEffect(() => void loadVocabulary(), []);
  return (
    <SidePanel title={t`Vocabulary of the Collection`} onClose={closePanel}>
      <p
        className={styles.hint}
      >{t`Words that are always right are not asked about. Corrections that were accepted are offered again where a word reads the same.`}</p>
      <ReadingChoice isWritable={isWritable} />
      <Words words={words} isWritable={isWritable} />
      <Corrections corrections={corrections} isWritable={isWritable} />
    </SidePanel>
  );
}

const alphabet = new Intl.Collator('en');

function Words({ words, isWritable }: { readonly words: readonly string[]; readonly isWritable: boolean }): ReactNode {
  const sorted = [...words].sort(alphabet.compare);
  return (
    <section aria-labelledby="vocabulary-words" className={styles.section}>
      <h3 id="vocabulary-words" className={styles.heading}>
        {t`Always right`} <span className={styles.count}>{words.length}</span>
      </h3>
      {isWritable && <AddWord />}
      <ul aria-labelledby="vocabulary-words">
        {sorted.map((word) => (
          <li key={word} className={styles.row}>
            <span className={styles.word}>{word}</span>
            {isWritable && (
              <IconButton
                icon={Trash2}
                label={t`Remove “${word}”`}
                onPress={() => void learn([{ kind: 'word removed', word }])}
              />
            )}
          </li>
        ))}
      </ul>
      {words.length === 0 && <p className={styles.hint}>{t`No word yet.`}</p>}
    </section>
  );
}

function AddWord(): ReactNode {
  const [word, setWord] = useState('');
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (word.trim() !== '')
      void learn([{ kind: 'word added', word: word.trim() }]).then((isKept) => isKept && setWord(''));
  };
  return (
    <form className={styles.form} onSubmit={add}>
      <Field label={t`Word`} value={word} onChange={setWord} maxLength={100} className={styles.field ?? ''} />
      <Button type="submit" isDisabled={word.trim() === ''} label={t`Add the word`}>{t`Add`}</Button>
    </form>
  );
}

interface CorrectionsProps {
  readonly corrections: readonly LearnedCorrection[];
  readonly isWritable: boolean;
}

function Corrections({ corrections, isWritable }: CorrectionsProps): ReactNode {
  const sorted = [...corrections].sort((a, b) => b.count - a.count || alphabet.compare(a.from, b.from));
  return (
    <section aria-labelledby="vocabulary-corrections" className={styles.section}>
      <h3 id="vocabulary-corrections" className={styles.heading}>
        {t`Learned corrections`} <span className={styles.count}>{corrections.length}</span>
      </h3>
      {isWritable && <AddCorrection />}
      <ul aria-labelledby="vocabulary-corrections">
        {sorted.map(({ from, to, count }) => (
          <li key={`${from}\n${to}`} className={styles.row}>
            <span className={styles.word}>
              <del>{from}</del> → {to}
            </span>
            <span className={styles.count}>{count === 1 ? t`once` : t`${count} times`}</span>
            {isWritable && (
              <IconButton
                icon={Trash2}
                label={t`Forget “${from}” to “${to}”`}
                onPress={() => void learn([{ kind: 'correction forgotten', from, to }])}
              />
            )}
          </li>
        ))}
      </ul>
      {corrections.length === 0 && <p className={styles.hint}>{t`No correction yet.`}</p>}
    </section>
  );
}

function AddCorrection(): ReactNode {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isWhole = from.trim() !== '' && to.trim() !== '' && from.trim() !== to.trim();
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    void learn([{ kind: 'correction learned', from: from.trim(), to: to.trim() }]).then((isKept) => {
      if (!isKept) return;
      setFrom('');
      setTo('');
    });
  };
  return (
    <form className={styles.form} onSubmit={add}>
      <Field label={t`What was read`} value={from} onChange={setFrom} maxLength={100} className={styles.field ?? ''} />
      <Field
        label={t`What it should read`}
        value={to}
        onChange={setTo}
        maxLength={100}
        className={styles.field ?? ''}
      />
      <Button type="submit" isDisabled={!isWhole} label={t`Add the correction`}>{t`Add`}</Button>
    </form>
  );
}
