import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../main/storage/file-system.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { bundleProgram, ChildProgram } from './child-program.ts';

const kills = 20;

describe('a program that is killed while it writes', () => {
  it(`loses no acknowledged change in ${kills} kills, and the document opens every time`, async () => {
    await inTemporaryFolder(async (parent) => {
      const program = await bundleProgram(new URL('./programs/append-until-killed.ts', import.meta.url), parent);
      const folder = `${parent}/letters`;
      const collection = await newCollection(folder, contextOn(nodeFileSystem));
      const { id } = await collection.addDocument(imported());
      await collection.close();
      let before = 1;
      for (let kill = 0; kill < kills; kill++) {
        const child = new ChildProgram(program, [folder, id]);
        await child.written(1 + (kill % 4));
        await delay(kill % 7);
        await child.kill();
        const acknowledged = Number(child.lines.slice(1).at(-1) ?? before);

        const again = await reopened(folder, contextOn(nodeFileSystem));
        const store = await again.openDocument(id);
        const { seq, doc } = store.state;
        expect([store.readOnly, seq >= acknowledged]).toEqual([null, true]);
        // Every change put its number in front, so the text tells which ones are there.
        const numbers = doc.textContent.slice(0, doc.textContent.indexOf('From')).split('.').slice(0, -1).map(Number);
        expect(numbers).toEqual(Array.from({ length: seq - 1 }, (_, index) => seq - 1 - index));
        expect((await again.check()).findings).toEqual([]);
        await store.close();
        await again.close();
        before = seq;
      }
      expect(before).toBeGreaterThan(kills);
    });
  });
});

describe('several programs that want to write to one collection', () => {
  it('have it one after the other, never two at once, when the holder is killed', async () => {
    await inTemporaryFolder(async (parent) => {
      const program = await bundleProgram(new URL('./programs/take-lock.ts', import.meta.url), parent);
      const folder = `${parent}/letters`;
      await (await newCollection(folder, contextOn(nodeFileSystem))).close();
      const children = Array.from({ length: 4 }, () => new ChildProgram(program, [folder]));
      try {
        const killed = new Set<ChildProgram>();
        while (killed.size < children.length) {
          const left = children.filter((child) => !killed.has(child));
          await Promise.race(left.map((child) => child.written(1)));
          // Time for another one to take what it must not have.
          await delay(150);
          const holders = left.filter(({ lines }) => lines.length > 0);
          expect(holders).toHaveLength(1);
          for (const holder of holders) {
            await holder.kill();
            killed.add(holder);
          }
        }
      } finally {
        for (const child of children) await child.kill();
      }
    });
  });
});
