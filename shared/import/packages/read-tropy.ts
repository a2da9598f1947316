import { inEnglish } from '../../translation/retell.ts';
import { languageTag } from '../ocr/language-tag.ts';
import { JsonValue } from '../ocr-services/json-values.ts';
import { mostPackagePages, type PackageDocument, type PackagePage, packageDate, saidOf } from './package-document.ts';

/** So many items are read of one export. */
const mostItems = 5_000;

/** Reads an export of Tropy (JSON-LD): each item is a document with its photos in their order. Null when it is none. */
export function readTropy(text: string): readonly PackageDocument[] | null {
  const root = parsed(text);
  if (root === null) return null;
  const graph = root.at('@graph').isThere ? root.at('@graph').items : root.items.length > 0 ? root.items : [root];
  const items = graph.filter((item) => item.at('photo').isThere).slice(0, mostItems);
  return items.length === 0 ? null : items.map(documentOf);
}

function parsed(text: string): JsonValue | null {
  try {
    return new JsonValue(JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** What belongs to photos, lists and templates, and says nothing of the item. */
const others: ReadonlySet<string> = new Set(['@id', '@type', '@context', 'photo', 'template', 'list', 'tag', 'note']);

function documentOf(item: JsonValue): PackageDocument {
  const values = Object.keys(item.value as object).flatMap((name): [string, string][] => {
    const value = textOf(item.at(name));
    return others.has(name) || value === '' ? [] : [[plainName(name), value]];
  });
  const found = (wanted: string): string => values.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
  const [date, language] = [packageDate(found('date')), languageTag(found('language'))];
  const tags = [textOf(item.at('tag'))].filter((tag) => tag !== '').map((tag) => ['tag', tag] as const);
  const photos = item.at('photo');
  const notes = notesOf([item, photos, ...photos.items]);
  return {
    title: found('title'),
    metadata: { ...(date && { date }), ...(language && { language }) },
    said: saidOf([...values.filter(([name]) => !/^(?:title|date|language)$/i.test(name)), ...tags, ...notes]),
    pages: (photos.items.length > 0 ? photos.items : [photos]).slice(0, mostPackagePages).map(pageOf),
  };
}

/** Notes and transcriptions are counted: a document has no place for those of another program. */
function notesOf(parts: readonly JsonValue[]): readonly (readonly [string, string])[] {
  const count = (name: string): number =>
    parts.reduce((sum, part) => sum + (part.at(name).items.length || (part.at(name).isThere ? 1 : 0)), 0);
  return ['note', 'transcription'].flatMap((name) =>
    count(name) === 0 ? [] : [[name, inEnglish`${count(name)}, which were not imported`] as const],
  );
}

/** `http://purl.org/dc/elements/1.1/title`, `dc:title` and `title` are the same. */
const plainName = (name: string): string => name.split(/[/#:]/).at(-1) || name;

function textOf(value: JsonValue): string {
  if (value.text !== '') return value.text;
  if (Number.isFinite(value.number)) return String(value.number);
  if (value.at('@value').text !== '') return value.at('@value').text;
  return value.items
    .map(textOf)
    .filter((one) => one !== '')
    .join('; ');
}

function pageOf(photo: JsonValue): PackagePage {
  const names = [photo.at('path').text, photo.at('filename').text, photo.at('title').text];
  return { images: names.filter((name) => name !== ''), layouts: [] };
}
