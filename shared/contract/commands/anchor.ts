import { at, type Command } from './command.ts';

const anchor = at('Page anchor', 'document', 'edit', 5, 'Page Anchor');

/** Page anchors. */
export const anchorCommands = [
  { id: 'anchor.add', title: 'Add Page Anchor…', keys: [], ...anchor },
  { id: 'anchor.relabel', title: 'Relabel Page Anchor…', keys: [], ...anchor },
  { id: 'anchor.to-facsimile', title: 'Make It a Facsimile Page', keys: [], ...anchor },
  { id: 'anchor.to-typeset', title: 'Make It a Typeset Page', keys: [], ...anchor },
  { id: 'anchor.to-page', title: 'Make It a Page', keys: [], ...anchor },
  { id: 'anchor.confirm', title: 'Confirm Inferred Page Anchor', keys: [], ...anchor },
  { id: 'anchor.move-back', title: 'Move Page Anchor Back One Word', keys: [], ...anchor },
  { id: 'anchor.move-forward', title: 'Move Page Anchor Forward One Word', keys: [], ...anchor },
  { id: 'anchor.remove', title: 'Remove Page Anchor', keys: [], ...anchor },
] as const satisfies readonly Command[];
