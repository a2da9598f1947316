import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { run } from './lib/run.mjs';

/**
 * @typedef {object} Failure
 * @property {number} seed
 * @property {string} invariant
 * @property {string} why
 * @property {string} start the document that the session begins with
 * @property {readonly object[]} acts
 *
 * @typedef {{ tried: number, done: number }} Counts
 *
 * @typedef {object} Outcome
 * @property {number} sessions
 * @property {Record<string, Counts>} acts
 * @property {readonly Failure[]} failures
 * @property {{ pressed: number, failures: readonly string[] }} keys keys that were compared with ProseMirror's own commands
 */

const failedSessions = path.join(projectRoot, 'tests', 'property', 'failed-sessions.json');
const mostProcesses = 2;

/** The invariants, as failures name them, and what a row of the table says. */
const invariants = {
  anchors: 'page anchors changed by no anchor command',
  annotations: 'annotations on other words',
  orphans: 'annotations without a history',
  replay: 'replay or checkpoint unlike the document',
  undo: 'undo or redo unlike the record',
  edition: 'words or pages lost in the TEI edition',
  'schema and JSON': 'document or step not in order',
};

/** @param {string} name of its file in `tests/sessions`
 *  @returns {Promise<string>} the program that lives through sessions, built for Node */
async function buildProgram(name) {
  const output = path.join(projectRoot, 'out', 'sessions');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    build: { ssr: path.join(projectRoot, `tests/sessions/${name}.ts`), target: 'node20', outDir: output },
    ssr: { noExternal: true },
  });
  return path.join(output, `${name}.js`);
}

/** @param {string} program @param {readonly (string | number)[]} given @returns {Promise<unknown>} what it says */
async function liveThrough(program, given) {
  const { code, stdout, stderr } = await run(process.execPath, [program, ...given.map(String)], {
    capture: true,
  });
  if (code !== 0) throw new ToolFailure(`The sessions ended with exit code ${code}.\n${stderr}`);
  return JSON.parse(stdout);
}

/** @param {readonly Outcome[]} outcomes @returns {Outcome} */
function sum(outcomes) {
  /** @type {Record<string, Counts>} */
  const acts = {};
  for (const [name, { tried, done }] of outcomes.flatMap((one) => Object.entries(one.acts))) {
    const known = acts[name] ?? { tried: 0, done: 0 };
    acts[name] = { tried: known.tried + tried, done: known.done + done };
  }
  const sessions = outcomes.reduce((total, one) => total + one.sessions, 0);
  const keys = {
    pressed: outcomes.reduce((total, one) => total + one.keys.pressed, 0),
    failures: outcomes.flatMap((one) => one.keys.failures),
  };
  return { sessions, acts, failures: outcomes.flatMap((one) => one.failures), keys };
}

/** @param {Outcome} outcome @returns {string} */
function tableOf({ sessions, acts, failures, keys }) {
  const figure = (/** @type {number} */ count) => count.toLocaleString('en-GB').padStart(9);
  const all = Object.values(acts);
  const total = (/** @type {'tried' | 'done'} */ what) => all.reduce((count, one) => count + one[what], 0);
  const lines = Object.entries(acts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, { tried, done }]) => `${name.padEnd(42)}${figure(tried)}${figure(done)}`);
  const found = Object.entries(invariants).map(
    ([name, what]) => `${what.padEnd(42)}${figure(failures.filter(({ invariant }) => invariant === name).length)}`,
  );
  return [
    `${'operation'.padEnd(42)}${'tried'.padStart(9)}${'done'.padStart(9)}`,
    ...lines,
    `${'all operations'.padEnd(42)}${figure(total('tried'))}${figure(total('done'))}`,
    '',
    `${'sessions'.padEnd(42)}${figure(sessions)}`,
    ...found,
    '',
    `${'keys pressed'.padEnd(42)}${figure(keys.pressed)}`,
    `${"keys unlike ProseMirror's own commands".padEnd(42)}${figure(keys.failures.length)}`,
  ].join('\n');
}

