import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { type MarkDetails, type MarkKind, markKinds } from '../../../shared/edit/marks/mark-kinds.ts';
import { askedDetails, isMarkable, markTarget, toggleMark } from '../../../shared/edit/marks/mark-passage.ts';
import { t } from '../../../shared/translation/translate.ts';
import { type CommandHandler, type CommandHandlers, doable } from '../../commands/command-registry.ts';
import { editorView, focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import type { Spot } from '../../ui/spot-popover.tsx';

/** What a person is asked of a mark just now. */
export interface MarkQuestion {
  readonly kind: MarkKind;
  /** What the form begins with. */
  readonly details: MarkDetails;
  /** Whether there is such a mark already. */
  readonly isThere: boolean;
  /** The words that it is about; empty at a caret. */
  readonly words: string;
  /** Where in the window they begin. */
  readonly spot: Spot;
}

export const markQuestion = createStore<MarkQuestion | null>(null);

/** The kinds that ask something before they act. */
const asking: ReadonlySet<MarkKind> = new Set(['illegible', 'added', 'other-hand', 'abbreviation', 'foreign']);

const markCommandOf = (kind: MarkKind): CommandId => `mark.${kind}`;

/** What each mark does to the text. */
export function markHandlers(session: DocumentSession): CommandHandlers {
  if (session.readOnly !== null) return {};
  return Object.fromEntries(
    markKinds.map((kind) => [
      markCommandOf(kind),
      asking.has(kind) ? askingFor(session, kind) : toggling(session, kind),
    ]),
  );
}

const toggling = (session: DocumentSession, kind: MarkKind): CommandHandler =>
  doable(
    () => isMarkable(session.editor.get(), kind),
    () => {
      if (!session.run(toggleMark(kind))) sayWhy(kind);
      focusEditor();
    },
  );

/** Asks beside the words. */
const askingFor = (session: DocumentSession, kind: MarkKind): CommandHandler =>
  doable(
    () => isMarkable(session.editor.get(), kind),
    () => {
      const state = session.editor.get();
      const target = markTarget(state, kind);
      const view = editorView.get();
      if (!target || !view) return sayWhy(kind);
      const { left, top, bottom } = view.coordsAtPos(target.from);
      markQuestion.set({
        kind,
        details: askedDetails(state, target, kind),
        isThere: target.details !== null,
        words: readingOf(state.doc, target.from, target.to),
        spot: { left, top, height: bottom - top },
      });
    },
  );

function sayWhy(kind: MarkKind): void {
  showToast(
    kind === 'illegible'
      ? t`Nothing was changed. Put the caret into the text, or select letters of one paragraph.`
      : t`Nothing was changed. Select words, or put the caret into one.`,
  );
  focusEditor();
}
