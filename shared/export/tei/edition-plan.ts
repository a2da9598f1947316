import type { AnnotationState } from '../../document/annotation.ts';
import type { DocumentState } from '../../document/document-state.ts';
import type { EntityId, TagTypeId } from '../../document/identifier.ts';
import type { Entity } from '../../entities/entity.ts';
import { type Certificate, certificateOf } from '../../proofreading/certificate.ts';
import type { TagType, TagTypes } from '../../tag-types/tag-types.ts';
import { type EditionFacsimile, type FacsimilePlan, planFacsimile } from './facsimile.ts';
import { readBlocks } from './inline-tokens.ts';
import { type NotePlan, planNotes } from './note-plan.ts';
import { planRanges, type RangePlan } from './range-plan.ts';
import { pointerTo, XmlIdentifiers } from './tei-names.ts';

/** An editor, by name and by the siglum that journal records carry. */
export interface NamedEditor {
  readonly name: string;
  readonly siglum: string;
}

/** How an edition is made. */
export interface TeiOptions {
  /** `tei`: the full record, valid against tei_all. */
  readonly profile: 'tei';
  readonly application: { readonly name: string; readonly version: string };
  /** The editors of the collection. Names for those who are not among them are their sigla. */
  readonly editors: readonly NamedEditor[];
  /** The decoded text of the imported file. */
  readonly sourceText: string;
  /** Whether what a web page or a form added is written too, marked as furniture. False when not given. */
  readonly includeFurniture?: boolean;
  /** The page images, with what is known of them; none when not given. */
  readonly facsimile?: EditionFacsimile;
  /** What the ids of entities mean now; no tag leads to one when not given. */
  readonly entities?: (id: EntityId) => Entity | null;
  /** The types of tags of the collection; tags are of their kinds alone when not given. */
  readonly tagTypes?: TagTypes;
  /** What the documents of one file have in common (editors, hands, entities, tags) is named here, and each document's own things after the document. */
  readonly common?: XmlIdentifiers;
}

/** Everything that is decided before the first element is made: who gets which identifier, where notes go, how marks nest. */
export interface EditionPlan {
  readonly state: DocumentState;
  readonly options: TeiOptions;
  readonly identifiers: XmlIdentifiers;
  /** Of what other documents of the file may name, too. */
  readonly common: XmlIdentifiers;
  /** Of what the header of every edition has. */
  readonly fixed: { readonly page: string; readonly import: string; readonly tags: string };
  /** `TEI/@xml:id` and the `xml:id` of the document's division. */
  readonly root: string;
  readonly division: string;
  /** Every editor who is named anywhere, with identifier, in order of first mention. */
  readonly editors: readonly (NamedEditor & { readonly identifier: string })[];
  /** Identifiers of the hands, by what the document calls them. */
  readonly hands: ReadonlyMap<string, string>;
  /** Annotations in order of age, then id. */
  readonly annotations: readonly AnnotationState[];
  /** The entities that tags mean, each once, with the identifier of its entry, in the order of the annotations. */
  readonly entities: ReadonlyMap<EntityId, NamedEntity>;
  /** The identifiers of the categories of the types that tags are of, and of those that they lie under. */
  readonly typeIdentifiers: ReadonlyMap<TagTypeId, string>;
  readonly facsimile: FacsimilePlan;
  readonly ranges: RangePlan;
  readonly notes: NotePlan;
  /** Null while nobody has read a line against its page image. */
  readonly certificate: Certificate | null;
}

/** An entity that the edition names. */
export interface NamedEntity {
  readonly entity: Entity;
  readonly identifier: string;
}

/** Plans an edition. Pure, O(document). */
export function planEdition(state: DocumentState, options: TeiOptions): EditionPlan {
  const identifiers = new XmlIdentifiers(options.common ? state.id : '');
  const common = options.common ?? identifiers;
  const fixed = {
    page: common.of('witness', 'facs'),
    import: common.of('witness', 'ocr'),
    tags: common.of('taxonomy', 'tags'),
  };
  const root = identifiers.of('document', state.id);
  const division = identifiers.claim(`${root}-text`);
  const annotations = [...state.annotations.values()].sort((a, b) => ageOf(a) - ageOf(b) || (a.id < b.id ? -1 : 1));
  const certificate = state.reviews.some(({ act }) => act.kind === 'read') ? certificateOf(state) : null;
  const readers = certificate?.whole.readers.map(({ editor }) => editor) ?? [];
  const editors = namedEditors(state, options, annotations, readers).map((editor) => ({
    ...editor,
    identifier: common.of('editor', editor.siglum),
  }));
  const facsimile = planFacsimile(state.doc, options.facsimile, identifiers);
  const blocks = readBlocks(state.doc, options.includeFurniture === true, facsimile);
  const entities = namedEntities(annotations, options, common);
  const typeIdentifiers = usedTypes(annotations, options, common);
  const ages = new Map<string, number>(annotations.map((annotation, index) => [annotation.id, index]));
  const ranges = planRanges(blocks, identifiers, (annotation) => ages.get(annotation) ?? ages.size);
  const hands = new Map(handsOf(ranges).map((hand) => [hand, common.of('hand', hand)]));
  const notes = planNotes(state.doc, blocks);
  return {
    state,
    options,
    identifiers,
    common,
    fixed,
    root,
    division,
    editors,
    hands,
    annotations,
    entities,
    typeIdentifiers,
    facsimile,
    ranges,
    notes,
    certificate,
  };
}

