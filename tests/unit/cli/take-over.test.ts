import { readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { nodeProcessIdentities } from '../../../main/storage/disk/process-identity.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
const lockFile = (): string => path.join(collection, 'collection.lock');
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  await place().run('import', collection, sample(4));
});

/** Leaves the lock of a program that runs on another machine, as a synchronised folder brings it. */
async function lockElsewhere(): Promise<void> {
  const held = { format: 1, nonce: 'theirs', host: 'office', bootId: 'b', namespace: null, pid: 7, started: '9' };
  await writeFile(lockFile(), `${JSON.stringify({ ...held, since: '2026-03-01T10:00:00.000Z', editor: 'BB' })}\n`);
  const seen = new Date('2026-03-09T08:05:00.000Z');
  await utimes(lockFile(), seen, seen);
}

const correct = ['correct', '--find', 'Kennedy', '--replace', 'KENNEDY'] as const;
const on = ([command, ...words]: readonly string[]): readonly string[] => [command ?? '', collection, ...words];

test('a collection that is open on another machine is refused, with who has it, where and since when', async () => {
  await lockElsewhere();
  const before = await readFile(lockFile(), 'utf8');
  expect(await place().run(...on(correct))).toEqual({
    code: 3,
    out: '',
    said: `“${collection}” is being changed by another program: BB, process 7 on the machine “office”, since 2026-03-01 10:00 UTC, with a last sign of life at 2026-03-09 08:05 UTC. Nothing in the folder was changed. Close it there first, or, when nobody works with it there any more, take it over (--take-over). It can be read meanwhile.\n`,
  });
  expect(await readFile(lockFile(), 'utf8')).toBe(before);
  expect((await place().run('list', collection)).code).toBe(0);
});

test.each<[string, readonly string[]]>([
  ['correct', correct],
  ['tag', ['tag', '4', '--find', 'Kennedy', '--as', 'person']],
  ['import', ['import', sample(0)]],
  ['backup', ['backup']],
  ['check --repair', ['check', '--repair']],
])('%s takes it over when it is told to, and gives it back', async (_name, words) => {
  await lockElsewhere();
  const named = words[0] === 'tag' ? ['tag', '#1', ...words.slice(2)] : words;
  expect((await place().run(...on(named))).code).toBe(3);
  const { code, said } = await place().run(...on([...named, '--take-over']));
  expect([code, said.includes('being changed')]).toEqual([0, false]);
  await expect(readFile(lockFile())).rejects.toThrow('ENOENT');
});

test('a program that runs on this machine keeps it, whatever one says', async () => {
  const { self } = nodeProcessIdentities();
  const held = { format: 1, nonce: 'ours', ...self, since: new Date().toISOString(), editor: 'AB' };
  await writeFile(lockFile(), `${JSON.stringify(held)}\n`);
  const { code, said } = await place().run(...on([...correct, '--take-over']));
  expect([code, said.includes(`AB, process ${self.pid} on the machine “${self.host}”`)]).toEqual([3, true]);
  expect(said).toContain('Close it there first. It can be read meanwhile.');
  expect(await readFile(lockFile(), 'utf8')).toContain('"ours"');
});

test('--take-over is for commands that write', async () => {
  for (const words of [
    ['list', collection, '--take-over'],
    ['check', collection, '--take-over'],
  ])
    expect((await place().run(...words)).code).toBe(2);
});
