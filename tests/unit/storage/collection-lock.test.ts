import { describe, expect, it } from 'vitest';
import {
  acquireLock,
  type CollectionLock,
  holderInWords,
  LockLostError,
  type LockOutcome,
} from '../../../main/storage/disk/collection-lock.ts';
import {
  nodeProcessIdentities,
  type ProcessIdentities,
  type ProcessIdentity,
} from '../../../main/storage/disk/process-identity.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const file = '/collection.lock';
const now = () => new Date(Date.UTC(2026, 2, 1, 10));

/** A machine with some running processes. */
function machine(pid: number, running: readonly number[], identity: Partial<ProcessIdentity> = {}): ProcessIdentities {
  const self = { host: 'reading-room', bootId: 'boot 1', namespace: 'ns', pid, started: `${pid}`, ...identity };
  return { self, startOf: (other) => (running.includes(other) ? `${other}` : null) };
}

const acquire = (fileSystem: MemoryFileSystem, host: ProcessIdentities, takeOver = false): Promise<LockOutcome> =>
  acquireLock('/', { fileSystem, host, now, editor: 'AB', collection: null, takeOver });

function held(outcome: LockOutcome): CollectionLock {
  if (outcome.kind !== 'held') throw new Error('the lock was not taken');
  return outcome.lock;
}

