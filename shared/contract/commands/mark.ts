import { t } from '../../translation/translate.ts';
import { at, type Command, type Place } from './command.ts';

const mark = (group: number): Place => at('Mark', 'document', 'mark', group);

/** What an editor says of letters: the Mark menu. The last part of each name but the last is a `MarkKind` of `shared/edit/marks`. */
export const markCommands = [
  { id: 'mark.illegible', title: t`Illegible…`, keys: ['Mod+Alt+G'], ...mark(1) },
  { id: 'mark.uncertain', title: t`Uncertain`, keys: ['Mod+Shift+D'], ...mark(1) },
  { id: 'mark.supplied', title: t`Supplied`, keys: ['Mod+Shift+S'], ...mark(1) },
  { id: 'mark.underlined', title: t`Underlined`, keys: ['Mod+U'], ...mark(2) },
  { id: 'mark.italic', title: t`Italic`, keys: ['Mod+I'], ...mark(2) },
  { id: 'mark.bold', title: t`Bold`, keys: ['Mod+B'], ...mark(2) },
  { id: 'mark.small-capitals', title: t`Small Capitals`, keys: ['Mod+Shift+K'], ...mark(2) },
  { id: 'mark.superscript', title: t`Superscript`, keys: ['Mod+Shift+P'], ...mark(2) },
  { id: 'mark.struck', title: t`Struck Through`, keys: ['Mod+Shift+X'], ...mark(3) },
  { id: 'mark.added', title: t`Added by Hand…`, keys: ['Mod+Shift+J'], ...mark(3) },
  { id: 'mark.other-hand', title: t`In Another Hand…`, keys: ['Mod+Alt+O'], ...mark(3) },
  { id: 'mark.abbreviation', title: t`Abbreviation…`, keys: ['Mod+Alt+A'], ...mark(4) },
  {
    id: 'mark.foreign',
    title: t`Foreign Language…`,
    keys: ['Mod+Alt+F'],
    macKeys: ['Mod+Alt+Shift+L'],
    ...mark(4),
  },
  { id: 'mark.character', title: t`Special Character…`, keys: ['Mod+Alt+C'], ...mark(7) },
] as const satisfies readonly Command[];
