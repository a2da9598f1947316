import { t } from '../../translation/translate.ts';
import { at, type Command } from './command.ts';

const theme = at('View', 'nothing', 'view', 4, 'Theme');

/** What is shown. */
export const viewCommands = [
  { id: 'view.palette', title: t`All Commands…`, keys: ['Mod+K'], ...at('View', 'nothing', 'view', 1) },
  { id: 'view.go-to', title: t`Go To…`, keys: ['Mod+P'], ...at('View', 'collection', 'view', 1) },
  { id: 'view.mode-correct', title: t`Correct`, keys: ['Alt+1'], ...at('View', 'document', 'view', 2) },
  { id: 'view.mode-tag', title: t`Tag`, keys: ['Alt+2'], ...at('View', 'document', 'view', 2) },
  { id: 'view.mode-proof', title: t`Proofread`, keys: ['Alt+3'], ...at('View', 'document', 'view', 2) },
  {
    id: 'view.corrections',
    title: t`Show or Hide Corrections`,
    keys: ['Mod+Shift+C'],
    ...at('View', 'document', 'view', 3),
  },
  {
    id: 'view.line-ends',
    title: t`Show or Hide Line Ends`,
    keys: ['Mod+Shift+L'],
    ...at('View', 'document', 'view', 3),
  },
  { id: 'view.source', title: t`Show or Hide the Source`, keys: ['Mod+Alt+S'], ...at('View', 'document', 'view', 3) },
  { id: 'view.image', title: t`Page Image or Source Text`, keys: ['Mod+Alt+P'], ...at('View', 'document', 'view', 3) },
  {
    id: 'view.inspector',
    title: t`Show or Hide the Inspector`,
    keys: ['Mod+Alt+I'],
    ...at('View', 'document', 'view', 3),
  },
  { id: 'view.import-report', title: t`Import Report`, keys: ['Mod+Alt+R'], ...at('View', 'document', 'view', 3) },
  { id: 'view.focus', title: t`Focus Mode`, keys: ['Shift+F11'], ...at('View', 'document', 'view', 3) },
  {
    id: 'view.next-page',
    title: t`Next Page`,
    keys: ['Alt+PageDown'],
    singleKey: ']',
    ...at('View', 'document', 'view', 3),
  },
  {
    id: 'view.previous-page',
    title: t`Previous Page`,
    keys: ['Alt+PageUp'],
    singleKey: '[',
    ...at('View', 'document', 'view', 3),
  },
  { id: 'view.theme-system', title: t`As the System`, keys: [], ...theme },
  { id: 'view.theme-light', title: t`Light`, keys: [], ...theme },
  { id: 'view.theme-dark', title: t`Dark`, keys: [], ...theme },
  { id: 'view.theme-contrast', title: t`High Contrast`, keys: [], ...theme },
  { id: 'view.next-pane', title: t`Next Pane`, keys: ['F6'], ...at('View', 'nothing', 'view', 5) },
  { id: 'view.previous-pane', title: t`Previous Pane`, keys: ['Shift+F6'], ...at('View', 'nothing', 'view', 5) },

  { id: 'app.guide', title: t`Guide`, keys: ['F1'], ...at('Help', 'nothing', 'help', 1) },
  { id: 'app.shortcuts', title: t`Keyboard Shortcuts`, keys: ['Mod+Slash'], ...at('Help', 'nothing', 'help', 1) },
  { id: 'app.tour', title: t`Tour of the Sample Collection`, keys: [], ...at('Help', 'nothing', 'help', 1) },
  { id: 'app.about', title: t`About Anchorite`, keys: [], ...at('Help', 'nothing', 'help', 2) },
] as const satisfies readonly Command[];
