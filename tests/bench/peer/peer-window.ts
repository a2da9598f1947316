import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const page = process.argv.at(-1) ?? '';
const size = { width: 1440, height: 900 };

/** A window with one page and nothing else: what is measured stands beside it. */
async function show(): Promise<void> {
  const window = new BrowserWindow({
    ...size,
    useContentSize: true,
    show: false,
    webPreferences: { sandbox: true, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadFile(path.resolve(page));
}

app.on('window-all-closed', () => app.quit());
// Electron waits for the end of this file before it is ready.
void app.whenReady().then(show);
