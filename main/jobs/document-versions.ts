import type { PastName, PastState, StateName, VersionTimeline } from '../../shared/contract/versions.ts';
import type { DocumentState, Version } from '../../shared/document/document-state.ts';
import type { DocumentStore } from '../storage/document-store.ts';

/** The versions of a document with what was done for each, oldest first. */
export async function versionTimeline(store: DocumentStore): Promise<VersionTimeline> {
  const { versions: figures, sinceLast } = await store.versionFigures();
  const versions = store.state.versions.map((version, index) => ({ ...version, figures: figures[index] ?? null }));
  return { versions, sinceLast };
}

/** A state that a person named, with its version. */
export interface NamedState {
  readonly state: DocumentState;
  /** Null for a present state that is no version. */
  readonly version: Version | null;
}

/** Finds a version by its number; null when there is none. The present state is a version when nothing came after its last. */
export async function namedState(store: DocumentStore, name: StateName): Promise<NamedState | null> {
  const { state } = store;
  if (name === 'present') return { state, version: state.versions.find(({ seq }) => seq === state.seq) ?? null };
  const version = state.versions.find(({ number }) => number === name);
  if (!version) return null;
  return { version, state: version.seq === state.seq ? state : await (await store.past()).stateAt(version.seq) };
}

/** A document as it was then; null when it never was so. */
export async function pastState(store: DocumentStore, name: PastName): Promise<PastState | null> {
  const seq = seqOf(store.state, name);
  if (seq === undefined) return null;
  const { doc, annotations, zones } = await (await store.past()).stateAt(seq);
  return { seq, doc: doc.toJSON() as unknown, annotations: [...annotations], zones };
}

const seqOf = ({ versions, annotations }: DocumentState, name: PastName): number | undefined =>
  name.kind === 'version'
    ? versions.find(({ number }) => number === name.number)?.seq
    : annotations.get(name.id)?.history.find(({ id }) => id === name.act)?.seq;
