import type { Node } from 'prosemirror-model';
import { joinCollection } from '../../main/sharing/join-collection.ts';
import { shareCollection } from '../../main/sharing/share-collection.ts';
import type { FileSystem } from '../../main/storage/disk/file-system.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import type { Change } from '../../shared/document/document-state.ts';
import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { changeOf, undo } from '../../shared/edit/undo-history.ts';
import type { Replay } from '../../shared/journal/replay.ts';
import { canonicalHash, sortedJson } from '../../shared/text/canonical-json.ts';
import { EditingSession } from './editing-session.ts';
import { hasty } from './hasty-disk.ts';
import { MemoryFileSystem } from './memory-file-system.ts';
import { doMergeAct, Letters, lettered, lettersIn, lettersOf } from './merge-acts.ts';
import { SeededRandom } from './seeded-random.ts';
import { contextOn, imported, newCollection, reopened } from './storage-fixtures.ts';
import { ArchivistsCopy } from './working-copies.ts';

/** What sessions came to. */
export interface CopyFigures {
  merges: number;
  conflicts: number;
  undone: number;
  kills: number;
  restarts: number;
  exchanges: number;
  /** Openings that went on from a checkpoint. */
  checkpoints: number;
}

export const noCopyFigures = (): CopyFigures => ({
  merges: 0,
  conflicts: 0,
  undone: 0,
  kills: 0,
  restarts: 0,
  exchanges: 0,
  checkpoints: 0,
});

/** What one act did. */
interface KnownAct {
  readonly typed: Set<string>;
  readonly deleted: Set<string>;
  changesAnchors: boolean;
}

/** What people are known to have typed and to have taken away, letter by letter, and each copy's acts. */
class Ledger {
  readonly typed = new Set<string>();
  readonly deleted = new Set<string>();
  readonly #acts = new Map<string, KnownAct>();

  act(copy: ArchivistsCopy, group: string): KnownAct | undefined {
    return this.#acts.get(`${copy.name} ${group}`);
  }

  /** Takes note of a change before it is saved: what was typed counts when that is acknowledged. */
  add(copy: ArchivistsCopy, change: Change, before: Node, after: Node): void {
    const act = this.act(copy, change.group) ?? { typed: new Set(), deleted: new Set(), changesAnchors: false };
    this.#acts.set(`${copy.name} ${change.group}`, act);
    const [old, fresh] = [new Set(lettersOf(before)), new Set(lettersOf(after))];
    for (const letter of fresh) if (!old.has(letter)) act.typed.add(letter);
    for (const letter of old) {
      if (fresh.has(letter)) continue;
      act.deleted.add(letter);
      this.deleted.add(letter);
    }
    if (anchorIds(before) !== anchorIds(after)) act.changesAnchors = true;
  }

  acknowledge(copy: ArchivistsCopy, changes: readonly Change[]): void {
    for (const { group } of changes) for (const letter of this.act(copy, group)?.typed ?? []) this.typed.add(letter);
  }
}

const anchorIds = (doc: Node): string =>
  anchorsOf(doc)
    .map(({ anchor }) => anchor.id)
    .sort()
    .join();

const plain = (changes: readonly Change[]): readonly Change[] => JSON.parse(JSON.stringify(changes)) as Change[];

/** Lives through a session of three people: what they do, what of it reaches whom, and when their programs end.
 *  @param copies of one collection with one document
 *  @returns what went wrong, in words; nothing when all is well */
export async function liveCopies(
  copies: readonly ArchivistsCopy[],
  session: { readonly seed: number; readonly letters: Letters; readonly initial: Node },
  exchange: Exchange,
  figures: CopyFigures,
): Promise<readonly string[]> {
  const random = new SeededRandom(session.seed * 32_452_843);
  const ledger = new Ledger();
  for (const letter of lettersOf(session.initial)) ledger.typed.add(letter);
  const pick = (): ArchivistsCopy => copies[random.below(copies.length)] as ArchivistsCopy;
  for (let round = 0; round < 10; round++) {
    const copy = pick();
    await work(copy, random, session.letters, ledger, figures);
    const faults: string[] = [];
    // The last act is one's own as a rule; those before may be among those of others.
    for (let acts = random.below(3) === 0 ? 1 + random.below(4) : 0; acts > 0 && faults.length === 0; acts--)
      faults.push(...(await takeBack(copy, ledger, figures)));
    const { readOnly } = await copy.store();
    if (readOnly !== null) faults.push(readOnly);
    if (faults.length > 0) return faults.slice(0, 4);
    if (random.below(5) === 0) {
      await copy.close();
      figures.restarts += 1;
    }
    if (random.below(3) > 0) await exchange.some(copies, random, figures);
  }
  await exchange.all(copies);
  const faults = await compared(copies);
  if (faults.length > 0) return faults;
  const states = await Promise.all(copies.map(async (copy) => stateOf((await copy.reread(false)).replay)));
  // Two write what their lines come to at once, and everyone gets both.
  for (const copy of copies.slice(0, 2)) await (await copy.store()).keepMerges();
  await exchange.all(copies);
  for (const copy of copies)
    if (stateOf((await copy.reread(false)).replay) !== states[0]) faults.push('written down, it leads elsewhere');
  for (const copy of copies) await copy.close();
  // Whoever opens it now goes on from a checkpoint.
  for (const copy of copies) {
    const { replay, checkpointed } = await copy.reread(true);
    if (checkpointed > 0) figures.checkpoints += 1;
    if (stateOf(replay) !== states[0]) faults.push(`the checkpoint of ${copy.name} leads elsewhere`);
  }
  return [...faults, ...(await accountFaults(copies, ledger, figures))].slice(0, 4);
}

