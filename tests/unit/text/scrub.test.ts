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
])('a report names no person, folder or document: %s', (line, secrets) => {
  const told = scrubbed(line);
  for (const secret of secrets) expect(told).not.toContain(secret);
});

test('a report keeps what went wrong, and where in the program', () => {
  expect(scrubbed('TypeError: x is not a function at run (/opt/a/out/main/index.js:12:3)')).toMatch(
    /^TypeError: x is not a function at run \(.*index\.js:12:3\)$/,
  );
});
