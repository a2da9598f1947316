import { app, BrowserWindow, session } from 'electron';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { PaperOutcome } from '../handlers/session/shell.ts';
import type { PrintPdf } from '../workers/job.ts';
import { confineSession } from './window.ts';

/** Where the page that is printed has its address: an origin of its own, of which nothing else is known. */
const printedPage = 'app://print/page.html';

/** How long a page may take to be laid out and printed. */
const printLimitMs = 120_000;

const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** A window that nobody sees, for one page. The page runs no script and reaches nothing: it has a session of its own in which there is one
 *  file, itself. */
function printingWindow(html: string): BrowserWindow {
  const own = session.fromPartition(`print-${Date.now()}-${Math.random()}`);
  confineSession(own);
  own.protocol.handle('app', (request) =>
    request.url === printedPage
      ? new Response(html, {
          headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
        })
      : new Response(null, { status: 404 }),
  );
  return new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
}

/** Prints a page of HTML on paper, with the system's dialog. */
export async function printOnPaper(html: string): Promise<PaperOutcome> {
  const window = printingWindow(html);
  try {
    await window.loadURL(printedPage);
    return await new Promise((resolve) => {
      window.webContents.print({ silent: false, printBackground: false }, (isDone, reason) => {
        if (isDone) resolve({ kind: 'printed' });
        else if (/cancel/i.test(reason)) resolve({ kind: 'cancelled' });
        else
          resolve({
            kind: 'failed',
            reason: reason === '' ? inEnglish`the system did not say why` : reason.toLowerCase(),
          });
      });
    });
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
}

/** Prints a page of HTML as PDF, tagged and with an outline, in a window that nobody sees. */
export const printPdf: PrintPdf = async (html, signal) => {
  if (signal.aborted) return null;
  const window = printingWindow(html);
  const close = (): void => {
    if (!window.isDestroyed()) window.destroy();
  };
  const limit = setTimeout(close, printLimitMs);
  signal.addEventListener('abort', close, { once: true });
  try {
    await window.loadURL(printedPage);
    return await window.webContents.printToPDF({
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      preferCSSPageSize: true,
      printBackground: false,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;font-size:8px;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', close);
    close();
  }
};
