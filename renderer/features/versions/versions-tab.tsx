import { Bookmark, GitCompareArrows, History, RotateCcw } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { VersionEntry, VersionTimeline } from '../../../shared/contract/payloads/versions.ts';
import type { Version } from '../../../shared/document/document-state.ts';
import { interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { changedLabel, figuresLabel, versionName } from '../../model/labels.ts';
import { namingVersion } from '../../model/workbench-view.ts';
import { ask } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Field } from '../../ui/field.tsx';
import { comparing } from './comparing.ts';
import { requestVersionRestore } from './past-actions.ts';
import styles from './versions-tab.module.css';
import { WorkLanesList } from './work-lanes-list.tsx';

/** Asks what the present state shall be called. */
function NameVersion({ session }: { readonly session: DocumentSession }): ReactNode {
  const [name, setName] = useState('');
  const close = (): void => namingVersion.set(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    close();
    focusEditor();
    void session.nameVersion(name.trim()).then((fault) => fault && showFault(fault));
  };
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <Field
        label={t`Name of this version`}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={200}
        placeholder={t`First correction finished`}
      />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isDisabled={name.trim() === ''}>{t`Name it`}</Button>
        <Button
          look="quiet"
          onPress={() => {
            close();
            focusEditor();
          }}
        >{t`Cancel`}</Button>
      </div>
    </form>
  );
}

/** How long after the last saving the figures are made anew: they cost a reading of the journal. */
const quietMs = 700;

/** The versions of a document with their figures, a moment behind the saving; null until they are read. */
function useTimeline(session: DocumentSession): VersionTimeline | null {
  const [timeline, setTimeline] = useState<VersionTimeline | null>(null);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const reading = await ask('document:versions', { document: session.id });
      if (reading && isWanted) setTimeline(reading);
    };
    const readSoon = (): void => {
      clearTimeout(timer);
      if (session.saving.get().kind === 'saved') timer = setTimeout(() => void read(), quietMs);
    };
    void read();
    const ends = [session.saving.subscribe(readSoon), session.facts.subscribe(readSoon)];
    return () => {
      isWanted = false;
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [session]);
  return timeline;
}

/** Every state that was kept, latest first: who, when, and what was done for it. */
export function VersionsTab({ session }: { readonly session: DocumentSession }): ReactNode {
  const versions = useStore(session.facts, (facts) => facts.versions);
  const timeline = useTimeline(session);
  const isNaming = useWholeStore(namingVersion);
  const sinceLast = timeline && timeline.versions.length === versions.length ? figuresLabel(timeline.sinceLast) : '';
  const isWritable = session.readOnly === null;
  return (
    <div className={styles.tab}>
      {isWritable && isNaming && <NameVersion session={session} />}
      {isWritable && !isNaming && (
        <Button className={styles.naming ?? ''} onPress={() => namingVersion.set(true)}>
          <Bookmark size={14} aria-hidden /> {t`Name this version…`}{' '}
          <span className={styles.keys}>{keysLabel('document.name-version')}</span>
        </Button>
      )}
      <ol aria-label={t`Versions`} className={styles.timeline}>
        {sinceLast !== '' && (
          <li className={classNames(styles.version, styles.present)}>
            <span className={styles.name}>{t`Now`}</span>
            <span className={styles.figures}>{t`${sinceLast} since the last version`}</span>
          </li>
        )}
        {[...versions].reverse().map((version) => (
          <VersionLine
            key={version.number}
            session={session}
            version={version}
            entry={timeline?.versions.find(({ number }) => number === version.number)}
          />
        ))}
      </ol>
      {timeline?.work && <WorkLanesList work={timeline.work} versions={versions} />}
    </div>
  );
}

interface VersionLineProps {
  readonly session: DocumentSession;
  readonly version: Version;
  /** With its figures; undefined until they are read. */
  readonly entry: VersionEntry | undefined;
}

function VersionLine({ session, version, entry }: VersionLineProps): ReactNode {
  const { number, automatic, editor, time } = version;
  const shownName = versionName(version);
  const isCompared = useStore(comparing, (now) => now?.older === number || now?.newer === number);
  const figures = entry?.figures ? figuresLabel(entry.figures) : '';
  return (
    <li
      aria-label={t`Version ${number}: ${shownName}`}
      className={classNames(styles.version, !automatic && styles.named, isCompared && styles.compared)}
    >
      <span className={styles.name}>{shownName || t`Version ${number}`}</span>
      <span className={styles.who} title={new Date(time).toLocaleString(interfaceLocale())}>
        {number} · {editor} · {changedLabel(time, new Date())}
        {automatic && ` · ${t`automatic`}`}
      </span>
      {figures !== '' && <span className={styles.figures}>{figures}</span>}
      <div className={styles.actions}>
        <IconButton
          icon={GitCompareArrows}
          label={t`Compare with now`}
          onPress={() => comparing.set({ older: number, newer: 'present' })}
        />
        {number > 1 && (
          <IconButton
            icon={History}
            label={t`What was done for it`}
            onPress={() => comparing.set({ older: number - 1, newer: number })}
          />
        )}
        {session.readOnly === null && (
          <IconButton
            icon={RotateCcw}
            label={t`Restore this version`}
            onPress={() => void requestVersionRestore(session, number)}
          />
        )}
      </div>
    </li>
  );
}
