import type { KeyCombination, Platform } from './key-combination.ts';

/** The heading under which the palette and the list of shortcuts show a command. */
export type CommandSection =
  | 'Collection'
  | 'Document'
  | 'Edit'
  | 'Suspects'
  | 'Tag'
  | 'Page anchor'
  | 'Structure'
  | 'Page image'
  | 'Edition'
  | 'View'
  | 'Help';

/** The menus of the menu bar that commands stand in; what the system adds to them is `main/shell/menu.ts`'s. */
export type MenuName = 'file' | 'edit' | 'tag' | 'structure' | 'image' | 'view' | 'help';

/** Everything that a person can do by name: the one source of the menu, the palette, the list of shortcuts and the key map. */
export interface Command {
  readonly id: string;
  /** In title case, with `…` when it asks something before it acts. */
  readonly title: string;
  readonly section: CommandSection;
  /** First the one that the menu shows. */
  readonly keys: readonly KeyCombination[];
  /** Keys on macOS where they differ. */
  readonly macKeys?: readonly KeyCombination[];
  /** A single key that does it while no text can be typed: in Tag mode or in a pane that only shows. */
  readonly singleKey?: KeyCombination;
  /** A key that does it while the card of a suspect has the focus. */
  readonly cardKey?: KeyCombination;
  /** Which menu it stands in, and in which group there (groups are set apart by a line); null when in none. */
  readonly menu: { readonly name: MenuName; readonly group: number; readonly submenu?: string } | null;
  /** What must be open for it to make sense. */
  readonly needs: 'nothing' | 'collection' | 'document';
}

type Place = Pick<Command, 'section' | 'menu' | 'needs'>;

const at = (
  section: CommandSection,
  needs: Command['needs'],
  name: MenuName | null,
  group = 1,
  submenu?: string,
): Place => ({ section, needs, menu: name && { name, group, ...(submenu !== undefined && { submenu }) } });

const structure = (group: number): Place => at('Structure', 'document', 'structure', group);
const table = at('Structure', 'document', 'structure', 5, 'Table');
const tag = at('Tag', 'document', 'tag', 1);
const anchor = at('Page anchor', 'document', 'edit', 5, 'Page Anchor');
const onCard = at('Suspects', 'document', null);
const image = (group: number): Place => at('Page image', 'document', 'image', group);
const light = at('Page image', 'document', 'image', 3, 'Light');
const proof = at('Document', 'document', 'edit', 7, 'Proofreading');
const theme = at('View', 'nothing', 'view', 4, 'Theme');

