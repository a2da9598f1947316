import { type ReactNode, useEffect, useState } from 'react';
import { type EditionFact, type EditionFacts, editionFactLabels } from '../../../shared/export/volume/edition-facts.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { ask } from '../../platform/bridge.ts';
import { Field } from '../../ui/field.tsx';
import styles from './export.module.css';

/** What the header of the edition says, kept in the folder of the collection when the focus leaves a line. */
export function EditionFactsForm(): ReactNode {
  const [facts, setFacts] = useState<EditionFacts | null>(null);
  useEffect(() => {
    void ask('edition:facts', null).then((kept) => setFacts(kept ?? null));
  }, []);
  if (facts === null) return null;
  return (
    <section aria-labelledby="export-edition" className={styles.section}>
      <h3 id="export-edition" className={styles.heading}>{t`Header of the edition`}</h3>
      <div className={styles.facts}>
        {(Object.keys(editionFactLabels) as EditionFact[]).map((fact) => (
          <Field
            key={fact}
            label={retold(editionFactLabels[fact])}
            value={facts[fact]}
            maxLength={2000}
            onChange={(value) => setFacts({ ...facts, [fact]: value })}
            onBlur={() => void ask('edition:keep-facts', { facts })}
          />
        ))}
      </div>
    </section>
  );
}
