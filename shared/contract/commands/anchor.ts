import { t } from '../../translation/translate.ts';
import { at, type Command } from './command.ts';

const anchor = at('Page anchor', 'document', 'edit', 5, 'Page Anchor');

/** Page anchors. */
export const anchorCommands = [
  { id: 'anchor.add', title: t`Add Page Anchor…`, keys: [], ...anchor },
  { id: 'anchor.relabel', title: t`Relabel Page Anchor…`, keys: [], ...anchor },
  { id: 'anchor.to-facsimile', title: t`Make It a Facsimile Page`, keys: [], ...anchor },
  { id: 'anchor.to-typeset', title: t`Make It a Typeset Page`, keys: [], ...anchor },
  { id: 'anchor.to-page', title: t`Make It a Page`, keys: [], ...anchor },
  { id: 'anchor.confirm', title: t`Confirm Inferred Page Anchor`, keys: [], ...anchor },
  { id: 'anchor.move-back', title: t`Move Page Anchor Back One Word`, keys: [], ...anchor },
  { id: 'anchor.move-forward', title: t`Move Page Anchor Forward One Word`, keys: [], ...anchor },
  { id: 'anchor.remove', title: t`Remove Page Anchor`, keys: [], ...anchor },
] as const satisfies readonly Command[];
