import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { command, emptied, type Stage, type Told } from '../hostile/doings.ts';
import { fingerprint } from '../hostile/place.ts';
import { type HostileFile, secret, secretPath } from './hostile-file.ts';

/** Where cases happen: `case` is made anew for each, beside `outside`, which nothing may touch. */
export interface Ground {
  readonly base: string;
  /** Of a collection `letters` with a document of one page image, and an edition of it. */
  readonly pristine: string;
  readonly stage: Stage;
  /** Writes a hostile file to its place. Some take much to be made, which is not what they are to be measured by. */
  readonly write: (file: HostileFile, place: string) => Promise<void>;
}

/** What came of a hostile file. */
export interface Outcome {
  readonly kind: 'opened' | 'refused';
  /** What is not as it should be. */
  readonly wrong: readonly string[];
}

const telegram = 'telegram.txt';

/** Makes what all cases begin with. */
export async function makeGround(
  base: string,
  stage: Stage,
  page: Uint8Array,
  write: Ground['write'],
): Promise<Ground> {
  // A process before this one may have ended in the middle of a case.
  const [pristine = '', sources = ''] = await Promise.all(
    ['pristine', 'sources', 'outside', 'case'].map((name) => emptied(path.join(base, name))),
  );
  await writeFile(path.join(base, 'outside/secret.txt'), `${secret}\n`);
  const [source, image] = [path.join(sources, telegram), path.join(sources, 'page.png')];
  await writeFile(source, 'FROM: London\n\n[Facsimile Page 1]\n\nThe telegram speaks of a telegram.\n');
  await writeFile(image, page);
  const letters = path.join(pristine, 'letters');
  const run = async (...words: readonly string[]): Promise<void> => {
    const { code, text } = await command(stage, ...words);
    if (code !== 0) throw new Error(`${words.join(' ')}: ${text}`);
  };
  await run('import', letters, source);
  await run('add-images', letters, telegram, image);
  await run('export', letters, '--to', 'tei', '--out', path.join(pristine, 'edition'), '--write-invalid');
  await run('search', letters, 'telegram');
  return { base, pristine, stage, write };
}

/** Puts a hostile file where it belongs, opens it as its door does, and looks at what came of it.
 *  @param begin told when it stands there: what is measured begins then
 *  @param end told when all was done with it */
export async function openHostileFile(
  ground: Ground,
  file: HostileFile,
  begin: () => void,
  end: () => void,
): Promise<Outcome> {
  const place = await emptied(path.join(ground.base, 'case'));
  await cp(ground.pristine, place, { recursive: true, preserveTimestamps: true });
  const planted = await plant(ground, file, place);
  const outside = path.join(ground.base, 'outside');
  const before = await fingerprint(outside);
  const told: Told[] = [];
  begin();
  for (const words of await wordsFor(file, place, planted)) {
    const one = await command(ground.stage, ...words);
    told.push(one);
    // What was refused is not there to be shown.
    if (file.door === 'import' && one.code > 1 && told.length === 1) break;
  }
  end();
  const wrong = told.flatMap(({ code, text }, index) =>
    faultsOf(code, text).map((fault) => `act ${index}: ${fault}\n${text.slice(0, 800)}`),
  );
  if ((await fingerprint(outside)) !== before) wrong.push('what is outside was changed');
  wrong.push(...(await leaks(ground.base, place, planted)));
  return { kind: (told[0]?.code ?? 3) > 1 ? 'refused' : 'opened', wrong };
}

function faultsOf(code: number, text: string): readonly string[] {
  const faults: string[] = [];
  if (text.includes('Something inside')) faults.push('it says that something inside went wrong');
  if (code > 3) faults.push(`it ends with ${code}`);
  if (text.includes(secret)) faults.push('it tells the secret');
  if (code !== 0 && text.trim() === '') faults.push('it says nothing');
  return faults;
}

/** What a case left where it has no business: the secret in files, files beside the case, what a program would have written. */
async function leaks(base: string, place: string, planted: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
    const found = path.join(entry.parentPath, entry.name);
    if (entry.name === 'owned' || entry.name.includes('planted')) wrong.push(`${found} was written`);
    if (!entry.isFile() || found === planted) continue;
    if ((await readFile(found)).includes(secret)) wrong.push(`${found} holds the secret`);
  }
  const beside = (await readdir(base)).filter(
    (name) => !['case', 'outside', 'pristine', 'sources', 'user', '.cache'].includes(name),
  );
  if (beside.length > 0) wrong.push(`beside it stand ${beside.join(', ')}`);
  if (existsSync('/tmp/anchorite-planted.txt')) wrong.push('a file was written to /tmp');
  return wrong;
}

