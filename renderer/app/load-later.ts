import { loadDocumentModel } from '../actions/document-actions.ts';
import { loadStartForms } from '../features/start/load-start-forms.ts';

export const loadCollectionScreen = () => import('../features/collection/collection-screen.tsx');

/** What lies over every screen when it is asked for. */
export const loadDialogs = () => import('./dialogs.tsx');

export const loadTour = () => import('../features/start/tour.tsx');

export const loadSpelling = () => import('../features/spelling/spelling-layer.tsx');

/** The workbench with the editor: more than half of all that the window is made of. */
export const loadWorkbench = () => import('../features/workbench/workbench.tsx');

export const loadPanels = () => import('./current-panel.tsx');

/** Reads what the first screen does without, one after the other when nothing else is to be done: whoever opens a collection, a document or a
 *  panel finds it there. */
export async function loadLater(): Promise<void> {
  for (const load of [loadStartForms, loadCollectionScreen, loadDocumentModel, loadWorkbench, loadPanels]) {
    await new Promise((resolve) => requestIdleCallback(resolve));
    await load();
  }
}
