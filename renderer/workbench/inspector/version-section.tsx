import { type FormEvent, type ReactNode, useState } from 'react';
import { changedLabel } from '../../collection/changed-label.ts';
import { showFault } from '../../faults.ts';
import { useStore, useWholeStore } from '../../store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { DocumentSession } from '../document-session.ts';
import { namingVersion } from '../naming-version.ts';
import styles from './details-tab.module.css';

/** The named states of the document, latest first. */
export function VersionSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const versions = useStore(session.facts, (facts) => facts.versions);
  const isNaming = useWholeStore(namingVersion);
  return (
    <section aria-labelledby="details-versions" className={styles.section}>
      <h3 id="details-versions" className={styles.heading}>
        Versions
      </h3>
      <ol className={styles.versions}>
        {[...versions].reverse().map((version) => (
          <li key={version.number} className={styles.version}>
            <span>{version.name || `Version ${version.number}`}</span>
            <span className={styles.soft}>{version.editor}</span>
            <span className={styles.soft}>{changedLabel(version.time, new Date())}</span>
          </li>
        ))}
      </ol>
      {session.readOnly === null &&
        (isNaming ? (
          <NameVersion session={session} />
        ) : (
          <Button className={styles.line ?? ''} onPress={() => namingVersion.set(true)}>
            Name this version…
          </Button>
        ))}
    </section>
  );
}

function NameVersion({ session }: { readonly session: DocumentSession }): ReactNode {
  const [name, setName] = useState('');
  const close = (): void => namingVersion.set(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    close();
    void session.nameVersion(name.trim()).then((fault) => fault && showFault(fault));
  };
  return (
    <form
      className={styles.fields}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <Field
        label="Name of this version"
        value={name}
        onChange={setName}
        autoFocus
        maxLength={200}
        placeholder="First correction finished"
        className={styles.wide ?? ''}
      />
      <Button type="submit" look="primary" isDisabled={name.trim() === ''}>
        Name it
      </Button>
      <Button look="quiet" onPress={close}>
        Cancel
      </Button>
    </form>
  );
}
