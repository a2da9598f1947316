import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { importFiles } from '../../main/importing/import-files.ts';
import { planImport } from '../../main/importing/plan-import.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import { type ChildProcess, nodeChild, type StartChild } from '../../main/workers/task-process.ts';
import { drawnPage } from '../helpers/image-files.ts';
import { contextOn, newCollection, reopened } from '../helpers/storage-fixtures.ts';
import { option } from './measure.ts';

/*
 * Imports folders of texts and of images, each into a collection of its own, and once more, as after a kill. The peer does the least that keeps the
 * same bytes: it copies the files one after the other, with a SHA-256 of each, and waits for the disk.
 */
const [samples = '', workers = '', ...options] = process.argv.slice(2);
const texts = Number(option(options, 'texts') ?? 10_000);
const images = Number(option(options, 'images') ?? 1_000);
const boxes = 20;
const sampleMs = 50;

/** The sample documents over and over, each copy with a line of its own. */
async function makeTexts(folder: string): Promise<void> {
  const files = (await readdir(samples)).filter((name) => name.endsWith('.txt')).sort();
  const contents = await Promise.all(files.map((name) => readFile(path.join(samples, name), 'utf8')));
  for (let number = 0; number < texts; number++)
    await put(folder, number, 'txt', `${contents[number % contents.length]}\nNo. ${number} of the series.\n`);
}

async function makeImages(folder: string): Promise<void> {
  for (let number = 0; number < images; number++)
    await put(
      folder,
      number,
      'jpg',
      await drawnPage('jpeg', { width: 600, height: 800, text: `Page ${number}, line` }),
    );
}

async function put(folder: string, number: number, ending: string, content: string | Uint8Array): Promise<void> {
  const box = path.join(folder, `box ${number % boxes}`);
  if (number < boxes) await mkdir(box, { recursive: true });
  await writeFile(path.join(box, `${String(number).padStart(5, '0')}.${ending}`), content);
}

/** The bytes of every file below a folder are hashed and copied into another one, and on the disk. */
async function copyHashed(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    const copy = await open(path.join(to, createHash('sha256').update(bytes).digest('hex')), 'w');
    await copy.writeFile(bytes);
    await copy.sync();
    await copy.close();
  }
}

/** What the processes of an import take, as long as it lasts. */
class Consumption {
  readonly #children = new Set<ChildProcess>();
  readonly #cpuBefore = cpuMs();
  readonly #startMs = performance.now();
  #mostBytes = 0;
  readonly #timer = setInterval(() => this.#look(), sampleMs);

  readonly startChild: StartChild = (file, heapMb) => {
    const child = nodeChild(file, heapMb);
    this.#children.add(child);
    child.onEnd(() => this.#children.delete(child));
    return child;
  };

  #look(): void {
    const others = [...this.#children].reduce((sum, child) => sum + (child.memoryBytes() ?? 0), 0);
    this.#mostBytes = Math.max(this.#mostBytes, process.memoryUsage.rss() + others);
  }

  /** @returns seconds, processors that were busy, and the most memory in MiB */
  end(): { readonly seconds: number; readonly busy: number; readonly mostMb: number } {
    clearInterval(this.#timer);
    const wallMs = performance.now() - this.#startMs;
    return {
      seconds: wallMs / 1000,
      busy: (cpuMs() - this.#cpuBefore) / wallMs,
      mostMb: Math.round(this.#mostBytes / 1024 / 1024),
    };
  }
}

/** Of this process and of its children that have ended; of children where the system tells. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenMs();
}

const ticksPerSecond = 100;

function childrenMs(): number {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[13]) + Number(fields[14])) / ticksPerSecond) * 1000;
}

async function importOnce(collectionFolder: string, sources: string): Promise<string> {
  const consumption = new Consumption();
  const collection = await reopened(collectionFolder, contextOn(nodeFileSystem));
  const context = {
    application: { name: 'Anchorite', version: '0' },
    workers: pathToFileURL(`${workers}/`),
    startChild: consumption.startChild,
    fileSystem: nodeFileSystem,
    editors: [],
  };
  const control = { progress: () => undefined, signal: new AbortController().signal };
  const plan = await planImport(nodeFileSystem, [sources], control);
  const outcome = await importFiles(context, collection, { plan, division: 'one each', encoding: null }, control);
  await collection.close();
  const { seconds, busy, mostMb } = consumption.end();
  const files = outcome.imported.length + (outcome.duplicates?.length ?? 0);
  times.push(seconds / files);
  return `${outcome.imported.length} in, ${outcome.duplicates?.length ?? 0} known, ${outcome.refused.length} refused: ${seconds.toFixed(1)} s, ${(files / seconds).toFixed(0)} files/s, ${busy.toFixed(2)} processors, at most ${mostMb} MiB`;
}

/** Seconds a file, of the latest imports. */
const times: number[] = [];

const parent = await mkdtemp(path.join(tmpdir(), 'anchorite-bench-'));
try {
  for (const [name, make, count] of [
    ['texts', makeTexts, texts],
    ['images', makeImages, images],
  ] as const) {
    if (count === 0) continue;
    const sources = path.join(parent, name);
    await make(sources);
    const collection = path.join(parent, `${name} collection`);
    await (await newCollection(collection, contextOn(nodeFileSystem))).close();
    const first = await importOnce(collection, sources);
    const peer = new Consumption();
    await copyHashed(sources, path.join(parent, `${name} copies`));
    const { seconds, busy } = peer.end();
    const again = await importOnce(collection, sources);
    const perFile = seconds / count;
    const ratio = (at: number): string => `${((times.at(at) ?? 0) / perFile).toFixed(1)}× the copy`;
    console.log(`${count} ${name}, import       ${first} = ${ratio(-2)}`);
    console.log(`${count} ${name}, import again ${again} = ${ratio(-1)}`);
    console.log(
      `${count} ${name}, copy with SHA-256 and sync: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} files/s, ${busy.toFixed(2)} processors`,
    );
  }
} finally {
  await rm(parent, { recursive: true, force: true });
}
