/** A node as `Node.toJSON()` has it. Volumes are read into these: making nodes of them costs more than reading does. */
export interface NodeJson {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  content?: NodeJson[];
  marks?: readonly MarkJson[];
  text?: string;
}

export interface MarkJson {
  readonly type: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

const textBlocks: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'dateline',
  'salutation',
  'signature',
  'postscript',
  'itemLabel',
  'carriedText',
]);

export const isTextBlock = ({ type }: NodeJson): boolean => textBlocks.has(type);
