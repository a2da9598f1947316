import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ConfinedContext } from '../disk/storage-context.ts';
import { disposableFiles, putAway } from '../document/disposable-files.ts';
import type { JournalDocument } from '../document/journal-document.ts';
import { lookAtDocument } from '../document/load-document.ts';
import { leftAsItIs } from '../document/misplaced-parts.ts';
import { tidyStaging } from '../document/stage-document.ts';
import { recoveredSentence } from '../journal/journal-messages.ts';
import type { CheckFinding } from './check-documents.ts';

/** A collection that is open for writing. */
interface Tidied {
  readonly context: ConfinedContext;
  readonly folder: string;
  /** Source names by id. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Whether someone has a document open. */
  readonly isInUse: (id: DocumentId) => Promise<boolean>;
  readonly open: (id: DocumentId) => Promise<JournalDocument>;
}

/** Makes again what can be made again, and puts away what nothing is lost with. Open and read-only documents are left as they are.
 *  @returns what was done */
export async function tidyCollection(tidied: Tidied): Promise<readonly CheckFinding[]> {
  const interrupted = await tidyStaging(tidied.context, tidied.folder).catch(leftAsItIs);
  const done: CheckFinding[] = interrupted.map((what) => ({ document: null, what }));
  for (const [id, source] of tidied.documents)
    for (const what of await tidyDocument(tidied, id, `“${source}”`).catch(leftAsItIs))
      done.push({ document: id, what });
  return done;
}

async function tidyDocument(
  { context, folder, isInUse, open }: Tidied,
  id: DocumentId,
  name: string,
): Promise<readonly string[]> {
  const loaded = await lookAtDocument(context, folder, id, false);
  if (!loaded || loaded.readOnly !== null || (await isInUse(id))) return [];
  const { fileSystem, replica } = context;
  const looked = { fileSystem, folder, id, replica, name };
  const files = await disposableFiles(looked, loaded.replay);
  const done: string[] = [];
  if (!loaded.isWhole || files.some(({ kind }) => kind === 'hint')) {
    // Opening cuts off what an interrupted write left.
    const document = await open(id);
    if (document.cutOff) done.push(recoveredSentence(document.cutOff));
    await document.writeHint();
    await document.close();
  }
  for (const file of files) done.push(await putAway(looked, file));
  return done;
}
