import { alikeArguments } from './arguments/alike.ts';
import { applicationArguments } from './arguments/application.ts';
import { archiveArguments } from './arguments/archive.ts';
import type { ArgumentsOf } from './arguments/checks.ts';
import { collectionArguments } from './arguments/collection.ts';
import { correspondenceArguments } from './arguments/correspondence.ts';
import { documentArguments } from './arguments/document.ts';
import { editionArguments } from './arguments/edition.ts';
import { entityArguments } from './arguments/entities.ts';
import { facsimileArguments } from './arguments/facsimile.ts';
import { taggingArguments } from './arguments/tagging.ts';
import type { Calls } from './ipc.ts';

/** What each channel takes, checked before anything runs. A channel without an entry does not compile. */
export const ipcArguments: ArgumentsOf<Calls> = {
  ...applicationArguments,
  ...collectionArguments,
  ...entityArguments,
  ...correspondenceArguments,
  ...documentArguments,
  ...facsimileArguments,
  ...editionArguments,
  ...archiveArguments,
  ...taggingArguments,
  ...alikeArguments,
};