describe('the lock of a collection', () => {
  it('is given to one process and refused to the next, which learns who has it', async () => {
    const disk = new MemoryFileSystem();
    const lock = held(await acquire(disk, machine(1, [1, 2])));
    expect(await acquire(disk, machine(2, [1, 2]), true)).toEqual({
      kind: 'locked',
      holder: {
        host: 'reading-room',
        pid: 1,
        editor: 'AB',
        since: now().toISOString(),
        seen: expect.any(String),
        canTakeOver: false,
      },
    });
    await lock.confirm();
    await lock.release();
    expect(disk.files).toEqual([]);
    expect(await acquire(disk, machine(2, [2]))).toMatchObject({ kind: 'held', tookOver: false });
  });

  it.each([
    ['has ended', machine(2, [2])],
    ['was given to another program', { ...machine(2, [2]), startOf: () => 'later' }],
    ['ended with the machine', machine(2, [1, 2], { bootId: 'boot 2' })],
  ])('is taken over when the process that held it %s', async (_what, host) => {
    const disk = new MemoryFileSystem();
    const dead = held(await acquire(disk, machine(1, [1])));
    const outcome = await acquire(disk, host);
    expect(outcome).toMatchObject({ kind: 'held', tookOver: true });
    await expect(dead.confirm()).rejects.toBeInstanceOf(LockLostError);
    await dead.release();
    await held(outcome).confirm();
    expect(disk.files).toEqual([file]);
  });

  it.each([
    ['another machine', machine(2, [2], { host: 'office' })],
    ['a container with processes of its own', machine(2, [2], { namespace: 'ns 2' })],
    ['a machine that does not tell its starts apart', machine(2, [2], { bootId: null })],
  ])('held on %s is taken over only with consent', async (_what, host) => {
    const disk = new MemoryFileSystem();
    held(await acquire(disk, machine(1, [1])));
    expect(await acquire(disk, host)).toMatchObject({ kind: 'locked', holder: { canTakeOver: true } });
    expect((await acquire(disk, host, true)).kind).toBe('held');
  });

  it('whose holder runs without a sign of life is taken over only with consent', async () => {
    const disk = new MemoryFileSystem();
    held(await acquire(disk, machine(1, [1, 2])));
    const silent = await disk.open(file, 'modify');
    await silent.touch(new Date(Date.now() - 120_000));
    expect(await acquire(disk, machine(2, [1, 2]))).toMatchObject({ kind: 'locked', holder: { canTakeOver: true } });
    expect((await acquire(disk, machine(2, [1, 2]), true)).kind).toBe('held');
  });

  it.each([
    ['was never written whole', '{"format":1,'],
    ['a loss of power turned into something else', '\u0007{"fo\u0000\n'],
  ])('that %s is taken over after a while', async (_what, content) => {
    const disk = new MemoryFileSystem();
    disk.setBytes(file, Buffer.from(content));
    expect(await acquire(disk, machine(2, [2]))).toMatchObject({ kind: 'held', tookOver: true });
  });

  it('of a newer version is respected, and taken over only with consent', async () => {
    const disk = new MemoryFileSystem();
    disk.setBytes(file, Buffer.from('{"format":2,"owner":"r1"}\n'));
    expect(await acquire(disk, machine(2, [2]))).toMatchObject({
      kind: 'locked',
      holder: { host: '', editor: '', canTakeOver: true },
    });
    expect((await acquire(disk, machine(2, [2]), true)).kind).toBe('held');
  });

  it('says who has it, on which machine, since when, and when it was last heard of', async () => {
    const disk = new MemoryFileSystem();
    held(await acquire(disk, machine(1, [1])));
    await (await disk.open(file, 'modify')).touch(new Date(Date.UTC(2026, 2, 9, 8, 5)));
    const outcome = await acquire(disk, machine(2, [2], { host: 'office' }));
    expect(outcome.kind === 'locked' && holderInWords(outcome.holder)).toBe(
      'AB, process 1 on the machine “reading-room”, since 2026-03-01 10:00 UTC, with a last sign of life at 2026-03-09 08:05 UTC',
    );
  });

  it('of an earlier version, or one that somebody made up, is put into plain words, too', async () => {
    const disk = new MemoryFileSystem();
    const lock = { format: 1, nonce: 'n', bootId: null, namespace: null, pid: 7, started: null };
    const told = async (more: object): Promise<string> => {
      disk.setBytes(file, Buffer.from(`${JSON.stringify({ ...lock, ...more })}\n`));
      const outcome = await acquire(disk, machine(2, [2]));
      return outcome.kind === 'locked' ? holderInWords(outcome.holder) : outcome.kind;
    };
    expect(await told({ host: 'office', since: '2026-03-01T10:00:00.000Z' })).toMatch(
      /^process 7 on the machine “office”, since 2026-03-01 10:00 UTC, with a last sign of life at \d/,
    );
    expect(await told({ host: `a”\n${'x'.repeat(999)}`, since: 'yesterday' })).toMatch(
      /^process 7 on the machine “a {2}x{97}”, since a time that cannot be told, with/,
    );
  });

  it('goes to one of many that all want to take it over', async () => {
    for (let round = 0; round < 20; round++) {
      const disk = new MemoryFileSystem();
      held(await acquire(disk, machine(99, [99])));
      const pids = [1, 2, 3, 4, 5, 6, 7, 8];
      const outcomes = await Promise.all(pids.map((pid) => acquire(disk, machine(pid, pids))));
      expect(outcomes.filter(({ kind }) => kind === 'held')).toHaveLength(1);
      expect(disk.files).toEqual([file]);
    }
  });

  it('is taken over although another process ended while it was taking it over', async () => {
    const disk = new MemoryFileSystem();
    held(await acquire(disk, machine(99, [99])));
    // The one that breaks off leaves its right behind, as a killed process does.
    disk.inject = ({ name }) => (name === 'rename' || name === 'removeFile' ? { error: 'EIO' } : null);
    await expect(acquire(disk, machine(1, [1]))).rejects.toThrow('EIO');
    disk.inject = () => null;
    expect(disk.files.length).toBeGreaterThan(1);
    expect((await acquire(disk, machine(2, [2]))).kind).toBe('held');
  });

  it('knows this process, and that it runs', () => {
    const host = nodeProcessIdentities();
    expect(host.self.pid).toBe(process.pid);
    expect(host.startOf(process.pid)).toBe(host.self.started ?? 'running');
    // The highest number that a process can have is far below this one.
    expect(host.startOf(2 ** 30)).toBeNull();
  });
});
