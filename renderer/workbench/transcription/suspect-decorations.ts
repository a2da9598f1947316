import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Suspect } from '../../../shared/correct/suspect.ts';
import type { PlacedSuspect } from '../suspects/suspect-order.ts';
import { workbenchView } from '../workbench-view.ts';
import styles from './suspects.module.css';

/** What a mark of a suspect knows. */
interface SuspectSpec {
  readonly suspect: Suspect;
  /** The characters under it when it was found: when they change it goes. */
  readonly characters: string;
}

type SuspectChange =
  | { readonly kind: 'found'; readonly suspects: readonly Suspect[]; readonly own: ReadonlySet<Suspect> }
  | { readonly kind: 'added'; readonly placed: PlacedSuspect }
  | { readonly kind: 'settled'; readonly suspects: readonly Suspect[] };

const suspectsKey = new PluginKey<DecorationSet>('suspects');

/** Underlines doubtful words, the more doubtful the stronger. What is doubtful is found elsewhere and handed in; in between the
 *  marks are carried along, and one whose word is changed goes. */
export const suspectDecorations = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key: suspectsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set) => {
        const change = transaction.getMeta(suspectsKey) as SuspectChange | undefined;
        const followed = transaction.docChanged ? follow(transaction, set) : set;
        return change ? changed(followed, transaction.doc, change) : followed;
      },
    },
    props: {
      // In Tag mode the lines under the text are the tags'.
      decorations: (state) => (workbenchView.get().mode === 'tag' ? null : suspectsKey.getState(state)),
    },
  });

/** Hands in the suspects of the document of this very state.
 *  @param own those that a person's own change raised */
export const withSuspects = (
  transaction: Transaction,
  suspects: readonly Suspect[],
  own: ReadonlySet<Suspect>,
): Transaction => marking(transaction, { kind: 'found', suspects, own });

export const withSuspect = (transaction: Transaction, placed: PlacedSuspect): Transaction =>
  marking(transaction, { kind: 'added', placed });

/** Takes the marks of suspects off. */
export const withoutSuspects = (transaction: Transaction, suspects: readonly Suspect[]): Transaction =>
  marking(transaction, { kind: 'settled', suspects });

const marking = (transaction: Transaction, change: SuspectChange): Transaction =>
  transaction.setMeta(suspectsKey, change).setMeta('addToHistory', false);

/** The suspects that are still there, in the order of the document. */
export function placedSuspects(state: EditorState): readonly PlacedSuspect[] {
  const marks = suspectsKey.getState(state)?.find() ?? [];
  return marks
    .map(({ from, to, spec }) => ({ from, to, suspect: (spec as SuspectSpec).suspect }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function changed(set: DecorationSet, doc: Node, change: SuspectChange): DecorationSet {
  if (change.kind === 'found')
    return DecorationSet.create(
      doc,
      change.suspects.flatMap((suspect) => mark(doc, { ...suspect, suspect }, change.own.has(suspect))),
    );
  if (change.kind === 'added') return set.add(doc, [...mark(doc, change.placed, false)]);
  const settled = new Set(change.suspects);
  return set.remove(set.find(undefined, undefined, ({ suspect }: Partial<SuspectSpec>) => isIn(settled, suspect)));
}

const isIn = (settled: ReadonlySet<Suspect>, suspect: Suspect | undefined): boolean =>
  suspect !== undefined && settled.has(suspect);

/** Reads only what the transaction touched. */
function follow(transaction: Transaction, set: DecorationSet): DecorationSet {
  const { mapping, doc } = transaction;
  const mapped = set.map(mapping, doc);
  const gone: Decoration[] = [];
  mapping.maps.forEach((map, index) => {
    const rest = mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      for (const found of mapped.find(rest.map(newStart, -1), rest.map(newEnd, 1)))
        if (charactersAt(doc, found.from, found.to) !== (found.spec as SuspectSpec).characters) gone.push(found);
    });
  });
  return gone.length === 0 ? mapped : mapped.remove(gone);
}

const charactersAt = (doc: Node, from: number, to: number): string => doc.textBetween(from, to, '\n', '\uFFFC');

/** A weak doubt is still to be seen. */
const leastStrength = 0.25;

function mark(doc: Node, { suspect, from, to }: PlacedSuspect, isOwn: boolean): readonly Decoration[] {
  if (from >= to || to > doc.content.size) return [];
  const strength = Math.max(leastStrength, Math.min(1, suspect.score)).toFixed(2);
  const attributes = { class: (isOwn ? styles.own : styles.suspect) ?? '', style: `--doubted: ${strength}` };
  const spec: SuspectSpec = { suspect, characters: charactersAt(doc, from, to) };
  return [Decoration.inline(from, to, attributes, { ...spec })];
}
