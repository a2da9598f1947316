import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../../../main/cli/program.ts';
import { unexpectedFault } from '../../../main/faults/unexpected-fault.ts';
import { createApplication } from '../../../main/handlers/application.ts';
import type { Shell } from '../../../main/handlers/session/shell.ts';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import type { Calls, Channel } from '../../../shared/contract/ipc.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { type Migration, migrations, type RecordJson } from '../../../shared/journal/migration.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';
import type { Act } from './table.ts';

/** Where the acts of one case happen. */
export interface Stage {
  /** The folder that holds the collection `letters`. */
  readonly place: string;
  /** The folder of the built worker programs. */
  readonly workers: string;
  readonly userFolder: string;
  readonly replica: ReplicaId;
  readonly bad: DocumentId;
  readonly good: DocumentId;
  /** One that was removed. */
  readonly gone: DocumentId;
}

/** What came of an act. */
export interface Told {
  readonly code: number;
  /** Everything that was printed or answered. */
  readonly text: string;
}

/** Runs the command line program within this process. */
export async function command({ workers, userFolder }: Stage, ...words: readonly string[]): Promise<Told> {
  const texts: string[] = [];
  const add = (text: string): void => void texts.push(text);
  const code = await runProgram(words, {
    terminal: { out: add, say: add, isWatched: false, columns: null },
    version: '9.9.9',
    workers: pathToFileURL(workers + path.sep),
    startChild: nodeChild,
    userFolder,
    now: () => new Date(),
    signal: new AbortController().signal,
  });
  return { code, text: texts.join('') };
}

/** Does one of the acts of the table. */
export async function perform(act: Act, stage: Stage): Promise<Told> {
  const letters = path.join(stage.place, 'letters');
  const fresh = `${stage.place}-made`;
  await rm(fresh, { recursive: true, force: true });
  switch (act) {
    case 'list':
      return command(stage, 'list', letters);
    case 'show (bad)':
      return command(stage, 'show', letters, stage.bad, '--text');
    case 'show (good)':
      return command(stage, 'show', letters, stage.good, '--text');
    case 'check':
      return command(stage, 'check', letters);
    case 'export':
      return command(stage, 'export', letters, '--to', 'tei', '--out', fresh);
    case 'tag (bad)':
      return command(stage, 'tag', letters, stage.bad, '--find', 'London', '--as', 'place');
    case 'tag (good)':
      return command(stage, 'tag', letters, stage.good, '--find', 'London', '--as', 'place');
    case 'backup':
      return command(stage, 'backup', letters);
    case 'restore-backup':
      return command(stage, 'restore-backup', path.join(`${letters} backups`, await firstBackup(stage)), fresh);
    case 'check --repair':
      return command(stage, 'check', letters, '--repair');
    case 'put-back':
      return command(stage, 'put-back', letters, stage.gone);
    case 'empty-removed':
      return command(stage, 'empty-removed', letters, '--document', stage.gone);
    case 'window':
      return window(stage, letters);
    case 'migrate':
      return migrate(stage, letters);
  }
}

async function firstBackup({ place }: Stage): Promise<string> {
  const names = await readdir(path.join(place, 'letters backups')).catch(() => []);
  return names.find((name) => name.startsWith('000001')) ?? '000001 2026-03-01 10.00.00';
}

/** Opens the collection as the window does, its documents and their pictures, and closes it. */
async function window(stage: Stage, letters: string): Promise<Told> {
  const texts: string[] = [];
  const application = await createApplication(shellOf(stage, letters, texts));
  const ask = async <C extends Channel>(channel: C, argument: Calls[C]['argument']) => {
    try {
      const reply = await application.handlers[channel](argument);
      texts.push(JSON.stringify(reply));
      return reply.ok ? reply.value : null;
    } catch (error) {
      texts.push(JSON.stringify(unexpectedFault(channel, error)));
      return null;
    }
  };
  await ask('app:start', null);
  const view = await ask('collection:open', { folder: null });
  for (const document of view ? [stage.bad, stage.good] : []) {
    const opened = await ask('document:open', { document });
    for (const { thumbnail } of opened?.pages ?? [])
      if (thumbnail !== null) await application.picture(new URL(thumbnail).pathname);
    await ask('document:recovery', { document });
    await ask('document:close', { document });
  }
  await application.close().catch((error: unknown) => texts.push(JSON.stringify(unexpectedFault('close', error))));
  return { code: 0, text: texts.join('\n') };
}

function shellOf({ workers, userFolder }: Stage, letters: string, texts: string[]): Shell {
  return {
    ...quietShell(userFolder, pathToFileURL(workers + path.sep)),
    chooseFolder: async () => letters,
    log: (line) => void texts.push(line),
  };
}

const same = (record: RecordJson): RecordJson => record;
/** From a format that never was, which is the present one with another number. */
const fromZero: Migration = { from: 0, documentRecord: same, collectionRecord: same };

/** Opens a collection of an older format as a build does that knows it. */
async function migrate({ replica }: Stage, letters: string): Promise<Told> {
  const known = migrations as Migration[];
  if (known.length === 0) known.push(fromZero);
  const outcome = await openCollection(letters, {
    fileSystem: nodeFileSystem,
    replica,
    editor: 'MK',
    now: () => new Date(),
  });
  if (outcome.kind !== 'opened') return { code: 3, text: JSON.stringify(outcome) };
  const { collection } = outcome;
  const summaries = await collection.summaries();
  const { readOnly, notices, unreadable } = collection;
  await collection.close();
  return { code: 0, text: JSON.stringify({ readOnly, notices, unreadable, summaries }) };
}

/** An empty folder. */
export async function emptied(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