/** Writes a hostile file over what stands in its place, with the path of the secret where it names that. */
export async function writeHostileFile({ bytes }: HostileFile, file: string, secretFile: string): Promise<void> {
  const made = bytes(await readFile(file).catch(() => Buffer.alloc(0)));
  await writeFile(file, typeof made === 'string' ? made.replaceAll(secretPath, secretFile) : made);
}

/** Puts the file where it belongs.
 *  @returns its path */
async function plant({ base, stage, write }: Ground, hostile: HostileFile, place: string): Promise<string> {
  const { door, name } = hostile;
  const inCollection = door === 'collection' ? path.join(place, 'letters', await realName(place, name)) : null;
  const file = inCollection ?? path.join(place, 'files', door === 'templates' ? 'templates/html/page.html' : name);
  if (door === 'templates') await command(stage, 'templates', 'write', templatesOf(file));
  await mkdir(path.dirname(file), { recursive: true });
  await write(hostile, file);
  if (door === 'layout') await cp(path.join(base, 'sources/page.png'), path.join(place, 'files/page.png'));
  return file;
}

/** The folder of templates that a page is of. */
const templatesOf = (page: string): string => path.dirname(path.dirname(page));

/** The path in a collection that a name of a case stands for; what follows `#` only tells cases apart. */
async function realName(place: string, name: string): Promise<string> {
  const letters = path.join(place, 'letters');
  const [document = ''] = await readdir(path.join(letters, 'documents'));
  const [replica = ''] = await readdir(path.join(letters, 'journal'));
  const [checkpoint = '1.json'] = await readdir(path.join(letters, 'documents', document, 'checkpoints')).catch(
    () => [],
  );
  const names = { document, replica, checkpoint };
  return (name.split('#')[0] ?? '').replaceAll(/<(\w+)>/g, (_, one: keyof typeof names) => names[one]);
}

/** The commands that a file comes in by. */
async function wordsFor({ door }: HostileFile, place: string, file: string): Promise<readonly (readonly string[])[]> {
  const [letters, made, out] = [path.join(place, 'letters'), path.join(place, 'made'), path.join(place, 'out')];
  const shown = [
    ['list', made],
    ['show', made, '1', '--text'],
    ['export', made, '--to', 'tei', '--out', out, '--write-invalid'],
  ];
  const edition = path.join(
    place,
    'edition',
    (await readdir(path.join(place, 'edition'))).find((name) => name.endsWith('.xml')) ?? '',
  );
  switch (door) {
    case 'import':
      return [['import', made, '--', file], ...shown];
    case 'layout':
      return [['import', made, '--', path.dirname(file)], ...shown];
    case 'validate':
      return [
        ['validate', file],
        ['roundtrip', file],
      ];
    case 'schema':
      return [['validate', edition, '--schema', file]];
    case 'rules':
      return [['validate', edition, '--schematron', file]];
    case 'entities':
      return [
        ['entities', 'import', letters, file, '--kind', 'person'],
        ['entities', 'load', letters, file, '--kind', 'person'],
        ['entities', 'list', letters],
      ];
    case 'tag types':
      return [
        ['tag-types', 'import', letters, file],
        ['tag-types', 'list', letters],
      ];
    case 'facts':
      return [
        ['facts', letters, '--from', file],
        ['list', letters],
      ];
    case 'annotations':
      return [
        ['annotations', 'import', letters, telegram, file],
        ['show', letters, telegram],
      ];
    case 'truth':
      return [['error-rate', letters, telegram, '--truth', file]];
    case 'templates':
      return [
        ['templates', 'check', templatesOf(file)],
        ['export', letters, '--to', 'html', '--out', out, '--template', templatesOf(file)],
      ];
    case 'collection':
      return [
        ['list', letters],
        ['show', letters, '1', '--text'],
        ['check', letters],
        ['search', letters, 'telegram'],
        ['sync', letters],
        ['tag', letters, '1', '--find', 'telegram', '--as', 'term'],
        ['export', letters, '--to', 'tei', '--out', out, '--write-invalid'],
      ];
  }
}
