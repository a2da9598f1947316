import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { joinCollection } from '../../main/sharing/join-collection.ts';
import { type ShareContext, shareCollection, syncSharedCollection } from '../../main/sharing/share-collection.ts';
import { createCollection, openCollection } from '../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import type { StorageContext } from '../../main/storage/disk/storage-context.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import { type LoadedDocument, loadDocument } from '../../main/storage/document/load-document.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { doc, p } from '../helpers/builders.ts';
import { typing } from '../helpers/journal-builders.ts';
import { imported } from '../helpers/storage-fixtures.ts';

// What synchronising costs beside Git itself on the same files, and opening a document that was merged beside one of as many records that was
// not. Each is the median of several runs that take turns.

const documents = Number(process.env.BENCH_DOCUMENTS ?? 1_000);
const changed = 10;
const rounds = 5;
/** Of the document that is opened: how often two lines met, and what each had done. */
const merges = 20;
const changesEach = 5;
const openings = 60;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const contextOf = (replica: string, editor: string): StorageContext => ({
  fileSystem: nodeFileSystem,
  replica: replica as ReplicaId,
  editor,
  now: () => new Date(),
});

const text = doc(
  ...Array.from({ length: 20 }, (_, index) =>
    p(
      `Paragraph ${index} of a telegram, with twenty-five words or so of what was said, by whom, when and why, as such papers have.`,
    ),
  ),
);

async function opened(folder: string, context: StorageContext) {
  const outcome = await openCollection(folder, context);
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.collection;
}

async function work(folder: string, context: StorageContext, ids: readonly DocumentId[], round: number): Promise<void> {
  const collection = await opened(folder, context);
  for (const id of ids) {
    const store = await collection.openDocument(id);
    await store.append(store.state.seq, [typing(`w${round}`, store.state.doc, `Round ${round}. `, 1)]);
    await store.close();
  }
  await collection.close();
}

async function syncOf(folder: string, context: StorageContext, sharing: ShareContext): Promise<number> {
  const collection = await opened(folder, context);
  const time = await timed(async () => {
    const outcome = await syncSharedCollection(collection, sharing);
    if (outcome.kind !== 'done') throw new Error(outcome.why);
  });
  await collection.close();
  return time;
}

const git = (folder: string, ...args: readonly string[]): void => {
  execFileSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x', '-c', 'gc.auto=0', ...args], {
    stdio: 'ignore',
  });
};

