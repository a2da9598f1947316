/** A file to import. */
export interface SourceBytes {
  /** Its base name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
