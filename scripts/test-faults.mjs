import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isProgram, projectRoot, runProgram } from './lib/project.mjs';
import { run } from './lib/run.mjs';

/** @typedef {{ fault: string, store: string, trials: number, lost: number, unopened: number }} Figures one line of the report */

const report = path.join(projectRoot, 'test-results', 'faults.jsonl');

/** @returns {readonly Figures[]} in the order of the faults, our own figures before those of others */
function readFigures() {
  if (!existsSync(report)) return [];
  const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean);
  /** @type {Map<string, Figures>} */
  const rows = new Map();
  for (const line of lines) {
    const next = /** @type {Figures} */ (JSON.parse(line));
    const key = `${next.fault} ${next.store}`;
    const { trials = 0, lost = 0, unopened = 0 } = rows.get(key) ?? {};
    const sums = { trials: trials + next.trials, lost: lost + next.lost, unopened: unopened + next.unopened };
    rows.set(key, { ...next, ...sums });
  }
  return [...rows.values()].sort((a, b) => a.fault.localeCompare(b.fault) || a.store.localeCompare(b.store));
}

/** @param {readonly Figures[]} figures @returns {string} */
function tableOf(figures) {
  const heads = ['fault', 'store', 'trials', 'acknowledged lost', 'not opened'];
  const rows = figures.map(({ fault, store, trials, lost, unopened }) => [fault, store, trials, lost, unopened]);
  const cells = [heads, ...rows].map((row) => row.map((cell) => cell.toLocaleString('en-GB')));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  return lines.map((line) => line.join('  ')).join('\n');
}

/** Injects every fault many times and prints what was lost. `--short` does what the ordinary tests do.
 *  @param {readonly string[]} programArguments `--short`; others go to vitest, such as the name of a test file
 *  @returns {Promise<number>} the exit code */
async function testFaults(programArguments) {
  const isShort = programArguments.includes('--short');
  const more = programArguments.filter((argument) => argument !== '--short');
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const chosen = more.length > 0 ? more : ['tests/fault'];
  const runner = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', ...chosen];
  const { code } = await run(process.execPath, runner, {
    env: { ...process.env, ANCHORITE_FAULTS_REPORT: report, ...(isShort ? {} : { ANCHORITE_FAULTS: 'long' }) },
  });
  process.stdout.write(`\n${tableOf(readFigures())}\n`);
  return code;
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    process.exitCode = await testFaults(process.argv.slice(2));
  });
}
