import path from 'node:path';
import type { ImageChoice } from '../../shared/contract/payloads/sharing.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { markShared } from '../storage/disk/collection-file.ts';
import { documentJournals, segmentFile } from '../storage/disk/collection-paths.ts';
import { type ConfinedFileSystem, confined } from '../storage/disk/confined-file-system.ts';
import { segmentNumbers } from '../storage/disk/journal-folder.ts';
import type { SharedCollection } from '../storage/settings/shared-collections.ts';
import { Arrivals, inOrder, type SyncContext, type SyncOutcome } from './arrivals.ts';
import { GitError, hasGitLfs } from './git.ts';
import { keepLargeFileRule, keepsLargeFiles } from './large-files.ts';
import { credentialsFor } from './remote.ts';
import { ForeignRepositoryError, type RemoteFile, Repository } from './repository.ts';
import { sharedSort } from './shared-files.ts';

/** Somebody else was always quicker. */
const mostAttempts = 6;

type Sharing = Pick<SharedCollection, 'remote' | 'images'>;

/** Gives a Git repository what was done here and takes over what others did. Ended at any moment, each file is as it was or as it came: what has
 *  not arrived yet waits.
 *  @param collection open for writing, none of its documents open
 *  @throws GitError, ForeignRepositoryError, ReplaceFileError or the file system's error */
export async function syncCollection(
  collection: Collection,
  { remote, images: chosen }: Sharing,
  context: SyncContext,
): Promise<SyncOutcome> {
  const { folder } = collection;
  const fileSystem = await confined(context.fileSystem, folder);
  await markShared(fileSystem, folder);
  const arrivals = new Arrivals(collection, fileSystem);
  const images = await imagesHere(fileSystem, folder, chosen);
  if (images !== chosen && images === 'leave-out') arrivals.refuse(noLargeFiles);
  const repository = new Repository(fileSystem, { folder, images, editor: context.editor, signal: context.signal });
  await repository.begin();
  const credentials = await credentialsFor(remote);
  const exchange = new Exchange({ collection, fileSystem, repository, arrivals, images, remote, credentials, context });
  context.onProgress?.(inEnglish`Keeping what was done here`, 0, 3);
  let ours = await repository.commit();
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    context.onProgress?.(inEnglish`Asking for what others did`, 1, 3);
    const theirs = await repository.fetch(remote, credentials);
    if (theirs && !(await repository.contains(ours, theirs))) ours = await exchange.takeOver(ours, theirs);
    await exchange.takeMissingImages();
    if (theirs === ours) return arrivals.outcome();
    context.onProgress?.(inEnglish`Giving others what was done here`, 2, 3);
    const going = await repository.filesOf(ours, theirs);
    if (await repository.push(remote, ours, credentials)) {
      await exchange.countOut(going.files);
      return arrivals.outcome();
    }
  }
  throw new GitError(
    'failed',
    inEnglish`others synchronise all the time; what came in is here, and what was done here goes out the next time`,
  );
}

const noLargeFiles = inEnglish`page images (Git LFS keeps them, which is not installed on this computer; install it from git-lfs.com, and they come in with the next synchronisation)`;

/** What becomes of page images on this computer. Where the collection has them kept by Git LFS, everybody does. */
async function imagesHere(fileSystem: ConfinedFileSystem, folder: string, chosen: ImageChoice): Promise<ImageChoice> {
  if (chosen === 'leave-out') return chosen;
  if (chosen === 'lfs') await keepLargeFileRule(fileSystem, folder);
  else if (!(await keepsLargeFiles(fileSystem, folder))) return chosen;
  return (await hasGitLfs()) ? 'lfs' : 'leave-out';
}

interface ExchangeGiven {
  readonly collection: Collection;
  readonly fileSystem: ConfinedFileSystem;
  readonly repository: Repository;
  readonly arrivals: Arrivals;
  readonly images: ImageChoice;
  readonly remote: string;
  readonly credentials: readonly string[];
  readonly context: SyncContext;
}

