import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../lib/project.mjs';
import { PageTruth } from './page-truth.mjs';

/** The pages of a truth text, which form feeds separate.
 *  @param {string} number such as `003`
 *  @returns {readonly PageTruth[]} */
export function truthOf(number) {
  const text = readFileSync(path.join(projectRoot, 'fixtures/truth', `${number}.txt`), 'utf8');
  return text.split('\f').map((page) => new PageTruth(page));
}
