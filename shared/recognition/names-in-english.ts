import nlp from 'compromise';
import type { AnnotationKind } from '../document/annotation.ts';
import { apart, type Span } from './passages.ts';

/** What `compromise` (MIT) takes for names of persons, places and organisations in an English text, without the signs around them; in
 *  order and apart. It knows nothing of the document. About 1 MB of text a second: not for a thread that draws. */
export function namesInEnglish(text: string): readonly Span[] {
  const read = nlp(text);
  const kinds: readonly (readonly [AnnotationKind, Found])[] = [
    ['person', read.people()],
    ['place', read.places()],
    ['organisation', read.organizations()],
  ];
  const spans = kinds.flatMap(([kind, found]) =>
    (found.json({ offset: true }) as readonly Placed[]).flatMap(({ offset }) => spanOf(text, offset, kind)),
  );
  return apart(spans);
}

interface Found {
  json(options: object): unknown;
}

interface Placed {
  readonly offset: { readonly start: number; readonly length: number };
}

function spanOf(text: string, { start, length }: Placed['offset'], kind: AnnotationKind): readonly Span[] {
  const words = text.slice(start, start + length);
  const [before] = /^[^\p{L}\p{N}]*/u.exec(words) ?? [''];
  const [after] = /(?:['’ʼ]s)?[^\p{L}\p{N}]*$/iu.exec(words) ?? [''];
  const [from, to] = [start + before.length, start + length - after.length];
  return from < to ? [{ from, to, kind }] : [];
}
