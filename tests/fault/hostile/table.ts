/** What is put in the place of a file or a folder. */
export const things = [
  'link to a folder',
  'link to a file',
  'link to a device',
  'dangling link',
  'link to itself',
  'pipe',
  'folder',
  'file',
  '5 GB',
  '100 MB nested',
  'sealed nesting',
] as const;
export type Thing = (typeof things)[number];

/** What is done with the place afterwards: commands, and what the window does. Documents are named in brackets. */
export const acts = [
  'list',
  'show (bad)',
  'show (good)',
  'check',
  'export',
  'tag (bad)',
  'tag (good)',
  'backup',
  'restore-backup',
  'check --repair',
  'put-back',
  'empty-removed',
  'window',
  'migrate',
] as const;
export type Act = (typeof acts)[number];

const reading: readonly Act[] = ['list', 'show (bad)', 'show (good)', 'check', 'export'];
const writing: readonly Act[] = ['tag (good)', 'check --repair', 'backup', 'window'];
const ofBad: readonly Act[] = ['show (bad)', 'tag (bad)', 'export', 'window'];

/** A path of docs/formats.md, and who has to name it when something else stands there. */
export interface HostilePath {
  /** From the folder that holds the collection, with `<bad>`, `<replica>` and such for names that differ. */
  readonly path: string;
  readonly belongs: 'file' | 'folder';
  /** Acts that cannot do without it, or look at it, when what stands there is no plain file or folder of its kind. */
  readonly named: readonly Act[];
  /** The same when it is a plain file that is too large; of those above unless given. */
  readonly namedWhenLarge?: readonly Act[];
  /** Whether the other document can be read, and changed, all the same. */
  readonly others: 'change' | 'read' | 'nothing';
}

const file = (path: string, named: readonly Act[], more: Partial<HostilePath> = {}): HostilePath => ({
  path,
  belongs: 'file',
  named,
  others: 'change',
  ...more,
});
const folder = (path: string, named: readonly Act[], more: Partial<HostilePath> = {}): HostilePath => ({
  ...file(path, named, more),
  belongs: 'folder',
});

/** What is below the folder of the bad document is for its own users and for whoever looks at everything. */
const journal: readonly Act[] = ['list', ...ofBad, 'check', 'check --repair', 'backup'];

export const paths: readonly HostilePath[] = [
  file('letters/collection.json', [...reading, ...writing]),
  file('letters/collection.lock', [...reading, ...writing], { namedWhenLarge: writing, others: 'read' }),
  file('letters/.gitignore', []),
  file('letters/.gitattributes', []),
  file('letters/checklist.md', []),
  file('letters/edition.json', []),
  file('letters/header.xml', []),
  file('letters/chapters.md', []),
  folder('letters/templates', []),
  folder('letters/journal', [...reading, ...writing], { others: 'read' }),
  folder('letters/journal/<replica>', [...reading, ...writing], { others: 'read' }),
  file('letters/journal/<replica>/000001.jsonl', [...reading, ...writing], { others: 'read' }),
  file('letters/journal/<replica>/working-copy.json', []),
  folder('letters/entities', []),
  folder('letters/entities/<replica>', []),
  file('letters/entities/<replica>/000001.jsonl', []),
  folder('letters/authorities', []),
  file('letters/authorities/<name>.jsonl', []),
  folder('letters/documents', [...reading, ...writing, 'migrate'], { others: 'nothing' }),
  folder('letters/documents/<bad>', [...journal, 'migrate']),
  file('letters/documents/<bad>/document.json', ['list', ...ofBad, 'check', 'check --repair'], {
    namedWhenLarge: ['check', 'check --repair'],
  }),
  folder('letters/documents/<bad>/source', [...ofBad, 'check', 'check --repair']),
  file('letters/documents/<bad>/source/bad.txt', ['export', 'window', 'check', 'check --repair']),
  folder('letters/documents/<bad>/journal', journal),
  folder('letters/documents/<bad>/journal/<replica>', journal),
  file('letters/documents/<bad>/journal/<replica>/000001.jsonl', journal),
  file('letters/documents/<bad>/journal/<replica>/000002.jsonl', journal),
  file('letters/documents/<bad>/journal/<replica>/000001 (conflicted copy).jsonl', ['check', 'check --repair']),
  folder('letters/documents/<bad>/checkpoints', [...ofBad, 'check', 'check --repair']),
  file('letters/documents/<bad>/checkpoints/<checkpoint>', ['check', 'check --repair']),
  folder('letters/documents/<bad>/facsimile', [...ofBad, 'check', 'check --repair']),
  file('letters/documents/<bad>/facsimile/page.png', ['check', 'check --repair']),
  folder('letters/documents/<bad>/facsimile/tiles', []),
  folder('letters/documents/<bad>/facsimile/tiles/<page>', []),
  file('letters/documents/<bad>/facsimile/tiles/<page>/thumbnail.jpg', []),
  folder('letters/documents/<bad>/facsimile/tiles/<page>/0', []),
  file('letters/documents/<bad>/facsimile/tiles/<page>/0/0_0.jpg', []),
  folder('letters/staging', [...reading, ...writing]),
  folder('letters/staging/<replica>', []),
  folder('letters/staging/<replica>/<bad>', []),
  folder('letters/removed', [...reading, ...writing, 'put-back', 'empty-removed']),
  folder('letters/removed/<gone>', ['check', 'check --repair', 'put-back', 'empty-removed']),
  folder('letters/removed/<gone>/journal', ['check', 'check --repair']),
  file('letters/removed/<gone>/document.json', []),
  folder('letters/recovered', [...reading, ...writing]),
  folder('letters/recovered/<bad>', []),
  folder('letters/index', []),
  folder('letters backups', ['backup']),
  folder('letters backups/<backup>', []),
  file('letters backups/<backup>/backup.json', ['restore-backup']),
  folder('letters backups/<backup>/collection', ['restore-backup']),
  file('letters backups/<backup>/collection/collection.json', ['restore-backup']),
  folder('letters backups/<backup>/collection/journal', ['restore-backup']),
  file('letters backups/<backup>/collection/journal/<replica>/000001.jsonl', ['restore-backup']),
  folder('letters backups/<backup>/collection/documents/<bad>', ['restore-backup']),
  file('letters backups/<backup>/collection/documents/<bad>/journal/<replica>/000001.jsonl', ['restore-backup']),
  folder('letters backups/.unfinished 000009 2026-03-01 10.00.00', ['backup']),
];

/** What can stand in the place of a path: a file for a folder and a folder for a file, and everything else for both. */
export const isPlantedAt = (thing: Thing, { path, belongs }: HostilePath): boolean => {
  if (thing === 'sealed nesting') return path.endsWith('.jsonl');
  return thing !== belongs;
};
