import type { Node } from 'prosemirror-model';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { applySteps } from '../../shared/journal/apply-steps.ts';
import { isChangeRecord } from '../../shared/journal/record.ts';
import { ownHistory } from '../../shared/merge/own-history.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { EditingSession } from './editing-session.ts';
import { doMergeAct, Letters, lettered, lettersIn, lettersOf } from './merge-acts.ts';
import { MergeReplica } from './merge-replicas.ts';
import { SeededRandom } from './seeded-random.ts';

/** What people typed and what they took away, letter by letter. */
interface Ledger {
  readonly typed: Set<string>;
  readonly deleted: Set<string>;
}

function work(replica: MergeReplica, random: SeededRandom, letters: Letters, ledger: Ledger): void {
  const session = new EditingSession(replica.lines.replay.doc);
  const before = new Set(lettersOf(session.state.doc));
  const acts = 1 + random.below(4);
  for (let act = 0; act < acts; act++) doMergeAct(session, random, letters);
  const after = new Set(lettersOf(session.state.doc));
  for (const letter of after) if (!before.has(letter)) ledger.typed.add(letter);
  for (const letter of before) if (!after.has(letter)) ledger.deleted.add(letter);
  replica.append(session.changes);
  if (random.below(6) === 0) replica.write([{ kind: 'metadata', payload: { title: `Title ${random.below(90)}` } }]);
  if (random.below(8) === 0) replica.write([{ kind: 'status', payload: { status: 'corrected' } }]);
}

/** Takes the last own act back, and says what of others went or came with it. */
function undoFaults(replica: MergeReplica): string[] {
  const { replay } = replica.lines;
  const log = replay.log({ replica: `r${replica.name}`, editor: replica.name.toUpperCase() });
  if (!log) return [];
  const [last] = ownHistory(log, replay.doc, 1);
  if (!last) return [];
  const own = log.filter(({ change }) => change.group === last.group);
  const undone = applySteps(replay.doc, last.inverse);
  if (!undone.ok) return [`it cannot be taken back: ${undone.reason}`];
  const [now, then] = [new Set(lettersOf(replay.doc)), new Set(lettersOf(undone.doc))];
  const [before, after] = [own[0]?.before, own.at(-1)?.after];
  if (!before || !after) return [];
  const [lettersBefore, lettersAfter] = [new Set(lettersOf(before)), new Set(lettersOf(after))];
  const faults: string[] = [];
  for (const letter of now)
    if (!then.has(letter) && (lettersBefore.has(letter) || !lettersAfter.has(letter)))
      faults.push(`${letter} of others went`);
  for (const letter of then)
    if (!now.has(letter) && (!lettersBefore.has(letter) || lettersAfter.has(letter)))
      faults.push(`${letter} came back`);
  const ids = (doc: Node): string =>
    anchorsOf(doc)
      .map(({ anchor }) => anchor.id)
      .sort()
      .join();
  const isAnchorAct = ids(before) !== ids(after);
  if (!isAnchorAct && ids(replay.doc) !== ids(undone.doc)) faults.push('page anchors came or went');
  return faults;
}

/** What sessions came to. */
export interface LineFigures {
  merges: number;
  undone: number;
}

/** Lives through a session of three people by their records alone: what arrives where and when is drawn, record by record.
 *  @returns what went wrong, in words; nothing when all is well */
export function liveLines(seed: number, figures: LineFigures): string[] {
  const random = new SeededRandom(seed * 15_485_863);
  const letters = new Letters();
  const initial = lettered(letters);
  const ledger: Ledger = { typed: new Set(), deleted: new Set() };
  const replicas = ['a', 'b', 'c'].map((name) => new MergeReplica(name, initial));
  const pick = (): MergeReplica => replicas[random.below(3)] as MergeReplica;
  for (let round = 0; round < 12; round++) {
    work(pick(), random, letters, ledger);
    const [one, other] = [pick(), pick()];
    if (one === other || random.below(3) === 0) continue;
    const partly = random.below(3) === 0;
    one.receive(other, () => (partly ? random.next() : 1));
    if (random.below(2) === 0) other.receive(one, () => 1);
    const faults = undoFaults(one);
    figures.undone += 1;
    if (faults.length > 0) return [`undo: ${faults.slice(0, 3).join('; ')}`];
  }
  for (const one of replicas) for (const other of replicas) if (one !== other) one.receive(other, () => 1);
  const hashes = (): string[] => replicas.map(({ lines }) => stateOf(lines.replay));
  const faults: string[] = [];
  const before = hashes();
  if (new Set(before).size > 1) faults.push('the copies differ');
  const [a] = replicas as [MergeReplica];
  const reversed = a.inAnotherOrder((links) => links.toReversed());
  if (!reversed || stateOf(reversed.replay) !== before[0]) faults.push('another order of arrival leads elsewhere');
  faults.push(...accountFaults(a, ledger, initial));
  figures.merges += a.lines.pending.length + a.records.filter(({ record }) => record.kind === 'merge').length;
  // Two write the merges down at once.
  for (const replica of replicas.slice(0, 2)) replica.write([]);
  for (const one of replicas) for (const other of replicas) if (one !== other) one.receive(other, () => 1);
  if (hashes().some((hash) => hash !== before[0])) faults.push('written down, they lead elsewhere');
  if (replicas.some(({ lines }) => lines.pending.length > 0)) faults.push('a merge is left that was written down');
  return faults;
}

const stateOf = ({ doc, state }: MergeReplica['lines']['replay']): string =>
  `${canonicalHash(doc)} ${JSON.stringify([state.metadata, state.status, state.conflicts.map(({ id, ours, theirs }) => [id, ours, theirs])])}`;

/** Every letter is in the text, in a conflict, or was taken away by somebody. */
function accountFaults(replica: MergeReplica, { typed, deleted }: Ledger, initial: Node): string[] {
  const { lines } = replica;
  const present = new Set(lettersOf(lines.replay.doc));
  const told = new Set<string>();
  for (const { record } of lines.records) {
    if (record.kind === 'merge')
      for (const one of record.payload.conflicts)
        for (const letter of lettersIn(one.base + one.ours + one.theirs)) told.add(letter);
    // What was taken back, and what an act brought and a later one took away.
    if (isChangeRecord(record) && record.payload.undoes)
      for (const letter of lettersIn(JSON.stringify(record.payload))) told.add(letter);
  }
  const faults: string[] = [];
  for (const letter of [...typed, ...lettersOf(initial)])
    if (!present.has(letter) && !deleted.has(letter) && !told.has(letter)) faults.push(`${letter} is lost`);
  const ids = anchorsOf(lines.replay.doc).map(({ anchor }) => anchor.id);
  if (new Set(ids).size !== ids.length) faults.push('a page anchor stands there twice');
  lines.replay.doc.check();
  return faults.slice(0, 4);
}
