import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { ConflictView } from '../../../shared/contract/payloads/sharing.ts';
import type { VersionComparison, VersionTimeline, WordBlame } from '../../../shared/contract/payloads/versions.ts';
import type { ReplicaId } from '../../../shared/document/identifier.ts';
import { sample, type Workplace, workplace } from './program.ts';

const reader = {
  fileSystem: nodeFileSystem,
  replica: 'r00000000042' as ReplicaId,
  editor: 'ZZ',
  now: () => new Date(),
};

const place = workplace();

interface Figures {
  readonly documents: readonly string[];
  readonly added: readonly string[];
  readonly changes: number;
  readonly editors: readonly string[];
}

interface Synced {
  readonly in: Figures;
  readonly out: Figures;
  readonly merged: readonly string[];
  readonly conflicts: number;
  readonly refused: readonly string[];
}

/** A collection of two archivists, AA and BB, shared in a repository on the same disk. */
class Shared {
  readonly remote: string;
  readonly a: string;
  readonly b: string;

  constructor(private readonly here: Workplace) {
    this.remote = path.join(here.folder, 'remote');
    this.a = path.join(here.folder, 'a');
    this.b = path.join(here.folder, 'b');
  }

  async begin(): Promise<void> {
    const { run } = this.here;
    expect((await run('import', this.a, sample(0), sample(3), '--editor', 'AA')).code).toBe(0);
    const shared = await run('share', this.a, '--remote', this.remote, '--editor', 'AA');
    expect([shared.code, shared.said]).toEqual([0, expect.stringMatching(/Went out: 2 new documents/)]);
    const joined = await run('join', this.remote, this.b, '--editor', 'BB');
    expect([joined.code, joined.said]).toEqual([0, expect.stringMatching(/with 2 documents/)]);
  }

  async sync(copy: string, editor: string): Promise<Synced> {
    const { code, value } = await this.here.json('sync', copy, '--editor', editor);
    expect(code).toBe(0);
    return value as Synced;
  }

  correct(copy: string, editor: string, find: string, replace: string): ReturnType<Workplace['run']> {
    return this.here.run(
      'correct',
      copy,
      '003_a5bfdc7065c2c0b6',
      '--find',
      find,
      '--replace',
      replace,
      '--editor',
      editor,
    );
  }

  async conflicts(copy: string, editor: string): Promise<readonly ConflictView[]> {
    return (await this.here.json('conflicts', copy, '--editor', editor)).value as readonly ConflictView[];
  }

  async text(copy: string): Promise<string> {
    const opened = await openCollection(copy, { ...reader, readOnly: true });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const [id] = opened.collection.named('003_a5bfdc7065c2c0b6');
    if (!id) throw new Error('the document is not there');
    const store = await opened.collection.openDocument(id);
    const text = store.state.doc.textBetween(0, store.state.doc.content.size, '\n');
    await store.close();
    await opened.collection.close();
    return text;
  }
}

