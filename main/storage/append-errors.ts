/** An append was refused and nothing of it was written. The document is as it was. */
export class AppendRefusedError extends Error {
  override name = 'AppendRefusedError';
  constructor(
    readonly kind: /** The changes were made on another state than the present one. */
      | 'out of step'
      /** A change cannot be repeated from its record. */
      | 'does not replay'
      /** The document or the collection can only be read. */
      | 'read-only'
      /** The document was closed. */
      | 'closed'
      /** Someone has the document open. */
      | 'in use',
    message: string,
  ) {
    super(message);
  }
}

/** What was read back from the disk is not what the program holds. Everything acknowledged is in the journal. */
export class JournalMismatchError extends Error {
  override name = 'JournalMismatchError';
  constructor(
    readonly folder: string,
    reason: string,
  ) {
    super(`the journal in ${folder} does not lead to the state that was shown: ${reason}`);
  }
}
