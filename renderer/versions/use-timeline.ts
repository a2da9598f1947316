import { useEffect, useState } from 'react';
import type { VersionTimeline } from '../../shared/contract/versions.ts';
import { ask } from '../bridge.ts';
import type { DocumentSession } from '../workbench/document-session.ts';

/** How long after the last saving the figures are made anew: they cost a reading of the journal. */
const quietMs = 700;

/** The versions of a document with their figures, a moment behind the saving; null until they are read. */
export function useTimeline(session: DocumentSession): VersionTimeline | null {
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
