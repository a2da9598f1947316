import path from 'node:path';
import { app, type Session, session } from 'electron';
import { describe } from '../faults/unexpected-fault.ts';
import type { Application } from '../handlers/application.ts';
import type { Handlers } from '../handlers/session/handler.ts';
import { type Beginning, readLaunchRequest } from '../handlers/session/shell.ts';
import { type WindowPlace, writeWindowPlace } from '../storage/settings/user-folder.ts';
import { MenuBar } from './menu-bar.ts';
import { type PictureProvider, serveApplication } from './protocol.ts';
import { type ProgramShell, ShellWindow } from './shell-window.ts';
import {
  builtFile,
  closeSafely,
  confineSession,
  mayClose,
  openWindow,
  placeOf,
  recoverFromCrash,
  workAreas,
} from './window.ts';
import { placeBeside } from './window-place.ts';

/** All windows of the program: how they come, which of them is meant, and how they go. */
export class ShellWindows {
  readonly menuBar: MenuBar;
  readonly #shell: ProgramShell;
  /** The one that was in front last comes first. */
  #windows: readonly ShellWindow[] = [];
  #application: Promise<Application> | null = null;
  readonly #confined = new Set<Session>();
  /** Whether all windows have said that they may close. */
  #isQuitting = false;
  #isAskingToQuit = false;
  /** What windows that are gone have still to close. */
  readonly #closing = new Set<Promise<void>>();

