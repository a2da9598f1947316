import { type ReactNode, useState } from 'react';
import type { ImportDivision, ImportQuestion } from '../../../shared/contract/payloads/import.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { importAs } from '../../actions/collection-actions.ts';
import { closePanel } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, SegmentedControl } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './import-question.module.css';

/** Asks how several images become documents, and which files are texts that are not named so. Nothing is imported yet. */
export function ImportQuestionPanel({ question }: { readonly question: ImportQuestion }): ReactNode {
  const [division, setDivision] = useState<ImportDivision>('proposed');
  const [asTexts, setAsTexts] = useState<ReadonlySet<string>>(new Set());
  const groups = question.divisions[division];
  const count = groups.length + question.texts + asTexts.size;
  return (
    <SidePanel
      title={t`Import`}
      onClose={closePanel}
      foot={
        <>
          <Button
            look="primary"
            autoFocus
            isDisabled={count === 0}
            onPress={() => void importAs({ plan: question.plan, division, asTexts: [...asTexts] })}
          >
            {count === 1 ? t`Import one document` : t`Import ${count} documents`}
          </Button>
          <Button look="quiet" onPress={closePanel}>{t`Cancel`}</Button>
        </>
      }
    >
      {question.divisions.together.length > 0 && (
        <Division question={question} division={division} onDivision={setDivision} />
      )}
      {question.texts > 0 && (
        <p className={styles.hint}>
          {plural(
            question.texts,
            t`One text comes in besides.`,
            t`${question.texts} texts come in besides, a document each.`,
          )}
        </p>
      )}
      {question.doubtful.length > 0 && (
        <Doubtful
          files={question.doubtful}
          chosen={asTexts}
          onChoose={(file, isChosen) => {
            const next = new Set(asTexts);
            if (isChosen) next.add(file);
            else next.delete(file);
            setAsTexts(next);
          }}
        />
      )}
    </SidePanel>
  );
}

const divisionLabels: Readonly<Record<ImportDivision, string>> = {
  proposed: t`By their names`,
  together: t`All in one`,
  'one each': t`One each`,
};

interface DivisionProps {
  readonly question: ImportQuestion;
  readonly division: ImportDivision;
  readonly onDivision: (division: ImportDivision) => void;
}

/** Beyond this many documents only their number is said. */
const mostListed = 200;

function Division({ question, division, onDivision }: DivisionProps): ReactNode {
  const groups = question.divisions[division];
  const images = question.divisions['one each'].length;
  return (
    <section aria-labelledby="import-division" className={styles.section}>
      <h3 id="import-division" className={styles.heading}>{t`How do these ${images} images become documents?`}</h3>
      <SegmentedControl
        label={t`Documents`}
        value={division}
        options={divisions.map((value) => ({ value, label: divisionLabels[value] }))}
        onChange={onDivision}
      />
      <p className={styles.hint}>{explanations[division]}</p>
      <ol aria-label={t`Documents that will be made`} className={styles.groups}>
        {groups.slice(0, mostListed).map((group) => (
          <li key={group.join('\n')}>
            <b>{group[0]}</b>
            {group.length > 1 && ` ${t`to ${group.at(-1) ?? ''}`}`}{' '}
            <span className={styles.hint}>{plural(group.length, t`one file`, t`${group.length} files`)}</span>
          </li>
        ))}
      </ol>
      {groups.length > mostListed && (
        <p className={styles.hint}>{t`and ${groups.length - mostListed} more documents`}</p>
      )}
    </section>
  );
}

const divisions: readonly ImportDivision[] = ['proposed', 'together', 'one each'];

const explanations: Readonly<Record<ImportDivision, string>> = {
  proposed: t`Files that are named alike and numbered are the pages of one document.`,
  together: t`All files are pages of one document, in the order of their names.`,
  'one each': t`Each file is a document of its own.`,
};

interface DoubtfulProps {
  readonly files: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (file: string, isChosen: boolean) => void;
}

function Doubtful({ files, chosen, onChoose }: DoubtfulProps): ReactNode {
  return (
    <section aria-labelledby="import-doubtful" className={styles.section}>
      <h3 id="import-doubtful" className={styles.heading}>{t`Not named like texts`}</h3>
      <p
        className={styles.hint}
      >{t`These files hold text. Choose those that are documents; the others are left out.`}</p>
      <ul aria-labelledby="import-doubtful" className={styles.groups}>
        {files.slice(0, mostListed).map((file) => (
          <li key={file}>
            <CheckBox
              label={file.split(/[\\/]/).at(-1) ?? file}
              isOn={chosen.has(file)}
              onChange={(isOn) => onChoose(file, isOn)}
            />
          </li>
        ))}
      </ul>
      {files.length > mostListed && (
        <p
          className={styles.hint}
        >{t`and ${files.length - mostListed} more, which are left out; name them by themselves to import them`}</p>
      )}
    </section>
  );
}