async function work(
  copy: ArchivistsCopy,
  random: SeededRandom,
  letters: Letters,
  ledger: Ledger,
  figures: CopyFigures,
): Promise<void> {
  const store = await copy.store();
  if (random.below(3) === 0) await store.keepMerges();
  const session = new EditingSession(store.state.doc);
  const acts = 1 + random.below(4);
  for (let act = 0; act < acts; act++) doMergeAct(session, random, letters);
  for (const [index, change] of session.changes.entries())
    ledger.add(copy, change, session.docs[index] as Node, session.docs[index + 1] ?? session.state.doc);
  const save = async (to: DocumentStore): Promise<void> => {
    await to.append(to.state.seq, plain(session.changes));
    ledger.acknowledge(copy, session.changes);
  };
  if (session.changes.length > 0 && random.below(5) === 0) {
    figures.kills += 1;
    await copy.killedWhile(random, async (to) => {
      await save(to);
      await to.close();
    });
    return;
  }
  if (session.changes.length > 0) await save(store);
  if (random.below(8) === 0) await store.setMetadata({ title: `Title ${random.below(90)}` });
  if (random.below(10) === 0) await store.setStatus(random.below(2) === 0 ? 'corrected' : 'proofread');
  if (random.below(10) === 0) await store.nameVersion(`State ${random.below(90)}`);
}

/** Takes the last own act back, as after the document was opened again, and says what of others went or came with it. */
async function takeBack(copy: ArchivistsCopy, ledger: Ledger, figures: CopyFigures): Promise<string[]> {
  const store = await copy.store();
  const { doc, seq } = store.state;
  const state = createEditorState({ doc, history: JSON.parse(JSON.stringify(store.history(20))) });
  let undone: { readonly change: Change; readonly doc: Node } | null = null;
  undo(state, (transaction) => {
    const result = state.applyTransaction(transaction);
    const change = changeOf(result.state, result.transactions);
    if (change) undone = { change, doc: result.state.doc };
  });
  const { change, doc: after } = (undone ?? {}) as { readonly change?: Change; readonly doc?: Node };
  if (!change || !after) return [];
  figures.undone += 1;
  const act = ledger.act(copy, change.undoes ?? '');
  if (!act) return [`undo takes back ${change.undoes}, which somebody else did`];
  const faults: string[] = [];
  const [now, then] = [new Set(lettersOf(doc)), new Set(lettersOf(after))];
  for (const letter of now)
    if (!then.has(letter) && !act.typed.has(letter)) faults.push(`undo: ${letter} of others went`);
  for (const letter of then)
    if (!now.has(letter) && !act.deleted.has(letter)) faults.push(`undo: ${letter} of others came back`);
  if (!act.changesAnchors && anchorIds(doc) !== anchorIds(after)) faults.push('undo: page anchors came or went');
  ledger.add(copy, change, doc, after);
  await store.append(seq, plain([change]));
  ledger.acknowledge(copy, [change]);
  return faults;
}

async function compared(copies: readonly ArchivistsCopy[]): Promise<string[]> {
  const faults: string[] = [];
  const states = new Set<string>();
  for (const copy of copies) {
    const store = await copy.store();
    const [quick, whole] = [await copy.reread(true), await copy.reread(false)];
    states.add(stateOf(whole.replay));
    if (stateOf(quick.replay) !== stateOf(whole.replay))
      faults.push(`the checkpoint of ${copy.name} says something else`);
    if (canonicalHash(store.state.doc) !== canonicalHash(whole.replay.doc))
      faults.push(`${copy.name} shows something else than its journals say`);
    if (store.trouble !== null || store.readOnly !== null)
      faults.push(`${copy.name}: ${store.trouble} ${store.readOnly}`);
  }
  if (states.size > 1) faults.push('the copies differ');
  return faults;
}

/** What must be the same for everyone. */
function stateOf({ doc, state }: Replay): string {
  const { metadata, status, versions, conflicts, annotations } = state;
  return `${canonicalHash(doc)} ${sortedJson(JSON.parse(JSON.stringify([metadata, status, versions, conflicts, [...annotations]])))}`;
}

