// The main job from end to end without a window, through the same command line that a person has: texts in, corrected and
// tagged, out as valid TEI.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildProject } from './build.mjs';
import { isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { anchorite } from './sample/cli.mjs';
import { describeAnchors, formatTable } from './sample/table.mjs';

/**
 * @typedef {object} SampleCorrection
 * @property {string} document stem of the imported file
 * @property {string} find
 * @property {string} replace
 * @property {boolean} [emendation] the page itself is wrong
 */

/** @typedef {{ readonly document: string, readonly find: string, readonly as: string }} SampleTag */

/**
 * @typedef {object} ListedDocument
 * @property {string} id
 * @property {string} source
 * @property {readonly { readonly kind: string, readonly label: string }[]} anchors
 * @property {number} notes
 * @property {number} corrections
 * @property {number} tags
 */

const documents = path.join(projectRoot, 'fixtures/documents');
const edits = path.join(projectRoot, 'fixtures/sample-edits.json');
const sample = path.join(projectRoot, 'out/sample');
const collection = path.join(sample, 'collection');
const edition = path.join(sample, 'tei');
const screenshot = path.join(sample, 'workbench.png');

/** Runs a command that has to have an effect. @param {...string} words */
async function succeed(...words) {
  const { code, answer } = await anchorite(...words);
  if (code !== 0)
    throw new ToolFailure(`"anchorite ${words.join(' ')}" found nothing to do: ${JSON.stringify(answer)}`);
  return answer;
}

async function importDocuments() {
  const files = readdirSync(documents).filter((name) => name.endsWith('.txt'));
  await succeed('import', collection, ...files.sort().map((name) => path.join(documents, name)));
}

async function applyEdits() {
  /** @type {{ readonly corrections: readonly SampleCorrection[], readonly tags: readonly SampleTag[] }} */
  const { corrections, tags } = JSON.parse(readFileSync(edits, 'utf8'));
  for (const { document, find, replace, emendation } of corrections) {
    const more = emendation ? ['--emendation'] : [];
    await succeed('correct', collection, document, '--find', find, '--replace', replace, ...more);
  }
  for (const { document, find, as } of tags) await succeed('tag', collection, document, '--find', find, '--as', as);
}

/** Writes the TEI and validates each file. @returns {Promise<ReadonlyMap<string, boolean>>} validity by file name */
async function exportAndValidate() {
  await succeed('export', collection, '--to', 'tei', '--out', edition);
  const validity = new Map();
  for (const name of readdirSync(edition).filter((file) => file.endsWith('.xml'))) {
    const { code } = await anchorite('validate', path.join(edition, name));
    validity.set(name, code === 0);
  }
  return validity;
}

/** The file of a document: export names it by the stem of its source or by its id.
 *  @param {ListedDocument} document @param {ReadonlyMap<string, boolean>} validity */
function verdictOf(document, validity) {
  const stem = path.parse(document.source).name;
  const name = [...validity.keys()].find((file) => file.startsWith(stem) || file.startsWith(document.id));
  if (name === undefined) return 'missing';
  return validity.get(name) ? 'valid' : 'NOT VALID';
}

/** The document that shows most of what the workbench is for. @param {readonly ListedDocument[]} listed */
function mostEdited(listed) {
  return listed.toSorted((a, b) => b.corrections + b.tags - (a.corrections + a.tags))[0];
}

/** @param {readonly ListedDocument[]} listed @param {ReadonlyMap<string, boolean>} validity */
function report(listed, validity) {
  const heading = ['document', 'anchors', 'notes', 'corrections', 'tags', 'TEI'];
  const rows = listed.map((document) => [
    path.parse(document.source).name,
    describeAnchors(document.anchors),
    document.notes,
    document.corrections,
    document.tags,
    verdictOf(document, validity),
  ]);
  return formatTable([heading, ...rows]);
}

/** Imports, corrects, tags, exports and validates the sample documents below out/sample, and says what came of it.
 *  @throws {ToolFailure} when a step failed or an exported file is not valid */
export async function doMainJob() {
  rmSync(sample, { recursive: true, force: true });
  mkdirSync(sample, { recursive: true });
  await importDocuments();
  await applyEdits();
  const validity = await exportAndValidate();
  const listed = /** @type {readonly ListedDocument[]} */ ((await anchorite('list', collection)).answer);
  process.stdout.write(`\n${report(listed, validity)}\n\n`);
  process.stdout.write(`TEI files:   ${edition}\nCollection:  ${collection}\n`);
  const shown = mostEdited(listed);
  if (!shown) throw new ToolFailure('The sample collection is empty after the import.');
  const { takeWorkbenchScreenshot } = await import('./sample/workbench-screenshot.mjs');
  await takeWorkbenchScreenshot({ collection, document: shown.id, file: screenshot });
  process.stdout.write(`Screenshot:  ${screenshot}\n`);
  const invalid = listed.filter((document) => verdictOf(document, validity) !== 'valid');
  if (invalid.length > 0) throw new ToolFailure(`${invalid.length} of ${listed.length} documents have no valid TEI.`);
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    await buildProject();
    await doMainJob();
  });
}
