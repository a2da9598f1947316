import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import {
  logFile,
  readLastSession,
  readWindowPlace,
  writeLastSession,
  writeWindowPlace,
} from '../../../main/storage/settings/user-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-shell-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const noon = new Date('2026-01-02T12:00:00.000Z');

test('entries of the log follow one another, each with its time', async () => {
  const log = logFile(path.join(folder, 'new'));
  await Promise.all([log.append('first', noon), log.append('second', noon)]);
  expect(await readFile(path.join(folder, 'new', 'anchorite.log'), 'utf8')).toBe(
    '2026-01-02T12:00:00.000Z first\n2026-01-02T12:00:00.000Z second\n',
  );
});

test('a long log is set aside and begun anew, and never grows beyond two files', async () => {
  const log = logFile(folder);
  for (let i = 0; i < 150; i++) await log.append('x'.repeat(9_000), noon);
  expect((await readdir(folder)).sort()).toEqual(['anchorite.1.log', 'anchorite.log']);
  const { length } = await readFile(path.join(folder, 'anchorite.1.log'));
  expect(length).toBeLessThan(256 * 1024 + 9_000);
});

test('a log that cannot be written fails nothing', async () => {
  const failing = { ...nodeFileSystem, open: () => Promise.reject(new Error('no')) };
  await expect(logFile(folder, failing).append('lost', noon)).resolves.toBeUndefined();
});

test('the place of the window is kept', async () => {
  expect(await readWindowPlace(folder)).toBeNull();
  const place = { bounds: { x: -1200, y: 40, width: 1000, height: 700 }, zoom: 1.25, maximized: true };
  await writeWindowPlace(folder, place);
  expect(await readWindowPlace(folder)).toEqual(place);
});

test('a place that cannot be read is none', async () => {
  await writeFile(path.join(folder, 'window.json'), '{"bounds":{"x":"left"}}');
  expect(await readWindowPlace(folder)).toBeNull();
});

test('what was open comes back window by window, also from the file of an earlier version with its one window', async () => {
  const place = { bounds: { x: 1, y: 2, width: 900, height: 700 }, maximized: false, zoom: 1.5 };
  const windows = [
    { collection: '/work/cuba', document: 'd0123456789a', place },
    { collection: '/work/berlin', document: null, place: null },
  ];
  await writeLastSession(folder, windows);
  expect(await readLastSession(folder)).toEqual(windows);
  const file = path.join(folder, 'session.json');
  await writeFile(file, JSON.stringify({ format: 1, last: { collection: '/work/cuba', document: null } }));
  expect(await readLastSession(folder)).toEqual([{ collection: '/work/cuba', document: null, place: null }]);
  await writeFile(file, JSON.stringify({ format: 1, last: null }));
  expect(await readLastSession(folder)).toEqual([]);
  await writeFile(file, JSON.stringify({ format: 2, windows: [{ ...windows[0], place: { bounds: 'wide' } }] }));
  expect(await readLastSession(folder)).toEqual([{ ...windows[0], place: null }]);
  await writeFile(file, 'no JSON');
  expect(await readLastSession(folder)).toEqual([]);
});
