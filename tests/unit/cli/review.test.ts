import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Review } from '../../../shared/review/review.ts';
import { samples, workplace } from './program.ts';

const place = workplace();

test('a collection is worked through by the usual list, with a sample and a report in a folder', async () => {
  const collection = path.join(place().folder, 'c');
  const out = path.join(place().folder, 'report');
  await place().run('import', collection, ...samples);
  const run = () => place().json('review', collection, '--seed', 'volume 5', '--sample', '2', '--out', out);
  const { code, value } = await run();
  expect(code).toBe(1);
  const review = value as Review & { readonly ownList: boolean };
  expect(review).toMatchObject({ documents: 5, ownList: false, sample: { seed: 'volume 5', size: 2, of: 5 } });
  expect(review.sample.documents).toHaveLength(2);
  expect(((await run()).value as Review).sample).toEqual(review.sample);
  const numbering = review.items.find(({ check }) => check === 'numbering');
  expect(numbering?.findings.map(({ message }) => message)).toContain('it has no number');
  const csv = await readFile(path.join(out, 'review.csv'), 'utf8');
  const findings = review.items.reduce((sum, item) => sum + Math.max(1, item.findings.length), 0);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(findings + 1);
  expect(await readFile(path.join(out, 'review.html'), 'utf8')).toContain('drawn with the seed “volume 5”');
});

test('the list of a project is read from its collection; one without a point is told', async () => {
  const collection = path.join(place().folder, 'c');
  const list = path.join(collection, 'checklist.md');
  await place().run('import', collection, ...samples);
  await writeFile(list, '# Ours\n- [x] Maps compared\n- Titles (check: titles)\n- Ink (check: ink)\n');
  const { code, out, said } = await place().run('review', collection, '--sample', '0');
  expect(code).toBe(0);
  expect(out).toBe(
    '[x] Maps compared\n[x] Titles\n[ ] Ink\n\nSample: 0 of 5 documents, drawn with the seed “anchorite”: 0 words, 0 of 0 lines read against the image.\n',
  );
  expect(said).toContain('The list names a check “ink”, which Anchorite does not have.');
  await writeFile(list, 'nothing');
  const refused = await place().run('review', collection);
  expect(refused.code).toBe(3);
  expect(refused.said).toContain('“checklist.md” has no point');
});
