import { expect, test } from 'vitest';
import { scrubbed } from '../../../shared/text/scrub.ts';

test.each([
  ['Error: EACCES, open /home/maria/Cuba/documents/003_a5bf/document.json', ['maria', 'Cuba', '003_a5bf']],
  ['“Letter to Kennedy” was not saved', ['Kennedy']],
  ['at run (file:///opt/anchorite/resources/app.asar/out/main/index.js:12:3)', ['/opt']],
  ['C:\\Users\\Maria Keller\\Archive\\x.txt', ['Maria', 'Archive']],
  ['told maria.keller@archive.example', ['maria', 'archive.example']],
  ['003_a5bfdc7065c2c0b6 could not be opened', ['a5bfdc7065c2c0b6']],
  ['Reading "Secret Name.txt" failed', ['Secret']],
  ['open /home/maria keller/Secret letters/x.txt', ['maria', 'keller', 'Secret', 'letters']],
  ['C:\\Users\\Maria Keller\\Archive of Cuba\\To Kennedy.txt was not read', ['Keller', 'Cuba', 'Kennedy']],
  ['open /home/maria/Letters to Kennedy.txt', ['maria', 'Letters', 'Kennedy']],
  ["ENOENT: no such file or directory, open '/home/maria/To Kennedy (draft): 3'", ['maria', 'Kennedy', 'draft']],
  ['app://anchorite/facsimile/d5ad2yk5cbqe/Kennedy.png', ['d5ad2yk5cbqe', 'Kennedy']],
  ['file:///home/maria%20keller/x/Kennedy.txt', ['maria', 'keller', 'Kennedy']],
  ['/home/maria', ['maria']],
])('a report names no person, folder or document: %s', (line, secrets) => {
  const told = scrubbed(line);
  for (const secret of secrets) expect(told).not.toContain(secret);
});

test('a report keeps where in the window a fault was', () => {
  const line = 'at draw (app://anchorite/assets/main-1a2b.js:1:2)';
  expect(scrubbed(line)).toBe(line);
});

test('what is no path stays', () => {
  for (const line of ['1/2 of and/or 3 km/h, TypeError: x is not a function', 'linux x64, 6.8: code 3'])
    expect(scrubbed(line)).toBe(line);
});

test('a report keeps what went wrong, and where in the program', () => {
  expect(scrubbed('TypeError: x is not a function at run (/opt/a/out/main/index.js:12:3)')).toMatch(
    /^TypeError: x is not a function at run \(.*index\.js:12:3\)$/,
  );
});
