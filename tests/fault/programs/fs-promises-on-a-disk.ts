import type { RecordingDisk } from '../../helpers/recording-disk.ts';

/** Stands in the place of `node:fs/promises` under a library, so that the library's own code runs on a recording disk. */
let disk: RecordingDisk | null = null;

/** @param next the disk that the library works with from now on */
export function useDisk(next: RecordingDisk): void {
  disk = next;
}

function current(): RecordingDisk {
  if (!disk) throw new Error('no disk was given');
  return disk;
}

/** Node opens with `w`, writes and closes; it does not sync. */
export async function writeFile(file: string, data: string): Promise<void> {
  const open = await current().openEmpty(file);
  await open.write(Buffer.from(data));
  await open.close();
}

export const readFile = async (file: string): Promise<string> =>
  Buffer.from(await current().readFile(file)).toString('utf8');

export const rename = (from: string, to: string): Promise<void> => current().rename(from, to);
