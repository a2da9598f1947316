import { expect, test, vi } from 'vitest';
import { granted, start, told, withLetter } from '../../helpers/desk.ts';

test('suspects that are found after a document was closed do not bring its old row back', async () => {
  const ask = await start();
  const document = (await withLetter(ask)).documents[0]?.id;
  if (!document) throw new Error('no document');
  // The handlers are read with the first call of one.
  await expect(ask('document:suspects', { document, since: null, edited: [] })).rejects.toThrow('is not open');
  granted(await ask('document:open', { document }));
  const looking = ask('document:suspects', { document, since: null, edited: [] });
  granted(await ask('document:close', { document }));
  const rows = told('documents-changed').length;
  // A row is told after a pause: what is set from now on runs off at once.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    expect((await looking).ok).toBe(true);
    vi.runAllTimers();
  } finally {
    vi.useRealTimers();
  }
  expect(told('documents-changed')).toHaveLength(rows);
});
