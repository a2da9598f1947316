import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundleProgram } from './child-program.ts';
import { report } from './fault-report.ts';
import type { HostileOutcome } from './programs/hostile-sharing.ts';

/** An account without rights, by its number on every Unix. */
const nobody = 65_534;

test.skipIf(process.platform === 'win32')(
  'whatever somebody put into the place where a collection is shared, no program of theirs runs, nothing outside is touched, and it is told',
  async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-hostile-sharing-'));
    try {
      await chmod(folder, 0o755);
      const program = await bundleProgram(new URL('./programs/hostile-sharing.ts', import.meta.url), folder);
      const base = path.join(folder, 'base');
      await mkdir(base);
      const isRoot = process.getuid?.() === 0;
      if (isRoot) await chown(base, nobody, nobody);
      const { stdout } = await promisify(execFile)(process.execPath, [program, base], {
        cwd: base,
        env: { PATH: process.env.PATH, HOME: base, TMPDIR: base },
        maxBuffer: 10_000_000,
        ...(isRoot ? { uid: nobody, gid: nobody } : {}),
      });
      const outcomes = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as HostileOutcome);
      expect(outcomes.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      expect(outcomes.length).toBeGreaterThan(15);
      report({ fault: 'hostile remotes', store: 'Sync', trials: outcomes.length, lost: 0, unopened: 0 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
