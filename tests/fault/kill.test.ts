import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { bundleProgram, ChildProgram } from './child-program.ts';
import { report, trials } from './fault-report.ts';

const kills = trials(80, 10_000);
/** As many collections are worked on at a time. */
const lanes = 2;
/** A document grows with each kill; after so many the next one begins. */
const killsPerDocument = 40;
const longestLifeMs = 25;

interface Figures {
  kills: number;
  changes: number;
  readonly wrong: string[];
}

/** Kills one program after the other, each in a document that the ones before wrote to. */
async function killInDocument(program: string, folder: string, random: SeededRandom, figures: Figures): Promise<void> {
  const collection = await newCollection(folder, contextOn(nodeFileSystem));
  const { id } = await collection.addDocument(imported());
  await collection.close();
  let before = 1;
  // The next program starts, and waits, while the disk of the last one is looked at.
  let next = new ChildProgram(program, [folder, id]);
  for (let kill = 0; kill < killsPerDocument && figures.kills < kills; kill++) {
    const child = next;
    figures.kills += 1;
    child.go();
    await delay(random.below(longestLifeMs));
    if (kill % 3 > 0) await child.written(1 + random.below(20));
    await child.kill();
    next = new ChildProgram(program, [folder, id]);
    const found = await readBack(folder, id, kill % 8 === 0);
    const acknowledged = Number(child.lines.at(-1) ?? before);
    if (typeof found === 'string') figures.wrong.push(found);
    else if (found < acknowledged) figures.wrong.push(`lost: ${acknowledged} were acknowledged, ${found} are there`);
    if (typeof found === 'number') before = found;
  }
  figures.changes += before;
  await next.kill();
}

/** How many changes are in a document, each of which put its number in front, so that the text tells which ones are there.
 *  @returns a sentence when it does not open, or holds something else */
async function readBack(folder: string, id: DocumentId, isThorough: boolean): Promise<number | string> {
  const collection = await reopened(folder, contextOn(nodeFileSystem));
  try {
    const store = await collection.openDocument(id);
    const { seq, doc } = store.state;
    if (store.readOnly !== null) return store.readOnly;
    const numbers = doc.textContent.slice(0, doc.textContent.indexOf('From')).split('.').slice(0, -1).map(Number);
    const expected = Array.from({ length: seq - 1 }, (_, index) => seq - 1 - index);
    if (numbers.join() !== expected.join()) return `lost: the text begins with ${numbers.join()}`;
    const findings = isThorough ? (await collection.check()).findings : [];
    return findings[0]?.what ?? seq;
  } finally {
    await collection.close();
  }
}

describe('a program that is killed while it writes', () => {
  it(
    `loses no acknowledged change in ${kills} kills, and the document opens every time`,
    async () => {
      await inTemporaryFolder(async (parent) => {
        const program = await bundleProgram(new URL('./programs/append-until-killed.ts', import.meta.url), parent);
        const figures: Figures = { kills: 0, changes: 0, wrong: [] };
        const lane = async (number: number): Promise<void> => {
          const random = new SeededRandom(number);
          for (let round = 1; figures.kills < kills; round++)
            await killInDocument(program, `${parent}/letters-${number}-${round}`, random, figures);
        };
        await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
        const lost = figures.wrong.filter((what) => what.startsWith('lost')).length;
        const unopened = figures.wrong.length - lost;
        report({ fault: 'kill -9', store: 'Anchorite', trials: figures.kills, lost, unopened });
        expect(figures.wrong).toEqual([]);
        expect(figures.changes).toBeGreaterThan(figures.kills);
      });
    },
    trials(600_000, 7_200_000),
  );
});

describe('several programs that want to write to one collection', () => {
  const programs = 8;
  const rounds = trials(1, 25);

  it(
    'have it one after the other, never two at once, when the holder is killed',
    async () => {
      await inTemporaryFolder(async (parent) => {
        const program = await bundleProgram(new URL('./programs/take-lock.ts', import.meta.url), parent);
        let unopened = 0;
        let lost = 0;
        for (let round = 0; round < rounds; round++) {
          const folder = `${parent}/letters-${round}`;
          const collection = await newCollection(folder, contextOn(nodeFileSystem));
          const { id } = await collection.addDocument(imported());
          await collection.close();
          const acknowledged = await killHolders(program, programs, folder, id);
          const found = await readBack(folder, id, true).catch(String);
          if (typeof found === 'string') unopened += 1;
          else if (found < acknowledged) lost += 1;
        }
        report({ fault: 'two writers', store: 'Anchorite', trials: rounds * programs, lost, unopened });
        expect([lost, unopened]).toEqual([0, 0]);
      });
    },
    trials(120_000, 3_600_000),
  );
});

/** Starts programs that all want to write, and kills whoever writes, until none is left.
 *  @returns the last change that one of them was told is saved */
async function killHolders(program: string, programs: number, folder: string, id: DocumentId): Promise<number> {
  const children = Array.from({ length: programs }, () => new ChildProgram(program, [folder, id]));
  let last = 0;
  try {
    let left: readonly ChildProgram[] = children;
    while (left.length > 0) {
      await Promise.race(left.map((child) => child.written(2)));
      // Time for another one to take what it must not have.
      await delay(100);
      const holders = left.filter(({ lines }) => lines.length > 0);
      expect(holders).toHaveLength(1);
      for (const holder of holders) {
        await holder.kill();
        const saved = Number(holder.lines.at(-1));
        expect(saved).toBeGreaterThan(last);
        last = saved;
      }
      left = left.filter((child) => !holders.includes(child));
    }
    return last;
  } finally {
    for (const child of children) await child.kill();
  }
}
