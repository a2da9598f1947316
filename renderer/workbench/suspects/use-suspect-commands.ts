import { useCommands } from '../../commands/use-commands.ts';
import { leadFocus } from '../../ui/lead-focus.ts';
import { patchView, showPane } from '../workbench-view.ts';
import type { SuspectQueue } from './suspect-queue.ts';

/** Offers the walk through the suspects while a document is open. */
export function useSuspectCommands(queue: SuspectQueue): void {
  useCommands({
    'suspects.next': () => queue.step(1),
    'suspects.previous': () => queue.step(-1),
    'suspects.list': () => {
      patchView({ tab: 'suspects' });
      showPane('inspector');
      leadFocus(() => document.querySelector<HTMLElement>('[role="grid"][aria-label="Suspects"]'));
    },
  });
}
