import { memo, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import { VersionsTab } from '../../versions/versions-tab.tsx';
import type { DocumentSession } from '../document-session.ts';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import type { OutlineStore } from '../outline-store.ts';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import { SuspectsTab } from '../suspects/suspects-tab.tsx';
import { type InspectorTab, patchView, workbenchView } from '../workbench-view.ts';
import { CorrectionsTab } from './corrections-tab.tsx';
import { DetailsTab } from './details-tab.tsx';
import styles from './inspector.module.css';
import { NotesTab } from './notes-tab.tsx';
import { TagsTab } from './tags-tab.tsx';
import { ZonesTab } from './zones-tab.tsx';

interface InspectorProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
  readonly queue: SuspectQueue;
}

/** What is known of the document besides its text. */
export const Inspector = memo(function Inspector({ session, outline, facsimile, queue }: InspectorProps): ReactNode {
  const tab = useStore(workbenchView, (view) => view.tab);
  const tags = useStore(outline, ({ tagCount }) => tagCount);
  const corrections = useStore(outline, ({ correctionList }) => correctionList.length);
  const notes = useStore(outline, (now) => now.notes.length);
  const suspects = useStore(queue.found, ({ isKnown, count }) => (isKnown ? count : undefined));
  const zoneCount = useStore(session.facts, (facts) => facts.zones.length);
  const hasZones = zoneCount > 0 || tab === 'zones';
  return (
    <section aria-label="Inspector" className={styles.inspector}>
      <Tabs
        selectedKey={tab}
        onSelectionChange={(key) => patchView({ tab: key as InspectorTab })}
        className={classNames(styles.tabs)}
      >
        <TabList aria-label="Inspector" className={classNames(styles.list)}>
          <InspectorTabHead id="suspects" label="Suspects" {...(suspects !== undefined && { count: suspects })} />
          <InspectorTabHead id="tags" label="Tags" count={tags} />
          <InspectorTabHead id="corrections" label="Corrections" count={corrections} />
          <InspectorTabHead id="notes" label="Notes" count={notes} />
          {hasZones && <InspectorTabHead id="zones" label="Zones" count={zoneCount} />}
          <InspectorTabHead id="versions" label="Versions" />
          <InspectorTabHead id="details" label="Details" />
        </TabList>
        <TabPanel id="suspects" className={classNames(styles.panel)}>
          <SuspectsTab queue={queue} outline={outline} />
        </TabPanel>
        <TabPanel id="tags" className={classNames(styles.panel)}>
          <TagsTab session={session} outline={outline} />
        </TabPanel>
        <TabPanel id="corrections" className={classNames(styles.panel)}>
          <CorrectionsTab session={session} outline={outline} />
        </TabPanel>
        <TabPanel id="notes" className={classNames(styles.panel)}>
          <NotesTab session={session} outline={outline} />
        </TabPanel>
        {hasZones && (
          <TabPanel id="zones" className={classNames(styles.panel)}>
            <ZonesTab session={session} outline={outline} facsimile={facsimile} />
          </TabPanel>
        )}
        <TabPanel id="versions" className={classNames(styles.panel)}>
          <VersionsTab session={session} />
        </TabPanel>
        <TabPanel id="details" className={classNames(styles.panel)}>
          <DetailsTab session={session} outline={outline} />
        </TabPanel>
      </Tabs>
    </section>
  );
});

interface InspectorTabHeadProps {
  readonly id: InspectorTab;
  readonly label: string;
  readonly count?: number;
}

function InspectorTabHead({ id, label, count }: InspectorTabHeadProps): ReactNode {
  return (
    <Tab id={id} className={classNames(styles.tab)}>
      {label}
      {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
    </Tab>
  );
}
