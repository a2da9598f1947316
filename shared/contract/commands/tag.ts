import { t } from '../../translation/translate.ts';
import { at, type Command } from './command.ts';

const tag = at('Tag', 'document', 'tag', 1);
const ends = at('Tag', 'document', 'tag', 3, 'Ends of the Tag');
const change = at('Tag', 'document', 'tag', 3, 'Change to');
const layer = at('Tag', 'document', 'view', 3, 'Tags');
const markLayer = at('Mark', 'document', 'view', 3, 'Marks');
const suggested = at('Suggested tags', 'document', 'tag', 4);
const conflicting = at('Conflicting tags', 'document', 'tag', 4);
const onConflict = at('Conflicting tags', 'document', null);
const onCard = at('Suggested tags', 'document', null);

const endCommands = [
  {
    id: 'tag.end-word-on',
    title: t`End of the Tag One Word On`,
    keys: ['Alt+Shift+ArrowRight'],
    macKeys: ['Mod+Alt+ArrowRight'],
    ...ends,
  },
  {
    id: 'tag.end-word-back',
    title: t`End of the Tag One Word Back`,
    keys: ['Alt+Shift+ArrowLeft'],
    macKeys: ['Mod+Alt+ArrowLeft'],
    ...ends,
  },
  {
    id: 'tag.start-word-back',
    title: t`Beginning of the Tag One Word Back`,
    keys: ['Alt+Shift+ArrowUp'],
    macKeys: ['Mod+Alt+ArrowUp'],
    ...ends,
  },
  {
    id: 'tag.start-word-on',
    title: t`Beginning of the Tag One Word On`,
    keys: ['Alt+Shift+ArrowDown'],
    macKeys: ['Mod+Alt+ArrowDown'],
    ...ends,
  },
  {
    id: 'tag.end-character-on',
    title: t`End of the Tag One Character On`,
    keys: ['Mod+Alt+Shift+ArrowRight'],
    ...ends,
  },
  {
    id: 'tag.end-character-back',
    title: t`End of the Tag One Character Back`,
    keys: ['Mod+Alt+Shift+ArrowLeft'],
    ...ends,
  },
  {
    id: 'tag.start-character-back',
    title: t`Beginning of the Tag One Character Back`,
    keys: ['Mod+Alt+Shift+ArrowUp'],
    ...ends,
  },
  {
    id: 'tag.start-character-on',
    title: t`Beginning of the Tag One Character On`,
    keys: ['Mod+Alt+Shift+ArrowDown'],
    ...ends,
  },
] as const satisfies readonly Command[];

const changeCommands = [
  { id: 'tag.change-to-person', title: t`Change the Tag to Person`, keys: ['Mod+Alt+1'], ...change },
  { id: 'tag.change-to-place', title: t`Change the Tag to Place`, keys: ['Mod+Alt+2'], ...change },
  { id: 'tag.change-to-organisation', title: t`Change the Tag to Organisation`, keys: ['Mod+Alt+3'], ...change },
  { id: 'tag.change-to-date', title: t`Change the Tag to Date`, keys: ['Mod+Alt+4'], ...change },
  { id: 'tag.change-to-term', title: t`Change the Tag to Term`, keys: ['Mod+Alt+5'], ...change },
] as const satisfies readonly Command[];

