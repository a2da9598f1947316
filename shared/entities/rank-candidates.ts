import type { EntityId } from '../document/identifier.ts';
import { editDistance } from '../text/edit-distance.ts';
import { type Entity, type EntityKind, namesOf } from './entity.ts';
import { NameIndex } from './name-index.ts';
import { foldedName, likenessOf, nameWords, personName } from './names.ts';

/** How often each spelling was said to mean which entity, by kind and folded spelling. */
export class SpellingMemory {
  readonly #counts = new Map<string, Map<EntityId, number>>();

  /** Notes that a tag with these words means an entity; a negative count takes notes back. */
  note(kind: EntityKind, text: string, entity: EntityId, count = 1): void {
    const key = spellingKey(kind, text);
    const counts = this.#counts.get(key) ?? new Map<EntityId, number>();
    const now = (counts.get(entity) ?? 0) + count;
    if (now > 0) counts.set(entity, now);
    else counts.delete(entity);
    this.#counts.set(key, counts);
  }

  /** Who a spelling was said to mean, with how often. */
  of(kind: EntityKind, text: string): ReadonlyMap<EntityId, number> {
    return this.#counts.get(spellingKey(kind, text)) ?? new Map();
  }
}

const spellingKey = (kind: EntityKind, text: string): string => `${kind} ${foldedName(text)}`;

/** A tag that is to be told who it means. */
export interface NamedPlace {
  /** What the tag covers. */
  readonly text: string;
  readonly kind: EntityKind;
  /** Of the document, W3C; null when it has none. */
  readonly date: string | null;
  /** Entities that other tags of the document mean, the nearest first. */
  readonly near: readonly EntityId[];
}

export type CandidateReason =
  | 'meant before'
  | 'same name'
  | 'same surname'
  | 'similar name'
  | 'named in this document'
  | 'not born yet'
  | 'dead by then';

export interface Candidate {
  readonly entity: Entity;
  readonly score: number;
  /** The strongest first. */
  readonly reasons: readonly CandidateReason[];
}

/** Who a tag may mean. */
export interface Candidates {
  /** The likeliest first. */
  readonly ranked: readonly Candidate[];
  /** The only one that it can mean, as far as is known; null when a person must say. Two of one surname are never certain by it. */
  readonly certain: EntityId | null;
}

/** How much the name of a candidate says, from 0. */
const strengths = { exact: 6, same: 5, surname: 4, part: 2, similar: 1.5, none: 0 } as const;
type Strength = keyof typeof strengths;

/** Entities at or above this are rivals: each of them may be meant. */
const rival = strengths.surname;

/** Ranks the entities of a collection for tags. Made anew when the entities change. */
export class CandidateRanking {
  readonly #entities: readonly Entity[];
  readonly #index = new NameIndex();
  readonly #place = new Map<EntityId, number>();

  constructor(entities: readonly Entity[]) {
    this.#entities = entities;
    for (const entity of entities) {
      this.#place.set(entity.id, this.#index.size);
      this.#index.add(namesOf(entity));
    }
  }

  /** @param memory what tags mean so far; ids of merged entities must be resolved
   *  @param most how many candidates are given */
  rank(named: NamedPlace, memory: SpellingMemory, most = 9): Candidates {
    const seen = memory.of(named.kind, named.text);
    const found: { readonly candidate: Candidate; readonly strength: number }[] = [];
    for (const at of this.#possible(named, seen.keys())) {
      const entity = this.#entities[at];
      if (!entity || entity.kind !== named.kind) continue;
      const strength = strengths[strengthOf(named, entity)];
      const times = seen.get(entity.id) ?? 0;
      if (strength === 0 && times === 0) continue;
      found.push({ candidate: candidateOf(named, entity, strength, times), strength });
    }
    found.sort((a, b) => b.candidate.score - a.candidate.score || compareNames(a.candidate.entity, b.candidate.entity));
    const ranked = found.slice(0, most).map(({ candidate }) => candidate);
    return { ranked, certain: certainOf(found, seen.size) };
  }

