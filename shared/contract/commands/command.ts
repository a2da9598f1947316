import { t } from '../../translation/translate.ts';
import type { KeyCombination } from './key-combination.ts';

/** The heading under which the palette and the list of shortcuts show a command. */
export type CommandSection =
  | 'Collection'
  | 'Document'
  | 'Edit'
  | 'Suspects'
  | 'Tag'
  | 'Mark'
  | 'Note'
  | 'Suggested tags'
  | 'Conflicting tags'
  | 'Page anchor'
  | 'Structure'
  | 'Page image'
  | 'Edition'
  | 'View'
  | 'Help';

export const sectionNames: Readonly<Record<CommandSection, string>> = {
  Collection: t`Collection`,
  Document: t`Document`,
  Edit: t`Edit`,
  Suspects: t`Suspects`,
  Tag: t`Tag`,
  Mark: t`Mark`,
  Note: t`Note`,
  'Suggested tags': t`Suggested tags`,
  'Conflicting tags': t`Conflicting tags`,
  'Page anchor': t`Page anchor`,
  Structure: t`Structure`,
  'Page image': t`Page image`,
  Edition: t`Edition`,
  View: t`View`,
  Help: t`Help`,
};

/** The menus of the menu bar that commands stand in; what the system adds to them is `main/shell/menu.ts`'s. */
export type MenuName = 'file' | 'edit' | 'tag' | 'mark' | 'structure' | 'image' | 'view' | 'help';

/** Menus within a menu. */
export type SubmenuName =
  | 'Page Anchor'
  | 'Proofreading'
  | 'Light'
  | 'Notes'
  | 'Table'
  | 'Ends of the Tag'
  | 'Change to'
  | 'Tags'
  | 'Marks'
  | 'Theme';

export const submenuNames: Readonly<Record<SubmenuName, string>> = {
  'Page Anchor': t`Page Anchor`,
  Proofreading: t`Proofreading`,
  Light: t`Light`,
  Notes: t`Notes`,
  Table: t`Table`,
  'Ends of the Tag': t`Ends of the Tag`,
  'Change to': t`Change to`,
  Tags: t`Tags`,
  Marks: t`Marks`,
  Theme: t`Theme`,
};

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
  /** A key that does it while the card of its section has the focus: that of a suspect, or of a suggested tag. */
  readonly cardKey?: KeyCombination;
  /** Which menu it stands in, and in which group there (groups are set apart by a line); null when in none. */
  readonly menu: { readonly name: MenuName; readonly group: number; readonly submenu?: SubmenuName } | null;
  /** What must be open for it to make sense. */
  readonly needs: 'nothing' | 'collection' | 'document';
}

/** Where a command is shown, and what it needs. */
export type Place = Pick<Command, 'section' | 'menu' | 'needs'>;

/** Its section, its menu and group there, and what it needs. */
export const at = (
  section: CommandSection,
  needs: Command['needs'],
  name: MenuName | null,
  group = 1,
  submenu?: SubmenuName,
): Place => ({ section, needs, menu: name && { name, group, ...(submenu !== undefined && { submenu }) } });
