import { setImmediate as turn } from 'node:timers/promises';
import type {
  AuthorityInfo,
  AuthorityRow,
  EntityFinding,
  EntityRow,
  EntityRows,
  Mention,
  PlaceRow,
  PlacesFound,
  TagCandidates,
} from '../../shared/contract/payloads/entities.ts';
import type { AnnotationId, DocumentId, EntityId } from '../../shared/document/identifier.ts';
import { newEntityId } from '../../shared/document/identifier.ts';
import { type Entity, type EntityKind, makingOf, namesOf } from '../../shared/entities/entity.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { NameIndex } from '../../shared/entities/name-index.ts';
import { CandidateRanking } from '../../shared/entities/rank-candidates.ts';
import { TermTree } from '../../shared/entities/term-tree.ts';
import { parseAuthorityEntry } from '../storage/collection/authority-lists.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { JobControl } from '../workers/job.ts';
import { checkEntities } from './check-entities.ts';
import { withKey } from './entity-lists.ts';
import { type FoundMentions, MentionReader, memoryOf } from './mention-reader.ts';

/** A tag that is to be told who it means. */
export interface AskedTag {
  readonly document: DocumentId;
  readonly annotation: AnnotationId | null;
  readonly kind: EntityKind;
  readonly text: string;
  /** What a person has typed to find somebody. */
  readonly typed: string;
}

/** What is computed of the list of entities; another one when it changes. */
interface Computed {
  readonly version: number;
  readonly index: NameIndex;
  readonly ranking: CandidateRanking;
}

/** More points than that cover one another. */
const mostPlaces = 20_000;
/** How many are offered for a tag. */
const mostCandidates = 9;
/** Reading entries in between lets others have their turn. */
const entriesAtOnce = 5_000;

/** The entities of an open collection as the window asks for them: found by typing, ranked for a tag, with what mentions them. */
export class EntityDesk {
  readonly #collection: Collection;
  readonly #mentions: MentionReader;
  #computed: Computed | null = null;
  #authorities: Promise<Authorities> | null = null;

  constructor(collection: Collection) {
    this.#collection = collection;
    this.#mentions = new MentionReader(collection);
  }