  constructor(shell: ProgramShell) {
    this.#shell = {
      ...shell,
      showKeys: (keys) => this.menuBar.show({ keys }),
      showRecent: (recent) => this.menuBar.show({ recent }),
    };
    this.menuBar = new MenuBar(shell.platform, {
      facts: () => this.front?.menu ?? null,
      choose: (command) => this.front?.send('command', { command }),
      openRecent: (folder) => this.front?.send('open-collection', { folder }),
    });
  }

  /** What answers the windows.
   *  @throws Error before the first one was made */
  get application(): Promise<Application> {
    if (this.#application === null) throw new Error('there is no window');
    return this.#application;
  }

  /** The window that was in front last; null when none is on the screen. */
  get front(): ShellWindow | null {
    return this.#windows.find(({ isShown, isClosing }) => isShown && !isClosing) ?? null;
  }

  /** The handlers of the window that a message comes from; null when it comes from the page of none of them. */
  handlersFor(event: Parameters<ShellWindow['isTrusted']>[0]): Promise<Handlers> | null {
    return this.#senderOf(event)?.handlers() ?? null;
  }

  /** A page tells of a file that was dropped on it. */
  noteDropped(event: Parameters<ShellWindow['isTrusted']>[0], file: unknown): void {
    if (typeof file === 'string') this.#senderOf(event)?.allow(file);
  }

  #senderOf(event: Parameters<ShellWindow['isTrusted']>[0]): ShellWindow | null {
    return this.#windows.find((window) => window.isTrusted(event)) ?? null;
  }

  /** Makes the first window, whose shell is there before it is on the screen.
   *  @param load makes what answers the windows: loaded beside the first of them */
  begin(load: (window: ShellWindow) => Promise<Application>): ShellWindow {
    const window = this.#make(this.#shell.launch.named.map((name) => path.resolve(name)));
    this.#application = load(window);
    // Calls wait for it and report what it failed with; without one it must not end the process.
    this.#application.catch((error: unknown) => this.#shell.log(`start: ${describe(error)}`));
    window.door = this.#application;
    return window;
  }

  #make(given: readonly string[]): ShellWindow {
    const window = new ShellWindow(
      {
        shell: this.#shell,
        menuChanged: () => {
          if (window === this.front) this.menuBar.draw();
        },
        openWindow: (beginning, asker) => void this.open(beginning, asker),
      },
      given,
    );
    return window;
  }

  /** Puts a window on the screen.
   *  @param behind whether the others stay before it
   *  @returns when its page is loaded */
  show(window: ShellWindow, place: WindowPlace | null, behind = false): Promise<void> {
    window.session = this.#freeSession();
    const own = { session: this.#sessionOf(window.session), behind };
    const browser = openWindow(builtFile('preload', 'index.cjs'), place, own);
    const shown = window.show(browser);
    this.#windows = behind ? [...this.#windows, window] : [window, ...this.#windows];
    browser.on('focus', () => this.#cameForward(window));
    browser.on('closed', () => {
      // Torn away without being asked: what it had open must not stay open.
      if (!window.isClosing) void this.#finish(window).catch((error: unknown) => this.#shell.log(describe(error)));
      this.#windows = this.#windows.filter((other) => other !== window);
      this.menuBar.draw();
    });
    recoverFromCrash(browser, this.#shell.log);
    closeSafely(browser, { flush: () => window.flush(), finish: () => this.#finish(window) });
    this.menuBar.renew();
    return shown;
  }

  /** The first number of a session that no window has. */
  #freeSession(): number {
    const taken = new Set(this.#windows.map((window) => window.session));
    let number = 0;
    while (taken.has(number)) number += 1;
    return number;
  }

  /** Each window has a session of its own, so that it has an enlargement of its own. All but the first leave nothing on the disk. */
  #sessionOf(number: number): Session {
    const found = number === 0 ? session.defaultSession : session.fromPartition(`window-${number}`);
    if (this.#confined.has(found)) return found;
    this.#confined.add(found);
    confineSession(found);
    const picture: PictureProvider = async (pathname) => (await this.application).picture(pathname);
    serveApplication(found, builtFile('renderer'), picture);
    return found;
  }

  #cameForward(window: ShellWindow): void {
    this.#windows = [window, ...this.#windows.filter((other) => other !== window)];
    this.menuBar.draw();
    void window.door?.then((door) => door.cameForward()).catch(() => undefined);
  }

  /** Opens one more window, after what it begins with is open. When that cannot be, the window that asked is told.
   *  @param asker null for the one in front */
  async open(beginning: Beginning, asker: ShellWindow | null = null): Promise<void> {
    const window = this.#make(beginning.files);
    try {
      const application = await this.#application;
      if (application === null) return;
      // The first window is what a person waits for.
      await application.started;
      const door = application.addWindow(window.shell, beginning);
      window.door = Promise.resolve(door);
      const { opened, fault } = await door.begun;
      if (opened === null && fault !== null) {
        await door.close();
        (asker ?? this.front)?.send('fault', { fault });
        return;
      }
      // What was open last comes behind the one that the program begins with.
      const isLast = beginning.place !== null;
      await this.show(window, beginning.place ?? this.#besideFront(asker), isLast);
    } catch (error) {
      this.#shell.log(`a window could not be opened: ${describe(error)}`);
    }
  }

  #besideFront(asker: ShellWindow | null): WindowPlace | null {
    const front = asker?.isShown ? asker : this.front;
    return front && placeBeside(placeOf(front.browser), workAreas());
  }

  /** The program was started once more, or the system names files that a person opened with it.
   *  @param folder that the words of the command line are seen from */
  async startedAgain(argv: readonly string[], folder: string): Promise<void> {
    const { collection, named } = readLaunchRequest(argv, app.getAppPath(), folder);
    if (collection === null && named.length === 0) return this.front?.comeForward();
    const folders = collection === null ? [] : [path.resolve(folder, collection)];
    await this.openNamed(
      named.map((name) => path.resolve(folder, name)),
      folders,
    );
  }

  /** Opens what a person opened with the program: collections in windows, of other files it is asked where they go.
   *  @param named absolute paths
   *  @param folders of what is a collection for certain */
  async openNamed(named: readonly string[], folders: readonly string[] = []): Promise<void> {
    const application = await this.#application;
    if (application === null) return;
    const { collections, files } = await application.sortNamed(named);
    for (const folder of [...folders, ...collections]) await this.#openCollection(application, folder);
    if (files.length === 0) return;
    const { front } = this;
    front?.comeForward();
    if (front) front.give(files);
    else await this.open({ collection: null, document: null, files, place: null });
  }

  /** Shows a collection: where it is shown, or else in the window in front when nothing is open there, or else in one of its own. */
  async #openCollection(application: Application, folder: string): Promise<void> {
    const showing = await application.windowOf(folder);
    if (showing) return showing.comeForward();
    const { front } = this;
    if (front === null || front.menu.open.collection)
      return this.open({ collection: folder, document: null, files: [], place: null });
    front.comeForward();
    front.launchedWith.add(folder);
    front.send('open-collection', { folder });
  }

  /** Closes what a window has open; with the last one everything. */
  async #finish(window: ShellWindow): Promise<void> {
    window.isClosing = true;
    const isLast = this.front === null;
    const closing = (async () => {
      if (isLast && !this.#isQuitting) await this.#keepPlace(window);
      const application = await this.#application;
      await (isLast ? application?.close() : (await window.door)?.close());
    })();
    this.#closing.add(closing);
    try {
      await closing;
    } finally {
      this.#closing.delete(closing);
    }
  }

  async #keepPlace(window: ShellWindow): Promise<void> {
    if (!window.isShown) return;
    await writeWindowPlace(this.#shell.userFolder, placeOf(window.browser)).catch((error: unknown) =>
      this.#shell.log(describe(error)),
    );
  }

  /** The program is to end.
   *  @returns whether it may: else all windows are asked, and it ends when they have all saved what they have */
  mayQuit(): boolean {
    if (this.#isQuitting) return true;
    if (this.front !== null) void this.#askToQuit();
    else if (this.#closing.size === 0) return true;
    else void Promise.allSettled(this.#closing).then(() => app.quit());
    return false;
  }

  async #askToQuit(): Promise<void> {
    if (this.#isAskingToQuit) return;
    this.#isAskingToQuit = true;
    try {
      // When it cannot be had, nothing is open.
      const application = await this.#application?.catch(() => null);
      const { front } = this;
      if (front) await this.#keepPlace(front);
      await application?.quit();
      for (const window of this.#windows) {
        if (await mayClose(window.browser, { flush: () => window.flush() })) continue;
        application?.goOn();
        return;
      }
      this.#isQuitting = true;
      for (const { browser } of this.#windows) browser.hide();
      for (const window of this.#windows) {
        try {
          await this.#finish(window);
        } catch (error) {
          this.#shell.log(describe(error));
        } finally {
          window.browser.destroy();
        }
      }
      app.quit();
    } finally {
      this.#isAskingToQuit = false;
    }
  }
}
