import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { RecordingDisk } from '../../helpers/recording-disk.ts';
import { useDisk } from './fs-promises-on-a-disk.ts';

/** What is kept of a person's work: the changes, by number. */
interface Work {
  readonly changes: { readonly number: number; readonly text: string }[];
}

const open = (disk: RecordingDisk): Low<Work> => {
  useDisk(disk);
  return new Low<Work>(new JSONFile('/work.json'), { changes: [] });
};

/** The system writes everything to the disk by itself now and then; in between are about as many changes as a person makes in
 *  half a minute. */
const changesBetweenWritingBack = 5;

/** Makes changes, each written before the next.
 *  @returns how many operations of the disk had been carried out when lowdb said that a change was written, change by change */
export async function writeWithLowdb(disk: RecordingDisk, changes: number): Promise<readonly number[]> {
  const database = open(disk);
  const written: number[] = [];
  for (let number = 1; number <= changes; number++) {
    database.data.changes.push({ number, text: `change ${number} `.repeat(20) });
    await database.write();
    written.push(disk.operations.length);
    if (number % changesBetweenWritingBack === 0) disk.writeBack();
  }
  return written;
}

/** How many changes lowdb reads from a disk.
 *  @throws whatever lowdb throws when it cannot read its file */
export async function readWithLowdb(disk: RecordingDisk): Promise<number> {
  const database = open(disk);
  await database.read();
  return database.data.changes.length;
}
