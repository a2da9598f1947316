import { at, type Command } from './command.ts';

const onCard = at('Suspects', 'document', null);
const proof = at('Document', 'document', 'edit', 7, 'Proofreading');

/** Undo, find, proofreading and suspects: the Edit menu. */
export const editingCommands = [
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
    id: 'collection.search-texts',
    title: 'Search in the Texts…',
    keys: ['Mod+Alt+Shift+F'],
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
] as const satisfies readonly Command[];
