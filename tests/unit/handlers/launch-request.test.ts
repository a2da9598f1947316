import { expect, test } from 'vitest';
import { readLaunchRequest } from '../../../main/handlers/session/shell.ts';

test('the command line names a collection and a document in it', () => {
  const argv = ['electron', '.', '--no-sandbox', '--collection=/papers/cuba', '--document=003_a5bf'];
  expect(readLaunchRequest(argv, '/opt/anchorite', '/opt/anchorite')).toEqual({
    collection: '/papers/cuba',
    document: '003_a5bf',
    sample: false,
    named: [],
  });
});

test('files and folders that a person opens with the program are named without an option', () => {
  const argv = ['anchorite', '--no-sandbox', 'letter.xml', '/papers/cuba', '--', '-odd.xml', '/opt/anchorite/'];
  expect(readLaunchRequest(argv, '/opt/anchorite', '/home/a')).toMatchObject({
    collection: null,
    named: ['letter.xml', '/papers/cuba', '-odd.xml'],
  });
});

test('the sample collection is asked for by name', () => {
  expect(readLaunchRequest(['anchorite', '--sample'])).toEqual({
    collection: null,
    document: null,
    sample: true,
    named: [],
  });
});

test('an option without a value, and options of others, ask for nothing', () => {
  expect(readLaunchRequest(['anchorite', '--collection=', '--user-data-dir=/x'])).toEqual({
    collection: null,
    document: null,
    sample: false,
    named: [],
  });
});