/** Every letter is in the text, in a conflict, or was taken away by somebody; none stands there twice untold. */
async function accountFaults(
  copies: readonly ArchivistsCopy[],
  { typed, deleted }: Ledger,
  figures: CopyFigures,
): Promise<readonly string[]> {
  const [copy] = copies;
  if (!copy) return [];
  const { replay } = await copy.reread(false);
  const { doc } = replay;
  const known = replay.snapshot().conflicts?.known ?? [];
  figures.conflicts += known.length;
  figures.merges += (await copy.journals()).match(/"kind":"merge"/g)?.length ?? 0;
  const told = new Set(known.flatMap(({ conflict }) => lettersIn(conflict.base + conflict.ours + conflict.theirs)));
  const counts = new Map<string, number>();
  for (const letter of lettersOf(doc)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const faults: string[] = [];
  for (const letter of typed)
    if (!counts.has(letter) && !deleted.has(letter) && !told.has(letter)) faults.push(`${letter} is lost`);
  for (const [letter, count] of counts)
    if (count > 1 && !told.has(letter)) faults.push(`${letter} stands there ${count} times`);
  const ids = anchorsOf(doc).map(({ anchor }) => anchor.id);
  if (new Set(ids).size !== ids.length) faults.push('a page anchor stands there twice');
  doc.check();
  return faults;
}

/** How what people did reaches the others. */
interface Exchange {
  /** Once: between some, all of it or a part. */
  some(copies: readonly ArchivistsCopy[], random: SeededRandom, figures: CopyFigures): Promise<void>;
  /** Until everyone has everything. */
  all(copies: readonly ArchivistsCopy[]): Promise<void>;
}

/** From one copy to another, as in folders that a program synchronises, whole files or parts of them. */
export const betweenFolders: Exchange = {
  async some(copies, random, figures) {
    const [one, other] = [copies[random.below(copies.length)], copies[random.below(copies.length)]];
    if (!one || !other || one === other) return;
    const partly = random.below(3) === 0;
    figures.exchanges += 1;
    await one.receive(other, () => (partly ? random.next() : 1));
    if (random.below(2) === 0) await other.receive(one, () => 1);
  },
  async all(copies) {
    for (const one of copies) for (const other of copies) if (one !== other) await one.receive(other, () => 1);
  },
};

/** Through a repository of Git that all share. */
export const throughGit: Exchange = {
  async some(copies, random, figures) {
    const copy = copies[random.below(copies.length)];
    const isKilled = random.below(4) === 0;
    figures.exchanges += 1;
    if (isKilled) figures.kills += 1;
    await copy?.sync(isKilled ? random.below(60) : undefined);
  },
  async all(copies) {
    // The last has what all did; then the others get it.
    for (const copy of [...copies, ...copies.slice(0, -1)]) await copy.sync();
  },
};

const folder = '/collection';

/** A document that three people have, each on a disk of their own in memory. */
export async function copiesInMemory(initial: Node): Promise<readonly ArchivistsCopy[]> {
  const disk = new MemoryFileSystem();
  const document = await made(disk, folder, initial);
  return ['a', 'b', 'c'].map((name) => new ArchivistsCopy(name, { disk: disk.copy(), folder, document }));
}

async function made(disk: FileSystem, place: string, initial: Node): Promise<DocumentId> {
  const collection = await newCollection(place, contextOn(disk, { replica: replicaOf('a'), editor: 'A' }));
  const { id } = await collection.addDocument(imported('001.txt', initial));
  await collection.close();
  return id;
}

const replicaOf = (name: string): ReplicaId => `r0000000000${name}` as ReplicaId;

/** A document that three people share through a bare repository, on a real disk.
 *  @param place a folder of its own */
export async function copiesThroughGit(initial: Node, place: string): Promise<readonly ArchivistsCopy[]> {
  const folderOf = (name: string): string => `${place}/${name}`;
  const document = await made(hasty, folderOf('a'), initial);
  const remote = `${place}/remote.git`;
  const copies = ['a', 'b', 'c'].map(
    (name) =>
      new ArchivistsCopy(name, { disk: hasty, folder: folderOf(name), document, userFolder: `${place}/user-${name}` }),
  );
  for (const { name, editor, replica, place: copy } of copies) {
    const sharing = { fileSystem: hasty, userFolder: copy.userFolder ?? '', editor };
    const storage = contextOn(hasty, { replica, editor });
    if (name === 'a') {
      const collection = await reopened(copy.folder, storage);
      const outcome = await shareCollection(collection, { remote, images: 'include', withoutGit: false }, sharing);
      await collection.close();
      if (outcome.kind !== 'done') throw new Error(outcome.why);
    } else {
      const outcome = await joinCollection({ remote, folder: copy.folder, images: 'include' }, storage, sharing);
      if (outcome.kind !== 'done') throw new Error(outcome.why);
    }
  }
  return copies;
}

/** A document in which every letter is another one, and the letters that are left. */
export function letteredSession(seed: number): {
  readonly seed: number;
  readonly letters: Letters;
  readonly initial: Node;
} {
  const letters = new Letters();
  return { seed, letters, initial: lettered(letters) };
}
