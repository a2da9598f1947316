import { isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { roomFindings, sourceFiles } from './lint/rooms.mjs';

/** Checks who knows whom: the layers, circles of folders, crowded rooms (docs/architecture.md). */
async function main() {
  const findings = roomFindings(projectRoot);
  for (const { file, line, says } of findings) process.stderr.write(`${file}:${line} ${says}\n`);
  if (findings.length > 0) throw new ToolFailure(`${findings.length} imports or folders break the order of the rooms.`);
  process.stdout.write(`${sourceFiles(projectRoot).length} files keep the order of the rooms\n`);
}

if (isProgram(import.meta.url)) await runProgram(main);
