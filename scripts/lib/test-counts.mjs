/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Counts[]} counts @returns {Counts} */
export function sumCounts(counts) {
  return counts.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    noTests,
  );
}

/** A step that either holds or does not, such as the type check.
 *  @param {number} code its exit code
 *  @returns {Counts} */
export function countsOfCheck(code) {
  return code === 0 ? { ...noTests, passed: 1 } : { ...noTests, failed: 1 };
}

/** A runner that failed without a failing test (a file that could not be loaded, a crash), or that ran no test at all, counts
 *  as one failure: silence is not success.
 *  @param {Counts} counts @param {number} code the runner's exit code @returns {Counts} */
function distrustSilence(counts, code) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** Reads the report of Vitest's `json` reporter.
 *  @param {string | undefined} json nothing when there is no report
 *  @param {number} code
 *  @returns {Counts} */
export function countsOfVitest(json, code) {
  if (json === undefined) return distrustSilence(noTests, code);
  const report = JSON.parse(json);
  const skipped = report.numPendingTests + report.numTodoTests;
  return distrustSilence({ passed: report.numPassedTests, failed: report.numFailedTests, skipped }, code);
}

/** Reads the report of Playwright's `json` reporter.
 *  @param {string | undefined} json nothing when there is no report
 *  @param {number} code
 *  @returns {Counts} */
export function countsOfPlaywright(json, code) {
  if (json === undefined) return distrustSilence(noTests, code);
  const { expected, flaky, unexpected, skipped } = JSON.parse(json).stats;
  return distrustSilence({ passed: expected + flaky, failed: unexpected, skipped }, code);
}
