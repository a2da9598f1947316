import { appendFileSync } from 'node:fs';

/** Whether this is `npm run test:faults`: many more trials than the ordinary run has time for. */
export const isLongRun = process.env.ANCHORITE_FAULTS === 'long';

/** How many trials there are to be.
 *  @param short in the ordinary run */
export const trials = (short: number, long: number): number => (isLongRun ? long : short);

/** What one kind of fault did to one way of storing. */
export interface FaultFigures {
  /** The fault, as the table in the design names it, such as `power loss`. */
  readonly fault: string;
  /** What stored, such as `Anchorite`. */
  readonly store: string;
  /** How many states, kills or other trials there were. */
  readonly trials: number;
  /** After how many of them something that had been acknowledged was not there. */
  readonly lost: number;
  /** After how many of them it did not open. */
  readonly unopened: number;
}

/** Hands figures to the table that `npm run test:faults` prints. */
export function report(figures: FaultFigures): void {
  const file = process.env.ANCHORITE_FAULTS_REPORT;
  if (file) appendFileSync(file, `${JSON.stringify(figures)}\n`);
}
