import { expect, test } from 'vitest';
import { readLaunchRequest } from '../../../main/handlers/session/shell.ts';

test('the command line names a collection and a document in it', () => {
  const argv = ['electron', '.', '--no-sandbox', '--collection=/papers/cuba', '--document=003_a5bf'];
  expect(readLaunchRequest(argv)).toEqual({ collection: '/papers/cuba', document: '003_a5bf', sample: false });
});

test('the sample collection is asked for by name', () => {
  expect(readLaunchRequest(['anchorite', '--sample'])).toEqual({ collection: null, document: null, sample: true });
});

test('an option without a value, and options of others, ask for nothing', () => {
  expect(readLaunchRequest(['anchorite', '--collection=', '--user-data-dir=/x', 'file.txt'])).toEqual({
    collection: null,
    document: null,
    sample: false,
  });
});