/** Adds sessions that failed to those that every run of the tests lives through again.
 *  @param {readonly Failure[]} failures */
function keep(failures) {
  const known = JSON.parse(readFileSync(failedSessions, 'utf8'));
  const added = failures.map(({ why, seed, start, acts }) => ({ why: `${why} (seed ${seed})`, start, acts }));
  writeFileSync(failedSessions, `${JSON.stringify([...known, ...added], null, 2)}\n`);
}

/**
 * @typedef {object} MergeOutcome
 * @property {number} sessions
 * @property {Record<string, number>} figures
 * @property {readonly string[]} failures
 */

/** Lives through sessions of three people and prints what came to pass in them, and what went wrong.
 *  @param {string} carrier how what they do reaches the others: `records`, `folders` or `git`
 *  @param {number} count
 *  @param {number} first
 *  @returns {Promise<number>} the exit code */
async function testMerges(carrier, count, first) {
  const program = await buildProgram('merge-program');
  const shares = Array.from({ length: Math.min(mostProcesses, count) }, (_, share) =>
    liveThrough(program, [carrier, first + share, first + count - 1, mostProcesses]),
  );
  const outcomes = /** @type {readonly MergeOutcome[]} */ (await Promise.all(shares));
  rmSync(path.dirname(program), { recursive: true, force: true });
  const total = (/** @type {(outcome: MergeOutcome) => number} */ of) =>
    outcomes
      .reduce((sum, one) => sum + of(one), 0)
      .toLocaleString('en-GB')
      .padStart(9);
  const failures = outcomes.flatMap((one) => one.failures);
  const names = Object.keys(outcomes[0]?.figures ?? {});
  const rows = [
    `${`sessions (${carrier})`.padEnd(42)}${total((one) => one.sessions)}`,
    ...names.map((name) => `${name.padEnd(42)}${total((one) => one.figures[name] ?? 0)}`),
    `${'sessions with faults'.padEnd(42)}${String(failures.length).padStart(9)}`,
  ];
  process.stdout.write(`${[...rows, ...failures].join('\n')}\n`);
  return failures.length > 0 ? 1 : 0;
}

/** Lives through random editing sessions and prints what was done and which invariants did not hold.
 *  `--sessions 10000`, `--first 1` (the first seed); `--merges records`, `folders` or `git`: sessions of three people instead.
 *  @param {string[]} programArguments
 *  @returns {Promise<number>} the exit code */
async function testSessions(programArguments) {
  const { values } = parseArgs({
    args: programArguments,
    options: {
      sessions: { type: 'string', default: '10000' },
      first: { type: 'string', default: '1' },
      merges: { type: 'string' },
    },
  });
  const [count, first] = [Number(values.sessions), Number(values.first)];
  if (!(count > 0 && first > 0)) throw new ToolFailure('Give numbers above 0 for --sessions and --first.');
  if (values.merges !== undefined) return testMerges(values.merges, count, first);
  const program = await buildProgram('session-program');
  const shares = Array.from({ length: Math.min(mostProcesses, count) }, (_, share) =>
    liveThrough(program, [first + share, first + count - 1, mostProcesses]),
  );
  const outcome = sum(/** @type {readonly Outcome[]} */ (await Promise.all(shares)));
  rmSync(path.dirname(program), { recursive: true, force: true });
  process.stdout.write(`${tableOf(outcome)}\n`);
  for (const { why, seed, start, acts } of outcome.failures)
    process.stdout.write(`\nseed ${seed}, from "${start}": ${why}\n${JSON.stringify(acts)}\n`);
  for (const why of outcome.keys.failures) process.stdout.write(`\n${why}\n`);
  if (outcome.failures.length > 0) keep(outcome.failures);
  return outcome.failures.length + outcome.keys.failures.length > 0 ? 1 : 0;
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    process.exitCode = await testSessions(process.argv.slice(2));
  });
}
