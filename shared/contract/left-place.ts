import type { PageImageId } from '../document/identifier.ts';

/** Where a person was in a document when they left it. Positions are of the text as it was then. */
export interface LeftPlace {
  /** Both ends of the selection; the same for a caret. */
  readonly anchor: number;
  readonly head: number;
  /** The position that stood at the top of what was seen. */
  readonly top: number;
  /** The page whose image was shown; null when none was. */
  readonly page: PageImageId | null;
}
