import type { SourceFile } from '../../shared/document/document-state.ts';

/** The text of a source file as the import read it: in the encoding that it settled on then, without byte order mark. Offsets
 *  of the import report are into this text.
 *  @throws TypeError when the bytes are not in that encoding, RangeError when there is no such encoding */
export const decodeSource = (bytes: Uint8Array, { encoding }: Pick<SourceFile, 'encoding'>): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes);
