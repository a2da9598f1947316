import { at, type Command } from './command.ts';

const tag = at('Tag', 'document', 'tag', 1);

/** Tags. */
export const tagCommands = [
  { id: 'tag.person', title: 'Tag as Person', keys: ['Mod+1'], singleKey: 'P', ...tag },
  { id: 'tag.place', title: 'Tag as Place', keys: ['Mod+2'], singleKey: 'L', ...tag },
  { id: 'tag.organisation', title: 'Tag as Organisation', keys: ['Mod+3'], singleKey: 'O', ...tag },
  { id: 'tag.date', title: 'Tag as Date', keys: ['Mod+4'], singleKey: 'D', ...tag },
  { id: 'tag.term', title: 'Tag as Term', keys: ['Mod+5'], singleKey: 'T', ...tag },
  { id: 'tag.comment', title: 'Comment on Tag', keys: [], singleKey: 'N', ...at('Tag', 'document', 'tag', 2) },
  {
    id: 'tag.who',
    title: 'Say Who Is Meant…',
    keys: ['Mod+Shift+W'],
    singleKey: 'W',
    ...at('Tag', 'document', 'tag', 3),
  },
  {
    id: 'tag.make-entity',
    title: 'New Entity From the Tag',
    keys: [],
    singleKey: 'M',
    ...at('Tag', 'document', 'tag', 3),
  },
  {
    id: 'collection.entities',
    title: 'Entities of the Collection',
    keys: ['Mod+Alt+E'],
    ...at('Tag', 'collection', 'tag', 3),
  },
  { id: 'tag.withdraw', title: 'Withdraw Tag', keys: [], ...at('Tag', 'document', 'tag', 2) },
] as const satisfies readonly Command[];
