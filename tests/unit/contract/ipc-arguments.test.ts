import { safeParse } from 'valibot';
import { describe, expect, test } from 'vitest';
import { channels } from '../../../shared/contract/channel-names.ts';
import type { Channel } from '../../../shared/contract/ipc.ts';
import { ipcArguments } from '../../../shared/contract/ipc-arguments.ts';
import { plainValueFault } from '../../../shared/contract/plain-value.ts';

const accepts = (channel: Channel, argument: unknown): boolean => safeParse(ipcArguments[channel], argument).success;

const step = { stepType: 'replace', from: 1, to: 2 };
const append = { document: 'd0123456789a', baseSeq: 3, changes: [{ group: 'g0123456789a', steps: [step] }] };
const preferences = {
  format: 1,
  editor: { name: 'A. Archivist', siglum: 'AA' },
  theme: 'system',
  language: 'en',
  textSizePx: 18,
  showCorrections: true,
  showLineEnds: false,
  suspectMarks: 'soft',
  replica: 'r0123456789a',
  schemaFile: null,
  rulesFile: null,
  liveFindings: false,
  keys: {},
  reopen: false,
  toured: true,
  introduced: true,
};

test('each channel of the bridge has a check of its argument, and no other name has one', () => {
  expect(Object.keys(ipcArguments).sort()).toEqual([...channels].sort());
});

describe('what the window sends is taken', () => {
  test.each<[Channel, unknown]>([
    ['app:start', null],
    ['preferences:save', preferences],
    ['collection:new', { title: 'Cuba 1962' }],
    ['collection:open', { folder: null }],
    ['collection:import', { files: ['/somewhere/telegram.txt'] }],
    ['document:append', append],
    [
      'document:append',
      {
        ...append,
        changes: [
          {
            group: 'g1',
            undoes: 'g0',
            steps: [{ stepType: 'anchor', step }],
            annotations: [{ kind: 'created', id: 'a1', as: 'person', text: 'Mr. Chairman' }],
          },
        ],
      },
    ],
    [
      'document:set-metadata',
      { document: 'd1', metadata: { title: 'Telegram', date: { text: 'May', when: '1962-05' } } },
    ],
    ['edition:export', { documents: ['d1'], format: 'tei', view: null, writeInvalid: false, overwrite: false }],
    ['collection:remove', { documents: ['d1', 'd2'] }],
    ['collection:share', { address: null, withoutGit: true, images: 'leave-out' }],
    ['collection:join', { address: 'ssh://git@archive.example/letters.git', withoutGit: false, images: 'include' }],
    ['collection:sync', { images: null }],
  ])('%s %j', (channel, argument) => {
    expect(accepts(channel, argument)).toBe(true);
  });
});

describe('what the contract does not say is refused', () => {
  test.each<[Channel, unknown, string]>([
    ['app:start', {}, 'an argument where none is due'],
    ['collection:open', { folder: null, takeOver: true }, 'a key that is not known'],
    ['collection:open', {}, 'a key that is missing'],
    ['collection:share', { folder: '/a', withoutGit: true, images: 'include' }, 'a folder that no dialog gave'],
    ['collection:join', { address: 'a\nb', withoutGit: true, images: 'include' }, 'an address of two lines'],
    ['collection:sync', { images: 'some' }, 'images that are neither here nor there'],
    ['collection:open', { folder: '/a\0b' }, 'a NUL in a path'],
    ['collection:new', { title: '  ' }, 'an empty title'],
    ['collection:new', { title: 'two\nlines' }, 'a line end in a title'],
    ['collection:import', { files: [] }, 'no file'],
    ['document:open', { document: '../../etc' }, 'an id that leaves its folder'],
    ['document:append', { ...append, baseSeq: 0 }, 'a sequence number below 1'],
    ['document:append', { ...append, baseSeq: 1.5 }, 'a broken sequence number'],
    ['document:append', { ...append, changes: [] }, 'no change'],
    ['document:append', { ...append, changes: [{ group: 'g1', steps: ['x'] }] }, 'a step that is none'],
    ['document:append', { ...append, changes: [{ group: 'g1', steps: [], undoes: undefined }] }, 'an undefined value'],
    [
      'document:append',
      { ...append, changes: [{ group: 'g1', steps: [], annotations: [{ kind: 'merged', id: 'a1' }] }] },
      'an act that is not known',
    ],
    ['document:set-metadata', { document: 'd1', metadata: { status: 'published' } }, 'a field that is not metadata'],
    [
      'document:set-metadata',
      { document: 'd1', metadata: { date: { text: '', when: 'May 1962' } } },
      'a date in words',
    ],
    ['collection:set-status', { documents: ['d1'], status: 'done' }, 'a status that is not known'],
    ['collection:set-statuses', { changes: [{ document: 'd1' }] }, 'a document without a status'],
    [
      'collection:keep-table-views',
      { views: { current: { columns: ['secret'], order: null, group: null, filters: [] }, named: [] } },
      'a column that there is not',
    ],
    ['document:compare', { document: 'd1', states: [1] }, 'one version to compare'],
    ['document:compare', { document: 'd1', states: [1, 'last'] }, 'a version by a word'],
    ['document:state-at', { document: 'd1', at: { kind: 'version', number: 0 } }, 'a version before the import'],
    ['document:word-history', { document: 'd1', from: -1, to: 3 }, 'a place before the document'],
    ['document:name-version', { document: 'd1', name: '' }, 'an empty name'],
    [
      'edition:export',
      { documents: ['d1'], format: 'wordstar', view: null, writeInvalid: false, overwrite: false },
      'a format that is not known',
    ],
    ['preferences:save', { ...preferences, textSizePx: 400 }, 'a size out of range'],
    ['preferences:save', { ...preferences, editor: { name: 'A', siglum: '1A' } }, 'a siglum that is no name'],
  ])('%s %j: %s', (channel, argument) => {
    expect(accepts(channel, argument)).toBe(false);
  });
});

describe('only plain data within limits comes in', () => {
  const limits = { depth: 3, values: 20, characters: 10 };

  test.each<[unknown, string | null]>([
    [null, null],
    [{ a: [1, 'two', true, null] }, null],
    [[[[[]]]], 'it is nested too deeply'],
    [Array.from({ length: 30 }, () => 0), 'it holds too many values'],
    ['elevenchars', 'it holds too much text'],
    [{ elevenchars: 1 }, 'it holds too much text'],
    [Number.NaN, 'it holds a number that is not finite'],
    [undefined, 'it holds a value of the type undefined'],
    [{ a: new Date(0) }, 'it holds an object that is not plain data'],
    [new Map(), 'it holds an object that is not plain data'],
    [new Uint8Array(2), 'it holds an object that is not plain data'],
  ])('%j: %s', (value, fault) => {
    expect(plainValueFault(value, limits)).toBe(fault);
  });

  test('a value that holds itself ends at the limit of depth', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(plainValueFault(loop, limits)).toBe('it is nested too deeply');
  });
});
