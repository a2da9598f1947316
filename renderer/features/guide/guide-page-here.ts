import { session } from '../../model/session.ts';
import { workbenchView } from '../../model/workbench-view.ts';
import { facsimileView } from '../facsimile/facsimile-view.ts';

const byPanel: Readonly<Record<string, string>> = {
  export: 'editions',
  entities: 'entities',
  search: 'searching',
  find: 'searching',
  vocabulary: 'doubtful-words',
  conflicts: 'sharing',
  share: 'sharing',
  join: 'sharing',
  recovery: 'when-something-went-wrong',
};

const byTab: Readonly<Record<string, string>> = {
  suspects: 'doubtful-words',
  corrections: 'doubtful-words',
  notes: 'marks-and-notes',
  zones: 'page-images',
};

/** The page on what a person is doing. */
export function guidePageHere(): string {
  const { panel, screen } = session();
  const ofPanel = panel && byPanel[panel.kind];
  if (ofPanel) return ofPanel;
  if (screen.kind !== 'workbench') return 'README';
  const { mode, tab, find } = workbenchView.get();
  if (document.activeElement?.closest('[data-facsimile]'))
    return facsimileView.get().page ? 'page-images' : 'images-and-ocr';
  if (find !== null) return 'searching';
  if (mode === 'tag') return 'tags';
  if (mode === 'proofread') return 'proofreading';
  return byTab[tab] ?? 'README';
}
