/** What a person is told when something could not be done. Every part is a whole sentence in plain words. */
export interface Fault {
  /** What happened, and to which document or file. */
  readonly what: string;
  /** What was kept. */
  readonly kept: string;
  /** What to do next. */
  readonly next: string;
  /** For a report to the developers; may be copied. */
  readonly details: string | null;
  /** The cause may pass by itself, and nothing was done: the same may be asked for again. */
  readonly canRetry?: true;
}
