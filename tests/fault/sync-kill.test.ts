import { cpSync, existsSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { joinCollection } from '../../main/sharing/join-collection.ts';
import { shareCollection, syncSharedCollection } from '../../main/sharing/share-collection.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { keepSharing } from '../../main/storage/settings/shared-collections.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { typing } from '../helpers/journal-builders.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { imported, inTemporaryFolder, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { bundleProgram, ChildProgram } from './child-program.ts';
import { report, trials } from './fault-report.ts';

const kills = trials(10, 500);
const documents = 12;
const [first, second, third] = ['r00000000001', 'r00000000002', 'r00000000003'] as const;

const contextOf = (replica: string, editor: string) => ({
  fileSystem: nodeFileSystem,
  replica: replica as ReplicaId,
  editor,
  now: () => new Date(),
});

/** The text of every document. */
async function textsOf(folder: string, replica: string): Promise<ReadonlyMap<DocumentId, string>> {
  const collection = await reopened(folder, contextOf(replica, 'BB'));
  const texts = new Map<DocumentId, string>();
  for (const { id } of await collection.summaries()) {
    const store = await collection.openDocument(id);
    expect([store.readOnly, store.trouble]).toEqual([null, null]);
    texts.set(id, store.state.doc.textContent);
    await store.close();
  }
  expect(collection.unreadable).toEqual([]);
  await collection.close();
  return texts;
}

test.each(['git', 'exchange folder'] as const)(
  `a synchronisation by %s that is killed at any moment leaves every document as before or after, in ${kills} kills, and is done by the next one`,
  (way) =>
    inTemporaryFolder(async (place) => {
      const program = await bundleProgram(new URL('./programs/sync-until-killed.ts', import.meta.url), place);
      const [a, b, remote, user] = [`${place}/a`, `${place}/b`, `${place}/remote`, `${place}/user`];
      const sharing = (editor: string) => ({ fileSystem: nodeFileSystem, userFolder: user, editor });
      const mine = await newCollection(a, contextOf(first, 'AA'));
      const ids: DocumentId[] = [];
      for (let number = 0; number < documents; number++)
        ids.push((await mine.addDocument(imported(`${number}.txt`))).id);
      const wish = { remote, withoutGit: way !== 'git', images: 'include' } as const;
      expect(await shareCollection(mine, wish, sharing('AA'))).toMatchObject({ kind: 'done', way });
      await mine.close();
      const joining = { remote, folder: b, images: 'include' } as const;
      const joined = await joinCollection(joining, contextOf(second, 'BB'), sharing('BB'));
      expect(joined.kind).toBe('done');
      const work = async (folder: string, replica: string, editor: string, at: number): Promise<void> => {
        const collection = await reopened(folder, contextOf(replica, editor));
        for (const id of ids) {
          const store = await collection.openDocument(id);
          await store.append(store.state.seq, [
            typing(`${editor.toLowerCase()}${id}`, store.state.doc, `By ${editor} `, at),
          ]);
          await store.close();
        }
        if (editor === 'AA') expect((await syncSharedCollection(collection, sharing('AA'))).kind).toBe('done');
        await collection.close();
      };
      await work(a, first, 'AA', 1);
      await work(b, second, 'BB', 6);
      const before = await textsOf(b, second);
      cpSync(b, `${place}/b-before`, { recursive: true });
      cpSync(remote, `${place}/remote-before`, { recursive: true });
      const goBack = async (): Promise<void> => {
        for (const [folder, kept] of [
          [b, 'b-before'],
          [remote, 'remote-before'],
        ] as const) {
          rmSync(folder, { recursive: true });
          cpSync(`${place}/${kept}`, folder, { recursive: true });
        }
        await keepSharing(user, { folder: b, remote, way, images: 'include' });
      };
      const run = (): ChildProgram => new ChildProgram(program, [b, user, second, 'BB']);
      await run().ended();
      const after = await textsOf(b, second);
      expect([...after.values()].every((text) => text.includes('By AA') && text.includes('By BB'))).toBe(true);
      const random = new SeededRandom(77);
      let ended = 0;
      for (let kill = 0; kill < kills; kill++) {
        await goBack();
        const child = run();
        await child.written(1);
        await delay(random.below(600));
        await child.kill();
        if (child.lines.includes('done')) ended += 1;
        for (const [id, text] of await textsOf(b, second)) expect([before.get(id), after.get(id)]).toContain(text);
        // Whoever joins at this very moment gets what is there, whole. Git sees to that by itself, and takes longer.
        if (way !== 'git' || kill % 5 === 0) {
          const newcomer = { ...joining, folder: `${place}/c${kill}` };
          const outcome = await joinCollection(newcomer, contextOf(third, 'CC'), sharing('CC'));
          expect(outcome).toMatchObject({ kind: 'done', documents, refused: [], waiting: 0 });
        }
        await run().ended();
        expect(await textsOf(b, second)).toEqual(after);
      }
      expect(ended).toBeLessThan(kills);
      expect(existsSync(`${b}/.git/index.lock`)).toBe(false);
      report({ fault: 'kill -9', store: `Sync by ${way}`, trials: kills, lost: 0, unopened: 0 });
    }),
);
