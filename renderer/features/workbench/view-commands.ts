import type { Preferences } from '../../../shared/contract/payloads/preferences.ts';
import { type CommandHandler, type CommandHandlers, doable, switching } from '../../commands/command-registry.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { savePreferences } from '../../model/preferences-actions.ts';
import { session as windowSession } from '../../model/session.ts';
import {
  isPaneShown,
  type Mode,
  narrowStore,
  patchView,
  showImportReport,
  togglePane,
  workbenchView,
} from '../../model/workbench-view.ts';

/** What a command is about: the outline as of this moment when it is done, and a moment old while it is only asked. */
type Lists = () => DocumentOutline;

/** What stands beside the text. */
export const paneCommands = (): CommandHandlers => ({
  'view.source': switching(
    () => isPaneShown(workbenchView.get(), narrowStore.get(), 'source'),
    () => togglePane('source'),
  ),
  'view.inspector': switching(
    () => isPaneShown(workbenchView.get(), narrowStore.get(), 'inspector'),
    () => togglePane('inspector'),
  ),
  'view.focus': switching(
    () => workbenchView.get().isFocused,
    () => patchView({ isFocused: !workbenchView.get().isFocused }),
  ),
  'view.import-report': showImportReport,
});

const preferring = (what: 'showCorrections' | 'showLineEnds'): CommandHandler =>
  switching(
    () => windowSession().preferences[what],
    () => void savePreferences({ [what]: !windowSession().preferences[what] } as Partial<Preferences>),
  );

/** How the text is shown, and where in it. */
export function textViewCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  const mode = (next: Mode): CommandHandler =>
    switching(
      () => workbenchView.get().mode === next,
      () => {
        patchView({ mode: next });
        focusEditor();
      },
    );
  const beside = (direction: -1 | 1, lists: Lists) => {
    const { head } = session.editor.get().selection;
    const { anchors } = lists();
    return direction > 0 ? anchors.find(({ pos }) => pos >= head) : anchors.findLast(({ pos }) => pos < head - 1);
  };
  const page = (direction: -1 | 1) =>
    doable(
      () => beside(direction, outline.get) !== undefined,
      () => {
        const next = beside(direction, outline.now);
        if (next) goTo({ kind: 'range', from: next.pos + 1, to: next.pos + 1 });
      },
    );
  return {
    'view.mode-correct': mode('correct'),
    'view.mode-tag': mode('tag'),
    'view.mode-proof': mode('proofread'),
    'view.corrections': preferring('showCorrections'),
    'view.line-ends': preferring('showLineEnds'),
    'view.next-page': page(1),
    'view.previous-page': page(-1),
  };
}
