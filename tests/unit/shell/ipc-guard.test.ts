import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { done, type Handlers, later, refused } from '../../../main/handlers/session/handler.ts';
import { guardChannels, senderCheck } from '../../../main/shell/ipc-guard.ts';
import { channels } from '../../../shared/contract/channel-names.ts';
import type { Channel } from '../../../shared/contract/ipc.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const origin = 'app://anchorite';
const mainFrame = { parent: null, origin };
const webContents = { id: 7, mainFrame };
const window = { isDestroyed: () => false, webContents };
const trustedEvent = { sender: webContents, senderFrame: mainFrame } as unknown as IpcMainInvokeEvent;

/** A stand-in for Electron's side of the channels. */
function openChannels(handlers: Partial<Handlers>): {
  ask: (channel: Channel, ...args: unknown[]) => unknown;
  log: string[];
  asked: string[];
} {
  const listeners = new Map<string, Listener>();
  const log: string[] = [];
  const ipc = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) };
  const isTrusted = senderCheck(origin, () => window);
  guardChannels(
    ipc as unknown as Pick<IpcMain, 'handle'>,
    (event) => (isTrusted(event) ? Promise.resolve(handlers as Handlers) : null),
    (line) => log.push(line),
  );
  return {
    log,
    asked: [...listeners.keys()],
    ask: (channel, ...args) => listeners.get(channel)?.(trustedEvent, ...args),
  };
}

let calls: unknown[];
beforeEach(() => {
  calls = [];
});

const recording: Partial<Handlers> = {
  'collection:close': async (argument) => {
    calls.push(argument);
    return done(null);
  },
  'document:close': async (argument) => {
    calls.push(argument);
    return done(null);
  },
};

test('every channel of the contract is open and no other', () => {
  expect(openChannels(recording).asked.sort()).toEqual([...channels].sort());
});

test('a call from the page of the application reaches its handler', async () => {
  const { ask } = openChannels(recording);
  expect(await ask('document:close', { document: 'd1' })).toEqual({ ok: true, value: null });
  expect(calls).toEqual([{ document: 'd1' }]);
});

test.each<[string, unknown]>([
  ['another window', { sender: { id: 8 }, senderFrame: mainFrame }],
  ['a frame inside the page', { sender: webContents, senderFrame: { parent: mainFrame, origin } }],
  ['a page from elsewhere', { sender: webContents, senderFrame: { parent: null, origin: 'https://example.invalid' } }],
  ['a frame that is gone', { sender: webContents, senderFrame: null }],
  [
    'a frame that throws',
    {
      sender: webContents,
      get senderFrame() {
        throw new Error('disposed');
      },
    },
  ],
])('%s is not trusted', (_name, event) => {
  const check = senderCheck(origin, () => window);
  expect(check(event as IpcMainInvokeEvent)).toBe(false);
  expect(check(trustedEvent)).toBe(true);
});

test('nobody is trusted while there is no window, or after it is gone', () => {
  expect(senderCheck(origin, () => null)(trustedEvent)).toBe(false);
  expect(senderCheck(origin, () => ({ ...window, isDestroyed: () => true }))(trustedEvent)).toBe(false);
});

test('a call that is not trusted reaches no handler', async () => {
  const listeners = new Map<string, Listener>();
  guardChannels(
    { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) } as never,
    () => null,
    () => undefined,
  );
  await expect(async () => listeners.get('collection:close')?.(trustedEvent, null)).rejects.toThrow('refused');
  expect(calls).toEqual([]);
});

test.each<[string, readonly unknown[]]>([
  ['no argument', []],
  ['two arguments', [{ document: 'd1' }, 1]],
  ['an argument of another shape', ['d1']],
  ['a key too many', [{ document: 'd1', force: true }]],
  ['an id that is none', [{ document: '../d1' }]],
  ['an argument larger than any act of a person', [{ document: 'x'.repeat(65_000_000) }]],
])('%s is refused with a fault and reaches no handler', async (_name, given) => {
  const { ask, log } = openChannels(recording);
  expect(await ask('document:close', ...given)).toMatchObject({
    ok: false,
    fault: { what: 'The window asked for something that Anchorite does not understand, so nothing was done.' },
  });
  expect(calls).toEqual([]);
  expect(log).toHaveLength(1);
});

test('a handler that cannot be read from the disk is told in plain words', async () => {
  const { ask, log } = openChannels(
    later(['collection:close'], () =>
      Promise.reject(new Error("Cannot find module '/opt/anchorite/out/main/chunks/a.js'")),
    ),
  );
  const reply = await ask('collection:close', null);
  expect(reply).toMatchObject({
    ok: false,
    fault: { what: 'Something inside Anchorite went wrong, so this was not done.' },
  });
  expect(log).toHaveLength(1);
});

test('what a handler throws becomes a fault in plain words, without the paths of the machine', async () => {
  const { ask, log } = openChannels({
    'collection:documents': async () => {
      throw Object.assign(new Error("ENOSPC: no space left on device, write '/home/a/secret/000001.jsonl'"), {
        code: 'ENOSPC',
      });
    },
  });
  const reply = (await ask('collection:documents', null)) as { fault: { what: string; details: string } };
  expect(reply.fault.what).toBe('Reading or writing failed: the disk is full.');
  expect(reply.fault.details).toContain("write '000001.jsonl'");
  expect(reply.fault.details).not.toMatch(/home|secret|node_modules/);
  expect(log.join('\n')).toContain('ENOSPC');
});

test('a fault that a handler answers with comes through as it is', async () => {
  const fault = { what: 'a', kept: 'b', next: 'c', details: null };
  const { ask } = openChannels({ 'collection:documents': async () => refused(fault) });
  expect(await ask('collection:documents', null)).toEqual({ ok: false, fault });
});
