import { useEffect, useState } from 'react';
import type { PlacedSuspect } from './suspect-order.ts';
import type { SuspectQueue } from './suspect-queue.ts';

/** How long nobody must change the suspects before they are listed anew. */
const quietMs = 120;

/** The suspects in the order of the document, a moment behind: to list them costs all of them. */
export function useListedSuspects(queue: SuspectQueue): readonly PlacedSuspect[] {
  const [places, setPlaces] = useState(() => queue.marks());
  useEffect(() => {
    let waiting: (() => void) | null = null;
    const list = (): void => setPlaces(queue.marks());
    const listSoon = (): void => {
      waiting?.();
      const timer = setTimeout(() => {
        const idle = requestIdleCallback(list, { timeout: 600 });
        waiting = () => cancelIdleCallback(idle);
      }, quietMs);
      waiting = () => clearTimeout(timer);
    };
    list();
    const end = queue.found.subscribe(listSoon);
    return () => {
      waiting?.();
      end();
    };
  }, [queue]);
  return places;
}