class Exchange {
  readonly #given: ExchangeGiven;

  constructor(given: ExchangeGiven) {
    this.#given = given;
  }

  /** @returns the commit that has both */
  async takeOver(ours: string, theirs: string): Promise<string> {
    const { collection, fileSystem, repository, arrivals, images } = this.#given;
    const facts = await repository.objects.facts(theirs);
    if (facts.collection !== collection.id)
      throw new ForeignRepositoryError(
        inEnglish`Another collection is shared in that place, so nothing was taken over and nothing was given; name another place.`,
      );
    if (facts.hasLargeFiles) await keepLargeFileRule(fileSystem, collection.folder);
    const { files, refused } = await repository.filesOf(theirs, ours);
    for (const why of refused) arrivals.refuse(why);
    const wanted = inOrder(files.filter(({ name }) => images !== 'leave-out' || sharedSort(name) !== 'image'));
    await this.#take(wanted);
    await arrivals.mergeLines();
    const written = await Promise.all(arrivals.merged.map((id) => this.#ownJournalOf(id)));
    return repository.join(theirs, ['.gitattributes', ...wanted.map(({ name }) => name), ...written.flat()]);
  }

  async #take(wanted: readonly RemoteFile[]): Promise<void> {
    const { repository, arrivals, remote, credentials, context } = this.#given;
    let done = 0;
    for await (const { file, bytes } of repository.objects.read(wanted)) {
      context.signal?.throwIfAborted();
      context.onProgress?.(inEnglish`Taking over what others did`, done, wanted.length);
      done += 1;
      if (bytes === null) {
        arrivals.refuse(inEnglish`${file.name} is too large`);
        continue;
      }
      const isImage = sharedSort(file.name) === 'image';
      const whole = isImage ? await repository.image(bytes, remote, credentials) : bytes;
      if (whole) await arrivals.take(file.name, whole);
      else arrivals.refuse(noLargeFiles);
    }
  }

  /** The files of the journal that this copy writes for a document. */
  async #ownJournalOf(id: string): Promise<readonly string[]> {
    const { collection, fileSystem } = this.#given;
    const folder = path.join(documentJournals(path.join(collection.folder, 'documents', id)), collection.replica);
    const numbers = await segmentNumbers(fileSystem, folder);
    return numbers.map((number) =>
      path.relative(collection.folder, segmentFile(folder, number)).split(path.sep).join('/'),
    );
  }

  /** Takes page images that came while they stayed away from this copy. */
  async takeMissingImages(): Promise<void> {
    const { images, repository, arrivals, fileSystem, collection } = this.#given;
    if (images === 'leave-out') return;
    const missing: RemoteFile[] = [];
    for (const file of await repository.missingImages()) {
      const place = await arrivals.placeOf(file.name);
      const document = path.dirname(path.dirname(place));
      const isWanted = fileSystem.statNow(document)?.kind === 'folder' && fileSystem.statNow(place) === null;
      if (isWanted && document !== collection.folder) missing.push(file);
    }
    await this.#take(missing);
  }

  /** Counts what went out. Of what is no journal only the name counts. */
  async countOut(files: readonly RemoteFile[]): Promise<void> {
    const { repository, arrivals } = this.#given;
    const journals = files.filter(({ name }) => sharedSort(name) === 'journal');
    const grown = journals.flatMap(({ before }) => (before ? [before] : []));
    const sizes = await repository.objects.sizesOf(grown);
    const before = new Map(grown.map((blob, index) => [blob, sizes[index] ?? 0]));
    for (const { name, before: old } of files)
      if (sharedSort(name) !== 'journal') arrivals.went.add(name, new Uint8Array(), old === null);
    for await (const { file, bytes } of repository.objects.read(journals))
      if (bytes) arrivals.went.add(file.name, bytes.subarray(before.get(file.before ?? '') ?? 0), !file.before);
  }
}
