import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  session,
  shell as systemShell,
  utilityProcess,
} from 'electron';
import {
  droppedFileMessage,
  type EventEnvelope,
  eventMessage,
  readyToCloseMessage,
} from '../../shared/contract/channel-names.ts';
import { type CommandId, commands } from '../../shared/contract/commands/commands.ts';
import type { EventName, Events } from '../../shared/contract/ipc.ts';
import { describe } from '../faults/unexpected-fault.ts';
import { type FolderPurpose, readLaunchRequest, type Shell } from '../handlers/session/shell.ts';
import { type LogFile, logFile, readWindowPlace, writeWindowPlace } from '../storage/settings/user-folder.ts';
import type { StartChild } from '../workers/task-process.ts';
import { editMenuTemplate } from './edit-menu.ts';
import { guardChannels, type SenderCheck, senderCheck } from './ipc-guard.ts';
import { isEnabled, type MenuState, menuTemplate } from './menu.ts';
import { printOnPaper, printPdf } from './pdf-printer.ts';
import { applicationOrigin, declareScheme, serveApplication } from './protocol.ts';
import {
  builtFile,
  closeSafely,
  confineContents,
  confineNetwork,
  confineSession,
  openWindow,
  placeOf,
  recoverFromCrash,
  showPage,
} from './window.ts';

/** How long the page has to send what it has not sent, before a person is asked whether to close all the same. */
const flushLimitMs = 5_000;

/** How long after the page is loaded what the first screen does without is read. */
const readAheadDelayMs = 500;

const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

let logging: LogFile | null = null;
let window: BrowserWindow | null = null;
const dropped = new Set<string>();
let open = { collection: false, document: false };
/** What the page said would do something; null before it has. */
let offered: ReadonlySet<CommandId> | null = null;
/** What the page said is on. */
let isOn: ReadonlySet<CommandId> = new Set();
let menuState: MenuState = {};
/** Folders that the program was started once more with. */
const launched = new Set<string>();

/** When a person last pressed a key or a button in the window. */
let lastInput = Number.NEGATIVE_INFINITY;
/** How long after that what the page asks for counts as asked for by the person. */
const handedMs = 1_000;

function theWindow(): BrowserWindow {
  if (window === null) throw new Error('there is no window');
  return window;
}

function send<E extends EventName>(event: E, value: Events[E]): void {
  const envelope: EventEnvelope = { event, value };
  if (window !== null && !window.isDestroyed()) window.webContents.send(eventMessage, envelope);
}

/** The menu has only those commands enabled that would do something. */
function drawMenu(): void {
  const menu = Menu.getApplicationMenu();
  for (const command of commands) {
    const item = menu?.getMenuItemById(command.id);
    if (!item) continue;
    item.enabled = isEnabled(command, open) && (offered?.has(command.id) ?? true);
    if (item.type === 'checkbox') item.checked = isOn.has(command.id);
  }
}

let wantedMenu: NodeJS.Immediate | undefined;

/** Makes the menu anew, once for all that changes it meanwhile, and not before there is a window: whoever starts the program waits for that. */
function renewMenu(): void {
  clearImmediate(wantedMenu);
  if (window !== null) wantedMenu = setImmediate(buildMenu);
}

/** Makes the menu with the keys and the recent collections as they are. */
function buildMenu(): void {
  const choose = (command: CommandId): void => {
    send('command', { command });
    // The system ticks what is chosen by itself; what is on says the page.
    setImmediate(drawMenu);
  };
  const openRecent = (folder: string): void => send('open-collection', { folder });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, choose, { ...menuState, openRecent })));
  drawMenu();
}

const userFolder = (): string => app.getPath('userData');

function log(line: string): void {
  logging ??= logFile(userFolder());
  void logging.append(line, new Date());
}

/** Gives the application another folder for its own files, as the command line program has it; Chromium's option goes first. */
function chooseUserFolder(): void {
  const folder = process.env.ANCHORITE_USER_FOLDER;
  if (folder && !app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.resolve(folder));
}

const folderQuestions: Readonly<Record<FolderPurpose, { readonly title: string; readonly buttonLabel: string }>> = {
  'open collection': { title: 'Open a collection', buttonLabel: 'Open' },
  import: { title: 'Import a folder with all that is in it', buttonLabel: 'Import' },
  export: { title: 'Where shall the edition be written?', buttonLabel: 'Export' },
  'restore backup': { title: 'Which backup shall be restored?', buttonLabel: 'Restore' },
  templates: { title: 'Which templates shall the edition be made with?', buttonLabel: 'Choose' },
  'new templates': { title: 'Where shall the templates be written, to be changed?', buttonLabel: 'Write' },
  share: { title: 'In which folder shall the collection be shared?', buttonLabel: 'Share' },
};

