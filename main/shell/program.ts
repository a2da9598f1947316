import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, ipcMain, nativeTheme, shell as systemShell } from 'electron';
import { droppedFileMessage } from '../../shared/contract/channel-names.ts';
import { describe } from '../faults/unexpected-fault.ts';
import { readLaunchRequest } from '../handlers/session/shell.ts';
import { type LogFile, logFile, readWindowPlace } from '../storage/settings/user-folder.ts';
import { runCommand, wordsOfCommand } from './command-line.ts';
import { guardChannels } from './ipc-guard.ts';
import { printOnPaper, printPdf } from './pdf-printer.ts';
import { declareScheme } from './protocol.ts';
import type { ProgramShell } from './shell-window.ts';
import { ShellWindows } from './shell-windows.ts';
import { startUtility } from './utility-process.ts';
import { builtFile, confineContents, confineNetwork } from './window.ts';

/** How long after the page is loaded what the first screen does without is read. */
const readAheadDelayMs = 500;

const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

let logging: LogFile | null = null;

function log(line: string): void {
  logging ??= logFile(app.getPath('userData'));
  void logging.append(line, new Date());
}

/** A file that a package puts beside the program. */
const besideProgram = (name: string): string =>
  path.join(path.dirname(app.getPath('exe')), ...(platform === 'darwin' ? ['..'] : []), name);

const workersFolder = (): URL => pathToFileURL(`${builtFile('workers')}${path.sep}`);

/** What is the same for all windows. */
const programShell = (): ProgramShell => ({
  version: app.getVersion(),
  platform,
  userFolder: app.getPath('userData'),
  ...(app.isPackaged && { licencesFile: besideProgram('THIRD-PARTY-NOTICES.txt') }),
  workers: workersFolder(),
  startChild: startUtility,
  printPdf,
  print: printOnPaper,
  runtime: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
  launch: readLaunchRequest(process.argv, app.getAppPath()),
  showInFolder: (file) => systemShell.showItemInFolder(file),
  showKeys: () => undefined,
  showRecent: () => undefined,
  applyTheme(theme) {
    nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
  },
  log,
});

/** Files that the system named before there was a window to ask. */
const namedEarly: string[] = [];
let isOpen = false;

async function start(windows: ShellWindows): Promise<void> {
  // Not needed for the first window, so it is loaded beside it.
  const loading = import('../handlers/application.ts');
  const first = windows.begin(async ({ shell }) => (await loading).createApplication(shell));
  const application = windows.application;
  const place = readWindowPlace(app.getPath('userData'));
  await app.whenReady();
  guardChannels(ipcMain, (event) => windows.handlersFor(event), log);
  ipcMain.on(droppedFileMessage, (event, file: unknown) => windows.noteDropped(event, file));
  await windows.show(first, await place);
  isOpen = true;
  if (namedEarly.length > 0) await windows.openNamed(namedEarly.splice(0));
  setTimeout(() => void application.then(({ readAhead }) => readAhead()).catch(() => undefined), readAheadDelayMs);
}

/** The system opens a file or folder with the program: with a double click, or dropped on its icon. */
function openFile(windows: ShellWindows, file: string): void {
  if (isOpen) void windows.openNamed([file]);
  else namedEarly.push(file);
}

declareScheme();
confineNetwork();
confineContents();
// Chromium has no sandbox for root, and asking for one all the same would leave its processes unable to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const command = wordsOfCommand(process.argv);
if (command !== null) {
  void runCommand(command, workersFolder());
} else if (app.requestSingleInstanceLock()) {
  const windows = new ShellWindows(programShell());
  app.on('second-instance', (_event, argv, folder) => void windows.startedAgain(argv, folder));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openFile(windows, file);
  });
  app.on('before-quit', (event) => {
    if (!windows.mayQuit()) event.preventDefault();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('child-process-gone', (_event, gone) => {
    // What this program ends itself, such as a task that takes too long, is told where it was begun.
    if (gone.reason !== 'clean-exit' && gone.reason !== 'killed')
      log(`a process is gone: ${gone.serviceName ?? gone.type}: ${gone.reason}, code ${gone.exitCode}`);
  });
  process.on('uncaughtException', (error) => log(`uncaught: ${describe(error)}`));
  process.on('unhandledRejection', (error) => log(`unhandled: ${describe(error)}`));
  void start(windows);
} else {
  app.quit();
}
