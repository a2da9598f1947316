import { editDistance } from '../../text/edit-distance.ts';
import { inEnglish } from '../../translation/retell.ts';
import {
  checkTemplate,
  fillTemplate,
  readTemplate,
  type Template,
  type TemplateFault,
} from '../templates/mustache-template.ts';
import { type FillingOf, type TemplateName, templateNames, templateShapes } from '../templates/template-shapes.ts';
import { escapeHtml } from './html-writer.ts';

/** The files of the program's own templates by their paths in the folder. */
const builtInFiles: ReadonlyMap<string, string> = new Map(
  Object.entries(import.meta.glob('../templates/built-in/**/*', { query: '?raw', import: 'default', eager: true })).map(
    ([path, text]) => [path.replace('../templates/built-in/', ''), text],
  ),
);

/** Styles are written as they are: nothing in them is filled. */
const isVerbatim = (name: string): boolean => name.endsWith('.css');

/** The templates of an edition. They are read when they are first filled. */
export class Templates {
  readonly #read = new Map<string, Template>();

  /** @param files of which nothing is wrong (`readTemplates`), by their paths in the folder */
  constructor(private readonly files: ReadonlyMap<string, string>) {}

  /** @throws TemplateLimitError */
  fill<Name extends TemplateName>(name: Name, filling: FillingOf<Name>): string {
    if (isVerbatim(name)) return this.#text(name).replace(/\n$/, '');
    return fillTemplate(this.#template(name), filling, { parts: this.#parts, toMarkup: escapeOf(name) });
  }

  readonly #parts = {
    get: (name: string): Template | undefined => (this.files.has(name) ? this.#template(name) : undefined),
  };

  #text(name: string): string {
    return this.files.get(name) ?? builtInFiles.get(name) ?? '';
  }

  #template(name: string): Template {
    const known = this.#read.get(name);
    if (known) return known;
    const read = readTemplate(name, this.#text(name));
    if ('reason' in read) throw new TypeError(`${read.file}, line ${read.line}: ${read.reason}`);
    this.#read.set(name, read);
    return read;
  }
}

/** The program's own templates. */
export const builtInTemplates = new Templates(builtInFiles);

/** In a text or Markdown everything is written already as it has to be. */
const escapeOf = (name: string): ((text: string) => string) => (/\.x?html$/.test(name) ? escapeHtml : (text) => text);

/** A file of templates is no longer than this, in UTF-16 units; a style, several times that. */
const longestTemplate = 64 * 1024;
const longestStyle = 512 * 1024;

/** How many faults are told of. */
const mostFaults = 20;

/** Reads the files of a folder of templates. What the folder does not have is as the program has it; a file of any other name is a part that the others
 *  can take up: `{{> parts/imprint.html}}`. Nothing is used before everything was checked.
 *  @param files texts by their paths in the folder, with slashes */
export function readTemplates(
  files: ReadonlyMap<string, string>,
):
  | { readonly ok: true; readonly templates: Templates }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] } {
  const faults: TemplateFault[] = [];
  const read = new Map<string, Template>();
  for (const [file, text] of files) {
    const limit = isVerbatim(file) ? longestStyle : longestTemplate;
    if (text.length > limit) faults.push({ file, line: 1, reason: inEnglish`It is longer than ${limit / 1024} KB` });
    else if (!isVerbatim(file)) {
      const template = readTemplate(file, text);
      if ('reason' in template) faults.push(template);
      else read.set(file, template);
    }
  }
  // A file that cannot be read makes those that name it look wrong, too.
  if (faults.length === 0) faults.push(...checkedFaults(files, read));
  return faults.length > 0
    ? { ok: false, faults: faults.slice(0, mostFaults) }
    : { ok: true, templates: new Templates(files) };
}

function checkedFaults(
  files: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, Template>,
): readonly TemplateFault[] {
  const used = new Set<string>();
  const parts = {
    get: (name: string): Template | undefined => {
      used.add(name);
      return read.get(name);
    },
  };
  const faults = templateNames.flatMap((name) => {
    const template = read.get(name);
    return (template && checkTemplate(template, templateShapes[name], parts)) ?? [];
  });
  const known = new Set<string>(templateNames);
  const idle = faults.length > 0 ? [] : [...files.keys()].filter((file) => !known.has(file) && !used.has(file));
  return [...faults, ...idle.map((file) => ({ file, line: 1, reason: idleReason(file) }))];
}

/** A name that is wrong by some letters would change nothing, and nobody would know why. */
function idleReason(file: string): string {
  const near = [...templateNames].sort((a, b) => editDistance(a, file) - editDistance(b, file))[0];
  const reason = 'No template has this name, and none takes it up';
  return near && editDistance(near, file) <= 6 ? `${reason}; perhaps “${near}” is meant` : reason;
}

/** The files of the program's own templates, as they are written for a person: each with its names, and a page about them. */
export function templateFiles(): ReadonlyMap<string, string> {
  return new Map([['README.md', guidePage()], ...builtInFiles]);
}

function guidePage(): string {
  const sections = templateNames.map((name) => {
    const lines = shapeLines(templateShapes[name], 0);
    return `## ${name}\n\n${lines.length === 0 ? 'A style; it is written as it is.' : lines.join('\n')}\n`;
  });
  return `${guideHead}\n${sections.join('\n')}`;
}

const guideHead = `# Templates

These files make the editions for readers. Change those that you want otherwise, and delete the others: what is not here is as the program has it.
They are Mustache (https://mustache.github.io/mustache.5.html), and run nothing:

- \`{{name}}\` writes a text, always escaped; \`{{{name}}}\` writes markup that is escaped already.
- \`{{#name}}…{{/name}}\` is written when there is something, for a list once for each entry; \`{{^name}}…{{/name}}\` when there is nothing.
  In a list \`first\` and \`last\` tell where one is.
- \`{{! a remark }}\` is not written. \`{{> parts/imprint.html}}\` takes up another file of the folder.

Scripts and addresses of the network do nothing in the pages: a policy that stands before everything forbids them.
The names that stand for something, by file:
`;

function shapeLines(names: Readonly<Record<string, unknown>>, depth: number): readonly string[] {
  return Object.entries(names).flatMap(([name, shape]) => {
    const lead = `${'  '.repeat(depth)}- \`${name}\``;
    return typeof shape === 'string'
      ? [`${lead}: ${shape}`]
      : [`${lead}: a list`, ...shapeLines(shape as Readonly<Record<string, unknown>>, depth + 1)];
  });
}
