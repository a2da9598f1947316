import { History, Info, type LucideIcon, MessageSquareText, PencilLine, ScanSearch, Square, Tag } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentFacts, DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { type InspectorTab, patchView, workbenchView } from '../../model/workbench-view.ts';
import { type ReadableStore, useStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import type { FoundSuspects } from '../suspects/suspect-finder.ts';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import { SuspectsTab } from '../suspects/suspects-tab.tsx';
import type { TagQueues } from '../tagging/use-tagging-commands.ts';
import { VersionsTab } from '../versions/versions-tab.tsx';
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
  readonly tagQueues: TagQueues;
}

/** What is known of the document besides its text. */
export const Inspector = memo(function Inspector({
  session,
  outline,
  facsimile,
  queue,
  tagQueues,
}: InspectorProps): ReactNode {
  const tab = useStore(workbenchView, (view) => view.tab);
  const hasZones = useStore(session.facts, (facts) => facts.zones.length > 0) || tab === 'zones';
  return (
    <section aria-label={t`Inspector`} className={styles.inspector}>
      <Tabs
        selectedKey={tab}
        onSelectionChange={(key) => patchView({ tab: key as InspectorTab })}
        className={classNames(styles.tabs)}
      >
        <TabList aria-label={t`Inspector`} className={classNames(styles.list)}>
          <InspectorTabHead id="suspects" icon={ScanSearch} label={t`Suspects`} of={queue.found} count={suspectCount} />
          <InspectorTabHead id="tags" icon={Tag} label={t`Tags`} of={outline} count={tagCount} />
          <InspectorTabHead
            id="corrections"
            icon={PencilLine}
            label={t`Corrections`}
            of={outline}
            count={correctionCount}
          />
          <InspectorTabHead id="notes" icon={MessageSquareText} label={t`Notes`} of={outline} count={noteCount} />
          {hasZones && (
            <InspectorTabHead id="zones" icon={Square} label={t`Zones`} of={session.facts} count={zoneCount} />
          )}
          <InspectorTabHead id="versions" icon={History} label={t`Versions`} of={outline} count={noCount} />
          <InspectorTabHead id="details" icon={Info} label={t`Details`} of={outline} count={noCount} />
        </TabList>
        <TabPanel id="suspects" className={classNames(styles.panel)}>
          <SuspectsTab queue={queue} outline={outline} />
        </TabPanel>
        <TabPanel id="tags" className={classNames(styles.panel)}>
          <TagsTab session={session} outline={outline} tagQueues={tagQueues} />
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

const suspectCount = ({ isKnown, count }: FoundSuspects): number => (isKnown ? count : 0);
const tagCount = (outline: DocumentOutline): number => outline.tagCount;
const correctionCount = ({ correctionList }: DocumentOutline): number => correctionList.length;
const noteCount = ({ notes }: DocumentOutline): number => notes.length;
const zoneCount = ({ zones }: DocumentFacts): number => zones.length;
const noCount = (): number => 0;

interface InspectorTabHeadProps<State> extends CountProps<State> {
  readonly id: InspectorTab;
  readonly icon: LucideIcon;
  readonly label: string;
}

function InspectorTabHead<State>({ id, icon: Icon, label, of, count }: InspectorTabHeadProps<State>): ReactNode {
  return (
    <Tab id={id} className={classNames(styles.tab)}>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      <span>{label}</span>
      <Count of={of} count={count} />
    </Tab>
  );
}

interface CountProps<State> {
  readonly of: ReadableStore<State>;
  readonly count: (state: State) => number;
}

/** By itself, so that the tabs are not drawn again with every other number. */
function Count<State>({ of, count }: CountProps<State>): ReactNode {
  const value = useStore(of, count);
  return value > 0 && <span className={styles.count}>{value}</span>;
}
