import { NodeSelection } from 'prosemirror-state';
import { elementsHere, type PlacedElement } from '../../../shared/edit/element-commands.ts';
import { type ElementSource, elementSource } from '../../../shared/tei/element-attributes.ts';
import { t } from '../../../shared/translation/translate.ts';
import { type CommandHandlers, doable } from '../../commands/command-registry.ts';
import { editorView, focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import type { Spot } from '../../ui/spot-popover.tsx';
import { followReference, referenceHere } from './follow-reference.ts';
import { sourceIndexOf } from './source-index-of.ts';

/** An element with what the source says of it. */
export interface KnownElement {
  readonly placed: PlacedElement;
  readonly source: ElementSource;
}

interface ElementQuestion {
  /** Innermost first; never empty. */
  readonly elements: readonly KnownElement[];
  readonly spot: Spot;
}

/** The elements whose attributes are shown; null while none are. */
export const elementQuestion = createStore<ElementQuestion | null>(null);

/** What can be done with what the file has around the caret. */
export function elementHandlers(session: DocumentSession): CommandHandlers {
  if (!session.opened.report.tei) return {};
  return {
    'element.attributes': doable(
      () => elementsHere(session.editor.get()).length > 0,
      () => {
        if (askAttributes(session)) return;
        showToast(t`Nothing here came from the file: put the caret into words that did, or select what is carried.`);
        focusEditor();
      },
    ),
    'element.follow': doable(
      () => referenceHere(session) !== null,
      () => followReference(session),
    ),
  };
}

/** Opens the form of the elements around the caret.
 *  @returns false when there are none */
function askAttributes(session: DocumentSession): boolean {
  const view = editorView.get();
  const index = sourceIndexOf(session);
  if (!view || !index) return false;
  const elements = elementsHere(session.editor.get()).flatMap((placed) => {
    const source = elementSource(index, placed.origin);
    return source ? { placed, source } : [];
  });
  if (elements.length === 0) return false;
  const { left, top, bottom } = view.coordsAtPos(session.editor.get().selection.from);
  elementQuestion.set({ elements, spot: { left, top, height: bottom - top } });
  return true;
}

/** Opens the form of what is selected as a whole: for Enter and a double click.
 *  @returns false when no such thing is */
export function askSelectedElement(session: DocumentSession): boolean {
  const { selection } = session.editor.get();
  const isCarried = selection instanceof NodeSelection && selection.node.type.name.startsWith('carried');
  return isCarried && askAttributes(session);
}
