import type { AlikeCalls } from './calls/alike.ts';
import type { ApplicationCalls } from './calls/application.ts';
import type { ArchiveCalls } from './calls/archive.ts';
import type { CollectionCalls, RestOfCollection } from './calls/collection.ts';
import type { CorrespondenceCalls } from './calls/correspondence.ts';
import type { DocumentCalls } from './calls/document.ts';
import type { EditionCalls } from './calls/edition.ts';
import type { EntityCalls } from './calls/entities.ts';
import type { FacsimileCalls } from './calls/facsimile.ts';
import type { TaggingCalls } from './calls/tagging.ts';
import type { DocumentSummary } from './payloads/document-summary.ts';
import type { Fault } from './payloads/fault.ts';

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
  /** Documents that an import has just brought into the collection in this folder. */
  'documents-added': { readonly folder: string; readonly documents: readonly DocumentSummary[] };
  /** Further rows of the table of the collection in this folder, behind those that came before. */
  rows: { readonly folder: string; readonly documents: readonly DocumentSummary[] };
  /** All of them have come: a reply may be there before what was told last. */
  'rows-end': RestOfCollection;
  /** The window is about to close: flush what is not yet sent, then call the reply function of the bridge. */
  'before-close': null;
}

export type EventName = keyof Events;
