import type { DocumentId } from '../document/identifier.ts';
import { type ArchiveFacts, archiveFacts, type DocumentMetadata, knownArchiveFacts } from '../document/metadata.ts';

/** Facts of an archive that many documents share, under a name. */
export interface FactsTemplate {
  readonly name: string;
  /** Those that are known alone. */
  readonly facts: ArchiveFacts;
  /** Whether what is imported gets them, where it does not say otherwise itself. */
  readonly isDefault: boolean;
}

export type TemplateAct =
  /** It takes the place of one of the same name. Of several that are the default the last one is. */
  | { readonly act: 'kept'; readonly name: string; readonly facts: ArchiveFacts; readonly isDefault: boolean }
  | { readonly act: 'dropped'; readonly name: string };

/** Who reads a document a second time without seeing what the first reader did: in a copy of it as it was imported. */
export interface Assignment {
  readonly document: DocumentId;
  /** The copy that the second reader works in: a document of the collection. */
  readonly copy: DocumentId;
  /** Sigla. */
  readonly reader: string;
  readonly by: string;
  /** ISO 8601, UTC: when it was assigned. */
  readonly time: string;
  /** When every difference was settled; null while it is not. */
  readonly settled: string | null;
}

export type ReaderAct =
  | { readonly act: 'assigned'; readonly document: DocumentId; readonly copy: DocumentId; readonly reader: string }
  | { readonly act: 'settled'; readonly document: DocumentId }
  | { readonly act: 'withdrawn'; readonly document: DocumentId };

/** An act with who did it and when. */
export interface ReaderEvent {
  readonly act: ReaderAct;
  readonly editor: string;
  readonly time: string;
}

/** Takes all acts together, the later over the earlier: one default at most, in the order of the alphabet. */
export function templatesOf(acts: readonly TemplateAct[]): readonly FactsTemplate[] {
  const templates = new Map<string, FactsTemplate>();
  for (const act of acts) {
    if (act.act === 'dropped') {
      templates.delete(act.name);
      continue;
    }
    const { name, facts, isDefault } = act;
    if (isDefault) for (const other of templates.values()) templates.set(other.name, { ...other, isDefault: false });
    templates.set(name, { name, facts, isDefault });
  }
  return [...templates.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Takes all acts together: a document has one second reader at most, whom it was assigned to last. */
export function assignmentsOf(events: readonly ReaderEvent[]): readonly Assignment[] {
  const assigned = new Map<DocumentId, Assignment>();
  for (const { act, editor, time } of events) {
    const { document } = act;
    const before = assigned.get(document);
    if (act.act === 'assigned') {
      const { copy, reader } = act;
      assigned.set(document, { document, copy, reader, by: editor, time, settled: null });
    } else if (act.act === 'withdrawn') assigned.delete(document);
    else if (before) assigned.set(document, { ...before, settled: time });
  }
  return [...assigned.values()];
}

/** What was imported, with the facts of a template where it does not state them itself. */
export function withTemplate(metadata: DocumentMetadata, template: FactsTemplate | undefined): DocumentMetadata {
  if (!template) return metadata;
  return { ...metadata, ...Object.fromEntries(knownArchiveFacts(template.facts)), ...statedFacts(metadata) };
}

const statedFacts = (metadata: ArchiveFacts): ArchiveFacts => Object.fromEntries(knownArchiveFacts(metadata));

/** Facts of another shape than a person's, without what is empty. */
export const cleanFacts = (facts: Readonly<Partial<Record<string, unknown>>>): ArchiveFacts =>
  Object.fromEntries(
    archiveFacts.flatMap((name) => {
      const value = facts[name];
      const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
      return text === '' ? [] : [[name, text]];
    }),
  );
