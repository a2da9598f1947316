import type { DocumentId } from '../document/identifier.ts';
import type { AlikeCalls } from './calls/alike.ts';
import type { ApplicationCalls, RecentCollection } from './calls/application.ts';
import type { ArchiveCalls } from './calls/archive.ts';
import type { CollectionCalls, CollectionView, RestOfCollection } from './calls/collection.ts';
import type { CorrespondenceCalls } from './calls/correspondence.ts';
import type { DocumentCalls, PlaceInDocument } from './calls/document.ts';
import type { EditionCalls } from './calls/edition.ts';
import type { EntityCalls } from './calls/entities.ts';
import type { FacsimileCalls } from './calls/facsimile.ts';
import type { TaggingCalls } from './calls/tagging.ts';
import type { DocumentSummary } from './payloads/document-summary.ts';
import type { Fault } from './payloads/fault.ts';
import type { Preferences } from './payloads/preferences.ts';

/** What the window may ask of the main process: one entry a channel, one argument a call. Arguments are checked against
 *  `ipc-arguments.ts` before anything runs. A fault that a person can cause comes back as a value. */
export interface Calls
  extends ApplicationCalls,
    CollectionCalls,
    EntityCalls,
    CorrespondenceCalls,
    DocumentCalls,
    FacsimileCalls,
    EditionCalls,
    ArchiveCalls,
    TaggingCalls,
    AlikeCalls {}

export type Channel = keyof Calls;

/** What a call comes back with. */
export type Reply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

/** What the main process tells the window without being asked. */
export interface Events {
  /** Long work: `total` is 0 while unknown; `done` equal to `total` ends it. `remainingMs` is an estimate, null at first. */
  progress: {
    readonly job: string;
    readonly what: string;
    readonly done: number;
    readonly total: number;
    readonly remainingMs: number | null;
  };
  /** A menu item or an accelerator named one of `commands.ts`. */
  command: { readonly command: string };
  /** A collection is to be opened: from the menu of recent ones, or because the program was started once more with it. */
  'open-collection': { readonly folder: string };
  /** Rows of the collection table that are no longer as they were. */
  'documents-changed': { readonly documents: readonly DocumentSummary[] };
  /** Documents that an import has just brought into the collection in this folder, behind all others. */
  'documents-added': { readonly folder: string; readonly documents: readonly DocumentSummary[] };
  /** Another window took documents out of the collection. */
  'documents-removed': { readonly documents: readonly DocumentId[] };
  /** All rows of the table of the collection in this folder, which another window changed. */
  'all-documents': { readonly folder: string; readonly documents: readonly DocumentSummary[] };
  /** Another window opened the same collection anew, such as after synchronising. */
  'collection-changed': { readonly collection: CollectionView };
  /** The collection in this folder could not be opened again, and is closed. */
  'collection-gone': { readonly folder: string };
  /** Another window changed what the collection knows besides its documents. */
  'facts-changed': { readonly what: 'entities' | 'tag types' | 'vocabulary' | 'removed documents' };
  /** Another window is to change a document that is open here: it is to be saved and closed until `document-free` comes. */
  'document-wanted': { readonly document: DocumentId };
  'document-free': { readonly document: DocumentId };
  /** A document that is open here was asked for in another window, and this window came forward with it. */
  'shown-already': { readonly document: DocumentId; readonly title: string; readonly place: PlaceInDocument | null };
  /** Another window changed them. */
  'preferences-changed': { readonly preferences: Preferences };
  'recent-changed': { readonly recent: readonly RecentCollection[] };
  /** A person opened files with the program: it is asked where they go. */
  'open-files': { readonly files: readonly string[] };
  /** What could not be done that no call asked for. */
  fault: { readonly fault: Fault };
  /** Further rows of the table of the collection in this folder, behind those that came before. */
  rows: { readonly folder: string; readonly documents: readonly DocumentSummary[] };
  /** All of them have come: a reply may be there before what was told last. */
  'rows-end': RestOfCollection;
  /** The window is about to close: flush what is not yet sent, then call the reply function of the bridge. */
  'before-close': null;
}

export type EventName = keyof Events;
