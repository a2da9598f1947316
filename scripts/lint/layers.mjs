/**
 * Who may not know whom: the rules of docs/architecture.md.
 *
 * @typedef {object} Layer
 * @property {RegExp} from files the rule is for
 * @property {RegExp} [but] files among them that it is not for
 * @property {RegExp} to what they must not import: a file of the project, or the name of a package
 * @property {boolean} [typesAllowed] whether types may be named all the same
 * @property {string} says
 */

const windowPackages = '(?:prosemirror-view|react|react-[\\w-]+|lucide-react)(?:/|$)';
const siblings = ['import', 'edit', 'journal', 'correct', 'export'];

/** The floors of the window, from the ground up: each knows those below it. */
const floors = ['platform', 'ui', 'model', 'commands', 'editor', 'actions', 'features', 'app'];

/** @type {readonly Layer[]} */
const sharedLayers = [
  {
    from: /^shared\//,
    to: /^(?:main|renderer)\/|^node:|^(?:electron|lowdb)(?:\/|$)/,
    says: 'shared decides and touches nothing: no Node, no Electron, neither main nor renderer.',
  },
  { from: /^shared\//, to: new RegExp(`^${windowPackages}`), says: 'What draws belongs to the renderer alone.' },
  ...siblings.map((room) => ({
    from: new RegExp(`^shared/${room}/`),
    to: new RegExp(`^shared/(?:${siblings.filter((other) => other !== room).join('|')})/`),
    says: `shared/${room} lies beside its neighbours on shared/document and imports none of them.`,
  })),
  {
    from: /^shared\/(?:text|xml|document|alignment|tracking|find|dates|proofreading|derived|entities|tag-types)\//,
    to: new RegExp(`^shared/(?:${siblings.join('|')})/`),
    says: 'This is the ground floor of shared: it knows nothing of what is built on it.',
  },
  {
    from: /^shared\//,
    but: /^shared\/contract\//,
    to: /^shared\/contract\//,
    says: 'The contract names the types of the other rooms of shared, never the other way round.',
  },
  {
    from: /^shared\/contract\//,
    to: new RegExp(`^shared/(?:${siblings.join('|')})/`),
    typesAllowed: true,
    says: 'The contract names types of these rooms and imports none of their values.',
  },
];

/** @type {readonly Layer[]} */
const mainLayers = [
  { from: /^main\//, to: /^renderer\//, says: 'main and renderer know each other by the contract alone.' },
  { from: /^main\//, to: new RegExp(`^${windowPackages}`), says: 'What draws belongs to the renderer alone.' },
  {
    from: /^main\//,
    but: /^main\/shell\//,
    to: /^electron(?:\/|$)|^main\/shell\//,
    says: 'Only the shell knows Electron: everything else runs without a window, too.',
  },
  {
    from: /^main\//,
    but: /^main\/(?:storage\/disk\/(?:file-system|outside-archive|outside-file|process-identity|process-memory)|storage\/outside\/(?:outside-folder|own-data)|shell\/protocol|vite\.config)\.ts$/,
    to: /^node:fs(?:\/|$)/,
    says: 'Files are reached through main/storage/disk/confined-file-system.ts alone.',
  },
  { from: /^main\//, but: /^main\/storage\//, to: /^lowdb(?:\/|$)/, says: 'Only main/storage keeps files.' },
  {
    from: /^main\/storage\//,
    to: /^main\/(?!storage\/)/,
    says: 'Storage serves the other rooms of main and knows none.',
  },
  {
    from: /^main\/workers\//,
    to: /^main\/(?!workers\/|storage\/disk\/)/,
    says: 'The workers run tasks and know none of them.',
  },
  {
    from: /^main\//,
    but: /^main\/(?:handlers|shell)\//,
    to: /^main\/handlers\//,
    says: 'Handlers and command line are two doors to the same functions.',
  },
  {
    from: /^main\//,
    but: /^main\/(?:cli\/|shell\/command-line\.ts$)/,
    to: /^main\/cli\//,
    says: 'Nothing needs it but the two programs that it is started by, Node and a packaged Electron.',
  },
];

/** @type {readonly Layer[]} */
const rendererLayers = [
  {
    from: /^renderer\//,
    but: /^renderer\/vite\.config\.ts$/,
    to: /^main\/|^node:|^(?:electron|lowdb)(?:\/|$)/,
    says: 'The window knows the contract alone, and neither Node nor Electron.',
  },
  ...floors.slice(0, -1).map((floor, index) => ({
    from: new RegExp(`^renderer/${floor}/`),
    to: new RegExp(`^renderer/(?:${floors.slice(index + 1).join('|')})/`),
    says: `renderer/${floor} knows only the floors below it: ${floors.slice(0, index).join(', ') || 'none'}.`,
  })),
];

/** @type {readonly Layer[]} */
export const layers = [
  ...sharedLayers,
  ...mainLayers,
  ...rendererLayers,
  {
    from: /^(?:shared|main|renderer)\//,
    but: /\/vite\.config\.ts$/,
    to: /^(?:tests|scripts)\//,
    says: 'The application imports neither tests nor developer tools.',
  },
];
