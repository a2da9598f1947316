import type { AnchorKind } from './page-anchor.ts';

/** All kinds of page anchors. Apart from what knows the schema: a table of documents does without. */
export const anchorKinds: readonly AnchorKind[] = ['facsimile', 'typeset', 'page'];
