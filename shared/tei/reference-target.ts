/** A document as a row of the collection. */
interface NamedDocument {
  readonly id: string;
  /** Base name of the imported file; of a document of a volume that of the volume and its `xml:id`: `frus1961v06 d12.xml`. */
  readonly source: string;
}

/** Where a pointer of a TEI file leads. */
export type ReferenceTarget<Document extends NamedDocument> =
  /** The element with this `xml:id` in the document that points. */
  { readonly kind: 'here'; readonly id: string } | { readonly kind: 'document'; readonly document: Document };

/** Finds what a pointer means: `#fn3`, `d12`, `#d12`, `d12.xml`, `frus1961v06/d12`, `frus1961v06.xml#d12`. Where no volume is named, that of the
 *  document that points is meant.
 *  @param target the value of `@target`; of several pointers the first counts
 *  @param from the document that points, and whether an `xml:id` is one of its own
 *  @returns null where it leads to nothing that the collection has, or to an address on the network */
export function referenceTarget<Document extends NamedDocument>(
  target: string,
  from: { readonly document: string; readonly has: (id: string) => boolean },
  documents: readonly Document[],
): ReferenceTarget<Document> | null {
  const [pointer = ''] = target.trim().split(/\s+/);
  if (pointer === '' || /^[a-z][a-z0-9+.-]*:/i.test(pointer)) return null;
  const [path = '', fragment = ''] = pointer.split('#');
  if (path === '' && from.has(fragment)) return { kind: 'here', id: fragment };
  const names = [...path.split('/'), fragment].filter((name) => !/^\.{0,2}$/.test(name)).map(stem);
  const [file, name] = names.length > 1 ? [names.at(-2) ?? '', names.at(-1) ?? ''] : [null, names[0] ?? ''];
  const own = volumesOf(documents.find(({ id }) => id === from.document)?.source ?? '');
  const wanted =
    file === null
      ? [...within(own, name), name, ...within(own, holderOf(name))]
      : [...within([file], name), ...within([file], holderOf(name)), ...within(own, file), file];
  const byName = new Map(documents.map((one) => [stem(one.source), one]));
  const document = wanted.map((one) => byName.get(one)).find((one) => one !== undefined);
  return document ? { kind: 'document', document } : null;
}

const stem = (name: string): string => name.replace(/\.xml$/i, '');

/** What a document may be called after: its file, or, of a document of a volume, the volume before the last space. */
const volumesOf = (source: string): readonly string[] => [stem(source), stem(source).replace(/ [^ ]*$/, '')];

const within = (volumes: readonly string[], name: string): readonly string[] =>
  volumes.map((volume) => `${volume} ${name}`);

/** The `xml:id` of the document that one of its notes is called after: `d12` of `d12fn3`. */
const holderOf = (id: string): string => /^d\d+(?=\D)/.exec(id)?.[0] ?? id;