function namedEntities(
  annotations: readonly AnnotationState[],
  { entities: meant = () => null }: TeiOptions,
  identifiers: XmlIdentifiers,
): ReadonlyMap<EntityId, NamedEntity> {
  const named = new Map<EntityId, NamedEntity>();
  for (const annotation of annotations) {
    const entity = annotation.entity !== null && !annotation.withdrawn ? meant(annotation.entity) : null;
    if (entity && !named.has(entity.id))
      named.set(entity.id, { entity, identifier: identifiers.of('entity', entity.id) });
  }
  return named;
}

function usedTypes(
  annotations: readonly AnnotationState[],
  { tagTypes }: TeiOptions,
  identifiers: XmlIdentifiers,
): ReadonlyMap<TagTypeId, string> {
  const used = new Map<TagTypeId, string>();
  for (const annotation of tagTypes ? annotations : []) {
    const type = annotation.withdrawn ? null : tagTypes?.of(annotation);
    for (const { id } of type ? (tagTypes?.pathOf(type) ?? []) : [])
      if (!used.has(id)) used.set(id, identifiers.of('tag type', id));
  }
  return used;
}

/** The type of a tag, as far as the edition knows it. */
export const typeOfTag = (plan: EditionPlan, annotation: AnnotationState | undefined): TagType | null =>
  annotation === undefined ? null : (plan.options.tagTypes?.of(annotation) ?? null);

/** `@ref` of what an annotation covers: the entry of the entity that it means; null when it means none. */
export function entityPointer(plan: EditionPlan, annotation: AnnotationState | undefined): string | null {
  if (!annotation || annotation.entity === null) return null;
  const meant = plan.options.entities?.(annotation.entity);
  const named = meant ? plan.entities.get(meant.id) : undefined;
  return named ? pointerTo(named.identifier) : null;
}

const ageOf = (annotation: AnnotationState): number => annotation.history[0]?.seq ?? Number.MAX_SAFE_INTEGER;

function namedEditors(
  state: DocumentState,
  options: TeiOptions,
  annotations: readonly AnnotationState[],
  readers: readonly string[],
): readonly NamedEditor[] {
  const known = new Map<string, NamedEditor>();
  for (const editor of options.editors) if (!known.has(editor.siglum)) known.set(editor.siglum, editor);
  const mentioned = [
    ...state.versions.map((version) => version.editor),
    state.changed.editor,
    ...annotations.flatMap(({ history }) => history.map((event) => event.editor)),
    ...[...state.edits.values()].map(({ editor }) => editor),
    ...readers,
  ];
  for (const siglum of mentioned) if (!known.has(siglum)) known.set(siglum, { name: siglum, siglum });
  return [...known.values()];
}

function handsOf(ranges: RangePlan): readonly string[] {
  const hands = new Set<string>();
  for (const { tokens } of ranges.blocks.values())
    for (const { marks } of tokens)
      for (const mark of marks) if (typeof mark.attrs.hand === 'string') hands.add(mark.attrs.hand);
  return [...hands];
}

/** The identifier of a version. TEI: `listChange/change/@xml:id`. */
export const versionIdentifier = (plan: EditionPlan, version: number): string =>
  plan.identifiers.of('version', `v${version}`);

/** `@change` of what was done in a record: the first version that has it; null while none does.
 *  @param made the number of the record; undefined when it is not known */
export function changePointer(plan: EditionPlan, made: number | undefined): string | null {
  const version = plan.state.versions.find(({ seq }) => made !== undefined && seq >= made);
  return version === undefined ? null : pointerTo(versionIdentifier(plan, version.number));
}

/** The identifier of an editor, who is in the plan when the document names them. */
export function editorIdentifier(plan: EditionPlan, siglum: string): string {
  return plan.common.of('editor', siglum);
}
