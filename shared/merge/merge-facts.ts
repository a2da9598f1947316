import type { UnnamedConflict } from '../document/document-state.ts';
import type { DocumentMetadata, DocumentStatus } from '../document/metadata.ts';
import type { PageImage } from '../document/page-image.ts';
import type { MergePayload } from '../journal/record.ts';
import type { GraphNode } from './record-graph.ts';

interface Lines {
  /** Records in their order. */
  readonly shared: readonly GraphNode[];
  readonly ours: readonly GraphNode[];
  readonly theirs: readonly GraphNode[];
  /** Page anchors of theirs, by identity, that others of ours stand for. */
  readonly sameAnchors: ReadonlyMap<string, string>;
}

interface MergedFacts {
  /** Absent when whatever was set last counts anyway. */
  readonly facts?: NonNullable<MergePayload['facts']>;
  readonly conflicts: readonly UnnamedConflict[];
}

/** What records set, the last of each counting. */
interface SetFacts {
  readonly metadata: Partial<DocumentMetadata>;
  readonly status: DocumentStatus | undefined;
  readonly pages: readonly PageImage[] | undefined;
}

/** Puts details together field by field: what one line alone set counts; of what both set otherwise ours does, and both are told. Pages
 *  are put together image by image. */
export function mergeFacts({ shared, ours, theirs, sameAnchors }: Lines): MergedFacts {
  const [before, us, them] = [factsSet(shared), factsSet(ours), factsSet(theirs)];
  const conflicts: UnnamedConflict[] = [];
  /** @returns whether ours has to be said again, because theirs comes later */
  const staysOurs = (fact: string, base: unknown, mine: unknown, other: unknown): boolean => {
    if (mine === undefined || other === undefined || same(mine, other) || same(mine, base)) return false;
    const readings = { base: asText(base), ours: asText(mine), theirs: asText(other) };
    if (!same(other, base)) conflicts.push({ kind: 'fact', fact, from: 0, to: 0, ...readings, kept: 'ours' });
    return true;
  };
  const metadata: Record<string, unknown> = {};
  const [old, fresh] = [before.metadata, them.metadata] as readonly Readonly<Record<string, unknown>>[];
  for (const [name, mine] of Object.entries(us.metadata))
    if (staysOurs(name, old?.[name], mine, fresh?.[name])) metadata[name] = mine;
  const isStatusOurs = staysOurs('status', before.status ?? 'raw', us.status, them.status);
  const pages = mergePages(before.pages ?? [], us.pages, them.pages, sameAnchors);
  const facts = {
    ...(Object.keys(metadata).length > 0 && { metadata: metadata as Partial<DocumentMetadata> }),
    ...(isStatusOurs && us.status && { status: us.status }),
    ...(pages && { pages }),
  };
  return Object.keys(facts).length > 0 ? { facts, conflicts } : { conflicts };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : textOfDate(value);

const textOfDate = (value: unknown): string =>
  typeof (value as { text?: unknown }).text === 'string' ? (value as { text: string }).text : JSON.stringify(value);

function factsSet(line: readonly GraphNode[]): SetFacts {
  let metadata: Partial<DocumentMetadata> = {};
  let status: DocumentStatus | undefined;
  let pages: readonly PageImage[] | undefined;
  for (const { link } of line) {
    const { record } = link;
    if (record.kind === 'import') metadata = record.payload.metadata;
    if (record.kind === 'metadata') metadata = { ...metadata, ...record.payload };
    if (record.kind === 'status') status = record.payload.status;
    if (record.kind === 'facsimile') pages = record.payload.pages;
    if (record.kind === 'merge' && record.payload.facts) {
      const { facts } = record.payload;
      metadata = { ...metadata, ...facts.metadata };
      status = facts.status ?? status;
      pages = facts.pages ?? pages;
    }
  }
  return { metadata, status, pages };
}

/** Pages image by image; null when what was set last counts anyway. */
function mergePages(
  base: readonly PageImage[],
  ours: readonly PageImage[] | undefined,
  theirs: readonly PageImage[] | undefined,
  sameAnchors: ReadonlyMap<string, string>,
): readonly PageImage[] | null {
  const renamed = (page: PageImage): PageImage => {
    const anchor = page.anchor === null ? undefined : sameAnchors.get(page.anchor);
    return anchor === undefined ? page : { ...page, anchor: anchor as PageImage['anchor'] };
  };
  if (!theirs) return null;
  if (!ours) return sameAnchors.size > 0 ? theirs.map(renamed) : null;
  const find = (pages: readonly PageImage[], id: string): PageImage | undefined => pages.find((page) => page.id === id);
  const merged: PageImage[] = [];
  for (const page of ours) {
    const [before, other] = [find(base, page.id), find(theirs, page.id)];
    // They took it off, and we did nothing to it.
    if (before && !other && same(before, page)) continue;
    merged.push(before && other && same(before, page) ? other : page);
  }
  for (const [index, page] of theirs.entries()) {
    if (find(ours, page.id)) continue;
    const before = find(base, page.id);
    if (before && same(before, page)) continue;
    const previous = theirs[index - 1];
    const after = previous ? merged.findIndex(({ id }) => id === previous.id) : -1;
    merged.splice(after < 0 && previous ? merged.length : after + 1, 0, page);
  }
  return merged.map(renamed);
}
