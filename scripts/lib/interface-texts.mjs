import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { sourceFiles } from '../lint/rooms.mjs';

/**
 * What the source says to a person.
 *
 * @typedef {object} InterfaceTexts
 * @property {ReadonlySet<string>} texts as the catalogue knows them: values are `{0}`, `{1}` …
 * @property {ReadonlyMap<string, string>} nouns what is counted: the plural by the singular
 * @property {readonly string[]} bare texts of the window that no catalogue can have: `file: text`
 */

/** @typedef {Record<string, any> & { type: string }} AstNode */

const tags = new Set(['t', 'inEnglish']);
const counting = new Set(['counted', 'countedInEnglish']);

/** Attributes whose words a person reads or hears. */
const spokenAttributes = new Set([
  'aria-label',
  'label',
  'title',
  'placeholder',
  'alt',
  'description',
  'heading',
  'hint',
]);

/** Proper names, units and signs stand alike in all languages. */
const sameEverywhere = /^(?:[^\p{L}]*|ssh:.*|Anchorite|px|ID|TEI|IIIF|FRUS|CSV|PDF|EAD|SHA-256)$/u;

/** All texts of the interface, as the source has them.
 *  @param {string} root the project's folder
 *  @returns {InterfaceTexts} */
export function interfaceTexts(root) {
  const texts = new Set();
  const nouns = new Map();
  /** @type {string[]} */
  const bare = [];
  for (const file of sourceFiles(root).filter((name) => /^(?:main|renderer|shared)\//.test(name))) {
    const source = readFileSync(path.join(root, file), 'utf8');
    if (!/\b(?:t|inEnglish)`|\bcounted(?:InEnglish)?\(/.test(source) && !file.endsWith('.tsx')) continue;
    const tree = parseAst(source, { lang: file.endsWith('.tsx') ? 'tsx' : 'ts' }, file);
    visit(/** @type {any} */ (tree), (node) => {
      if (node.type === 'TaggedTemplateExpression' && tags.has(node.tag.name)) texts.add(keyOf(node.quasi));
      if (node.type === 'CallExpression' && counting.has(node.callee.name)) addNoun(nouns, node, file, bare);
      const words = file.startsWith('renderer/') ? bareWords(node) : null;
      if (words !== null && !sameEverywhere.test(words)) bare.push(`${file}: ${words}`);
    });
  }
  return { texts, nouns, bare };
}

/** @param {AstNode} quasi @returns {string} */
const keyOf = (quasi) =>
  quasi.quasis
    .map(
      (/** @type {AstNode} */ part, /** @type {number} */ index) =>
        `${index === 0 ? '' : `{${index - 1}}`}${part.value.cooked}`,
    )
    .join('');

/** @param {Map<string, string>} nouns @param {AstNode} call @param {string} file @param {string[]} bare */
function addNoun(nouns, call, file, bare) {
  const [, noun, plural] = call.arguments;
  if (typeof noun?.value !== 'string') bare.push(`${file}: what is counted is not written out`);
  else nouns.set(noun.value, typeof plural?.value === 'string' ? plural.value : `${noun.value}s`);
}

/** Words of the page that are not marked for the catalogue; null where a node has none.
 *  @param {AstNode} node @returns {string | null} */
function bareWords(node) {
  if (node.type === 'JSXText') return node.value.trim() === '' ? null : node.value.trim().replace(/\s+/g, ' ');
  if (node.type === 'JSXAttribute' && spokenAttributes.has(node.name.name) && typeof node.value?.value === 'string')
    return node.value.value;
  return null;
}

/** @param {unknown} node @param {(node: AstNode) => void} tell */
function visit(node, tell) {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, tell);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node) tell(/** @type {AstNode} */ (node));
    for (const value of Object.values(node)) visit(value, tell);
  }
}

/** The catalogue of the source: each text says itself.
 *  @param {InterfaceTexts} found */
export const englishCatalogue = ({ texts, nouns }) => ({
  language: 'en',
  quotes: { open: '“', close: '”' },
  texts: Object.fromEntries([...texts].sort(byLetters).map((text) => [text, text])),
  nouns: Object.fromEntries(
    [...nouns].sort(([one], [other]) => byLetters(one, other)).map(([one, other]) => [one, { one, other }]),
  ),
});

/** @param {string} one @param {string} other */
const byLetters = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** What is wrong with a catalogue, beside the texts of the source: nothing where it is whole.
 *  @param {InterfaceTexts} found
 *  @param {{ language: string, quotes?: { open: string, close: string }, texts: Record<string, string>, nouns: Record<string, Record<string, string>> }} catalogue
 *  @returns {readonly string[]} */
export function catalogueFaults({ texts, nouns }, { language, quotes, texts: own, nouns: ownNouns }) {
  const faults = [];
  if (!quotes?.open || !quotes.close) faults.push(`${language} lacks its quotation marks`);
  for (const text of texts) {
    const translated = own[text];
    if (translated === undefined) faults.push(`${language} lacks “${text}”`);
    else if (places(text) !== places(translated)) faults.push(`${language} has other values in “${text}”`);
    else if (translated.trim() === '' && text.trim() !== '') faults.push(`${language} has nothing for “${text}”`);
  }
  for (const text of Object.keys(own)) if (!texts.has(text)) faults.push(`${language} has a text too much: “${text}”`);
  for (const noun of nouns.keys())
    if (!ownNouns[noun]?.one || !ownNouns[noun].other) faults.push(`${language} lacks the forms of “${noun}”`);
  for (const noun of Object.keys(ownNouns))
    if (!nouns.has(noun)) faults.push(`${language} counts what nobody counts: “${noun}”`);
  return faults;
}

/** @param {string} text */
const places = (text) =>
  [...text.matchAll(/\{\d+\}/g)]
    .map(([place]) => place)
    .sort()
    .join();