async function measureSync(place: string): Promise<void> {
  const [a, b, remote] = [path.join(place, 'a'), path.join(place, 'b'), path.join(place, 'remote')];
  const [mine, theirs] = [contextOf('r00000000001', 'AA'), contextOf('r00000000002', 'BB')];
  const sharing = (editor: string): ShareContext => ({
    fileSystem: nodeFileSystem,
    userFolder: path.join(place, editor),
    editor,
  });
  const made = await createCollection(a, 'Bench', mine);
  if (made.kind !== 'opened') throw new Error(made.kind);
  const ids: DocumentId[] = [];
  for (let number = 0; number < documents; number++)
    ids.push((await made.collection.addDocument(imported(`${number}.txt`, text))).id);
  await shareCollection(made.collection, { remote, withoutGit: false, images: 'include' }, sharing('AA'));
  await made.collection.close();
  await joinCollection({ remote, folder: b, images: 'include' }, theirs, sharing('BB'));
  // Git itself, on the same files: a copy of each with a checkout of its own.
  const [gitA, gitB, gitRemote] = [
    path.join(place, 'git-a'),
    path.join(place, 'git-b'),
    path.join(place, 'git-remote'),
  ];
  mkdirSync(gitA);
  for (const part of ['documents', 'journal', 'collection.json', '.gitattributes', '.gitignore'])
    cpSync(path.join(a, part), path.join(gitA, part), { recursive: true });
  git(place, 'init', '--quiet', '--bare', gitRemote);
  git(gitA, 'init', '--quiet', '--initial-branch=main');
  git(gitA, 'add', '-A');
  git(gitA, 'commit', '--quiet', '-m', 'all');
  git(gitA, 'push', '--quiet', gitRemote, 'main');
  git(place, 'clone', '--quiet', '-b', 'main', gitRemote, gitB);
  const ours: number[] = [];
  const peers: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const some = ids.slice(round * changed, (round + 1) * changed);
    await work(b, theirs, some, round);
    await syncOf(b, theirs, sharing('BB'));
    for (const id of some)
      appendFileSync(path.join(gitB, 'documents', id, 'journal', 'r00000000001', '000001.jsonl'), 'x'.repeat(400));
    git(gitB, 'add', '-A');
    git(gitB, 'commit', '--quiet', '-m', `${round}`);
    git(gitB, 'fetch', '--quiet', gitRemote, 'main');
    git(gitB, 'merge', '--quiet', '--no-edit', 'FETCH_HEAD');
    git(gitB, 'push', '--quiet', gitRemote, 'main');
    const mineNow = ids.slice(500 + round * changed, 500 + (round + 1) * changed);
    await work(a, mine, mineNow, round);
    for (const id of mineNow)
      appendFileSync(path.join(gitA, 'documents', id, 'journal', 'r00000000001', '000001.jsonl'), 'y'.repeat(400));
    peers.push(
      await timed(() => {
        git(gitA, 'add', '-A');
        git(gitA, 'commit', '--quiet', '-m', `${round}`);
        git(gitA, 'fetch', '--quiet', gitRemote, 'main');
        git(gitA, 'merge', '--quiet', '--no-edit', 'FETCH_HEAD');
        git(gitA, 'push', '--quiet', gitRemote, 'HEAD:main');
      }),
    );
    ours.push(await syncOf(a, mine, sharing('AA')));
  }
  const ratio = median(ours) / median(peers);
  const each = (times: readonly number[]): string => times.map((time) => time.toFixed(0)).join(', ');
  console.log(
    `sync of ${documents} documents, ${changed} changed on either side, p50 of ${rounds} rounds: ${median(ours).toFixed(0)} ms (${each(ours)}), git itself ${median(peers).toFixed(0)} ms (${each(peers)}), ratio ${ratio.toFixed(2)} (at most 2)`,
  );
  await measurePlainFolder({ a, b, remote: path.join(place, 'plain'), ids, mine, theirs, sharing });
}

interface TwoCopies {
  readonly a: string;
  readonly b: string;
  readonly remote: string;
  readonly ids: readonly DocumentId[];
  readonly mine: StorageContext;
  readonly theirs: StorageContext;
  readonly sharing: (editor: string) => ShareContext;
}

/** The same through a plain folder, which has no peer. */
async function measurePlainFolder({ a, b, remote, ids, mine, theirs, sharing }: TwoCopies): Promise<void> {
  for (const [folder, context] of [
    [a, mine],
    [b, theirs],
  ] as const) {
    const collection = await opened(folder, context);
    await shareCollection(collection, { remote, withoutGit: true, images: 'include' }, sharing(context.editor));
    await collection.close();
  }
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = (rounds + round) * changed;
    await work(b, theirs, ids.slice(from, from + changed), rounds + round);
    await syncOf(b, theirs, sharing('BB'));
    await work(a, mine, ids.slice(500 + from, 500 + from + changed), rounds + round);
    times.push(await syncOf(a, mine, sharing('AA')));
  }
  console.log(`the same through a plain folder, p50 of ${rounds} rounds: ${median(times).toFixed(0)} ms`);
}

