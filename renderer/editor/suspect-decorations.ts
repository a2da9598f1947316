import type { Node } from 'prosemirror-model';
import { type Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, type DecorationSet } from 'prosemirror-view';
import type { DerivedDocument } from '../model/derived/derived-document.ts';
import { charactersAt, type PlacedMark, type SuspectMarks } from '../model/derived/suspect-marks.ts';
import { workbenchView } from '../model/workbench-view.ts';
import { redrawn, sightDecorations } from './decorations.ts';
import styles from './suspects.module.css';

const suspectsKey = new PluginKey<DecorationSet>('suspects');

/** Underlines doubtful words, the more doubtful the stronger. What is doubtful is found elsewhere and handed in; in between the
 *  marks are carried along, and one whose word is changed goes. */
export const suspectDecorations = (derived: DerivedDocument, marks: SuspectMarks): Plugin<DecorationSet> =>
  sightDecorations<PlacedMark>(suspectsKey, derived, {
    between: (from, to) => marks.between(from, to),
    draw: drawn,
    isStill: ({ from, to, spec }, doc) => charactersAt(doc, from, to) === (spec as SuspectSpec).characters,
    // In Tag mode the lines under the text are the tags'.
    isShown: () => workbenchView.get().mode !== 'tag',
  });

/** Lets the suspects be drawn that are marked now. */
export const withSuspects = (transaction: Transaction): Transaction => redrawn(transaction, suspectsKey);

/** What a mark of a suspect knows. */
interface SuspectSpec {
  /** The characters under it when it was found: when they change it goes. */
  readonly characters: string;
}

/** A weak doubt is still to be seen. */
const leastStrength = 0.25;

function drawn({ suspect, from, to, characters, isOwn }: PlacedMark, doc: Node): readonly Decoration[] {
  if (from >= to || charactersAt(doc, from, to) !== characters) return [];
  const strength = Math.max(leastStrength, Math.min(1, suspect.score)).toFixed(2);
  const attributes = { class: (isOwn ? styles.own : styles.suspect) ?? '', style: `--doubted: ${strength}` };
  const spec: SuspectSpec = { characters };
  return [Decoration.inline(from, to, attributes, { ...spec })];
}
