import { expect, test } from 'vitest';
import { openingFault, storageFault } from '../../../main/faults/storage-fault.ts';
import { LockLostError } from '../../../main/storage/disk/collection-lock.ts';
import { ReplaceFileError } from '../../../main/storage/disk/replace-file.ts';
import {
  AppendRefusedError,
  JournalMismatchError,
  JournalWriteError,
} from '../../../main/storage/journal/journal-writer.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

test.each<[string, Error, string]>([
  ['a full disk', new JournalWriteError('/c/journal', full), '“Telegram” could not be saved: the disk is full.'],
  [
    'a file that was not replaced',
    new ReplaceFileError('/c/x', full),
    '“Telegram” could not be saved: the disk is full.',
  ],
  [
    'a disk that says nothing known',
    new JournalWriteError('/c/journal', new Error('short write')),
    '“Telegram” could not be saved: the disk refused it.',
  ],
  [
    'a lock that is lost',
    new LockLostError('/c'),
    'Another program has taken the collection over, so nothing more can be saved from here.',
  ],
  [
    'a journal that differs',
    new JournalMismatchError('/c', 'x'),
    'The disk does not hold what was shown of “Telegram”.',
  ],
  [
    'a document that can only be read',
    new AppendRefusedError('read-only', 'It is damaged.'),
    '“Telegram” can only be read. It is damaged.',
  ],
  [
    'a change on another state',
    new AppendRefusedError('out of step', 'x'),
    'A change of “Telegram” does not fit what is on the disk, so it was not written.',
  ],
])('%s is told in a sentence, with what was kept and what to do', (_name, error, what) => {
  const fault = storageFault(error, 'Telegram');
  expect(fault?.what).toBe(what);
  expect(fault?.kept).toMatch(/^(Everything saved before is kept|What the disk holds is as it was).*\.$/);
  expect(fault?.next).toMatch(/\.$/);
});

test('an error that is not storage’s is not told as one', () => {
  expect(storageFault(new TypeError('x is not a function'), 'Telegram')).toBeNull();
});

test('who holds a collection is named', () => {
  const holder = {
    host: 'archive-pc',
    pid: 4711,
    editor: 'AB',
    since: '2026-01-02T08:00:00.000Z',
    seen: '2026-01-02T09:00:00.000Z',
    canTakeOver: false,
  };
  expect(openingFault({ kind: 'locked', holder }, '/papers')).toEqual({
    what: '“/papers” is being changed by another program: AB, process 4711 on the machine “archive-pc”, since 2026-01-02 08:00 UTC, with a last sign of life at 2026-01-02 09:00 UTC.',
    kept: 'Nothing in the folder was changed.',
    next: 'Close it there first. It can be read meanwhile.',
    details: 'held since 2026-01-02T08:00:00.000Z, last sign of life 2026-01-02T09:00:00.000Z',
  });
  expect(openingFault({ kind: 'locked', holder: { ...holder, canTakeOver: true } }, '/papers').next).toContain(
    '--take-over',
  );
  expect(openingFault({ kind: 'locked', holder: { ...holder, host: '' } }, '/papers').what).toContain(
    'a program that cannot be told',
  );
});
