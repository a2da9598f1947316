/** How far a job is. */
export interface JobProgress {
  /** What is being done, for a person: `Reading 003_a5bf.txt`. */
  readonly what: string;
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
}

/** How whoever started a job follows and stops it. What a cancelled job had finished stays; nothing is left half done. */
export interface JobControl {
  readonly progress: (progress: JobProgress) => void;
  readonly signal: AbortSignal;
}