const textExtensions = ['txt', 'text', 'asc', 'docx'];
const imageExtensions = ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'gif', 'bmp', 'jp2', 'pdf'];
const layoutExtensions = ['xml', 'hocr', 'html', 'htm'];
const packageExtensions = ['zip', 'json', 'jsonld', 'xml'];

/** The program cannot run as plain Node when it is packaged, so worker programs get a process of Electron's. */
const startUtility: StartChild = (file, heapMb) => {
  const child = utilityProcess.fork(fileURLToPath(file), [], {
    stdio: 'ignore',
    serviceName: 'Anchorite images',
    execArgv: [`--max-old-space-size=${heapMb}`],
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', listener),
    memoryBytes() {
      const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid);
      return metric ? metric.memory.workingSetSize * 1024 : null;
    },
    kill: () => void child.kill(),
  };
};

/** Asks for one file; null when the person cancelled. */
async function chooseFile(title: string, buttonLabel: string, filter: Electron.FileFilter): Promise<string | null> {
  const answer = await dialog.showOpenDialog(theWindow(), {
    title,
    buttonLabel,
    filters: [filter, { name: 'All files', extensions: ['*'] }],
    properties: ['openFile'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

const webAnnotations = { name: 'Web Annotations', extensions: ['jsonld', 'json'] };
const entityLists = { name: 'CSV, TEI, GeoNames', extensions: ['csv', 'tsv', 'txt', 'xml'] };

const shell: Shell = {
  version: app.getVersion(),
  platform,
  get userFolder() {
    return userFolder();
  },
  workers: pathToFileURL(`${builtFile('workers')}${path.sep}`),
  startChild: startUtility,
  printPdf,
  print: printOnPaper,
  runtime: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
  launch: readLaunchRequest(process.argv),
  send,
  log,
  async chooseNewCollection(title) {
    const answer = await dialog.showSaveDialog(theWindow(), {
      title: 'Where shall the new collection be?',
      buttonLabel: 'Create',
      nameFieldLabel: 'Folder:',
      defaultPath: path.join(app.getPath('documents'), title.replaceAll(/[/\\:*?"<>|]+/g, ' ').trim()),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  },
  async chooseFolder(purpose, startAt = null) {
    const answer = await dialog.showOpenDialog(theWindow(), {
      ...folderQuestions[purpose],
      ...(startAt !== null && { defaultPath: startAt }),
      properties:
        purpose === 'export' || purpose === 'share' || purpose === 'new templates'
          ? ['openDirectory', 'createDirectory']
          : ['openDirectory'],
    });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  async chooseSaveFile({ title, name, kind, ending }) {
    const answer = await dialog.showSaveDialog(theWindow(), {
      title,
      defaultPath: path.join(app.getPath('documents'), name),
      filters: [{ name: kind, extensions: [ending] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  },
  chooseKeyFile: () => chooseFile('Choose a file of keys', 'Import', { name: 'JSON', extensions: ['json'] }),
  async chooseSourceFiles() {
    const answer = await dialog.showOpenDialog(theWindow(), {
      title: 'Import files',
      buttonLabel: 'Import',
      filters: [
        {
          name: 'All that can be imported',
          extensions: [...textExtensions, ...imageExtensions, ...layoutExtensions, ...packageExtensions],
        },
        { name: 'Plain text and Word', extensions: textExtensions },
        { name: 'Images and PDF', extensions: imageExtensions },
        { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions },
        { name: 'ZIP, METS, IIIF, Tropy', extensions: packageExtensions },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile', 'multiSelections'],
    });
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  },
  async choosePageFiles(purpose) {
    const filter =
      purpose === 'layout'
        ? { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions }
        : { name: 'Images and PDF', extensions: imageExtensions };
    const answer = await dialog.showOpenDialog(theWindow(), {
      title: purpose === 'layout' ? 'Add what was read on the pages' : 'Choose images of the pages',
      buttonLabel: purpose === 'image' ? 'Link' : 'Add',
      filters: [filter, { name: 'All files', extensions: ['*'] }],
      properties: purpose === 'image' ? ['openFile'] : ['openFile', 'multiSelections'],
    });
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  },
  async chooseTruthFile() {
    const answer = await dialog.showOpenDialog(theWindow(), {
      title: 'Choose a text that is right',
      buttonLabel: 'Measure',
      filters: [
        { name: 'Plain text', extensions: ['txt', 'text', 'asc'] },
        { name: 'hOCR, ALTO, PAGE', extensions: layoutExtensions },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile'],
    });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  chooseEntityList: () => chooseFile('Choose a list of persons, places or other entities', 'Choose', entityLists),
  chooseWordTemplate: () =>
    chooseFile('Choose a Word document as template', 'Choose', { name: 'Word document', extensions: ['docx'] }),
  chooseAnnotationFile: () => chooseFile('Choose a file of Web Annotations', 'Import', webAnnotations),
  chooseFactsTable: () =>
    chooseFile('Choose a table of facts', 'Import', { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }),
  showInFolder: (file) => systemShell.showItemInFolder(file),
  chooseSchemaFile: () =>
    chooseFile('Choose a schema that editions are checked against', 'Choose', {
      name: 'RELAX NG or Schematron',
      extensions: ['rng', 'sch', 'isosch'],
    }),
  wasDropped: (file) => dropped.has(file),
  wasLaunched: (folder) => launched.has(folder),
  async confirmOpening(folder) {
    const answer = await dialog.showMessageBox(theWindow(), {
      type: 'question',
      message: `Open “${path.basename(folder)}” as a collection?`,
      detail: `${folder}\n\nAnchorite writes into a collection that is open, and makes backups beside it.`,
      buttons: ['Open', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
    });
    return answer.response === 0;
  },
  showOpen(now) {
    open = now;
    drawMenu();
  },
  offerCommands(ids, on) {
    offered = new Set(ids);
    isOn = new Set(on);
    drawMenu();
  },
  paste() {
    if (performance.now() - lastInput < handedMs) theWindow().webContents.paste();
  },
  showKeys(keys) {
    menuState = { ...menuState, keys };
    renewMenu();
  },
  showRecent(recent) {
    menuState = { ...menuState, recent };
    renewMenu();
  },
  applyTheme(theme) {
    nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
  },
};

/** Asks the page to send what it has not sent. */
function flushPage(isTrusted: SenderCheck): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isFlushed: boolean): void => {
      clearTimeout(timer);
      ipcMain.off(readyToCloseMessage, onReady);
      resolve(isFlushed);
    };
    const onReady = (event: Electron.IpcMainEvent): void => {
      if (isTrusted(event)) end(true);
    };
    const timer = setTimeout(() => end(false), flushLimitMs);
    ipcMain.on(readyToCloseMessage, onReady);
    send('before-close', null);
  });
}

async function start(): Promise<void> {
  // Not needed for the first window, so it is loaded beside it.
  const application = import('../handlers/application.ts').then(({ createApplication }) => createApplication(shell));
  // Calls wait for it and report what it failed with; without one it must not end the process.
  application.catch((error: unknown) => log(`start: ${describe(error)}`));
  const place = readWindowPlace(userFolder());
  await app.whenReady();
  confineSession(session.defaultSession);
  serveApplication(builtFile('renderer'), async (pathname) => (await application).picture(pathname));
  const opened = openWindow(builtFile('preload', 'index.cjs'), await place);
  window = opened;
  const isTrusted = senderCheck(applicationOrigin, () => window);
  guardChannels(
    ipcMain,
    application.then(({ handlers }) => handlers),
    isTrusted,
    log,
  );
  ipcMain.on(droppedFileMessage, (event, file: unknown) => {
    if (isTrusted(event) && typeof file === 'string') dropped.add(file);
  });
  opened.webContents.on('input-event', (_event, { type }) => {
    if (type === 'mouseDown' || type === 'mouseUp' || type === 'keyDown' || type === 'rawKeyDown')
      lastInput = performance.now();
  });
  opened.webContents.on('context-menu', (_event, place) => {
    const items = editMenuTemplate(place);
    if (items.length > 0) Menu.buildFromTemplate([...items]).popup({ window: opened });
  });
  recoverFromCrash(opened, log);
  closeSafely(opened, {
    flush: () => flushPage(isTrusted),
    async finish() {
      await writeWindowPlace(userFolder(), placeOf(opened)).catch((error: unknown) => log(describe(error)));
      await (await application).close();
    },
  });
  const shown = showPage(opened);
  renewMenu();
  await shown;
  setTimeout(() => void application.then(({ readAhead }) => readAhead()).catch(() => undefined), readAheadDelayMs);
}

/** The program was started once more: this window comes forward, with the collection that was named. */
function onSecondStart(argv: readonly string[], folder: string): void {
  comeForward();
  const { collection } = readLaunchRequest(argv);
  if (collection === null) return;
  const named = path.resolve(folder, collection);
  launched.add(named);
  send('open-collection', { folder: named });
}

function comeForward(): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

declareScheme();
confineNetwork();
confineContents();
// Chromium has no sandbox for root, and asking for one all the same would leave its processes unable to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
chooseUserFolder();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => onSecondStart(argv, folder));
  app.on('window-all-closed', () => app.quit());
  process.on('uncaughtException', (error) => log(`uncaught: ${describe(error)}`));
  process.on('unhandledRejection', (error) => log(`unhandled: ${describe(error)}`));
  void start();
} else {
  app.quit();
}
