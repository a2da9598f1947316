import type { ReactNode } from 'react';
import { AlikePanel } from '../features/alike/alike-panel.tsx';
import { FactsPanel } from '../features/archive/facts-panel.tsx';
import { SamplePanel } from '../features/archive/sample-panel.tsx';
import { SecondReadingPanel } from '../features/archive/second-reading-panel.tsx';
import { StatisticsPanel } from '../features/collection/statistics-panel.tsx';
import { CorrespondencePanel } from '../features/correspondence/correspondence-panel.tsx';
import { EntitiesPanel } from '../features/entities/entities-panel.tsx';
import { ExportPanel } from '../features/export/export-panel.tsx';
import { FindPanel } from '../features/find/find-panel.tsx';
import { AboutPanel } from '../features/guide/about-panel.tsx';
import { GuidePanel } from '../features/guide/guide-panel.tsx';
import { ImportPanel } from '../features/import-report/import-panel.tsx';
import { ImportQuestionPanel } from '../features/import-report/import-question-panel.tsx';
import { ContactSheet } from '../features/photos/contact-sheet.tsx';
import { PreferencesPanel } from '../features/preferences/preferences-panel.tsx';
import { RecoveryPanel } from '../features/recovery/recovery-panel.tsx';
import { RemovedPanel } from '../features/removal/removed-panel.tsx';
import { ReviewPanel } from '../features/review/review-panel.tsx';
import { SearchPanel } from '../features/search/search-panel.tsx';
import { ConflictsPanel } from '../features/sharing/conflicts-panel.tsx';
import { JoinPanel } from '../features/sharing/join-panel.tsx';
import { SharePanel } from '../features/sharing/share-panel.tsx';
import { TagTypesPanel } from '../features/tag-types/tag-types-panel.tsx';
import { VocabularyPanel } from '../features/vocabulary/vocabulary-panel.tsx';
import type { Panel } from '../model/session.ts';

/** The panel that is open. */
export function CurrentPanel({ panel }: { readonly panel: Panel }): ReactNode {
  if (panel.kind === 'preferences') return <PreferencesPanel key={panel.part} part={panel.part} />;
  if (panel.kind === 'second-reading')
    return <SecondReadingPanel key={panel.documents.join(' ')} documents={panel.documents} />;
  if (panel.kind === 'contact sheet') return <ContactSheet documents={panel.documents} />;
  if (panel.kind === 'sample') return <SamplePanel documents={panel.documents} />;
  if (panel.kind === 'facts') return <FactsPanel documents={panel.documents} />;
  if (panel.kind === 'export') return <ExportPanel documents={panel.documents} checkAtOnce={panel.checkAtOnce} />;
  if (panel.kind === 'recovery') return <RecoveryPanel key={panel.document} document={panel.document} />;
  if (panel.kind === 'find') return <FindPanel documents={panel.documents} />;
  if (panel.kind === 'search') return <SearchPanel key={panel.text} text={panel.text} />;
  if (panel.kind === 'guide') return <GuidePanel key={panel.page} page={panel.page} />;
  if (panel.kind === 'about') return <AboutPanel />;
  if (panel.kind === 'statistics') return <StatisticsPanel />;
  if (panel.kind === 'review') return <ReviewPanel />;
  if (panel.kind === 'vocabulary') return <VocabularyPanel />;
  if (panel.kind === 'alike') return <AlikePanel key={panel.reading?.read} reading={panel.reading} />;
  if (panel.kind === 'entities') return <EntitiesPanel key={panel.entity} entity={panel.entity} />;
  if (panel.kind === 'correspondence') return <CorrespondencePanel />;
  if (panel.kind === 'tag types') return <TagTypesPanel />;
  if (panel.kind === 'removed') return <RemovedPanel />;
  if (panel.kind === 'conflicts') return <ConflictsPanel />;
  if (panel.kind === 'share') return <SharePanel />;
  if (panel.kind === 'join') return <JoinPanel />;
  if (panel.kind === 'import question')
    return <ImportQuestionPanel key={panel.question.plan} question={panel.question} />;
  return <ImportPanel outcome={panel.outcome} />;
}
