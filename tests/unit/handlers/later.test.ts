import { expect, test } from 'vitest';
import { done, type HandlersOf, later } from '../../../main/handlers/session/handler.ts';

type Channels = 'collection:close' | 'menu:offer';

function closing(closed: string[]): HandlersOf<Channels> {
  return {
    async 'collection:close'() {
      closed.push('close');
      return done(null);
    },
    async 'menu:offer'() {
      closed.push('offer');
      return done(null);
    },
  };
}

test('what answers a channel is read with its first call, once for all channels that it answers', async () => {
  const closed: string[] = [];
  let times = 0;
  const handlers = later(['collection:close', 'menu:offer'], async () => {
    times += 1;
    return closing(closed);
  });
  expect(times).toBe(0);
  const calls = [
    handlers['collection:close'](null),
    handlers['menu:offer']({ commands: [], on: [] }),
    handlers['collection:close'](null),
  ];
  expect(await Promise.all(calls)).toEqual([done(null), done(null), done(null)]);
  expect([times, closed]).toEqual([1, ['close', 'offer', 'close']]);
});

test('a call that fails because a file of the program cannot be read does not spoil the next one', async () => {
  const closed: string[] = [];
  let isThere = false;
  const handlers = later(['collection:close', 'menu:offer'], async () => {
    if (!isThere) throw new Error('Cannot find module');
    return closing(closed);
  });
  await expect(handlers['collection:close'](null)).rejects.toThrow('Cannot find module');
  isThere = true;
  expect(await handlers['collection:close'](null)).toEqual(done(null));
  expect(closed).toEqual(['close']);
});
