import { type RefObject, useEffect, useState } from 'react';

/** Which change of a comparison is stood on. */
export interface ChangeWalk {
  /** From 0; null before the first step. */
  readonly current: number | null;
  readonly step: (direction: -1 | 1) => void;
}

/** Steps through the changes drawn in an element, round and round, and brings each into sight.
 *  @param compared what is drawn: another comparison begins anew */
export function useChangeWalk(host: RefObject<HTMLElement | null>, count: number, compared: unknown): ChangeWalk {
  const [current, setCurrent] = useState<number | null>(null);
  useEffect(() => {
    if (compared !== undefined) setCurrent(null);
  }, [compared]);
  useEffect(() => {
    if (current === null) return;
    const element = host.current?.querySelector(`[data-change="${current}"]`);
    element?.scrollIntoView({ block: 'center' });
  }, [host, current]);
  const step = (direction: -1 | 1): void => {
    if (count === 0) return;
    setCurrent((now) => {
      if (now === null) return direction > 0 ? 0 : count - 1;
      return (now + direction + count) % count;
    });
  };
  return { current, step };
}