const list = [
  { id: 'collection.new', title: 'New Collection…', keys: ['Mod+N'], ...at('Collection', 'nothing', 'file', 1) },
  { id: 'collection.open', title: 'Open Collection…', keys: ['Mod+O'], ...at('Collection', 'nothing', 'file', 1) },
  {
    id: 'collection.open-sample',
    title: 'Open the Sample Collection',
    keys: [],
    ...at('Collection', 'nothing', 'file', 1),
  },
  {
    id: 'collection.import',
    title: 'Import Files…',
    keys: ['Mod+Shift+I'],
    ...at('Collection', 'collection', 'file', 2),
  },
  {
    id: 'collection.remove',
    title: 'Remove From the Collection…',
    keys: [],
    ...at('Collection', 'collection', 'file', 2),
  },
  { id: 'collection.removed', title: 'Removed Documents…', keys: [], ...at('Collection', 'collection', 'file', 2) },
  { id: 'edition.check', title: 'Check the TEI', keys: ['F7'], ...at('Edition', 'collection', 'file', 3) },
  { id: 'edition.export', title: 'Export…', keys: ['Mod+Shift+E'], ...at('Edition', 'collection', 'file', 3) },
  {
    id: 'document.name-version',
    title: 'Name This Version…',
    keys: ['Mod+S'],
    ...at('Document', 'document', 'file', 4),
  },
  { id: 'document.versions', title: 'Versions', keys: ['Mod+Alt+V'], ...at('Document', 'document', 'file', 4) },
  {
    id: 'document.compare',
    title: 'Compare With the Last Version',
    keys: ['Mod+Alt+D'],
    ...at('Document', 'document', 'file', 4),
  },
  {
    id: 'document.next-change',
    title: 'Next Change of the Comparison',
    keys: ['Alt+ArrowDown'],
    ...at('Document', 'document', null),
  },
  {
    id: 'document.previous-change',
    title: 'Previous Change of the Comparison',
    keys: ['Alt+ArrowUp'],
    ...at('Document', 'document', null),
  },
  {
    id: 'document.proofread-next',
    title: 'Mark Proofread and Open the Next',
    keys: ['Mod+Enter'],
    ...at('Document', 'document', 'file', 4),
  },
  {
    id: 'document.split',
    title: 'Split the Document at This Page…',
    keys: [],
    ...at('Document', 'document', 'file', 4),
  },
  {
    id: 'document.join',
    title: 'Join With the Next Document…',
    keys: [],
    ...at('Document', 'document', 'file', 4),
  },
  { id: 'document.next', title: 'Next Document', keys: ['Mod+Alt+PageDown'], ...at('Document', 'document', 'file', 4) },
  {
    id: 'document.previous',
    title: 'Previous Document',
    keys: ['Mod+Alt+PageUp'],
    ...at('Document', 'document', 'file', 4),
  },
  { id: 'document.close', title: 'Close Document', keys: ['Mod+W'], ...at('Document', 'document', 'file', 5) },
  { id: 'collection.back-up', title: 'Back Up Now', keys: [], ...at('Collection', 'collection', 'file', 5) },
  { id: 'collection.restore-backup', title: 'Restore a Backup…', keys: [], ...at('Collection', 'nothing', 'file', 5) },
  { id: 'collection.close', title: 'Close Collection', keys: [], ...at('Collection', 'collection', 'file', 5) },
  { id: 'app.preferences', title: 'Preferences…', keys: ['Mod+Comma'], ...at('View', 'nothing', 'file', 6) },

  { id: 'edit.undo', title: 'Undo', keys: ['Mod+Z'], ...at('Edit', 'collection', 'edit', 1) },
  {
    id: 'edit.redo',
    title: 'Redo',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    macKeys: ['Mod+Shift+Z'],
    ...at('Edit', 'document', 'edit', 1),
  },
  { id: 'edit.find', title: 'Find…', keys: ['Mod+F'], ...at('Edit', 'document', 'edit', 3) },
  {
    id: 'edit.find-next',
    title: 'Find Next',
    keys: ['F3', 'Mod+G'],
    macKeys: ['Mod+G'],
    ...at('Edit', 'document', 'edit', 3),
  },
  {
    id: 'edit.find-previous',
    title: 'Find Previous',
    keys: ['Shift+F3', 'Mod+Shift+G'],
    macKeys: ['Mod+Shift+G'],
    ...at('Edit', 'document', 'edit', 3),
  },
  {
    id: 'edit.replace',
    title: 'Find and Replace…',
    keys: ['Mod+H'],
    macKeys: ['Mod+Alt+F'],
    ...at('Edit', 'document', 'edit', 3),
  },
  {
    id: 'collection.search',
    title: 'Search the Collection',
    keys: ['Mod+Shift+F'],
    ...at('Collection', 'collection', 'edit', 3),
  },
  {
    id: 'collection.replace',
    title: 'Find and Replace in the Collection…',
    keys: ['Mod+Shift+H'],
    ...at('Collection', 'collection', 'edit', 3),
  },
  {
    id: 'edit.word-history',
    title: 'Who Changed This Word',
    keys: ['Mod+Alt+W'],
    ...at('Edit', 'document', 'edit', 4),
  },
  { id: 'edit.emendation', title: 'The Page Itself Is Wrong', keys: ['Mod+E'], ...at('Edit', 'document', 'edit', 4) },
  { id: 'edit.struck', title: 'Struck Through', keys: ['Mod+Shift+X'], ...at('Edit', 'document', 'edit', 4) },
  { id: 'proof.read', title: 'Read This Line and Go On', keys: [], ...proof },
  { id: 'proof.back', title: 'Back to the Line Before', keys: [], ...proof },
  { id: 'proof.next-unread', title: 'Go to the Next Unread Line', keys: ['F9'], ...proof },
  { id: 'proof.unread', title: 'This Line Is Still to Be Read', keys: [], ...proof },
  { id: 'suspects.next', title: 'Next Suspect', keys: ['F8'], ...at('Suspects', 'document', 'edit', 6) },
  { id: 'suspects.previous', title: 'Previous Suspect', keys: ['Shift+F8'], ...at('Suspects', 'document', 'edit', 6) },
  { id: 'suspects.list', title: 'All Suspects', keys: ['Mod+Alt+U'], ...at('Suspects', 'document', 'edit', 6) },
  {
    id: 'collection.vocabulary',
    title: 'Vocabulary of the Collection',
    keys: [],
    ...at('Suspects', 'collection', 'edit', 6),
  },
  { id: 'suspects.keep', title: 'Keep the Reading', keys: [], cardKey: 'Enter', ...onCard },
  {
    id: 'suspects.keep-always',
    title: 'Keep It: Always Right in This Collection',
    keys: [],
    cardKey: 'Shift+Enter',
    ...onCard,
  },
  { id: 'suspects.take-1', title: 'Take the 1st Suggestion', keys: [], cardKey: '1', ...onCard },
  { id: 'suspects.take-2', title: 'Take the 2nd Suggestion', keys: [], cardKey: '2', ...onCard },
  { id: 'suspects.take-3', title: 'Take the 3rd Suggestion', keys: [], cardKey: '3', ...onCard },
  { id: 'suspects.take-4', title: 'Take the 4th Suggestion', keys: [], cardKey: '4', ...onCard },
  { id: 'suspects.take-5', title: 'Take the 5th Suggestion', keys: [], cardKey: '5', ...onCard },
  { id: 'suspects.write', title: 'Write Another Reading…', keys: [], cardKey: 'F2', ...onCard },
  { id: 'suspects.everywhere', title: 'Apply Everywhere…', keys: [], cardKey: 'A', ...onCard },
  { id: 'suspects.emend', title: 'Emend: the Page Itself Is Wrong', keys: [], cardKey: 'E', ...onCard },
  { id: 'suspects.note', title: 'Add a Note…', keys: [], cardKey: 'N', ...onCard },
  { id: 'suspects.skip', title: 'Skip the Suspect', keys: [], cardKey: 'Tab', ...onCard },

  { id: 'anchor.add', title: 'Add Page Anchor…', keys: [], ...anchor },
  { id: 'anchor.relabel', title: 'Relabel Page Anchor…', keys: [], ...anchor },
  { id: 'anchor.confirm', title: 'Confirm Inferred Page Anchor', keys: [], ...anchor },
  { id: 'anchor.move-back', title: 'Move Page Anchor Back One Word', keys: [], ...anchor },
  { id: 'anchor.move-forward', title: 'Move Page Anchor Forward One Word', keys: [], ...anchor },
  { id: 'anchor.remove', title: 'Remove Page Anchor', keys: [], ...anchor },

  { id: 'tag.person', title: 'Tag as Person', keys: ['Mod+1'], singleKey: 'P', ...tag },
  { id: 'tag.place', title: 'Tag as Place', keys: ['Mod+2'], singleKey: 'L', ...tag },
  { id: 'tag.organisation', title: 'Tag as Organisation', keys: ['Mod+3'], singleKey: 'O', ...tag },
  { id: 'tag.date', title: 'Tag as Date', keys: ['Mod+4'], singleKey: 'D', ...tag },
  { id: 'tag.term', title: 'Tag as Term', keys: ['Mod+5'], singleKey: 'T', ...tag },
  { id: 'tag.comment', title: 'Comment on Tag', keys: [], singleKey: 'N', ...at('Tag', 'document', 'tag', 2) },
  { id: 'tag.withdraw', title: 'Withdraw Tag', keys: [], ...at('Tag', 'document', 'tag', 2) },

  { id: 'structure.paragraph', title: 'Paragraph', keys: [], ...structure(1) },
  { id: 'structure.heading', title: 'Heading', keys: [], ...structure(1) },
  { id: 'structure.dateline', title: 'Dateline', keys: [], ...structure(2) },
  { id: 'structure.salutation', title: 'Salutation', keys: [], ...structure(2) },
  { id: 'structure.header-field', title: 'Header Field', keys: [], ...structure(2) },
  { id: 'structure.signature', title: 'Signature', keys: [], ...structure(2) },
  { id: 'structure.postscript', title: 'Postscript', keys: [], ...structure(2) },
  { id: 'structure.stamp', title: 'Stamp', keys: [], ...structure(3) },
  { id: 'structure.form-work', title: 'Running Head or Shelf Mark', keys: [], ...structure(3) },
  { id: 'structure.furniture', title: 'Furniture (Not Part of the Document)', keys: [], ...structure(3) },
  { id: 'line-ends.join', title: 'Join the Lines', keys: ['Mod+J'], ...structure(4) },
  { id: 'line-ends.break-word', title: 'Line End Breaks a Word or Not', keys: ['Mod+Alt+J'], ...structure(4) },
  { id: 'note.tie', title: 'Tie the Note to Its Call', keys: [], ...structure(6) },
  { id: 'note.untie', title: 'Untie the Call From Its Note', keys: [], ...structure(6) },

  { id: 'table.row-above', title: 'Insert Row Above', keys: [], ...table },
  { id: 'table.row-below', title: 'Insert Row Below', keys: [], ...table },
  { id: 'table.column-before', title: 'Insert Column Before', keys: [], ...table },
  { id: 'table.column-after', title: 'Insert Column After', keys: [], ...table },
  { id: 'table.delete-row', title: 'Delete Row', keys: [], ...table },
  { id: 'table.delete-column', title: 'Delete Column', keys: [], ...table },

  { id: 'facsimile.add', title: 'Add Page Images…', keys: [], ...image(1) },
  { id: 'facsimile.add-layout', title: 'Add a Layout File…', keys: [], ...image(1) },
  { id: 'facsimile.read-page', title: 'Read This Page', keys: [], ...image(1) },
  { id: 'facsimile.read-all', title: 'Read All Pages', keys: [], ...image(1) },
  { id: 'facsimile.draw-zone', title: 'Draw a Zone…', keys: ['Mod+Alt+Z'], ...image(1) },
  {
    id: 'facsimile.zoom-in',
    title: 'Zoom Into the Image',
    keys: ['Mod+Plus', 'Mod+Shift+Plus', 'Mod+='],
    ...image(2),
  },
  { id: 'facsimile.zoom-out', title: 'Zoom Out of the Image', keys: ['Mod+Minus'], ...image(2) },
  { id: 'facsimile.fit-page', title: 'Fit the Page', keys: ['Mod+0'], ...image(2) },
  { id: 'facsimile.fit-width', title: 'Fit the Width', keys: ['Mod+9'], ...image(2) },
  { id: 'facsimile.rotate-right', title: 'Turn the Page Right', keys: ['Mod+Shift+R'], ...image(3) },
  { id: 'facsimile.rotate-left', title: 'Turn the Page Left', keys: ['Mod+Alt+Shift+R'], ...image(3) },
  { id: 'facsimile.light', title: 'Brightness and Contrast', keys: ['Mod+Alt+B'], ...light },
  { id: 'facsimile.brighter', title: 'Brighter', keys: [], ...light },
  { id: 'facsimile.darker', title: 'Darker', keys: [], ...light },
  { id: 'facsimile.more-contrast', title: 'More Contrast', keys: [], ...light },
  { id: 'facsimile.less-contrast', title: 'Less Contrast', keys: [], ...light },
  { id: 'facsimile.invert', title: 'Invert the Image', keys: ['Mod+Alt+N'], ...light },
  { id: 'facsimile.plain-light', title: 'Light as It Is', keys: [], ...light },
  { id: 'facsimile.thumbnails', title: 'Show or Hide All Pages', keys: ['Mod+Alt+T'], ...image(4) },
  { id: 'facsimile.strip', title: 'Image Strip Above the Line', keys: ['Mod+Alt+L'], ...image(4) },
  { id: 'facsimile.link', title: 'Begin This Page at the Anchor Before the Caret', keys: [], ...image(5) },
  { id: 'facsimile.unlink', title: 'Link This Page to No Anchor', keys: [], ...image(5) },
  { id: 'facsimile.move-earlier', title: 'Move This Page Before the One Before', keys: [], ...image(5) },
  { id: 'facsimile.move-later', title: 'Move This Page Behind the Next', keys: [], ...image(5) },
  { id: 'facsimile.relink', title: 'Choose the File of This Page Again…', keys: [], ...image(6) },
  { id: 'facsimile.remove', title: 'Take This Page Off', keys: [], ...image(6) },

  { id: 'view.palette', title: 'All Commands…', keys: ['Mod+K'], ...at('View', 'nothing', 'view', 1) },
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

  { id: 'app.shortcuts', title: 'Keyboard Shortcuts', keys: ['Mod+Slash'], ...at('Help', 'nothing', 'help', 1) },
] as const satisfies readonly Command[];

/** Names one of `commands`. */
export type CommandId = (typeof list)[number]['id'];

/** All commands, in the order of the menus. */
export const commands: readonly (Command & { readonly id: CommandId })[] = list;

/** Whether a string from outside names a command. */
export const isCommandId = (value: string): value is CommandId => commands.some((command) => command.id === value);

/** The keys of a command on a platform, first the one that is shown. */
export const keysOf = (command: Command, platform: Platform): readonly KeyCombination[] =>
  platform === 'darwin' ? (command.macKeys ?? command.keys) : command.keys;
