import type { Node } from 'prosemirror-model';
import { useEffect, useState } from 'react';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import type { PageAnchor } from '../../shared/document/page-anchor.ts';
import { createStore, type Store } from '../platform/store.ts';
import type { DocumentSession } from './document-session.ts';

export type Mode = 'correct' | 'tag' | 'proofread';
/** A pane beside the transcription. */
type SidePane = 'source' | 'inspector';

export type LeftPaneContent = 'image' | 'source' | 'import report';

export type InspectorTab = 'suspects' | 'tags' | 'corrections' | 'notes' | 'zones' | 'versions' | 'details';

/** How the workbench is set up. It stays when another document is opened. */
interface WorkbenchView {
  readonly mode: Mode;
  readonly isSourceShown: boolean;
  /** In a narrow window there is room for one pane beside the text. */
  readonly narrowPane: SidePane | null;
  /** What the left pane shows; null for the page image where there is one, else the source. */
  readonly leftPane: LeftPaneContent | null;
  readonly isInspectorShown: boolean;
  readonly tab: InspectorTab;
  /** The tag that the inspector shows in detail. */
  readonly chosenTag: AnnotationId | null;
  /** Text and page image alone. */
  readonly isFocused: boolean;
  /** The find bar; null while it is closed. */
  readonly find: 'find' | 'replace' | null;
}

export const workbenchView: Store<WorkbenchView> = createStore<WorkbenchView>({
  mode: 'correct',
  isSourceShown: true,
  narrowPane: null,
  leftPane: null,
  isInspectorShown: true,
  tab: 'tags',
  chosenTag: null,
  isFocused: false,
  find: null,
});

export const patchView = (patch: Partial<WorkbenchView>): void =>
  workbenchView.update((view) => ({ ...view, ...patch }));

export const chooseTag = (chosenTag: AnnotationId | null): void =>
  patchView(chosenTag === null ? { chosenTag } : { chosenTag, tab: 'tags' });

/** Asked for when it is needed: whatever knows the view can be read without a window. */
const narrow = (): MediaQueryList => window.matchMedia('(max-width: 960px)');

/** Listens to the window becoming narrow or wide. */
export const narrowStore = {
  get: (): boolean => narrow().matches,
  subscribe: (listener: () => void): (() => void) => {
    const query = narrow();
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  },
};

/** Whether a pane is on the screen. */
export function isPaneShown(view: WorkbenchView, isNarrow: boolean, pane: SidePane): boolean {
  if (isNarrow) return view.narrowPane === pane;
  return pane === 'source' ? view.isSourceShown : view.isInspectorShown;
}

/** Shows a pane. */
export function showPane(pane: SidePane): void {
  if (narrow().matches) patchView({ narrowPane: pane });
  else patchView(pane === 'source' ? { isSourceShown: true } : { isInspectorShown: true });
}

/** Shows a pane, or hides it when it is shown. */
export function togglePane(pane: SidePane): void {
  if (!isPaneShown(workbenchView.get(), narrow().matches, pane)) showPane(pane);
  else if (narrow().matches) patchView({ narrowPane: null });
  else patchView(pane === 'source' ? { isSourceShown: false } : { isInspectorShown: false });
}

export const shownInLeftPane = (view: WorkbenchView, hasPages: boolean): LeftPaneContent =>
  view.leftPane ?? (hasPages ? 'image' : 'source');

/** Shows the left pane with this in it. */
export function showLeftPane(leftPane: LeftPaneContent): void {
  patchView({ leftPane });
  showPane('source');
}

export const showImportReport = (): void => showLeftPane('import report');

/** Whether the field for a comment on the chosen tag is to get the focus. */
export const commentingTag = createStore(false);

/** Whether the inspector asks for the name of a version just now. */
export const namingVersion = createStore(false);

/** What a person is asked of a page anchor just now. */
export type AnchorQuestion = { readonly kind: 'add' } | { readonly kind: 'relabel'; readonly anchor: PageAnchor };

export const anchorQuestion = createStore<AnchorQuestion | null>(null);

export const askForAnchor = (question: AnchorQuestion): void => anchorQuestion.set(question);

/** The text of an open document, a moment behind the typing: for lists that read all of it.
 *  @param quietMs how long nobody must type before it is taken over */
export function useQuietDocument(session: DocumentSession, quietMs: number): Node {
  const [doc, setDoc] = useState(session.editor.get().doc);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setDoc(session.editor.get().doc), quietMs);
    };
    setDoc(session.editor.get().doc);
    const end = session.editor.subscribe(follow);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [session, quietMs]);
  return doc;
}
