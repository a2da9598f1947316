import { Low } from 'lowdb';
import * as v from 'valibot';
import type { LeftPlace } from '../../../shared/contract/payloads/preferences.ts';
import { type DocumentId, isIdentifier, type PageImageId } from '../../../shared/document/identifier.ts';
import { count } from '../../../shared/journal/record-codec.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Of how many documents it is known where they were left. */
const mostPlaces = 500;
/** How long a place waits for another one before it is written: after a crash it is at most so much older. */
const writeDelayMs = 500;

interface PlacesFile {
  format: 1;
  /** The one that was left last comes first. */
  places: readonly (LeftPlace & { readonly document: DocumentId })[];
}

const placesSchema: v.GenericSchema<unknown, PlacesFile> = v.object({
  format: v.literal(1),
  places: v.pipe(
    v.array(
      v.object({
        document: v.custom<DocumentId>(isIdentifier),
        anchor: count,
        head: count,
        top: count,
        page: v.nullable(v.custom<PageImageId>(isIdentifier)),
      }),
    ),
    v.maxLength(mostPlaces),
  ),
});

/** Where documents were left, in `places.json` of the user's folder: it is a matter of the person, and no part of a collection. */
export interface LeftPlaces {
  /** Null when it is not known, or not any more. */
  of(document: DocumentId): LeftPlace | null;
  /** Keeps a place; it is on the disk a moment later. */
  note(document: DocumentId, place: LeftPlace): void;
  /** Writes what is not written. */
  close(): Promise<void>;
}

/** Opens the list. One that cannot be read is begun anew: it holds nothing that anybody made.
 *  @param onFault told when it could not be written; nothing depends on it */
export async function openLeftPlaces(
  folder: string,
  onFault: (error: unknown) => void,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<LeftPlaces> {
  const adapter = new CheckedJsonFile(fileSystem, await userFile(fileSystem, folder, 'places.json'), placesSchema);
  const database = new Low<PlacesFile>(adapter, { format: 1, places: [] });
  try {
    await database.read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  const places = new Map(database.data.places.map(({ document, ...place }) => [document, place] as const).reverse());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing
      .then(async () => {
        const known = [...places].map(([document, place]) => ({ document, ...place })).reverse();
        database.data = { format: 1, places: known };
        await makeFolders(fileSystem, folder);
        await database.write();
      })
      .catch(onFault);
    return writing;
  };
  return {
    of: (document) => places.get(document) ?? null,
    note(document, place) {
      places.delete(document);
      places.set(document, place);
      for (const oldest of places.keys()) {
        if (places.size <= mostPlaces) break;
        places.delete(oldest);
      }
      timer ??= setTimeout(() => void write(), writeDelayMs);
    },
    close: () => (timer === undefined ? writing : write()),
  };
}
