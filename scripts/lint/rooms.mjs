import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';
import { layers } from './layers.mjs';

/**
 * @typedef {object} Import
 * @property {string} from the file that imports, relative to the project
 * @property {number} line
 * @property {string} to the imported file, relative to the project, or the name of a package
 * @property {boolean} typeOnly
 * @property {boolean} isLate whether it is read only when the line is run: `import()`
 */

/**
 * @typedef {object} Finding
 * @property {string} file
 * @property {number} line
 * @property {string} says
 */

const application = ['shared', 'main', 'renderer'];

/** How many source files a folder holds at most: what one takes in at a glance. */
const mostFiles = 18;

/** The source files of the application, relative to its folder.
 *  @param {string} root @returns {readonly string[]} */
export function sourceFiles(root) {
  return application
    .filter((name) => existsSync(path.join(root, name)))
    .flatMap((name) =>
      readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.posix.join(name, ...file.split(path.sep)),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .sort();
}

/** What a file imports, in whatever form: statements, re-exports, `import()` of values and of types.
 *  @param {string} file @param {string} text @returns {readonly Import[]} */
export function importsOf(file, text) {
  const { module, program } = parseSync(file, text);
  /** @type {Import[]} */
  const found = [];
  /** @param {string} source @param {number} start @param {boolean} typeOnly @param {boolean} [isLate] */
  const add = (source, start, typeOnly, isLate = false) => {
    const to = source.startsWith('.') ? path.posix.join(path.posix.dirname(file), source.replace(/\?.*$/, '')) : source;
    found.push({ from: file, line: text.slice(0, start).split('\n').length, to, typeOnly, isLate });
  };
  /** @param {readonly { readonly isType: boolean }[]} entries */
  const areTypes = (entries) => entries.length > 0 && entries.every(({ isType }) => isType);
  for (const { moduleRequest, start, entries } of module.staticImports)
    add(moduleRequest.value, start, areTypes(entries));
  for (const { start, entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, start, isType);
  for (const { start, moduleRequest } of module.dynamicImports)
    add(text.slice(moduleRequest.start + 1, moduleRequest.end - 1), start, false, true);
  new Visitor({ TSImportType: ({ source, start }) => add(source.value, start, true) }).visit(program);
  return found;
}

/** Imports that a layer forbids.
 *  @param {readonly Import[]} imports @returns {readonly Finding[]} */
function againstLayers(imports) {
  return imports.flatMap(({ from, line, to, typeOnly }) =>
    layers
      .filter((layer) => layer.from.test(from) && !layer.but?.test(from) && layer.to.test(to))
      .filter(({ typesAllowed }) => !(typesAllowed && typeOnly))
      .map(({ says }) => ({ file: from, line, says: `imports ${to}: ${says}` })),
  );
}

/** Folders that import each other in a circle: for each, one import that is part of it.
 *  @param {readonly Import[]} imports @returns {readonly Finding[]} */
function circlesOfFolders(imports) {
  const { dirname } = path.posix;
  /** @type {Map<string, Map<string, Import>>} by the folder that imports and the folder it imports from */
  const folders = new Map();
  for (const one of imports) {
    const [from, to] = [dirname(one.from), dirname(one.to)];
    if (from === to || !application.some((name) => one.to.startsWith(`${name}/`))) continue;
    const known = folders.get(from) ?? new Map();
    if (!known.has(to)) known.set(to, one);
    folders.set(from, known);
  }
  return [...folders.keys()].flatMap((folder) => {
    const circle = wayBack(folder, folders);
    if (!circle) return [];
    const [first] = circle;
    // Each circle is told once, from the folder that comes first.
    if (!first || circle.some(({ from }) => dirname(from) < folder)) return [];
    const says = `is part of a circle of folders: ${[folder, ...circle.map(({ to }) => dirname(to))].join(' → ')}.`;
    return [{ file: first.from, line: first.line, says: `imports ${first.to}, which ${says}` }];
  });
}

/** The shortest way from a folder back to itself; null when there is none.
 *  @param {string} folder @param {ReadonlyMap<string, ReadonlyMap<string, Import>>} folders
 *  @returns {readonly Import[] | null} */
function wayBack(folder, folders) {
  const seen = new Set();
  /** @type {{ at: string, way: readonly Import[] }[]} */
  let ends = [{ at: folder, way: [] }];
  while (ends.length > 0) {
    const further = ends.flatMap(({ at, way }) =>
      [...(folders.get(at) ?? [])].map(([next, by]) => ({ at: next, way: [...way, by] })),
    );
    const back = further.find(({ at }) => at === folder);
    if (back) return back.way;
    ends = further.filter(({ at }) => !seen.has(at) && seen.add(at));
  }
  return null;
}

/** Folders that hold more than one takes in.
 *  @param {readonly string[]} files @returns {readonly Finding[]} */
function crowdedRooms(files) {
  /** @type {Map<string, number>} */
  const rooms = new Map();
  for (const file of files) rooms.set(path.posix.dirname(file), (rooms.get(path.posix.dirname(file)) ?? 0) + 1);
  return [...rooms]
    .filter(([, count]) => count > mostFiles)
    .map(([room, count]) => ({ file: room, line: 1, says: `holds ${count} files; ${mostFiles} are the most.` }));
}

/** Everything that breaks the order of the rooms.
 *  @param {string} root the project's folder @returns {readonly Finding[]} */
export function roomFindings(root) {
  const files = sourceFiles(root);
  const imports = files.flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')));
  return [...againstLayers(imports), ...circlesOfFolders(imports), ...crowdedRooms(files)];
}
