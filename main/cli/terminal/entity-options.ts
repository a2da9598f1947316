import { type Command, Option } from 'commander';
import { type Entity, type EntityKind, entityKinds } from '../../../shared/entities/entity.ts';
import { entityNamed } from '../../entities/edit-entities.ts';
import { faultSentences } from '../../faults/storage-fault.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import { editorOption, jsonOption, takeOverOption } from './command-options.ts';
import { CommandFault, type ExitCode, exitCode } from './terminal.ts';

/** What commands that write take. */
export interface WriteOptions {
  readonly editor?: string;
  readonly takeOver?: true;
  readonly json?: true;
}

/** Is told how a command ended. */
export type End = (code: ExitCode) => void;

export const kindOption = (description: string): Option =>
  new Option('--kind <kind>', description).choices(entityKinds);

/** Adds the options of commands that write. */
export const writing = (command: Command): Command =>
  command.addOption(editorOption()).addOption(takeOverOption()).addOption(jsonOption());

/** @throws CommandFault when there is none of that name, or more than one */
export async function resolveEntity(collection: Collection, name: string, kind?: EntityKind): Promise<Entity> {
  const found = entityNamed(await collection.entities.ledger(), name, kind);
  if (!found.ok) throw new CommandFault(exitCode.wrongUse, faultSentences(found.fault));
  return found.entity;
}
