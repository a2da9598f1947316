import type { Node } from 'prosemirror-model';
import type { EditOrigin, StepJson } from '../document/document-state.ts';

/** A mark by its id, with who made it, and when. */
export type KnownEdit = readonly [string, EditOrigin];

/** Marks with which an editor says something of the page: those of the TEI elements `choice/corr`, `del`, `add`, `unclear` and
 *  `supplied`. Annotations have records of their own. */
const editMarks: ReadonlySet<string> = new Set(['emendation', 'struck', 'byHand', 'unclear', 'supplied']);

/** In which record each mark of an editor came first. Those that the import made are nobody's. */
export class EditLedger {
  readonly #imported = new Set<string>();
  readonly #origins = new Map<string, EditOrigin>();
  #given: ReadonlyMap<string, EditOrigin> | null = null;

  /** Takes note of the document as it was imported. */
  begin(imported: Node): void {
    imported.descendants((node) => {
      for (const mark of node.marks) if (editMarks.has(mark.type.name)) this.#imported.add(mark.attrs.id as string);
    });
  }

  /** Adds an edit as `entries` gave it. */
  restore([id, origin]: KnownEdit): void {
    this.#origins.set(id, origin);
    this.#given = null;
  }

  /** Takes note of the marks that steps bring. Costs what the steps hold. */
  add(steps: readonly StepJson[], origin: EditOrigin): void {
    for (const id of markIdsIn(steps))
      if (!this.#imported.has(id) && !this.#origins.has(id)) this.restore([id, origin]);
  }

  entries(): readonly KnownEdit[] {
    return [...this.#origins];
  }

  /** A map once given out never changes. */
  origins(): ReadonlyMap<string, EditOrigin> {
    this.#given ??= new Map(this.#origins);
    return this.#given;
  }
}

/** The ids of the marks anywhere in steps: in `addMark` steps, in the slices of others, and in what an anchor step wraps. */
function* markIdsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const { type, attrs } = value as { readonly type?: unknown; readonly attrs?: { readonly id?: unknown } };
  if (typeof type === 'string' && editMarks.has(type) && typeof attrs?.id === 'string') yield attrs.id;
  else for (const part of Object.values(value)) yield* markIdsIn(part);
}
