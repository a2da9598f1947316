/** How a file comes into the program. */
export type Door =
  /** `anchorite import`, and what was imported is listed, shown and exported. */
  | 'import'
  /** Together with an image, as what was read on its page. */
  | 'layout'
  /** `anchorite validate` and `anchorite roundtrip`. */
  | 'validate'
  /** As the schema, or the rules, that an edition is held against. */
  | 'schema'
  | 'rules'
  | 'entities'
  | 'tag types'
  | 'facts'
  | 'annotations'
  | 'truth'
  /** A folder of templates of which it is `html/page.html`. */
  | 'templates'
  /** A file within a collection, by its path there; `<document>`, `<replica>` and `<checkpoint>` stand for names. */
  | 'collection';

/** A file that somebody made to do harm. */
export interface HostileFile {
  /** Its family, for the table. */
  readonly family: string;
  /** Its name, or its path in a collection; what it is made of is told by it. */
  readonly name: string;
  readonly door: Door;
  /** Made when it is needed: some are large.
   *  @param before what stands in its place in a collection */
  readonly bytes: (before: Buffer) => Uint8Array | string;
}

/** What a stranger would like to read: it stands outside of everything that a case may touch. */
export const secret = 'the-secret-of-somebody-else';

/** Stands for the path of the file with the secret, in texts that are made before it is known. */
export const secretPath = '@@SECRET@@';

/** Files of one family and door, by their names. */
export const hostileFamily = (
  family: string,
  door: Door,
  files: Readonly<Record<string, HostileFile['bytes']>>,
): readonly HostileFile[] => Object.entries(files).map(([name, bytes]) => ({ family, name, door, bytes }));

/** Bytes by their hexadecimal names. */
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Bytes of which nothing can be known but that they are the same each time. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}
