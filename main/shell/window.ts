import path from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, type Rectangle, type Session, screen } from 'electron';
import { localeArgument } from '../../shared/contract/channel-names.ts';
import { interfaceLanguage, interfaceLocale, t } from '../../shared/translation/translate.ts';
import type { WindowPlace } from '../storage/settings/user-folder.ts';
import { applicationOrigin } from './protocol.ts';
import { boundsInSight } from './window-place.ts';

/** Background before the page has drawn: `--paper` of the two palettes (renderer/styles/tokens.css). */
const paper = { light: '#f4f0e8', dark: '#171512' };

const usualSize = { width: 1440, height: 920 };
const smallestSize = { minWidth: 800, minHeight: 560 };

/** Makes a window of the application; it shows itself when its page is drawn. Nothing of Node is reachable from the page.
 *  @param preload absolute path of the built preload script
 *  @param session its own, confined already
 *  @param behind whether it does not come before the others when it shows itself */
export function openWindow(
  preload: string,
  place: WindowPlace | null,
  { session, behind }: { readonly session: Session; readonly behind: boolean },
): BrowserWindow {
  const window = new BrowserWindow({
    ...usualSize,
    ...smallestSize,
    ...(place !== null && boundsInSight(place.bounds, workAreas())),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    title: app.name,
    webPreferences: {
      preload,
      additionalArguments: [`${localeArgument}${interfaceLocale()}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium enlarges all windows of a session at once, as their pages are of one origin.
      session,
      // Chromium would fetch its dictionaries from a network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (place?.maximized) window.maximize();
  const zoom = place?.zoom ?? 1;
  // Chromium keeps what the last page of the session had.
  window.webContents.once('dom-ready', () => window.webContents.setZoomFactor(zoom));
  window.once('ready-to-show', () => (behind ? window.showInactive() : window.show()));
  return window;
}

/** What of the screens is for windows, the main one first. */
export function workAreas(): readonly Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

/** Shows the page of the application, in the language that is spoken: each has a page that brings its texts along. */
export function showPage(window: BrowserWindow): Promise<void> {
  const language = interfaceLanguage();
  return window.loadURL(`${applicationOrigin}/${language === 'en' ? 'index.html' : `index.${language}.html`}`);
}

export const placeOf = (window: BrowserWindow): WindowPlace => ({
  bounds: window.getNormalBounds(),
  maximized: window.isMaximized(),
  // Chromium works it out of a level, to many places.
  zoom: Math.round(window.webContents.getZoomFactor() * 100) / 100,
});

/** No page may go anywhere else, open a window, hold another page or talk to another machine. Before the first window. */
export function confineContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    // Neither the policy of the page nor the session is asked about what a peer connection sends: it gets no way out. Pages have no
    // peer connections anyway (preload.ts), but a frame without a page has what they lack.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Everything that a page could ask the system for is denied, and every request that would leave the application is
 *  cancelled: there is no network. */
export function confineSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isInside(details.url) }));
}

/** Whether an address can be answered without a network. */
const isInside = (address: string): boolean => /^(?:app|devtools|data|blob):/.test(address);

/** Before `ready`: what Chromium would do on a network by itself. */
export function confineNetwork(): void {
  // Peer connections would tell the local network a name for each address of this machine.
  const disabled = app.commandLine.getSwitchValue('disable-features').split(',').filter(Boolean);
  app.commandLine.appendSwitch('disable-features', [...disabled, 'WebRtcHideLocalIpsWithMdns'].join(','));
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('dns-prefetch-disable');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** How to close without losing what was typed. */
export interface Closing {
  /** Tells the page to send what it has not sent; resolves to false when it did not answer in time. */
  flush(): Promise<boolean>;
  /** Closes what the window has open; runs once, after the page has sent everything. */
  finish(): Promise<void>;
}

/** Lets the window close only after the page has sent everything and it is on the disk. A page that does not answer holds the
 *  window open only until the person decides. */
export function closeSafely(window: BrowserWindow, closing: Closing): void {
  let isClosing = false;
  window.on('close', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void mayClose(window, closing).then(async (may) => {
      isClosing = false;
      if (!may) return;
      window.hide();
      try {
        await closing.finish();
      } finally {
        window.destroy();
      }
    });
  });
}

/** Whether a window may close: its page has sent everything, or the person says that it is to close all the same. */
export async function mayClose(window: BrowserWindow, closing: Pick<Closing, 'flush'>): Promise<boolean> {
  if (window.webContents.isCrashed() || (await closing.flush())) return true;
  const answer = await dialog.showMessageBox(window, {
    type: 'warning',
    message: t`Not everything is saved yet.`,
    detail: t`The last words that were typed are not on the disk. What the status bar called saved is.`,
    buttons: [t`Keep Open`, t`Close All the Same`],
    defaultId: 0,
    cancelId: 0,
  });
  return answer.response === 1;
}

const crashesApartMs = 30_000;

/** When the page's process dies: says so and shows the page again, which opens what was open. A second crash soon after the first
 *  asks instead, so that a page that cannot run does not start for ever. */
export function recoverFromCrash(window: BrowserWindow, log: (line: string) => void): void {
  let lastCrash = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log(`the page's process is gone: ${reason}, code ${exitCode}`);
    const now = performance.now();
    const isRepeated = now - lastCrash < crashesApartMs;
    lastCrash = now;
    void (isRepeated ? askToReload(window) : reloadAndTell(window));
  });
}

async function reloadAndTell(window: BrowserWindow): Promise<void> {
  await showPage(window);
  await dialog.showMessageBox(window, { ...crashMessage, buttons: [t`OK`] });
}

async function askToReload(window: BrowserWindow): Promise<void> {
  const answer = await dialog.showMessageBox(window, {
    ...crashMessage,
    buttons: [t`Open Again`, t`Quit`],
    cancelId: 1,
  });
  if (answer.response === 0) await showPage(window);
  else window.close();
}

const crashMessage = {
  type: 'warning' as const,
  message: t`The window stopped working and was opened again.`,
  detail: t`Everything that the status bar called saved is kept. Words typed in the last moment may have to be typed again.`,
};

/** The folder that the built parts stand in, seen from the bundle of the main process. */
export const builtFile = (...names: readonly string[]): string => path.join(import.meta.dirname, '..', ...names);