describe('two copies of a collection', () => {
  test('get each other’s corrections of one paragraph, whoever synchronises first', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    await shared.correct(shared.a, 'AA', 'STEVENS ON', 'STEVENSON');
    await shared.correct(shared.b, 'BB', 'DISTANTLING', 'DISMANTLING');
    const first = await shared.sync(shared.a, 'AA');
    expect([first.in.changes, first.out.documents.length, first.out.editors]).toEqual([0, 1, ['AA']]);
    const second = await shared.sync(shared.b, 'BB');
    expect([second.in.documents.length, second.merged.length, second.conflicts]).toEqual([1, 1, 0]);
    await shared.sync(shared.a, 'AA');
    const text = await shared.text(shared.a);
    expect(text).toBe(await shared.text(shared.b));
    expect([text.includes('STEVENSON'), text.includes('DISMANTLING'), text.includes('STEVENS ON')]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await here.json('check', shared.a)).code).toBe(0);
    expect((await here.json('check', shared.b)).code).toBe(0);
    const again = await shared.sync(shared.a, 'AA');
    expect([again.in.changes, again.out.changes]).toEqual([0, 0]);
  });

  test('keep both readings of a word that both corrected otherwise, until one of them settles it for both', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    await shared.correct(shared.a, 'AA', 'DISTANTLING', 'DISMANTLING');
    await shared.correct(shared.b, 'BB', 'DISTANTLING', 'DISMANTELING');
    await shared.sync(shared.a, 'AA');
    expect((await shared.sync(shared.b, 'BB')).conflicts).toBe(1);
    await shared.sync(shared.a, 'AA');
    const [atA] = await shared.conflicts(shared.a, 'AA');
    const [atB] = await shared.conflicts(shared.b, 'BB');
    expect(atA).toMatchObject({ ours: 'DISMANTLING', theirs: 'DISMANTELING', editors: ['AA', 'BB'] });
    expect(atB).toMatchObject({ id: atA?.id, ours: 'DISMANTELING', theirs: 'DISMANTLING', editors: ['AA', 'BB'] });
    const settled = await here.run('settle', shared.b, atB?.id ?? '', '--take', 'theirs', '--editor', 'BB');
    expect(settled.code).toBe(0);
    await shared.sync(shared.b, 'BB');
    await shared.sync(shared.a, 'AA');
    expect([await shared.conflicts(shared.a, 'AA'), await shared.conflicts(shared.b, 'BB')]).toEqual([[], []]);
    const text = await shared.text(shared.a);
    expect([text.includes('DISMANTLING'), text.includes('DISMANTELING')]).toEqual([true, false]);
    expect(text).toBe(await shared.text(shared.b));
  });

  test('that both made the same correction have it once, and nothing to settle', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    for (const [copy, editor] of [
      [shared.a, 'AA'],
      [shared.b, 'BB'],
    ] as const)
      await shared.correct(copy, editor, 'DISTANTLING', 'DISMANTLING');
    await shared.sync(shared.a, 'AA');
    expect((await shared.sync(shared.b, 'BB')).conflicts).toBe(0);
    expect(await shared.text(shared.b)).toBe(await shared.text(shared.a));
    expect((await shared.text(shared.b)).match(/DISMANTLING/g)).toHaveLength(2);
  });

  test('know whose each word is, what each did and where, and can go back, also behind a merge', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    const name = '003_a5bfdc7065c2c0b6';
    await shared.correct(shared.a, 'AA', 'DISTANTLING', 'DISMANTLING');
    await shared.correct(shared.b, 'BB', 'STEVENS ON', 'STEVENSON');
    await shared.correct(shared.b, 'BB', 'DISTANTLING', 'DISMANTELING');
    await shared.sync(shared.a, 'AA');
    await shared.sync(shared.b, 'BB');
    const conflicts = (await here.json('conflicts', shared.b, '--editor', 'BB')).value;
    expect(conflicts).toEqual([
      expect.objectContaining({ ours: 'DISMANTELING', theirs: 'DISMANTLING', editors: ['AA', 'BB'], place: null }),
    ]);
    const { document } = (conflicts as readonly ConflictView[])[0] ?? {};
    expect(document).toMatch(/^d/);
    const { versions, work } = (await here.json('versions', shared.b, name)).value as VersionTimeline;
    expect(versions.map(({ editor }) => editor).toSorted()).toEqual(['AA', 'AA', 'BB', 'BB']);
    expect(work?.lanes.map(({ editor }) => editor).toSorted()).toEqual(['AA', 'BB']);
    expect(work?.rows.map(({ kind, changes }) => [kind, changes]).toSorted()).toEqual([
      ['met', 1],
      ['work', 1],
      ['work', 2],
    ]);
    const blame = async (words: string): Promise<readonly WordBlame[]> =>
      (await here.json('blame', shared.b, name, '--find', words)).value as readonly WordBlame[];
    const events = (await blame('STEVENSON')).flatMap((one) => one.events);
    expect([...new Set(events.map(({ editor, before }) => `${editor} ${before}`))]).toEqual(['BB STEVENS ON']);
    expect((await blame('DISMANTELING'))[0]?.events[0]?.editor).toBe('BB');
    // Each version is what its own line had then.
    for (const { number, editor } of versions.slice(1)) {
      const { value } = await here.json('compare', shared.b, name, '1', String(number));
      const runs = (value as VersionComparison).comparison.rows.flatMap((row) => row.runs);
      const isThere = runs.some(({ kind, text }) => kind === 'added' && text.includes('STEVENSON'));
      expect([editor, isThere]).toEqual([editor, editor === 'BB']);
    }
    expect((await here.json('statistics', shared.b)).code).toBe(0);
    expect((await here.run('restore', shared.b, name, '1', '--editor', 'BB')).code).toBe(0);
    expect(await shared.text(shared.b)).toContain('STEVENS ON');
    await shared.sync(shared.b, 'BB');
    await shared.sync(shared.a, 'AA');
    expect(await shared.text(shared.a)).toBe(await shared.text(shared.b));
  });

  test('take over documents that one imports, and that one removes', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    await here.run('import', shared.b, sample(1), '--editor', 'BB');
    await here.run('remove', shared.a, '000_2f139198d5bf1d28', '--editor', 'AA');
    await shared.correct(shared.b, 'BB', 'DISTANTLING', 'DISMANTLING');
    await shared.sync(shared.a, 'AA');
    await shared.sync(shared.b, 'BB');
    const came = await shared.sync(shared.a, 'AA');
    expect([came.in.added.length, came.in.documents.length, came.refused]).toEqual([1, 1, []]);
    const stems = async (copy: string): Promise<readonly string[]> =>
      ((await here.json('list', copy)).value as readonly DocumentSummary[])
        .map(({ source }) => source.slice(0, 3))
        .sort();
    expect(await stems(shared.a)).toEqual(['001', '003']);
    expect(await stems(shared.b)).toEqual(['001', '003']);
    expect((await here.json('check', shared.a)).code).toBe(0);
    const back = await here.run('put-back', shared.b, '000_2f139198d5bf1d28', '--editor', 'BB');
    expect(back.code).toBe(0);
    await shared.sync(shared.b, 'BB');
    await shared.sync(shared.a, 'AA');
    expect(await stems(shared.a)).toEqual(['000', '001', '003']);
  });

  test('of three, the third gets what the others did without having been there', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    const c = path.join(here.folder, 'c');
    await here.run('join', shared.remote, c, '--editor', 'CC');
    await shared.correct(shared.a, 'AA', 'DISTANTLING', 'DISMANTLING');
    await shared.correct(shared.b, 'BB', 'STEVENS ON', 'STEVENSON');
    await shared.correct(c, 'CC', 'DISTANTLING', 'DESTROYING');
    await shared.sync(shared.a, 'AA');
    await shared.sync(shared.b, 'BB');
    await shared.sync(c, 'CC');
    await shared.sync(shared.a, 'AA');
    await shared.sync(shared.b, 'BB');
    const texts = await Promise.all([shared.a, shared.b, c].map((copy) => shared.text(copy)));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('STEVENSON');
    const [conflict, ...others] = await shared.conflicts(shared.b, 'BB');
    expect([conflict?.editors, others]).toEqual([['AA', 'BB', 'CC'], []]);
    expect([conflict?.ours, conflict?.theirs].sort()).toEqual(['DESTROYING', 'DISMANTLING']);
  });
});

