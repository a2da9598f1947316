import { useEffect } from 'react';
import { t } from '../../../shared/translation/translate.ts';
import { commandsMayHaveChanged, doable, useCommands } from '../../commands/command-registry.ts';
import { patchView, showPane } from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { leadFocus } from '../../ui/focus.ts';
import { comparing } from '../versions/comparing.ts';
import type { SuspectQueue } from './suspect-queue.ts';

/** Offers the walk through the suspects while a document is open. */
export function useSuspectCommands(queue: SuspectQueue): void {
  const isComparing = useStore(comparing, (states) => states !== null);
  const mayBeAny = (): boolean => {
    const { isKnown, count } = queue.found.get();
    return !isKnown || count > 0;
  };
  useEffect(() => queue.found.subscribe(commandsMayHaveChanged), [queue]);
  useCommands({
    // The card lies over the text, which a comparison hides.
    ...(!isComparing && {
      'suspects.next': doable(mayBeAny, () => queue.step(1)),
      'suspects.previous': doable(mayBeAny, () => queue.step(-1)),
    }),
    'suspects.list': () => {
      patchView({ tab: 'suspects' });
      showPane('inspector');
      leadFocus(() => document.querySelector<HTMLElement>(`[role="grid"][aria-label="${CSS.escape(t`Suspects`)}"]`));
    },
  });
}
