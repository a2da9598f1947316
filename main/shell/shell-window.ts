import { type BrowserWindow, ipcMain, Menu } from 'electron';
import { type EventEnvelope, eventMessage, readyToCloseMessage } from '../../shared/contract/channel-names.ts';
import type { EventName, Events } from '../../shared/contract/ipc.ts';
import type { WindowDoor } from '../handlers/application.ts';
import type { Handlers } from '../handlers/session/handler.ts';
import type { Beginning, Shell } from '../handlers/session/shell.ts';
import { windowDialogs } from './dialogs.ts';
import { editMenuTemplate } from './edit-menu.ts';
import { type SenderCheck, senderCheck } from './ipc-guard.ts';
import { type MenuFacts, noFacts } from './menu-bar.ts';
import { applicationOrigin } from './protocol.ts';
import { placeOf, showPage } from './window.ts';

/** How long the page has to send what it has not sent, before a person is asked whether to close all the same. */
const flushLimitMs = 5_000;

/** How long after a person pressed a key or a button what the page asks for counts as asked for by the person. */
const handedMs = 1_000;

/** What of `Shell` is the same for all windows. */
export type ProgramShell = Pick<
  Shell,
  | 'version'
  | 'platform'
  | 'userFolder'
  | 'workers'
  | 'startChild'
  | 'printPdf'
  | 'print'
  | 'runtime'
  | 'launch'
  | 'showInFolder'
  | 'showKeys'
  | 'showRecent'
  | 'applyTheme'
  | 'log'
>;

/** What a window needs of the program around it. */
interface Around {
  readonly shell: ProgramShell;
  /** What the menu bar shows of the window has changed. */
  menuChanged(): void;
  openWindow(beginning: Beginning, asker: ShellWindow): void;
}

/** One window of the program, with what answers it. There is one before it is on the screen: what it begins with is opened meanwhile. */
export class ShellWindow {
  readonly shell: Shell;
  /** What answers it; set before it is on the screen. */
  door: Promise<WindowDoor> | null = null;
  menu: MenuFacts = noFacts;
  /** The number of its session; set before it is on the screen. */
  session = 0;
  /** Whether it is being closed: it counts no more. */
  isClosing = false;
  /** Folders that the program was started once more with, to be opened here. */
  readonly launchedWith = new Set<string>();
  /** Whether a message comes from its page. */
  readonly isTrusted: SenderCheck;
  /** Files that a person dropped on it, or opened with it: they may be read. */
  readonly #given: Set<string>;
  #browser: BrowserWindow | null = null;
  /** When a person last pressed a key or a button in it. */
  #lastInput = Number.NEGATIVE_INFINITY;

  /** @param given files that may be read from the beginning */
  constructor(around: Around, given: readonly string[] = []) {
    this.#given = new Set(given);
    this.isTrusted = senderCheck(applicationOrigin, () => this.#browser);
    this.shell = {
      ...around.shell,
      ...windowDialogs(() => this.browser),
      send: (event, value) => this.send(event, value),
      openWindow: (beginning) => around.openWindow(beginning, this),
      comeForward: () => this.comeForward(),
      place: () => (this.isShown ? placeOf(this.browser) : null),
      wasDropped: (file) => this.#given.has(file),
      wasLaunched: (folder) => this.launchedWith.has(folder),
      showOpen: (open) => {
        this.menu = { ...this.menu, open };
        around.menuChanged();
      },
      offerCommands: (ids, on) => {
        this.menu = { ...this.menu, offered: new Set(ids), isOn: new Set(on) };
        around.menuChanged();
      },
      paste: () => {
        if (performance.now() - this.#lastInput < handedMs) this.browser.webContents.paste();
      },
    };
  }

  /** @throws Error before it is on the screen */
  get browser(): BrowserWindow {
    if (this.#browser === null) throw new Error('there is no window');
    return this.#browser;
  }

  get isShown(): boolean {
    return this.#browser !== null && !this.#browser.isDestroyed();
  }

  /** What answers the calls of its page. */
  async handlers(): Promise<Handlers> {
    if (this.door === null) throw new Error('nothing answers the window yet');
    return (await this.door).handlers;
  }

  /** Shows its page in a window of the system. */
  show(browser: BrowserWindow): Promise<void> {
    this.#browser = browser;
    browser.webContents.on('input-event', (_event, { type }) => {
      if (type === 'mouseDown' || type === 'mouseUp' || type === 'keyDown' || type === 'rawKeyDown')
        this.#lastInput = performance.now();
    });
    browser.webContents.on('context-menu', (_event, place) => {
      const items = editMenuTemplate(place);
      if (items.length > 0) Menu.buildFromTemplate([...items]).popup({ window: browser });
    });
    return showPage(browser);
  }

  send<E extends EventName>(event: E, value: Events[E]): void {
    const envelope: EventEnvelope = { event, value };
    if (this.isShown) this.browser.webContents.send(eventMessage, envelope);
  }

  /** Notes a file that was dropped on it. */
  allow(file: string): void {
    this.#given.add(file);
  }

  /** Asks its page where files go that a person opened with the program. */
  give(files: readonly string[]): void {
    for (const file of files) this.allow(file);
    this.send('open-files', { files });
  }

  comeForward(): void {
    if (!this.isShown) return;
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.show();
    this.browser.focus();
  }

  /** Asks its page to send what it has not sent.
   *  @returns false when it did not answer in time */
  flush(): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isFlushed: boolean): void => {
        clearTimeout(timer);
        ipcMain.off(readyToCloseMessage, onReady);
        resolve(isFlushed);
      };
      const onReady = (event: Electron.IpcMainEvent): void => {
        if (this.isTrusted(event)) end(true);
      };
      const timer = setTimeout(() => end(false), flushLimitMs);
      ipcMain.on(readyToCloseMessage, onReady);
      this.send('before-close', null);
    });
  }
}