  /** A part of the list of entities, with how often each is mentioned as far as documents have been read. */
  async list(text: string, kind: EntityKind | null, limit: number): Promise<EntityRows> {
    const ledger = await this.#ledger();
    const { index } = this.#compute(ledger);
    const { entities } = ledger;
    const wanted = (at: number): boolean => kind === null || entities[at]?.kind === kind;
    const found =
      text.trim() === ''
        ? alphabetical(entities, kind)
        : entitiesAt(entities, index.search({ text, limit: entities.length, wanted }));
    const counts = countsOf(this.#mentions.known, ledger);
    const rows = found.slice(0, limit).map((entity): EntityRow => ({ entity, mentions: counts.get(entity.id) ?? 0 }));
    return { rows, total: found.length, readOnly: await this.#collection.entities.readOnly() };
  }

  /** Those of a kind by what they are a kind or a part of. */
  async tree(kind: EntityKind, limit: number): Promise<readonly (EntityRow & { readonly depth: number })[]> {
    const ledger = await this.#ledger();
    const counts = countsOf(this.#mentions.known, ledger);
    const tree = new TermTree(ledger.entities.filter((entity) => entity.kind === kind));
    return tree.places(limit).map(({ entity, depth }) => ({ entity, depth, mentions: counts.get(entity.id) ?? 0 }));
  }

  /** What stands above a term at once, and what below it. */
  async around(id: EntityId): Promise<{ readonly broader: readonly Entity[]; readonly narrower: readonly Entity[] }> {
    const ledger = await this.#ledger();
    const entity = ledger.get(id);
    if (!entity) return { broader: [], narrower: [] };
    const tree = new TermTree(ledger.entities.filter(({ kind }) => kind === entity.kind));
    const broader = entity.broader.flatMap((above) => ledger.get(above) ?? []);
    return { broader, narrower: tree.narrowerOf(entity.id) };
  }

  /** The places that have coordinates, those that are mentioned most first. */
  async places(control: JobControl): Promise<PlacesFound> {
    const { unreadable, mentions } = await this.#mentions.read(control);
    const ledger = await this.#ledger();
    const counts = countsOf(mentions, ledger);
    const all = ledger.entities.filter(({ kind }) => kind === 'place');
    const found = all.flatMap(({ id, name, coordinates }): PlaceRow[] =>
      coordinates ? [{ id, name, coordinates, mentions: counts.get(id) ?? 0 }] : [],
    );
    const places = found
      .sort((a, b) => b.mentions - a.mentions || collator.compare(a.name, b.name))
      .slice(0, mostPlaces);
    return { places, without: all.length - found.length, unreadable };
  }

  async get(ids: readonly EntityId[]): Promise<readonly (Entity | null)[]> {
    const ledger = await this.#ledger();
    return ids.map((id) => ledger.get(id));
  }

  /** Who a tag may mean: what is typed first, else by its words, what stands near, and what was meant by them before. */
  async candidates(asked: AskedTag): Promise<TagCandidates> {
    const ledger = await this.#ledger();
    const { index, ranking } = this.#compute(ledger);
    await this.#readOpen(asked.document);
    const { entities } = ledger;
    if (asked.typed.trim() !== '') {
      const wanted = (at: number): boolean => entities[at]?.kind === asked.kind;
      const found = entitiesAt(entities, index.search({ text: asked.typed, limit: mostCandidates, wanted }));
      return {
        entities: found.map((entity) => ({ entity, reasons: [] })),
        certain: null,
        authorities: await this.searchAuthorities(asked.typed, asked.kind),
      };
    }
    const all = this.#mentions.known;
    const others = all.filter(
      (mention) => mention.annotation !== asked.annotation || mention.document !== asked.document,
    );
    const { near, date } = aroundTag(all, asked, ledger);
    const memory = memoryOf(others, ledger);
    const { ranked, certain } = ranking.rank({ ...asked, date, near }, memory, mostCandidates);
    return {
      entities: ranked.map(({ entity, reasons }) => ({ entity, reasons })),
      certain,
      authorities: ranked.length === 0 ? await this.searchAuthorities(asked.text, asked.kind) : [],
    };
  }

  /** Makes an entity of an entry of an authority, by whose key it is known from then on; the one that was made of it before, when there is one. */
  async take(authority: string, key: string): Promise<Entity | null> {
    const entry = (await this.#authoritiesNow()).entry(authority, key);
    if (!entry) return null;
    const ledger = await this.#ledger();
    const listed = withKey({ ...entry, row: 0 }, authority);
    const known = ledger.entities.find(
      ({ kind, identifiers }) =>
        kind === entry.kind && identifiers.some((one) => one.authority === authority && one.value === key),
    );
    if (known) return known;
    const { row: _, key: __, ...facts } = listed;
    const identifiers = facts.identifiers.some((one) => one.authority === authority)
      ? facts.identifiers
      : [...facts.identifiers, { authority, value: key }];
    // What was chosen of the list stands above it at once; the others are not entities yet.
    const above = facts.broader.flatMap((broader) =>
      ledger.entities.filter(
        ({ kind, identifiers: own }) =>
          kind === entry.kind && own.some((one) => one.authority === authority && one.value === broader),
      ),
    );
    const broader = above.map(({ id }) => id);
    const entity: Entity = { ...facts, identifiers, broader, id: newEntityId(), merged: [] };
    await this.#collection.entities.append([makingOf(entity)]);
    return entity;
  }

  /** Every mention of an entity; of all entities, and of none, when null. Reads documents that were changed since. */
  async mentions(id: EntityId | null, control: JobControl, withNarrower = false): Promise<FoundMentions> {
    const ledger = await this.#ledger();
    const { mentions, unreadable } = await this.#mentions.read(control);
    if (id === null) return { mentions, unreadable };
    const survivor = ledger.resolve(id);
    const meant = withNarrower ? new TermTree(ledger.entities).withNarrower(survivor) : new Set([survivor]);
    const ofEntity = mentions.filter(({ entity }) => entity !== null && meant.has(ledger.resolve(entity)));
    return { mentions: ofEntity, unreadable };
  }

  async check(control: JobControl): Promise<readonly EntityFinding[]> {
    const { mentions } = await this.#mentions.read(control);
    return checkEntities(await this.#ledger(), mentions);
  }

  async authorities(): Promise<readonly AuthorityInfo[]> {
    return (await this.#authoritiesNow()).infos;
  }

  /** To be told when a list of an authority came or went. */
  authoritiesChanged(): void {
    this.#authorities = null;
  }

  #ledger(): Promise<EntityLedger> {
    return this.#collection.entities.ledger();
  }

  #compute(ledger: EntityLedger): Computed {
    if (this.#computed?.version !== ledger.version) {
      const { entities, version } = ledger;
      const index = new NameIndex();
      for (const entity of entities) index.add(namesOf(entity));
      this.#computed = { version, index, ranking: new CandidateRanking(entities) };
    }
    return this.#computed;
  }

  /** The open document counts as it is now; of all others what was read of them. They are read meanwhile, for the next time. */
  async #readOpen(document: DocumentId): Promise<void> {
    const store = await this.#collection.openDocument(document);
    try {
      this.#mentions.note(store.state);
    } finally {
      await store.close();
    }
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#mentions.read().catch(() => undefined);
  }

  #isReading = false;

  /** The best entries of the lists of authorities. */
  async searchAuthorities(text: string, kind: EntityKind): Promise<readonly AuthorityRow[]> {
    return (await this.#authoritiesNow()).search(text, kind);
  }

  #authoritiesNow(): Promise<Authorities> {
    this.#authorities ??= Authorities.read(this.#collection);
    return this.#authorities;
  }
}

const entitiesAt = (entities: readonly Entity[], numbers: readonly number[]): readonly Entity[] =>
  numbers.flatMap((at) => entities[at] ?? []);

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

const alphabetical = (entities: readonly Entity[], kind: EntityKind | null): readonly Entity[] =>
  entities
    .filter((entity) => kind === null || entity.kind === kind)
    .toSorted((a, b) => collator.compare(a.name, b.name));

function countsOf(mentions: readonly Mention[], ledger: EntityLedger): ReadonlyMap<EntityId, number> {
  const counts = new Map<EntityId, number>();
  for (const { entity } of mentions) {
    if (entity === null) continue;
    const id = ledger.resolve(entity);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** The entities that tags of the same document mean, the nearest first, and the document's date. */
function aroundTag(
  mentions: readonly Mention[],
  asked: AskedTag,
  ledger: EntityLedger,
): { readonly near: readonly EntityId[]; readonly date: string | null } {
  const here = mentions.filter(({ document }) => document === asked.document);
  const at = here.findIndex(({ annotation }) => annotation === asked.annotation);
  const place = at < 0 ? here.length : at;
  const near = here
    .map(({ annotation, entity }, index) => ({ annotation, entity, distance: Math.abs(index - place) }))
    .filter(({ annotation, entity }) => annotation !== asked.annotation && entity !== null)
    .sort((a, b) => a.distance - b.distance)
    .map(({ entity }) => ledger.resolve(entity as EntityId));
  return { near: [...new Set(near)], date: here[0]?.date ?? null };
}

type Entry = NonNullable<ReturnType<typeof parseAuthorityEntry>>;

/** The lists of authorities of a collection, in memory as they are in their files. */
class Authorities {
  readonly infos: readonly AuthorityInfo[];
  readonly #lines: readonly { readonly authority: string; readonly line: string; readonly kind: EntityKind }[];
  readonly #index: NameIndex;
  readonly #byKey: ReadonlyMap<string, number>;

  private constructor(
    infos: readonly AuthorityInfo[],
    lines: readonly { readonly authority: string; readonly line: string; readonly kind: EntityKind }[],
    index: NameIndex,
    byKey: ReadonlyMap<string, number>,
  ) {
    this.infos = infos;
    this.#lines = lines;
    this.#index = index;
    this.#byKey = byKey;
  }

  static async read(collection: Collection): Promise<Authorities> {
    const lists = await collection.entities.authorities();
    const lines: { authority: string; line: string; kind: EntityKind }[] = [];
    const index = new NameIndex();
    const byKey = new Map<string, number>();
    for (const { name: authority, lines: all } of lists)
      for (const [number, line] of all.entries()) {
        if (number % entriesAtOnce === 0) await turn();
        const entry = parseAuthorityEntry(line);
        if (!entry) continue;
        byKey.set(`${authority}\n${entry.key || entry.name}`, index.add(namesOf(entry)));
        lines.push({ authority, line, kind: entry.kind });
      }
    const infos = lists.map(({ file, name, entries, loaded }) => ({ file, name, entries, loaded }));
    return new Authorities(infos, lines, index, byKey);
  }

  search(text: string, kind: EntityKind): readonly AuthorityRow[] {
    const wanted = (at: number): boolean => this.#lines[at]?.kind === kind;
    return this.#index.search({ text, limit: mostCandidates, wanted }).flatMap((at) => {
      const found = this.#lines[at];
      const entry = found && parseAuthorityEntry(found.line);
      return found && entry ? [rowOf(found.authority, entry)] : [];
    });
  }

  /** @param key or the name of an entry that has none */
  entry(authority: string, key: string): Entry | null {
    const found = this.#lines[this.#byKey.get(`${authority}\n${key}`) ?? -1];
    return found ? parseAuthorityEntry(found.line) : null;
  }
}

function rowOf(authority: string, { key, name, kind, born, died, note }: Entry): AuthorityRow {
  const life = born === '' && died === '' ? '' : `${born}–${died}`;
  return { authority, key: key || name, name, kind, note: [life, note].filter((one) => one !== '').join(', ') };
}
