import path from 'node:path';
import { projectRoot, ToolFailure } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';

const program = path.join(projectRoot, 'out/cli/anchorite.js');

/** Runs the built command line with `--json`.
 *  @param {readonly string[]} words
 *  @returns {Promise<{ readonly code: number, readonly answer: unknown }>} exit code 0 or 1, and what it printed
 *  @throws {ToolFailure} when it could not do its work */
export async function anchorite(...words) {
  const { code, stdout, stderr } = await run(process.execPath, [program, ...words, '--json'], { capture: true });
  const spoken = `anchorite ${words.join(' ')}`;
  if (code > 1) throw new ToolFailure(`"${spoken}" failed (exit code ${code}): ${stderr.trim() || stdout.trim()}`);
  try {
    return { code, answer: JSON.parse(stdout) };
  } catch {
    throw new ToolFailure(`"${spoken}" printed no JSON (exit code ${code}): ${stderr.trim() || stdout.trim()}`);
  }
}
