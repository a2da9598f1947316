import { t } from '../../../shared/translation/translate.ts';
import { sortNames } from '../../editor/block-kinds.ts';

/** What the style sheet writes beside blocks and notes: there as `--word-…`. */
const words: Readonly<Record<string, string>> = {
  ...sortNames,
  heading: t`heading`,
  dateline: t`dateline`,
  salutation: t`salutation`,
  signature: t`signature`,
  postscript: t`postscript`,
  stamp: t`stamp`,
  'running-head': t`running head`,
  'shelf-mark': t`shelf mark`,
  form: t`form`,
  'set-apart': t`set apart`,
  comment: t`comment`,
  'source-note': t`source note`,
};

/** Gives the style sheet its words in the language of the person. */
export function nameBlocks(text: HTMLElement): void {
  for (const [name, word] of Object.entries(words)) text.style.setProperty(`--word-${name}`, JSON.stringify(word));
}