describe('what a copy of a collection is sent', () => {
  test('as a link, or as a file that no collection has, is not taken over, and is told', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    const stranger = path.join(here.folder, 'stranger');
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-C', stranger, '-c', 'user.name=x', '-c', 'user.email=x', ...args], { encoding: 'utf8' });
    execFileSync('git', ['clone', '--quiet', shared.remote, stranger]);
    const blob = execFileSync('git', ['-C', stranger, 'hash-object', '-w', '--stdin'], {
      input: '/nowhere',
      encoding: 'utf8',
    }).trim();
    git('update-index', '--add', '--cacheinfo', `120000,${blob},documents/d00000000009`);
    git('update-index', '--add', '--cacheinfo', `120000,${blob},journal/r00000000009/000001.jsonl`);
    git('update-index', '--add', '--cacheinfo', `100644,${blob},.git-hooks/post-merge`);
    git('commit', '--quiet', '-m', 'x');
    git('push', '--quiet', 'origin', 'main');
    const { refused } = await shared.sync(shared.b, 'BB');
    expect(refused).toHaveLength(3);
    expect(readdirSync(shared.b).sort()).not.toContain('.git-hooks');
    expect(readdirSync(path.join(shared.b, 'documents'))).not.toContain('d00000000009');
    expect((await here.json('check', shared.b)).code).toBe(0);
  });

  test('comes from no repository that could run a program of somebody else', async () => {
    const here = place();
    const shared = new Shared(here);
    await shared.begin();
    const config = path.join(shared.b, '.git', 'config');
    const evil = `${readFileSync(config, 'utf8')}\tfsmonitor = touch ${path.join(here.folder, 'ran')}\n`;
    const { writeFileSync } = await import('node:fs');
    writeFileSync(config, evil);
    const refused = await here.run('sync', shared.b, '--editor', 'BB');
    expect([refused.code, refused.said]).toEqual([3, expect.stringMatching(/not one that Anchorite made/)]);
    expect(readdirSync(here.folder)).not.toContain('ran');
  });
});
