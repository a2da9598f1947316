import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { VersionComparison, VersionTimeline, WordBlame } from '../../../shared/contract/payloads/versions.ts';
import type { Version } from '../../../shared/document/document-state.ts';
import { sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

const telegram = '003_a5bfdc7065c2c0b6';

async function correct(find: string, replace: string, editor = 'MK'): Promise<void> {
  const words = ['correct', collection, telegram, '--find', find, '--replace', replace, '--editor', editor];
  expect((await place().run(...words)).code).toBe(0);
}

async function tag(find: string, as: string): Promise<string> {
  const { code, value } = await place().json('tag', collection, telegram, '--find', find, '--as', as, '--editor', 'EG');
  expect(code).toBe(0);
  return (value as { tags: readonly { tag: string }[] }).tags[0]?.tag ?? '';
}

const timeline = async (): Promise<VersionTimeline> =>
  (await place().json('versions', collection, telegram)).value as VersionTimeline;

const textOf = async (): Promise<string> => (await place().run('show', collection, telegram, '--text')).out;

describe('versions', () => {
  test('lists who made each version, and how much was done for it', async () => {
    await correct('STEVENS ON', 'STEVENSON');
    await tag('KUZNETSOV ', 'person');
    const { versions, sinceLast } = await timeline();
    expect(versions.map(({ number, editor, automatic, figures }) => [number, editor, automatic, figures])).toEqual([
      [1, expect.any(String), true, null],
      [2, 'MK', true, { corrections: 2, tags: 0, anchors: 0 }],
      [3, 'EG', true, { corrections: 0, tags: expect.any(Number), anchors: 0 }],
    ]);
    expect(versions.map(({ name }) => name)).toEqual([
      'Imported',
      expect.stringMatching(/^Corrections of \d+ \w+ \d{4}$/),
      expect.stringMatching(/^Tags of \d+ \w+ \d{4}$/),
    ]);
    expect(sinceLast).toEqual({ corrections: 0, tags: 0, anchors: 0 });
  });

  test('as a table for a person', async () => {
    await correct('STEVENS ON', 'STEVENSON');
    const { code, out } = await place().run('versions', collection, telegram);
    expect(code).toBe(0);
    const [heads, imported, corrected] = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(heads).toEqual(['version', 'time', 'editor', 'kind', 'corrections', 'tags', 'anchors', 'name']);
    expect(imported?.slice(3)).toEqual(['automatic', '–', '–', '–', 'Imported']);
    expect(corrected?.slice(2, 7)).toEqual(['MK', 'automatic', '2', '0', '0']);
  });
});

describe('compare', () => {
  test('prints what was taken away and what was put there, and the tags', async () => {
    await correct('STEVENS ON', 'STEVENSON');
    await tag('DISTANTLING', 'term');
    const { code, out, said } = await place().run('compare', collection, telegram, '1', 'present');
    expect(code).toBe(0);
    expect(out).toMatch(/^\[-STEVENS ON-\]\{\+STEVENSON\+\} READ TWO NUMBERED PARAS/m);
    expect(out).toMatch(/^tag added: term “DISTANTLING” \(\w{12}\)$/m);
    expect(said).toMatch(/^version 1 \(Imported, .+\) → version 3 \(Tags of /);
    expect(said).toMatch(/2 corrections, 1 tag and 0 page anchors differ\.\n$/);
  });

  test('gives the same whichever is named first, the older one as the older', async () => {
    await correct('STEVENS ON', 'STEVENSON');
    const forwards = (await place().json('compare', collection, telegram, '1', '2')).value as VersionComparison;
    expect((await place().json('compare', collection, telegram, '2', '1')).value).toEqual(forwards);
    expect([forwards.older.version?.number, forwards.newer.version?.number]).toEqual([1, 2]);
    const changed = forwards.comparison.rows.filter(({ kind }) => kind === 'changed');
    expect(
      changed.flatMap(({ runs }) => runs.filter(({ kind }) => kind !== 'same')).map(({ kind, text }) => [kind, text]),
    ).toEqual([
      ['removed', 'STEVENS ON'],
      ['added', 'STEVENSON'],
      ['removed', 'STEVENS ON'],
      ['added', 'STEVENSON'],
    ]);
  });

  test('a version that is not there, or is none, is wrong use', async () => {
    expect(await place().run('compare', collection, telegram, '1', '9')).toEqual({
      code: 2,
      out: '',
      said: 'The document has no version 9.\n',
    });
    expect((await place().run('compare', collection, telegram, '1', 'last')).code).toBe(2);
    expect((await place().run('compare', collection, telegram, '1')).code).toBe(2);
  });
});

describe('restore', () => {
  test('makes the document what it was, on top of everything that was done', async () => {
    const before = await textOf();
    await correct('STEVENS ON', 'STEVENSON');
    await tag('KUZNETSOV ', 'person');
    const { code, value } = await place().json('restore', collection, telegram, '1', '--editor', 'EG');
    expect([code, value]).toMatchObject([
      0,
      { restored: 1, version: { number: 4, name: 'Restored version 1', editor: 'EG' } },
    ]);
    expect(await textOf()).toBe(before);
    const { versions } = await timeline();
    expect(versions.map(({ number, figures }) => [number, figures?.corrections])).toEqual([
      [1, undefined],
      [2, 2],
      [3, 0],
      [4, 2],
    ]);
    expect((await place().run('restore', collection, telegram, '3')).code).toBe(0);
    expect(await textOf()).not.toContain('STEVENS ON');
    expect((await place().run('check', collection)).code).toBe(0);
  });

  test('the version that the document is in already changes nothing', async () => {
    await correct('STEVENS ON', 'STEVENSON');
    const { code, said } = await place().run('restore', collection, telegram, '2');
    expect([code, said]).toEqual([1, 'It is as it was in version 2 already; nothing was changed.\n']);
    expect((await timeline()).versions).toHaveLength(2);
  });

  test('one annotation comes back to its words, and nothing else', async () => {
    const id = await tag('DISTANTLING', 'term');
    await correct('STEVENS ON', 'STEVENSON');
    expect((await place().run('restore', collection, telegram, '1')).code).toBe(0);
    const words = ['restore', collection, telegram, '2', '--annotation', id];
    expect(await place().run(...words)).toMatchObject({ code: 0, said: 'Version 5: Restored a tag from version 2.\n' });
    const { value } = await place().json('show', collection, telegram);
    const { annotations } = value as {
      annotations: readonly { id: string; text: string; history: readonly unknown[] }[];
    };
    expect(annotations.map((annotation) => [annotation.id, annotation.text])).toEqual([[id, 'DISTANTLING']]);
    expect(annotations[0]?.history.map((event) => (event as { act: { kind: string } }).act.kind)).toEqual([
      'created',
      'withdrawn',
      'restored',
    ]);
    expect(await textOf()).toContain('STEVENS ON');
    expect((await place().run(...words)).code).toBe(1);
  });

  test('one paragraph comes back, found by words of it, and the others stay', async () => {
    await correct('DISTANTLING', 'DISMANTLING');
    await correct('KUZNETSOV ', 'KUZNETZOFF ');
    const words = ['restore', collection, telegram, '1', '--paragraph', 'DISTANTLING'];
    expect((await place().run(...words)).said).toMatch(/^Version \d: Restored a paragraph from version 1.\n$/);
    expect(await textOf()).toContain('DISTANTLING');
    expect(await textOf()).toContain('KUZNETZOFF');
    expect((await place().run(...words)).code).toBe(1);
    const absent = await place().run('restore', collection, telegram, '1', '--paragraph', 'never written');
    expect([absent.code, absent.said]).toEqual([
      2,
      'Nothing was restored: version 1 has no paragraph with “never written”.\n',
    ]);
    expect((await place().run('restore', collection, telegram, '1', '--paragraph', 'KUZNETSOV')).code).toBe(2);
    expect((await place().run('check', collection)).code).toBe(0);
  });

  test('an annotation or a version that was never there is wrong use, and nothing is written', async () => {
    const before = await timeline();
    const { code, said } = await place().run('restore', collection, telegram, '1', '--annotation', 'a00000000001');
    expect([code, said]).toEqual([2, 'Nothing was restored: version 1 has no annotation a00000000001 in its text.\n']);
    expect((await place().run('restore', collection, telegram, '7')).code).toBe(2);
    expect((await place().run('restore', collection, telegram, 'present')).code).toBe(2);
    expect(await timeline()).toEqual(before);
  });
});

describe('blame', () => {
  test('tells who changed each hit, latest first, and what it was', async () => {
    await correct('STEVENS ON', 'STEPHENSON');
    await correct('STEPHENSON', 'STEPHENSEN', 'EG');
    const { code, value } = await place().json('blame', collection, telegram, '--find', 'STEPHENSEN');
    const blames = value as readonly WordBlame[];
    expect([code, blames.map(({ text }) => text)]).toEqual([0, ['STEPHENSEN', 'STEPHENSEN']]);
    for (const { events } of blames)
      expect(events.map(({ editor, before, after, isUndo }) => [editor, before, after, isUndo])).toEqual([
        ['EG', 'STEPHENSON', 'STEPHENSEN', false],
        ['MK', 'STEVENS ON', 'STEPHENSON', false],
      ]);
  });

  test('takes the word at a character of the printed text', async () => {
    await correct('STEVENS ON', 'STEPHENSON');
    const at = (await textOf()).indexOf('STEPHENSON') + 4;
    const { code, out } = await place().run('blame', collection, telegram, '--at', String(at));
    expect(code).toBe(0);
    const [word, event, origin] = out.split('\n');
    expect(word).toBe('STEPHENSON');
    expect(event).toMatch(/^ {2}\S+ {2}MK {2}\[-STEVENS ON-\]\{\+STEPHENSON\+\} {2}\(change 2\)$/);
    expect(origin).toMatch(/imported STEVENS ON$/);
  });

  test('a word that nobody touched comes from the import', async () => {
    const { value } = await place().json('blame', collection, telegram, '--find', 'DISTANTLING');
    expect(value).toEqual([
      { text: 'DISTANTLING', events: [], imported: { editor: expect.any(String), time: expect.any(String) } },
    ]);
  });

  test('no hit ends with 1, and no question with 2', async () => {
    expect(await place().run('blame', collection, telegram, '--find', 'GROMYKO!')).toEqual({
      code: 1,
      out: '',
      said: 'No hit.\n',
    });
    expect((await place().run('blame', collection, telegram, '--at', '99999999')).code).toBe(1);
    expect((await place().run('blame', collection, telegram)).code).toBe(2);
    expect((await place().run('blame', collection, telegram, '--at', 'x')).code).toBe(2);
  });
});

test('versions are in the list that show prints', async () => {
  await correct('STEVENS ON', 'STEVENSON');
  const { versions } = (await place().json('show', collection, telegram)).value as { versions: readonly Version[] };
  expect(versions.map(({ number }) => number)).toEqual([1, 2]);
});
