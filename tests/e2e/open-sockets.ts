import { readdir, readFile, readlink } from 'node:fs/promises';

/** Tables of the kernel, one for each kind of socket that leads out of a machine. */
const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6', 'icmp', 'icmp6'];

/** Whether this system says which sockets a process has: Linux does. */
export const canSeeSockets = process.platform === 'linux';

const missing = (): readonly never[] => [];

/** A process and all that it started, and those in turn. */
async function processTree(pid: number): Promise<readonly number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    numbers.map(async (number) => {
      const stat = await readFile(`/proc/${number}/stat`, 'utf8').catch(() => '');
      // The name before, in parentheses, may hold anything.
      return [number, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const;
    }),
  );
  const tree = [pid];
  for (const parent of tree) for (const [number, of] of parents) if (of === parent) tree.push(number);
  return tree;
}

/** The numbers of the sockets that a process holds. */
async function socketNumbers(pid: number): Promise<readonly string[]> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(missing);
  const targets = await Promise.all(descriptors.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}

/** The internet sockets that a process and all that it started hold at this moment, each as `udp 0100007F:1F90 00000000:0000 4711`:
 *  kind, own address, the other's address (both as the kernel writes them), number. */
export async function internetSockets(pid: number): Promise<readonly string[]> {
  if (!canSeeSockets) return [];
  const held = new Set((await Promise.all((await processTree(pid)).map(socketNumbers))).flat());
  const lines = await Promise.all(
    tables.map(async (table) => {
      const text = await readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => '');
      return text.split('\n').flatMap((line) => {
        const [, own, other, , , , , , , number = ''] = line.trim().split(/\s+/);
        return held.has(number) ? [`${table} ${own} ${other} ${number}`] : [];
      });
    }),
  );
  return lines.flat();
}

/** Looks again and again which internet sockets a process opens.
 *  @returns tells all that were seen, and ends */
export function watchSockets(pid: number): () => Promise<readonly string[]> {
  const seen = new Set<string>();
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      for (const socket of await internetSockets(pid)) seen.add(socket);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return [...seen];
  };
}
