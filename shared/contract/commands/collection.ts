import { at, type Command } from './command.ts';

/** What is done to collections and whole documents: the File menu. */
export const collectionCommands = [
  { id: 'collection.new', title: 'New Collection…', keys: ['Mod+N'], ...at('Collection', 'nothing', 'file', 1) },
  { id: 'collection.open', title: 'Open Collection…', keys: ['Mod+O'], ...at('Collection', 'nothing', 'file', 1) },
  {
    id: 'collection.open-sample',
    title: 'Open the Sample Collection',
    keys: [],
    ...at('Collection', 'nothing', 'file', 1),
  },
  {
    id: 'collection.import',
    title: 'Import Files…',
    keys: ['Mod+Shift+I'],
    ...at('Collection', 'collection', 'file', 2),
  },
  {
    id: 'collection.remove',
    title: 'Remove From the Collection…',
    keys: [],
    ...at('Collection', 'collection', 'file', 2),
  },
  { id: 'collection.removed', title: 'Removed Documents…', keys: [], ...at('Collection', 'collection', 'file', 2) },
  { id: 'edition.check', title: 'Check the TEI', keys: ['F7'], ...at('Edition', 'collection', 'file', 3) },
  { id: 'edition.export', title: 'Export…', keys: ['Mod+Shift+E'], ...at('Edition', 'collection', 'file', 3) },
  { id: 'edition.import-annotations', title: 'Import Annotations…', keys: [], ...at('Edition', 'document', 'file', 3) },
  {
    id: 'document.name-version',
    title: 'Name This Version…',
    keys: ['Mod+S'],
    ...at('Document', 'document', 'file', 4),
  },
  { id: 'document.versions', title: 'Versions', keys: ['Mod+Alt+V'], ...at('Document', 'document', 'file', 4) },
  {
    id: 'document.compare',
    title: 'Compare With the Last Version',
    keys: ['Mod+Alt+D'],
    ...at('Document', 'document', 'file', 4),
  },
  {
    id: 'document.next-change',
    title: 'Next Change of the Comparison',
    keys: ['Alt+ArrowDown'],
    ...at('Document', 'document', null),
  },
  {
    id: 'document.previous-change',
    title: 'Previous Change of the Comparison',
    keys: ['Alt+ArrowUp'],
    ...at('Document', 'document', null),
  },
  {
    id: 'document.proofread-next',
    title: 'Mark Proofread and Open the Next',
    keys: ['Mod+Enter'],
    ...at('Document', 'document', 'file', 4),
  },
  {
    id: 'document.split',
    title: 'Split the Document at This Page…',
    keys: [],
    ...at('Document', 'document', 'file', 4),
  },
  {
    id: 'document.join',
    title: 'Join With the Next Document…',
    keys: [],
    ...at('Document', 'document', 'file', 4),
  },
  { id: 'document.next', title: 'Next Document', keys: ['Mod+Alt+PageDown'], ...at('Document', 'document', 'file', 4) },
  {
    id: 'document.previous',
    title: 'Previous Document',
    keys: ['Mod+Alt+PageUp'],
    ...at('Document', 'document', 'file', 4),
  },
  { id: 'document.close', title: 'Close Document', keys: ['Mod+W'], ...at('Document', 'document', 'file', 5) },
  { id: 'collection.back-up', title: 'Back Up Now', keys: [], ...at('Collection', 'collection', 'file', 5) },
  { id: 'collection.restore-backup', title: 'Restore a Backup…', keys: [], ...at('Collection', 'nothing', 'file', 5) },
  { id: 'collection.close', title: 'Close Collection', keys: [], ...at('Collection', 'collection', 'file', 5) },
  { id: 'app.preferences', title: 'Preferences…', keys: ['Mod+Comma'], ...at('View', 'nothing', 'file', 6) },
] as const satisfies readonly Command[];
