import { encodeFrame, framesBeyond } from '../../../shared/journal/frame.ts';
import type { RecordJson } from '../../../shared/journal/migration.ts';
import { hashOf } from '../../../shared/journal/record.ts';
import { noise, secretPath } from './hostile-file.ts';

const deep = (levels: number): string => `${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`;
const line = (json: string): Buffer => Buffer.from(encodeFrame(Buffer.from(json)));

/** A journal with one more record, sealed and chained as the program would have it; only what it says is hostile. */
const withRecord =
  (more: object | string) =>
  (before: Buffer): Buffer => {
    const json = framesBeyond(before, 0).frames.at(-1)?.json ?? Buffer.from('{}');
    const last = JSON.parse(Buffer.from(json).toString()) as RecordJson;
    const next = {
      ...last,
      seq: Number(last.seq) + 1,
      prev: hashOf(json),
      parent: hashOf(json),
      synced: Number(last.seq),
    };
    const text =
      typeof more === 'string'
        ? JSON.stringify({ ...next, kind: 'steps', payload: '@' }).replace('"@"', more)
        : JSON.stringify({ ...next, ...more });
    return Buffer.concat([before, line(text)]);
  };

const steps = (...list: readonly unknown[]) =>
  withRecord({ kind: 'steps', payload: { group: 'g', undoes: null, steps: list } });

const segment = 'documents/<document>/journal/<replica>/000001.jsonl';

const journals = (
  [
    ['positions', steps({ stepType: 'replace', from: -1, to: 2 ** 53 })],
    ['positions-that-are-none', steps({ stepType: 'replace', from: 'x', to: null })],
    ['step-unknown', steps({ stepType: 'runProgram', command: 'touch owned' })],
    [
      'step-prototype',
      withRecord('{"group":"g","undoes":null,"steps":[{"__proto__":{"stepType":"replace"},"constructor":1}]}'),
    ],
    [
      'slice-deep',
      withRecord(
        `{"group":"g","undoes":null,"steps":[{"stepType":"replace","from":0,"to":0,"slice":{"content":${deep(100_000)}}}]}`,
      ),
    ],
    [
      'blocks-in-blocks',
      steps({
        stepType: 'replace',
        from: 0,
        to: 0,
        slice: {
          content: [
            Array.from({ length: 300 }).reduce<object>(
              (inside) => ({ type: 'list', content: [{ type: 'list_item', content: [inside] }] }),
              { type: 'paragraph' },
            ),
          ],
        },
      }),
    ],
    [
      'node-unknown',
      steps({
        stepType: 'replace',
        from: 0,
        to: 0,
        slice: { content: [{ type: 'script', content: [{ type: 'text', text: 'alert(1)' }] }] },
      }),
    ],
    [
      'text-10-mb',
      steps({
        stepType: 'replace',
        from: 1,
        to: 1,
        slice: { content: [{ type: 'text', text: 'x'.repeat(10_000_000) }] },
      }),
    ],
    ['steps-100000', steps(...Array.from({ length: 100_000 }, () => ({ stepType: 'replace', from: 1, to: 1 })))],
    ['number', withRecord({ seq: 2 ** 53 })],
    ['number-again', withRecord({ seq: 1 })],
    ['format', withRecord({ format: 1e9 })],
    ['kind', withRecord({ kind: 'run', payload: { command: 'touch owned' } })],
    ['kind-of-prototype', withRecord({ kind: 'constructor', payload: {} })],
    ['parent-of-nothing', withRecord({ parent: 'f'.repeat(32) })],
    ['document-above', withRecord({ document: '../../../outside' })],
    ['replica-above', withRecord({ replica: '../../outside' })],
    ['time', withRecord({ time: '+999999-99-99', editor: '\u001b[31m' })],
    ['merge-with-itself', withRecord({ kind: 'merge', payload: { with: 'f'.repeat(32), steps: [], conflicts: [] } })],
    [
      'image-above',
      withRecord({
        kind: 'facsimile',
        payload: {
          pages: [
            {
              id: 's00000000001',
              name: 'x',
              file: '../../../../outside/secret.txt',
              format: 'png',
              bytes: 1,
              sha256: '0'.repeat(64),
              frame: 0,
              width: 1,
              height: 1,
              turn: 0,
              anchor: null,
            },
          ],
        },
      }),
    ],
    [
      'image-of-the-system',
      withRecord({
        kind: 'facsimile',
        payload: {
          pages: [
            {
              id: 's00000000001',
              name: 'x',
              file: secretPath,
              format: 'png',
              bytes: 1,
              sha256: '0'.repeat(64),
              frame: 1e9,
              width: 1e9,
              height: 1e9,
              turn: 45,
              anchor: null,
            },
          ],
        },
      }),
    ],
    [
      'reading-of-billions',
      withRecord({
        kind: 'reading',
        payload: {
          id: 'o00000000001',
          page: 's00000000001',
          role: 'x',
          by: 'x',
          layout: { width: 1e308, height: -1, blocks: [{ box: null, lines: [{ box: { x: 1e308 }, words: [{}] }] }] },
        },
      }),
    ],
    [
      'annotation-everywhere',
      withRecord({
        kind: 'annotation',
        payload: {
          group: 'g',
          undoes: null,
          steps: [],
          annotations: [{ act: 'create', id: 'x', from: -9, to: 1e308 }],
        },
      }),
    ],
    [
      'metadata',
      withRecord({ kind: 'metadata', payload: { title: 'x'.repeat(1_000_000), __proto__: 1, when: '<script>' } }),
    ],
  ] as const
).map(([what, bytes]) => ({
  family: 'journal of a document',
  name: `${segment}#${what}`,
  door: 'collection' as const,
  bytes,
}));

