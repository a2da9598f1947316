import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  betweenFolders,
  type CopyFigures,
  copiesInMemory,
  copiesThroughGit,
  letteredSession,
  liveCopies,
  noCopyFigures,
  throughGit,
} from '../helpers/copy-sessions.ts';
import { type LineFigures, liveLines } from '../helpers/line-sessions.ts';

/** How what several people did reaches the others: as records, in files of working copies, or through Git. */
const carriers = ['records', 'folders', 'git'] as const;
type Carrier = (typeof carriers)[number];

/** What a share of the sessions came to. */
interface Outcome {
  readonly sessions: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Failures beyond these are rarely of another kind. */
const mostFailures = 8;

async function faultsOf(
  carrier: Carrier,
  seed: number,
  figures: LineFigures & CopyFigures,
): Promise<readonly string[]> {
  if (carrier === 'records') return liveLines(seed, figures);
  const session = letteredSession(seed);
  if (carrier === 'folders') return liveCopies(await copiesInMemory(session.initial), session, betweenFolders, figures);
  const place = mkdtempSync(path.join(os.tmpdir(), 'anchorite-merges-'));
  try {
    return await liveCopies(await copiesThroughGit(session.initial, place), session, throughGit, figures);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function liveThrough(carrier: Carrier, first: number, last: number, step: number): Promise<Outcome> {
  const figures = noCopyFigures();
  const failures: string[] = [];
  let sessions = 0;
  for (let seed = first; seed <= last && failures.length < mostFailures; seed += step) {
    sessions += 1;
    const faults = await faultsOf(carrier, seed, figures).catch((error: unknown) => [
      error instanceof Error ? (error.stack ?? error.message).slice(0, 700) : String(error),
    ]);
    if (faults.length > 0) failures.push(`${carrier}, seed ${seed}: ${faults.join('; ')}`);
  }
  return { sessions, figures: { ...figures }, failures };
}

const [given = '', ...numbers] = process.argv.slice(2);
const carrier = carriers.find((one) => one === given);
const [first = 1, last = 0, step = 1] = numbers.map(Number);
if (!carrier) throw new Error(`There is no carrier “${given}”.`);
process.stdout.write(JSON.stringify(await liveThrough(carrier, first, last, step)));
