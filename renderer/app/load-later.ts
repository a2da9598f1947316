import { loadDocumentModel } from '../actions/document-actions.ts';

/** The workbench with the editor: more than half of all that the window is made of. */
export const loadWorkbench = () => import('../features/workbench/workbench.tsx');

export const loadPanels = () => import('./current-panel.tsx');

/** Reads what the first screen does without, when that is shown and nothing else is to be done: whoever opens a document or a panel finds it
 *  there. */
export function loadLater(): void {
  requestIdleCallback(() => {
    void loadDocumentModel();
    void loadWorkbench();
    void loadPanels();
  });
}