/** Tags. */
export const tagCommands = [
  { id: 'tag.person', title: t`Tag as Person`, keys: ['Mod+1'], singleKey: 'P', ...tag },
  { id: 'tag.place', title: t`Tag as Place`, keys: ['Mod+2'], singleKey: 'L', ...tag },
  { id: 'tag.organisation', title: t`Tag as Organisation`, keys: ['Mod+3'], singleKey: 'O', ...tag },
  { id: 'tag.date', title: t`Tag as Date`, keys: ['Mod+4'], singleKey: 'D', ...tag },
  { id: 'tag.term', title: t`Tag as Term`, keys: ['Mod+5'], singleKey: 'T', ...tag },
  {
    id: 'tag.everywhere',
    title: t`Tag Everywhere…`,
    keys: ['Mod+Shift+A'],
    singleKey: 'A',
    ...at('Tag', 'document', 'tag', 2),
  },
  { id: 'tag.comment', title: t`Comment on Tag`, keys: [], singleKey: 'N', ...at('Tag', 'document', 'tag', 2) },
  {
    id: 'tag.who',
    title: t`Say Who Is Meant…`,
    keys: ['Mod+Shift+Y'],
    singleKey: 'W',
    ...at('Tag', 'document', 'tag', 3),
  },
  {
    id: 'tag.make-entity',
    title: t`New Entity From the Tag`,
    keys: [],
    singleKey: 'M',
    ...at('Tag', 'document', 'tag', 3),
  },
  {
    id: 'collection.entities',
    title: t`Entities of the Collection`,
    keys: ['Mod+Alt+E'],
    ...at('Tag', 'collection', 'tag', 3),
  },
  { id: 'tag.as-type', title: t`Tag as a Type…`, keys: ['Mod+Shift+T'], ...at('Tag', 'document', 'tag', 2) },
  { id: 'collection.tag-types', title: t`Types of Tags…`, keys: [], ...at('Tag', 'collection', 'tag', 3) },
  { id: 'tag.withdraw', title: t`Withdraw Tag`, keys: [], ...at('Tag', 'document', 'tag', 2) },
  ...endCommands,
  ...changeCommands,
  {
    id: 'tag.split',
    title: t`Split the Tag at the Caret`,
    keys: ['Mod+Alt+X'],
    ...at('Tag', 'document', 'tag', 3),
  },
  { id: 'tag.merge', title: t`Merge Tags`, keys: ['Mod+Alt+M'], ...at('Tag', 'document', 'tag', 3) },
  { id: 'tag.show-person', title: t`Show or Hide Persons`, keys: [], ...layer },
  { id: 'tag.show-place', title: t`Show or Hide Places`, keys: [], ...layer },
  { id: 'tag.show-organisation', title: t`Show or Hide Organisations`, keys: [], ...layer },
  { id: 'tag.show-date', title: t`Show or Hide Dates`, keys: [], ...layer },
  { id: 'tag.show-term', title: t`Show or Hide Terms`, keys: [], ...layer },
  { id: 'tag.show-mine', title: t`Show or Hide My Own Tags`, keys: [], ...layer },
  { id: 'tag.show-others', title: t`Show or Hide the Tags of Others`, keys: [], ...layer },
  { id: 'tag.show-identified', title: t`Show or Hide Tags Linked to an Entity`, keys: [], ...layer },
  { id: 'tag.show-open', title: t`Show or Hide Tags Not Linked to an Entity`, keys: [], ...layer },
  { id: 'tag.show-commented', title: t`Show or Hide Tags With a Comment`, keys: [], ...layer },
  { id: 'mark.show-doubt', title: t`Show or Hide Marks of What Is Uncertain or Supplied`, keys: [], ...markLayer },
  { id: 'mark.show-hand', title: t`Show or Hide Marks of What Was Done by Hand`, keys: [], ...markLayer },
  { id: 'mark.show-look', title: t`Show or Hide Marks of How Letters Look`, keys: [], ...markLayer },
  { id: 'tag.layers', title: t`Layers of Tags and Marks…`, keys: ['Mod+Alt+7'], ...layer },
  { id: 'tag.show-all', title: t`Show All Tags and Marks`, keys: [], ...layer },

  { id: 'suggestions.next', title: t`Next Suggested Tag`, keys: ['F4'], ...suggested },
  { id: 'suggestions.previous', title: t`Previous Suggested Tag`, keys: ['Shift+F4'], ...suggested },
  { id: 'suggestions.accept', title: t`Tag as Suggested`, keys: [], cardKey: 'Enter', ...onCard },
  { id: 'suggestions.as-person', title: t`Tag the Suggestion as Person`, keys: [], cardKey: 'P', ...onCard },
  { id: 'suggestions.as-place', title: t`Tag the Suggestion as Place`, keys: [], cardKey: 'L', ...onCard },
  {
    id: 'suggestions.as-organisation',
    title: t`Tag the Suggestion as Organisation`,
    keys: [],
    cardKey: 'O',
    ...onCard,
  },
  { id: 'suggestions.as-date', title: t`Tag the Suggestion as Date`, keys: [], cardKey: 'D', ...onCard },
  { id: 'suggestions.as-term', title: t`Tag the Suggestion as Term`, keys: [], cardKey: 'T', ...onCard },
  { id: 'suggestions.everywhere', title: t`Tag the Suggestion Everywhere…`, keys: [], cardKey: 'A', ...onCard },
  { id: 'suggestions.dismiss', title: t`Not to Be Tagged`, keys: [], cardKey: 'N', ...onCard },
  { id: 'suggestions.skip', title: t`Skip the Suggestion`, keys: [], cardKey: 'Tab', ...onCard },

  { id: 'conflicts.next', title: t`Next Conflicting Tags`, keys: ['Mod+F8'], ...conflicting },
  { id: 'conflicts.previous', title: t`Previous Conflicting Tags`, keys: ['Mod+Shift+F8'], ...conflicting },
  { id: 'conflicts.keep-first', title: t`Keep the First Tag`, keys: [], cardKey: '1', ...onConflict },
  { id: 'conflicts.keep-second', title: t`Keep the Second Tag`, keys: [], cardKey: '2', ...onConflict },
  { id: 'conflicts.keep-both', title: t`Keep Both Tags`, keys: [], cardKey: '3', ...onConflict },
  { id: 'conflicts.skip', title: t`Skip the Conflict`, keys: [], cardKey: 'Tab', ...onConflict },
] as const satisfies readonly Command[];
