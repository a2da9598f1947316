import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { describeFailure, projectRoot } from './lib/project.mjs';
import { run, runNpm } from './lib/run.mjs';
import { countsOfCheck, countsOfPlaywright, countsOfVitest, noTests, sumCounts } from './lib/test-counts.mjs';

/** @typedef {import('./lib/test-counts.mjs').Counts} Counts */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<Counts>} work
 * @property {string} [needs] the step without whose success this one says nothing
 */

const results = path.join(projectRoot, 'test-results');
const unitReport = path.join(results, 'unit.json');
const endToEndReport = path.join(results, 'e2e.json');

/** @param {string} file @returns {string | undefined} */
function readReport(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** @param {string} script of package.json @param {readonly string[]} [more] arguments for it */
async function npmScript(script, more = []) {
  const { code } = await runNpm(['run', '--silent', script, '--', ...more]);
  return code;
}

/** @type {readonly Step[]} */
const steps = [
  { name: 'types', work: async () => countsOfCheck(await npmScript('typecheck')) },
  { name: 'lint', work: async () => countsOfCheck(await npmScript('lint')) },
  {
    name: 'build',
    work: async () => {
      const { code } = await run(process.execPath, ['scripts/build.mjs']);
      return code === 0 ? noTests : countsOfCheck(code);
    },
  },
  {
    name: 'unit, property and fault tests',
    work: async () => {
      const code = await npmScript('unit', [
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unitReport}`,
      ]);
      return countsOfVitest(readReport(unitReport), code);
    },
  },
  {
    name: 'end-to-end tests',
    needs: 'build',
    work: async () => {
      const { code } = await run(process.execPath, ['scripts/e2e.mjs']);
      return countsOfPlaywright(readReport(endToEndReport), code);
    },
  },
];

/** @param {Step} step @param {ReadonlySet<string>} failed names of the steps that failed before @returns {Promise<Counts>} */
async function perform(step, failed) {
  if (step.needs && failed.has(step.needs)) {
    process.stdout.write(`\n── ${step.name}: not run, because the step "${step.needs}" failed\n`);
    return { ...noTests, failed: 1 };
  }
  process.stdout.write(`\n── ${step.name}\n`);
  try {
    return await step.work();
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    return { ...noTests, failed: 1 };
  }
}

/** Runs every step, later ones also after a failure, so that one run tells all.
 *  @returns {Promise<Counts>} */
async function runSteps() {
  const summary = [];
  /** @type {Set<string>} */
  const failed = new Set();
  for (const step of steps) {
    const started = Date.now();
    const counts = await perform(step, failed);
    if (counts.failed > 0) failed.add(step.name);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    summary.push({ name: step.name, seconds, counts });
  }
  process.stdout.write('\n');
  for (const { name, seconds, counts } of summary) {
    const verdict = counts.failed > 0 ? `${counts.failed} failed` : 'ok';
    process.stdout.write(`${name.padEnd(32)} ${seconds.padStart(7)} s   ${verdict}\n`);
  }
  return sumCounts(summary.map((one) => one.counts));
}

/** @returns {Promise<Counts>} */
async function testAll() {
  try {
    await ensureInstalled();
    rmSync(results, { recursive: true, force: true });
    mkdirSync(results, { recursive: true });
    return await runSteps();
  } catch (error) {
    process.stderr.write(`\n${describeFailure(error)}\n`);
    return { ...noTests, failed: 1 };
  }
}

const { passed, failed, skipped, flaky } = await testAll();
for (const title of flaky) process.stdout.write(`\nflaky, so not counted as passed: ${title}\n`);
if (skipped > 0)
  process.stdout.write(`\n${skipped} skipped: what they need is not on this machine, as their messages say\n`);
const verdict = `${passed} passed, ${failed} failed`;
mkdirSync(results, { recursive: true });
writeFileSync(path.join(results, 'summary.txt'), `${verdict}\n`);
process.stdout.write(`\n${verdict}\n`);
process.exitCode = failed > 0 ? 1 : 0;