/** Two documents of as many records, of which one was worked on apart and put together again and again. */
async function preparedDocuments(place: string, mine: StorageContext) {
  const [a, b] = [path.join(place, 'one'), path.join(place, 'other')];
  const theirs = contextOf('r00000000002', 'BB');
  const made = await createCollection(a, 'Bench', mine);
  if (made.kind !== 'opened') throw new Error(made.kind);
  const merged = (await made.collection.addDocument(imported('merged.txt', text))).id;
  const plain = (await made.collection.addDocument(imported('plain.txt', text))).id;
  await made.collection.close();
  cpSync(a, b, { recursive: true });
  const bring = (from: string, to: string, replica: string): void =>
    cpSync(
      path.join(from, 'documents', merged, 'journal', replica),
      path.join(to, 'documents', merged, 'journal', replica),
      { recursive: true },
    );
  for (let round = 0; round < merges; round++) {
    await changedApart(a, mine, merged, round, 1);
    await changedApart(b, theirs, merged, round, 400);
    bring(a, b, 'r00000000001');
    bring(b, a, 'r00000000002');
    await withStore(a, mine, merged, (store) => store.keepMerges());
    bring(a, b, 'r00000000001');
  }
  await withStore(a, mine, plain, async (store) => {
    for (let change = 0; change < 2 * merges * changesEach + merges; change++)
      await store.append(store.state.seq, [
        typing(`p${change}`, store.state.doc, `${change}. `, 1 + (change % 2) * 400),
      ]);
  });
  return { folder: a, merged, plain };
}

async function withStore(
  folder: string,
  context: StorageContext,
  id: DocumentId,
  use: (store: DocumentStore) => Promise<unknown>,
): Promise<void> {
  const collection = await opened(folder, context);
  const store = await collection.openDocument(id);
  await use(store);
  await store.close();
  await collection.close();
}

const changedApart = (
  folder: string,
  context: StorageContext,
  id: DocumentId,
  round: number,
  at: number,
): Promise<void> =>
  withStore(folder, context, id, async (store) => {
    for (let change = 0; change < changesEach; change++) {
      const name = `m${round}x${change}${context.editor.toLowerCase()}`;
      await store.append(store.state.seq, [typing(name, store.state.doc, `${round}.${change} `, at)]);
    }
  });

async function measureOpening(place: string): Promise<void> {
  const mine = contextOf('r00000000001', 'AA');
  const { folder, merged, plain } = await preparedDocuments(place, mine);
  const load = (id: DocumentId, useCheckpoints: boolean): Promise<LoadedDocument> =>
    loadDocument({ ...mine, folder, id, name: id, mayRecover: async () => false, isShared: true, useCheckpoints });
  for (const useCheckpoints of [false, true]) {
    if (useCheckpoints)
      for (const id of [merged, plain]) await withStore(folder, mine, id, (store) => store.keepCheckpoint());
    const times = { merged: [] as number[], plain: [] as number[] };
    for (let run = 0; run < openings; run++) {
      // Who comes first has the memory to clear up that the other one left.
      for (const which of run % 2 === 0 ? (['merged', 'plain'] as const) : (['plain', 'merged'] as const)) {
        const begun = performance.now();
        const { checkpointed, replay } = await load(which === 'merged' ? merged : plain, useCheckpoints);
        times[which].push(performance.now() - begun);
        if ((checkpointed === replay.seq) !== useCheckpoints) throw new Error(`${which} was read in another way`);
      }
    }
    const ratio = median(times.merged) / median(times.plain);
    console.log(
      `opening a document with ${merges} merges among ${2 * merges * changesEach + merges + 1} records ${useCheckpoints ? 'from a checkpoint' : 'without a checkpoint'}, median of ${openings}: ${median(times.merged).toFixed(1)} ms, one of as many records without any merge ${median(times.plain).toFixed(1)} ms, ratio ${ratio.toFixed(2)} (at most 1.3)`,
    );
  }
}

const place = mkdtempSync(path.join(os.tmpdir(), 'anchorite-sync-'));
try {
  await measureOpening(place);
  await measureSync(place);
} finally {
  rmSync(place, { recursive: true });
}
