import type { Calls, Channel, EventName, Events, Reply } from './ipc.ts';

const names: { readonly [C in Channel]: true } = {
  'app:start': true,
  'preferences:save': true,
  'preferences:choose-schema': true,
  'preferences:export-keys': true,
  'preferences:import-keys': true,
  'app:about': true,
  'app:show-log': true,
  'collection:choose': true,
  'collection:new': true,
  'collection:open': true,
  'collection:reopen': true,
  'collection:open-sample': true,
  'collection:back-up': true,
  'collection:restore-backup': true,
  'collection:close': true,
  'collection:rest': true,
  'collection:documents': true,
  'collection:import': true,
  'collection:import-as': true,
  'collection:set-status': true,
  'collection:remove': true,
  'collection:removed': true,
  'collection:put-back': true,
  'collection:empty-removed': true,
  'collection:share': true,
  'collection:sync': true,
  'collection:conflicts': true,
  'collection:settle': true,
  'collection:vocabulary': true,
  'collection:readers': true,
  'collection:learn': true,
  'collection:find': true,
  'collection:replace': true,
  'collection:search': true,
  'collection:searches': true,
  'collection:keep-searches': true,
  'collection:take-back': true,
  'entities:list': true,
  'entities:get': true,
  'entities:candidates': true,
  'entities:make': true,
  'entities:take': true,
  'entities:change': true,
  'entities:merge': true,
  'entities:split': true,
  'entities:remove': true,
  'entities:undo': true,
  'entities:mentions': true,
  'entities:check': true,
  'entities:import': true,
  'entities:export': true,
  'entities:authorities': true,
  'entities:load-authority': true,
  'entities:remove-authority': true,
  'collection:occurrences': true,
  'collection:tag': true,
  'document:open': true,
  'document:append': true,
  'document:set-metadata': true,
  'document:name-version': true,
  'document:restore': true,
  'document:versions': true,
  'document:compare': true,
  'document:state-at': true,
  'document:word-history': true,
  'document:note-history': true,
  'document:thread': true,
  'document:split': true,
  'document:join': true,
  'document:undo-division': true,
  'document:recovery': true,
  'document:compare-branches': true,
  'document:keep-branches': true,
  'document:review': true,
  'document:error-rate': true,
  'document:suspects': true,
  'document:suggestions': true,
  'tag-types:list': true,
  'tag-types:define': true,
  'tag-types:remove': true,
  'tag-types:undo': true,
  'document:note-place': true,
  'document:close': true,
  'facsimile:places': true,
  'facsimile:add': true,
  'facsimile:arrange': true,
  'facsimile:relink': true,
  'facsimile:read': true,
  'facsimile:add-layout': true,
  'edition:check': true,
  'edition:export': true,
  'edition:print': true,
  'edition:import-annotations': true,
  'edition:show-in-folder': true,
  'edition:choose-template': true,
  'edition:write-templates': true,
  'archive:describe': true,
  'archive:take-back': true,
  'archive:import-table': true,
  'archive:export-table': true,
  'archive:assign': true,
  'archive:second-reading': true,
  'archive:settle-reading': true,
  'archive:end-reading': true,
  'archive:templates': true,
  'archive:keep-template': true,
  'menu:offer': true,
  'window:paste': true,
  'job:cancel': true,
};

/** The channels of the contract, and no others: what the bridge may call and what the main process answers. */
export const channels = Object.keys(names) as readonly Channel[];

export const isChannel = (name: string): name is Channel => Object.hasOwn(names, name);

/** Carries every event to the window: `{ event, value }`. */
export const eventMessage = 'anchorite:event';

/** The bridge's own messages to the main process; the page cannot send them itself. */
export const readyToCloseMessage = 'anchorite:ready-to-close';
export const droppedFileMessage = 'anchorite:dropped-file';

/** What `eventMessage` carries. */
export interface EventEnvelope {
  readonly event: EventName;
  readonly value: unknown;
}

/** What the preload script puts on `window.anchorite`. */
export interface AnchoriteBridge {
  call<C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Reply<Calls[C]['reply']>>;
  /** Returns a function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void;
  /** The path of a file that was dropped on the window. */
  pathOf(file: unknown): string;
  /** Answers `before-close`: everything is sent. */
  readyToClose(): void;
}