const frames = (
  [
    ['length-of-billions', (before: Buffer) => Buffer.concat([before, Buffer.from('00000000 9999999999 {}\n')])],
    ['no-lines', () => Buffer.alloc(5_000_000, '0')],
    ['lines-of-nothing', () => '\n'.repeat(3_000_000)],
    ['noise', () => noise(500_000)],
    ['not-utf-8', (before: Buffer) => Buffer.concat([before, Buffer.from(encodeFrame(noise(200)))])],
    ['twice', (before: Buffer) => Buffer.concat([before, before])],
    ['empty', () => ''],
  ] as const
).map(([what, bytes]) => ({
  family: 'journal, frames',
  name: `${segment}#${what}`,
  door: 'collection' as const,
  bytes,
}));

const ofCollection = 'journal/<replica>/000001.jsonl';

const others = (
  [
    ['collection.json', 'deep', () => deep(200_000)],
    ['collection.json', 'format', () => '{"format":1e308,"title":"x"}'],
    ['collection.json', 'prototype', () => '{"__proto__":{"format":1},"title":{"toString":1}}'],
    ['collection.json', 'title', () => `{"format":1,"title":"${'\\u001b[2J'.repeat(50_000)}"}`],
    ['collection.json', 'noise', () => noise(10_000)],
    ['collection.lock', 'nobody', () => '{"pid":-1,"host":"x","nonce":"../../x"}'],
    ['collection.lock', 'deep', () => deep(5_000)],
    [
      'documents/<document>/document.json',
      'above',
      () => '{"format":1,"id":"../../../outside","source":"../../../outside/secret.txt","sourceFile":"../../x"}',
    ],
    ['documents/<document>/document.json', 'deep', () => deep(500_000)],
    ['documents/<document>/checkpoints/<checkpoint>', 'deep', () => deep(500_000)],
    ['documents/<document>/checkpoints/<checkpoint>', 'noise', () => noise(100_000)],
    [
      'index/summaries.jsonl',
      'rows',
      () => Buffer.concat([line('{"format":2,"orderedBytes":9007199254740993}'), line('{"id":"../../x","title":7}')]),
    ],
    ['index/summaries.jsonl', 'deep', () => line(deep(200_000))],
    [
      'index/list.json',
      'journals',
      () => line('{"format":1,"journals":[["../../../outside",{"digests":[{"number":1e308}]}]]}'),
    ],
    [
      'index/search.json',
      'segments',
      () => line('{"format":1,"segments":[{"name":"../../../outside/secret.txt","gone":[-1,1e308]}]}'),
    ],
    ['index/search-x.words', 'noise', () => noise(100_000)],
    [
      ofCollection,
      'entity',
      withRecord({ kind: 'entity', payload: { act: 'create', id: '__proto__', name: { a: 1 } } }),
    ],
    [ofCollection, 'vocabulary', withRecord({ kind: 'vocabulary', payload: { changes: [{ kind: 'x' }] } })],
    [
      ofCollection,
      'document-above',
      withRecord({ kind: 'document', payload: { id: '../../../outside', act: 'remove' } }),
    ],
    [
      '.git/config',
      'programs',
      () =>
        '[core]\n\tfsmonitor = touch owned; true\n\tsshCommand = touch owned\n\thooksPath = hooks\n\tpager = touch owned\n[filter "x"]\n\tclean = touch owned\n[remote "origin"]\n\turl = ext::touch owned\n\tuploadpack = touch owned\n[include]\n\tpath = /etc/passwd\n',
    ],
    ['.git/hooks/post-checkout', 'program', () => '#!/bin/sh\ntouch owned\n'],
    ['.gitattributes', 'filters', () => '* filter=x diff=x merge=x\n'],
  ] as const
).map(([file, what, bytes]) => ({
  family: 'files of a collection',
  name: `${file}#${what}`,
  door: 'collection' as const,
  bytes,
}));

export const collectionFiles = [...journals, ...frames, ...others];
