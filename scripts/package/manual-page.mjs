import path from 'node:path';
import { projectRoot, ToolFailure } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';
import { buildTime } from './linux-tree.mjs';

/** The page of the manual, made of what the built command line program says of itself.
 *  @param {string} version
 *  @throws ToolFailure when it says nothing */
export async function manualPage(version) {
  const program = path.join(projectRoot, 'out/cli/anchorite.js');
  const { code, stdout, stderr } = await run(process.execPath, [program, '--help'], { capture: true });
  if (code !== 0) throw new ToolFailure(`The manual could not be made: ${stderr}`);
  return manualOf(stdout, version);
}

/** @param {string} help what `anchorite --help` prints
 *  @param {string} version */
export function manualOf(help, version) {
  const [before = '', after = ''] = help.split(/^Commands:\n/m);
  const description = before.split(/\n\n/)[1] ?? '';
  const [commands = '', ...rest] = after.split(/\n\n/);
  return [
    `.TH ANCHORITE 1 "${buildTime().toISOString().slice(0, 10)}" "Anchorite ${version}" "User Commands"`,
    '.SH NAME',
    'anchorite \\- offline workbench for documentary editors',
    '.SH SYNOPSIS',
    '.B anchorite',
    '.RI [ file ...]',
    '.br',
    '.B anchorite',
    '.I command',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    'Without a command the window opens, with the collection (\\fB\\-\\-collection=\\fIfolder\\fR) that was named. A first word without a slash is a command: it runs without a window and a display.',
    '.PP',
    escaped(joined(description)),
    '.PP',
    '\\fBanchorite help \\fIcommand\\fR says what can be given to a command.',
    '.SH COMMANDS',
    ...commandsIn(commands).flatMap(([name, says]) => ['.TP', `\\fB${escaped(name)}\\fR`, escaped(says)]),
    '.SH NOTES',
    '.nf',
    ...rest.join('\n\n').trim().split('\n').map(escaped),
    '.fi',
    '.SH FILES',
    '.TP',
    '\\fI~/.config/Anchorite\\fR',
    'Preferences, recent collections and the log; \\fBANCHORITE_USER_FOLDER\\fR names another folder.',
    '',
  ].join('\n');
}

/** @param {string} text of the list: a command begins two spaces in, and goes on further in
 *  @returns {(readonly [string, string])[]} */
function commandsIn(text) {
  const entries = text.split(/\n(?= {2}\S)/);
  return entries.flatMap((entry) => {
    const [, name, says] = /^ {2}(\S.*?)(?: {2,}|\n\s+)(.*)$/s.exec(entry) ?? [];
    return name === undefined || says === undefined ? [] : [/** @type {const} */ ([name, joined(says)])];
  });
}

/** @param {string} text */
const joined = (text) => text.trim().split(/\s+/).join(' ');

/** What the formatter takes for itself is written so that it does not. A line that begins with a point or an apostrophe would be a request.
 *  @param {string} text */
const escaped = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&');
