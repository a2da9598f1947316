import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sizeLimits } from '../../../main/storage/disk/size-limits.ts';
import { mostDocumentDepth } from '../../../shared/document/steps.ts';
import { mostJsonDepth, mostJsonValues } from '../../../shared/journal/bounded-json.ts';

it('docs/formats.md says how large each kind of file may be, and how deep', async () => {
  const text = await readFile(path.join(import.meta.dirname, '../../../docs/formats.md'), 'utf8');
  const rows = text.slice(text.indexOf('| file | most, MiB |')).split('\n\n')[0]?.split('\n').slice(2);
  expect(rows).toEqual(sizeLimits.map(({ what, mostBytes }) => `| ${what} | ${mostBytes / 1024 / 1024} |`));
  expect(text).toContain(`${mostJsonDepth} arrays and objects inside one another`);
  expect(text).toContain(`${mostJsonValues.toLocaleString('en')} values`);
  expect(text).toContain(`${mostDocumentDepth} blocks inside one another`);
});
