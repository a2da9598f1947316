import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron';
import type { AnchoriteBridge } from '../../shared/contract/channel-names.ts';
import {
  droppedFileMessage,
  type EventEnvelope,
  eventMessage,
  isChannel,
  localeArgument,
  readyToCloseMessage,
} from '../../shared/contract/channel-names.ts';
import type { EventName } from '../../shared/contract/ipc.ts';

type Listener = (value: never) => void;

const listeners = new Map<EventName, Set<Listener>>();

const readyToClose = (): void => ipcRenderer.send(readyToCloseMessage);

ipcRenderer.on(eventMessage, (_event, { event, value }: EventEnvelope) => {
  const interested = listeners.get(event);
  // A page that does not listen has nothing unsent: it must not hold up closing.
  if (event === 'before-close' && !interested?.size) readyToClose();
  for (const listener of interested ?? []) listener(value as never);
});

const bridge: AnchoriteBridge = {
  async call(channel, argument) {
    if (!isChannel(channel)) throw new TypeError('there is no such channel');
    return ipcRenderer.invoke(channel, argument);
  },
  on(event, listener) {
    const interested = listeners.get(event) ?? new Set<Listener>();
    listeners.set(event, interested.add(listener));
    return () => {
      interested.delete(listener);
    };
  },
  pathOf(file) {
    const path = webUtils.getPathForFile(file as File);
    // The main process imports only what a person chose: files of its own dialogs, and those it hears of here.
    if (path !== '') ipcRenderer.send(droppedFileMessage, path);
    return path;
  },
  readyToClose,
};

contextBridge.exposeInMainWorld('anchorite', bridge);
contextBridge.exposeInMainWorld(
  'anchoriteLocale',
  process.argv.find((word) => word.startsWith(localeArgument))?.slice(localeArgument.length),
);

// Before any script of the page runs: what could send without a request that the session would see, and that no page here needs.
void webFrame.executeJavaScript(
  "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport']) delete globalThis[name]",
);
