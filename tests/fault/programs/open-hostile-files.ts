import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Stage } from '../hostile/doings.ts';
import { smallPng } from '../hostile/pristine.ts';
import { hostileFiles } from '../hostile-files/all-files.ts';
import type { HostileFile } from '../hostile-files/hostile-file.ts';
import { makeGround, openHostileFile, writeHostileFile } from '../hostile-files/open-file.ts';

/** What the program prints of a case, a line each: when the file stands there, when all was done with it, and what came of it. */
export type CaseLine =
  | { readonly kind: 'begun' | 'opened'; readonly index: number }
  | {
      readonly kind: 'done';
      readonly index: number;
      readonly outcome: 'opened' | 'refused';
      readonly wrong: readonly string[];
    }
  /** The last line: how many packets were tried to be sent. */
  | { readonly kind: 'ended'; readonly packets: number };

const say = (line: CaseLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** How many packets this network was asked to send, those included that it had no way for. A network of one's own begins with none. */
async function packets(): Promise<number> {
  const [four, six] = await Promise.all(
    ['snmp', 'snmp6'].map((name) => readFile(`/proc/self/net/${name}`, 'utf8').catch(() => '')),
  );
  const [heads, values] = (four ?? '').split('\n').map((line) => line.split(' '));
  const wanted = ['OutRequests', 'OutNoRoutes'];
  const ofFour = wanted.map((name) => Number(values?.[heads?.indexOf(name) ?? -1] ?? 0));
  // What the kernel itself says to its neighbours when a network begins is not counted.
  const ofSix = /^Ip6OutNoRoutes\s+(\d+)/m.exec(six ?? '')?.[1] ?? 0;
  return [...ofFour, Number(ofSix)].reduce((sum, one) => sum + one, 0);
}

/** Writes a file in a process of its own, so that what it takes to make it is not taken for what it takes to open it. */
async function writeApart(file: HostileFile, place: string, secretFile: string): Promise<void> {
  const words = [process.argv[1] ?? '', 'write', String(hostileFiles.indexOf(file)), place, secretFile];
  await promisify(execFile)(process.execPath, words);
}

async function main([workers = '', base = '', list = '']: readonly string[]): Promise<void> {
  // As the administrator of a machine a mistake here could empty a folder of it.
  if (process.getuid?.() === 0) throw new Error('never to be run as root');
  await mkdir(base, { recursive: true });
  process.chdir(base);
  const stage = { place: base, workers, userFolder: path.join(base, 'user') } as Stage;
  const secretFile = path.join(base, 'outside/secret.txt');
  const indices = list.split(',').map(Number);
  const isAlone = indices.length === 1;
  const ground = await makeGround(base, stage, smallPng(), (file, place) =>
    isAlone ? writeApart(file, place, secretFile) : writeHostileFile(file, place, secretFile),
  );
  for (const index of indices) {
    const file = hostileFiles[index];
    if (!file) throw new Error(`there is no file ${index}`);
    const { kind, wrong } = await openHostileFile(
      ground,
      file,
      () => say({ kind: 'begun', index }),
      () => say({ kind: 'opened', index }),
    );
    say({ kind: 'done', index, outcome: kind, wrong });
  }
  await rm(path.join(base, 'case'), { recursive: true, force: true });
  say({ kind: 'ended', packets: await packets() });
}

const [first = '', index = '', place = '', secretFile = ''] = process.argv.slice(2);
const [hostile] = first === 'write' ? hostileFiles.slice(Number(index)) : [];
if (hostile) await writeHostileFile(hostile, place, secretFile);
else await main(process.argv.slice(2));
