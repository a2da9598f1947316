/**
 * @typedef {object} Counts
 * @property {number} passed at the first attempt
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} flaky what passed only after something was tried again: these are counted nowhere else
 */

/** The annotation of an end-to-end test for which the application had to be started again. */
export const retriedStart = 'retried start';

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0, flaky: [] };

/** @param {readonly Counts[]} counts @returns {Counts} */
export function sumCounts(counts) {
  return counts.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      flaky: [...sum.flaky, ...one.flaky],
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
  const silent = counts.failed === 0 && (code !== 0 || counts.passed + counts.flaky.length === 0);
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
  return distrustSilence({ ...noTests, passed: report.numPassedTests, failed: report.numFailedTests, skipped }, code);
}

/**
 * @typedef {object} Suite what is needed of a suite of Playwright's report
 * @property {readonly { readonly title: string, readonly tests: readonly PlaywrightTest[] }[]} [specs]
 * @property {readonly Suite[]} [suites]
 *
 * @typedef {object} PlaywrightTest
 * @property {string} status `expected`, `unexpected`, `flaky` or `skipped`
 * @property {readonly { readonly type: string }[]} [annotations]
 */

/** @param {Suite} suite @param {(test: PlaywrightTest) => boolean} is @returns {readonly string[]} the titles of some tests */
function titlesOf({ specs = [], suites = [] }, is) {
  const here = specs.flatMap(({ title, tests }) => tests.filter(is).map(() => title));
  return [...here, ...suites.flatMap((suite) => titlesOf(suite, is))];
}

/** Whether a test passed, but the application did not start at the first attempt.
 *  @param {PlaywrightTest} test */
const isRetried = ({ status, annotations = [] }) =>
  status === 'expected' && annotations.some(({ type }) => type === retriedStart);

/** Reads the report of Playwright's `json` reporter.
 *  @param {string | undefined} json nothing when there is no report
 *  @param {number} code
 *  @returns {Counts} */
export function countsOfPlaywright(json, code) {
  if (json === undefined) return distrustSilence(noTests, code);
  const report = JSON.parse(json);
  const { expected, unexpected, skipped } = report.stats;
  const retried = titlesOf(report, isRetried);
  const flaky = [...titlesOf(report, ({ status }) => status === 'flaky'), ...retried];
  return distrustSilence({ passed: expected - retried.length, failed: unexpected, skipped, flaky }, code);
}
