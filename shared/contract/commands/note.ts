import { t } from '../../translation/translate.ts';
import { at, type Command, type Place } from './command.ts';

const note = (group: number): Place => at('Note', 'document', 'mark', group, group === 6 ? 'Notes' : undefined);

/** Notes: they stand in the Mark menu, behind what is said of letters. */
export const noteCommands = [
  { id: 'note.footnote', title: t`Footnote…`, keys: ['Mod+Shift+N'], ...note(5) },
  { id: 'note.comment', title: t`Editor’s Comment…`, keys: ['Mod+Shift+M'], ...note(5) },
  { id: 'note.source', title: t`Source Note…`, keys: [], ...note(6) },
  { id: 'note.editorial', title: t`Editor’s Note…`, keys: [], ...note(6) },
  { id: 'note.on-document', title: t`Note on the Document…`, keys: [], ...note(6) },
  { id: 'note.on-zone', title: t`Comment on the Zone…`, keys: [], ...note(6) },
  { id: 'note.follow', title: t`From a Call to Its Note and Back`, keys: ['F2'], ...note(6) },
  { id: 'note.resolve', title: t`Resolve or Reopen the Note`, keys: ['Mod+Alt+K'], ...note(6) },
  { id: 'note.remove', title: t`Remove the Note`, keys: [], ...note(6) },
  { id: 'note.renumber', title: t`Number the Notes by Place`, keys: [], ...note(6) },
] as const satisfies readonly Command[];
