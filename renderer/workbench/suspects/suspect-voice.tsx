import type { ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import { useWholeStore } from '../../store.ts';
import type { SuspectQueue } from './suspect-queue.ts';

/** Says what became of the last decision to those who listen. */
export function SuspectVoice({ queue }: { readonly queue: SuspectQueue }): ReactNode {
  const said = useWholeStore(queue.said);
  return (
    <VisuallyHidden>
      <span role="status" aria-label="Suspects">
        {said}
      </span>
    </VisuallyHidden>
  );
}