  /** The numbers of the entities that share a word with the tag, have one that is nearly the same, or were meant by it. */
  #possible({ text }: NamedPlace, meant: Iterable<EntityId>): ReadonlySet<number> {
    const possible = new Set<number>();
    for (const id of meant) {
      const at = this.#place.get(id);
      if (at !== undefined) possible.add(at);
    }
    const words = nameWords(text);
    for (const word of words) for (const at of this.#index.withWord(word)) possible.add(at);
    if (possible.size > 0) return possible;
    for (const word of words.filter(({ length }) => length >= 5))
      for (const known of this.#index.words)
        if (editDistance(word, known, 1) <= 1) for (const at of this.#index.withWord(known)) possible.add(at);
    return possible;
  }
}

const compareNames = (a: Entity, b: Entity): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;

function candidateOf(named: NamedPlace, entity: Entity, strength: number, times: number): Candidate {
  const reasons: CandidateReason[] = [];
  let score = strength;
  if (times > 0) {
    // Often is more than once, and a hundred times not much more than ten.
    score += 4 + Math.log2(1 + times);
    reasons.push('meant before');
  }
  if (strength >= strengths.same) reasons.push('same name');
  else if (strength >= strengths.surname) reasons.push('same surname');
  else if (strength > 0) reasons.push('similar name');
  const distance = named.near.indexOf(entity.id);
  if (distance >= 0) {
    score += 3 / (1 + distance / 4);
    reasons.push('named in this document');
  }
  const misfit = lifeMisfit(named.date, entity);
  if (misfit !== null) {
    score -= 6;
    reasons.push(misfit);
  }
  return { entity, score, reasons };
}

/** @param meant how many entities the spelling was said to mean */
function certainOf(
  found: readonly { readonly candidate: Candidate; readonly strength: number }[],
  meant: number,
): EntityId | null {
  const [first] = found;
  if (!first || meant > 1) return null;
  const { entity, reasons } = first.candidate;
  if (reasons.includes('not born yet') || reasons.includes('dead by then')) return null;
  if (first.strength < rival && !reasons.includes('meant before')) return null;
  const others = found
    .slice(1)
    .filter(({ strength, candidate }) => strength >= rival || candidate.reasons.includes('meant before'));
  return others.length === 0 ? entity.id : null;
}

/** Whether somebody was not born yet, or long dead, when a document was written. Of a person only: an office or a town is spoken of at any time. */
export function lifeMisfit(
  date: string | null,
  { kind, born, died }: Pick<Entity, 'kind' | 'born' | 'died'>,
): 'not born yet' | 'dead by then' | null {
  const year = yearOf(date ?? '');
  if (kind !== 'person' || year === null) return null;
  const [birth, death] = [yearOf(born), yearOf(died)];
  if (birth !== null && (birth > year || (birth === year && isDay(born) && isDay(date) && born > date)))
    return 'not born yet';
  // The dead are spoken of; a generation later hardly one of the same name is meant.
  return death !== null && death + 30 < year ? 'dead by then' : null;
}

const isDay = (date: string | null): date is string => date !== null && /^\d{4}-\d\d-\d\d/.test(date);

/** The year that a W3C date begins with; null when it is words. */
function yearOf(date: string): number | null {
  const year = /^(-?\d{4,})(?:-|$)/.exec(date)?.[1];
  return year === undefined ? null : Number(year);
}

function strengthOf({ text, kind }: NamedPlace, entity: Entity): Strength {
  const names = namesOf(entity);
  const folded = foldedName(text);
  if (folded === '') return 'none';
  if (names.some((name) => foldedName(name) === folded)) return 'exact';
  const all = names.map((name) => (kind === 'person' ? personStrength(text, name) : wordStrength(folded, name)));
  return all.reduce((best, one) => (strengths[one] > strengths[best] ? one : best), 'none' as Strength);
}

/** A wife and a daughter have the surname, too. */
const ladies = /\b(?:mrs|miss|ms|madame|mme|mlle|lady|queen|empress|princess|countess|baroness)\b/i;

function personStrength(text: string, name: string): Strength {
  const [said, known] = [personName(text), personName(name)];
  const likeness = likenessOf(said, known);
  if (likeness === 'given' || (likeness !== 'other' && ladies.test(text) && !ladies.test(name))) return 'part';
  if (likeness !== 'other') return likeness;
  const [surname, other] = [said.surname.join(' '), known.surname.join(' ')];
  const isAlike = surname.length >= 5 && surname !== other && editDistance(surname, other, 1) <= 1;
  return isAlike ? 'similar' : 'none';
}

/** Of places, organisations and the like every word counts the same. */
function wordStrength(folded: string, name: string): Strength {
  const [said, known] = [folded.split(' '), nameWords(name)];
  if (said.every((word) => known.includes(word))) return said[0] === known[0] ? 'surname' : 'part';
  if (known.length > 0 && known.every((word) => said.includes(word))) return 'part';
  return folded.length >= 5 && editDistance(folded, known.join(' '), 1) <= 1 ? 'similar' : 'none';
}
