import { Bookmark, GitCompareArrows, History, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VersionEntry } from '../../shared/contract/versions.ts';
import type { Version } from '../../shared/document/document-state.ts';
import { changedLabel } from '../collection/changed-label.ts';
import { keysLabel } from '../commands/command-keys.ts';
import { useStore, useWholeStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import type { DocumentSession } from '../workbench/document-session.ts';
import { namingVersion } from '../workbench/naming-version.ts';
import { comparing } from './comparing.ts';
import { figuresLabel } from './figures-label.ts';
import { NameVersion } from './name-version.tsx';
import { restoreVersion } from './past-actions.ts';
import { useTimeline } from './use-timeline.ts';
import styles from './versions-tab.module.css';

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
          <Bookmark size={14} aria-hidden /> Name this version…{' '}
          <span className={styles.keys}>{keysLabel('document.name-version')}</span>
        </Button>
      )}
      <ol aria-label="Versions" className={styles.timeline}>
        {sinceLast !== '' && (
          <li className={classNames(styles.version, styles.present)}>
            <span className={styles.name}>Now</span>
            <span className={styles.figures}>{sinceLast} since the last version</span>
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
  const { number, name, automatic, editor, time } = version;
  const isCompared = useStore(comparing, (now) => now?.older === number || now?.newer === number);
  const figures = entry?.figures ? figuresLabel(entry.figures) : '';
  return (
    <li
      aria-label={`Version ${number}: ${name}`}
      className={classNames(styles.version, !automatic && styles.named, isCompared && styles.compared)}
    >
      <span className={styles.name}>{name || `Version ${number}`}</span>
      <span className={styles.who} title={new Date(time).toLocaleString('en-GB')}>
        {number} · {editor} · {changedLabel(time, new Date())}
        {automatic && ' · automatic'}
      </span>
      {figures !== '' && <span className={styles.figures}>{figures}</span>}
      <div className={styles.actions}>
        <IconButton
          icon={GitCompareArrows}
          label="Compare with now"
          onPress={() => comparing.set({ older: number, newer: 'present' })}
        />
        {number > 1 && (
          <IconButton
            icon={History}
            label="What was done for it"
            onPress={() => comparing.set({ older: number - 1, newer: number })}
          />
        )}
        {session.readOnly === null && (
          <IconButton
            icon={RotateCcw}
            label="Restore this version"
            onPress={() => void restoreVersion(session, number)}
          />
        )}
      </div>
    </li>
  );
}
