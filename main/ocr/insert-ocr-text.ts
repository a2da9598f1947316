import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import type { DocumentState, StepJson } from '../../shared/document/document-state.ts';
import { newGroupId } from '../../shared/document/identifier.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { wordCount } from '../../shared/document/reading-text.ts';
import { schema } from '../../shared/document/schema.ts';
import { blockContents } from '../../shared/import/layout-document.ts';
import { keepHyphens } from '../../shared/import/word-hyphens.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { LanguageChoice } from '../language/collection-language.ts';
import { hyphensToKeep } from '../language/hyphenation.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { trustedReading } from './placed-pages.ts';

/** Gives a document without a word the text that was read on the images of its pages: each page after its anchor, in one act, which
 *  can be undone. Corrections are counted against it from then on. Does nothing to a document that has words.
 *  @param workers the folder of the worker programs
 *  @param language in what it is written
 *  @returns whether it got text */
export async function insertOcrText(
  store: DocumentStore,
  workers: URL,
  language: LanguageChoice,
  signal: AbortSignal,
): Promise<boolean> {
  const { doc } = store.state;
  if (store.readOnly !== null || wordCount(doc) > 0) return false;
  const given = withReadText(store.state);
  const { steps } = keepHyphens(given, await hyphensToKeep(workers, given.doc, [], language, signal));
  if (steps.length === 0) return false;
  // Someone may have typed meanwhile.
  if (store.state.doc !== doc) return insertOcrText(store, workers, language, signal);
  await store.append(store.state.seq, [
    { group: newGroupId(), asImported: true, steps: steps.map((step) => step.toJSON() as StepJson) },
  ]);
  await store.nameVersion(inEnglish`Text read on the page images`, true);
  return true;
}

/** What a page reads, to be put at a place of the document. */
interface PageText {
  /** Position behind its anchor. */
  readonly at: number;
  /** What its paragraphs hold. */
  readonly blocks: readonly (readonly Node[])[];
}

function withReadText(state: DocumentState): Transform {
  const transform = new Transform(state.doc);
  // From the end, so that places before stay right.
  for (const { at, blocks } of [...pageTexts(state)].sort((a, b) => b.at - a.at)) insertPage(transform, at, blocks);
  return transform;
}

/** A page without an anchor of its own goes on where the page before it ends, the first at the beginning. */
function pageTexts({ doc, pages, readings }: DocumentState): readonly PageText[] {
  const anchors = new Map(anchorsOf(doc).map(({ anchor, pos }) => [anchor.id, pos + 1]));
  const texts = new Map<number, (readonly Node[])[]>();
  let at = anchorlessStart(doc);
  for (const page of pages) {
    at = (page.anchor === null ? undefined : anchors.get(page.anchor)) ?? at;
    const reading = trustedReading(readings, page);
    if (reading) texts.set(at, [...(texts.get(at) ?? []), ...blockContents(reading.layout)]);
  }
  return [...texts].map(([place, blocks]) => ({ at: place, blocks }));
}

/** The beginning of the first paragraph. */
function anchorlessStart(doc: Node): number {
  let start = 0;
  doc.descendants((node, pos) => {
    if (start === 0 && node.isTextblock) start = pos + 1;
    return start === 0;
  });
  return start;
}

function insertPage(transform: Transform, at: number, [first, ...rest]: readonly (readonly Node[])[]): void {
  if (!first) return;
  const place = transform.doc.resolve(at);
  const after = place.depth > 0 ? place.after() : at;
  const paragraphs = rest.map((content) => schema.node('paragraph', null, content));
  if (paragraphs.length > 0) transform.insert(after, paragraphs);
  transform.insert(at, [...first]);
}
