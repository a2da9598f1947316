import { at, type Command } from './command.ts';

const tag = at('Tag', 'document', 'tag', 1);
const suggested = at('Suggested tags', 'document', 'tag', 4);
const onCard = at('Suggested tags', 'document', null);

/** Tags. */
export const tagCommands = [
  { id: 'tag.person', title: 'Tag as Person', keys: ['Mod+1'], singleKey: 'P', ...tag },
  { id: 'tag.place', title: 'Tag as Place', keys: ['Mod+2'], singleKey: 'L', ...tag },
  { id: 'tag.organisation', title: 'Tag as Organisation', keys: ['Mod+3'], singleKey: 'O', ...tag },
  { id: 'tag.date', title: 'Tag as Date', keys: ['Mod+4'], singleKey: 'D', ...tag },
  { id: 'tag.term', title: 'Tag as Term', keys: ['Mod+5'], singleKey: 'T', ...tag },
  {
    id: 'tag.everywhere',
    title: 'Tag Everywhere…',
    keys: ['Mod+Shift+A'],
    singleKey: 'A',
    ...at('Tag', 'document', 'tag', 2),
  },
  { id: 'tag.comment', title: 'Comment on Tag', keys: [], singleKey: 'N', ...at('Tag', 'document', 'tag', 2) },
  { id: 'tag.withdraw', title: 'Withdraw Tag', keys: [], ...at('Tag', 'document', 'tag', 2) },

  { id: 'suggestions.next', title: 'Next Suggested Tag', keys: ['F4'], ...suggested },
  { id: 'suggestions.previous', title: 'Previous Suggested Tag', keys: ['Shift+F4'], ...suggested },
  { id: 'suggestions.accept', title: 'Tag as Suggested', keys: [], cardKey: 'Enter', ...onCard },
  { id: 'suggestions.as-person', title: 'Tag the Suggestion as Person', keys: [], cardKey: 'P', ...onCard },
  { id: 'suggestions.as-place', title: 'Tag the Suggestion as Place', keys: [], cardKey: 'L', ...onCard },
  { id: 'suggestions.as-organisation', title: 'Tag the Suggestion as Organisation', keys: [], cardKey: 'O', ...onCard },
  { id: 'suggestions.as-date', title: 'Tag the Suggestion as Date', keys: [], cardKey: 'D', ...onCard },
  { id: 'suggestions.as-term', title: 'Tag the Suggestion as Term', keys: [], cardKey: 'T', ...onCard },
  { id: 'suggestions.everywhere', title: 'Tag the Suggestion Everywhere…', keys: [], cardKey: 'A', ...onCard },
  { id: 'suggestions.dismiss', title: 'Not to Be Tagged', keys: [], cardKey: 'N', ...onCard },
  { id: 'suggestions.skip', title: 'Skip the Suggestion', keys: [], cardKey: 'Tab', ...onCard },
] as const satisfies readonly Command[];
