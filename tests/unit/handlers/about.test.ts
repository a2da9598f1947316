import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../../main/handlers/application.ts';
import type { Shell } from '../../../main/handlers/session/shell.ts';
import { logFile } from '../../../main/storage/settings/user-folder.ts';
import type { AboutApplication } from '../../../shared/contract/calls/application.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';

let folder = '';
const begun: Application[] = [];

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'anchorite-about-')), 'maria keller');
  await mkdir(folder);
});
afterEach(async () => {
  for (const application of begun.splice(0)) await application.close();
  await rm(path.dirname(folder), { recursive: true, force: true });
});

async function applicationWith(more: Partial<Shell> = {}): Promise<Application> {
  const application = await createApplication({ ...quietShell(folder, pathToFileURL(`${folder}/`)), ...more });
  begun.push(application);
  return application;
}

async function about(application: Application): Promise<AboutApplication> {
  const reply = await application.handlers['app:about'](null);
  if (!reply.ok) throw new Error(reply.fault.what);
  return reply.value;
}

test('a defect of the window stands in the log, and in a report without the names of folders and persons', async () => {
  const log = logFile(folder);
  const lines: Promise<void>[] = [];
  const application = await applicationWith({ log: (line) => void lines.push(log.append(line, new Date())) });
  await application.handlers['app:defect']({
    details: `TypeError: no such row\n    at draw (app://anchorite/assets/main.js:1:2)\n    at ${folder}/Secret letters/x.txt`,
  });
  await Promise.all(lines);
  const told = (await about(application)).logLines.join('\n');
  expect(told).toContain('window: TypeError: no such row');
  expect(told).not.toMatch(/maria|Secret|keller/);
});

test('a log that was begun anew a moment ago is told together with the one before', async () => {
  await writeFile(path.join(folder, 'anchorite.1.log'), '2026-01-01T00:00:00.000Z the page’s process is gone\n');
  await writeFile(path.join(folder, 'anchorite.log'), '2026-01-02T00:00:00.000Z begun anew\n');
  const { logLines } = await about(await applicationWith());
  expect(logLines.map((line) => line.slice(25))).toEqual(['the page’s process is gone', 'begun anew']);
});

test('only a packaged program shows the licences that are beside it', async () => {
  const shown: string[] = [];
  const showInFolder = (file: string): void => void shown.push(file);
  const unpacked = await applicationWith({ showInFolder });
  await unpacked.handlers['app:show-licences'](null);
  expect((await about(unpacked)).hasLicences).toBe(false);
  expect(shown).toEqual([]);
  const packed = await applicationWith({ showInFolder, licencesFile: '/opt/Anchorite/THIRD-PARTY-NOTICES.txt' });
  await packed.handlers['app:show-licences'](null);
  expect((await about(packed)).hasLicences).toBe(true);
  expect(shown).toEqual(['/opt/Anchorite/THIRD-PARTY-NOTICES.txt']);
});
