import { at, type Command } from './command.ts';

const theme = at('View', 'nothing', 'view', 4, 'Theme');

/** What is shown. */
export const viewCommands = [
  { id: 'view.palette', title: 'All Commands…', keys: ['Mod+K'], ...at('View', 'nothing', 'view', 1) },
  { id: 'view.go-to', title: 'Go To…', keys: ['Mod+P'], ...at('View', 'collection', 'view', 1) },
  { id: 'view.mode-correct', title: 'Correct', keys: ['Alt+1'], ...at('View', 'document', 'view', 2) },
  { id: 'view.mode-tag', title: 'Tag', keys: ['Alt+2'], ...at('View', 'document', 'view', 2) },
  { id: 'view.mode-proof', title: 'Proofread', keys: ['Alt+3'], ...at('View', 'document', 'view', 2) },
  {
    id: 'view.corrections',
    title: 'Show or Hide Corrections',
    keys: ['Mod+Shift+C'],
    ...at('View', 'document', 'view', 3),
  },
  {
    id: 'view.line-ends',
    title: 'Show or Hide Line Ends',
    keys: ['Mod+Shift+L'],
    ...at('View', 'document', 'view', 3),
  },
  { id: 'view.source', title: 'Show or Hide the Source', keys: ['Mod+Alt+S'], ...at('View', 'document', 'view', 3) },
  { id: 'view.image', title: 'Page Image or Source Text', keys: ['Mod+Alt+P'], ...at('View', 'document', 'view', 3) },
  {
    id: 'view.inspector',
    title: 'Show or Hide the Inspector',
    keys: ['Mod+Alt+I'],
    ...at('View', 'document', 'view', 3),
  },
  { id: 'view.import-report', title: 'Import Report', keys: ['Mod+Alt+R'], ...at('View', 'document', 'view', 3) },
  { id: 'view.focus', title: 'Focus Mode', keys: ['Shift+F11'], ...at('View', 'document', 'view', 3) },
  {
    id: 'view.next-page',
    title: 'Next Page',
    keys: ['Alt+PageDown'],
    singleKey: ']',
    ...at('View', 'document', 'view', 3),
  },
  {
    id: 'view.previous-page',
    title: 'Previous Page',
    keys: ['Alt+PageUp'],
    singleKey: '[',
    ...at('View', 'document', 'view', 3),
  },
  { id: 'view.theme-system', title: 'As the System', keys: [], ...theme },
  { id: 'view.theme-light', title: 'Light', keys: [], ...theme },
  { id: 'view.theme-dark', title: 'Dark', keys: [], ...theme },
  { id: 'view.theme-contrast', title: 'High Contrast', keys: [], ...theme },
  { id: 'view.next-pane', title: 'Next Pane', keys: ['F6'], ...at('View', 'nothing', 'view', 5) },
  { id: 'view.previous-pane', title: 'Previous Pane', keys: ['Shift+F6'], ...at('View', 'nothing', 'view', 5) },

  { id: 'app.guide', title: 'Guide', keys: ['F1'], ...at('Help', 'nothing', 'help', 1) },
  { id: 'app.shortcuts', title: 'Keyboard Shortcuts', keys: ['Mod+Slash'], ...at('Help', 'nothing', 'help', 1) },
  { id: 'app.tour', title: 'Tour of the Sample Collection', keys: [], ...at('Help', 'nothing', 'help', 1) },
  { id: 'app.about', title: 'About Anchorite', keys: [], ...at('Help', 'nothing', 'help', 2) },
] as const satisfies readonly Command[];
