import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import { done, type Handlers } from '../../../main/handlers/session/handler.ts';
import { guardChannels } from '../../../main/shell/ipc-guard.ts';
import { channels } from '../../../shared/contract/channel-names.ts';
import type { Channel } from '../../../shared/contract/ipc.ts';
import { ipcArguments } from '../../../shared/contract/ipc-arguments.ts';

const names = [...channels] as readonly Channel[];

/** The channels with handlers that only note what reaches them. */
function openChannels() {
  const listeners = new Map<string, (event: IpcMainInvokeEvent, ...given: unknown[]) => Promise<unknown>>();
  const reached: { readonly channel: Channel; readonly argument: unknown }[] = [];
  const handlers = Object.fromEntries(
    names.map((channel) => [
      channel,
      async (argument: unknown) => {
        reached.push({ channel, argument });
        return done(null);
      },
    ]),
  ) as unknown as Handlers;
  const log: string[] = [];
  const ipc = { handle: (channel: string, listener: never) => void listeners.set(channel, listener) };
  guardChannels(
    ipc as unknown as Pick<IpcMain, 'handle'>,
    () => Promise.resolve(handlers),
    (line) => log.push(line),
  );
  const ask = (channel: Channel, ...given: unknown[]) =>
    listeners.get(channel)?.({} as IpcMainInvokeEvent, ...given) as Promise<{
      readonly ok: boolean;
      readonly fault?: { readonly what: string; readonly details: string | null };
    }>;
  return { ask, reached, log };
}

/** Words that arguments have, so that what is made up looks like them now and then. */
const keys = fc.constantFrom(
  'document',
  'documents',
  'changes',
  'steps',
  'group',
  'title',
  'folder',
  'files',
  'text',
  'id',
  'kind',
  '__proto__',
  'constructor',
  'toString',
);
const leaf = fc.oneof(
  fc.constantFrom('d0123456789a', 'g0123456789a', '../../etc/passwd', '/etc/passwd', '\u0000', 'raw', ''),
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.bigInt(),
  fc.date(),
  fc.func(fc.constant(null)),
  fc.uint8Array({ maxLength: 8 }),
);
const made = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(keys, tie('any'), { maxKeys: 5 }),
  ),
})).any;

test('of 10,000 made-up calls each is refused in words, or is what the contract says', {
  timeout: 300_000,
}, async () => {
  const { ask, reached, log } = openChannels();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(made, { maxLength: 2 }), async (channel, given) => {
      const before = [reached.length, log.length] as const;
      const reply = await ask(channel, ...given);
      if (!reply.ok) {
        expect(reply.fault?.what).toMatch(/^[A-Z].*\.$/);
        expect(reply.fault?.details).toContain(channel);
        expect([reached.length, log.length]).toEqual([before[0], before[1] + 1]);
        return;
      }
      const last = reached.at(-1);
      expect(reached.length).toBe(before[0] + 1);
      expect(last?.channel).toBe(channel);
      expect(given).toHaveLength(1);
      expect(safeParse(ipcArguments[channel], last?.argument).success).toBe(true);
      // What goes in is plain: it comes out of JSON as it went in.
      expect(JSON.parse(JSON.stringify(last?.argument))).toEqual(last?.argument);
    }),
    { numRuns: 10_000 },
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(reached.length).toBeGreaterThan(0);
  expect(log.length).toBeGreaterThan(5_000);
});
