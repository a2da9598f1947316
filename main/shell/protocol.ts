import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';

/** What pages of this application have as their origin. */
export const applicationOrigin = 'app://anchorite';

/** What a page may load: its own files and nothing else; no eval, no inline script or style, no plug-in, no frame. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // prosemirror-view makes a policy of the first name to read the clipboard's HTML into a document that runs nothing; with the
  // second the page starts its own worker for a person's expressions.
  'trusted-types ProseMirrorClipboard AnchoriteWorkers',
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Names the scheme `app:` to Chromium. Before `ready`. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves `app://anchorite/…` to the pages of a session, from one folder, and nothing else. After `ready`.
 *  @param root absolute path of the folder that holds `index.html`
 *  @param picture answers what is below `/facsimile/` */
export function serveApplication(session: Session, root: string, picture: PictureProvider): void {
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return notFound();
    const pathname = picturePath(request.url);
    if (pathname !== null) return pictureResponse(pathname, picture);
    const file = servedFile(root, request.url);
    return file === null ? notFound() : fileResponse(file);
  });
}

/** Gives the picture of a page by the path of its address: `none` when there is none that the window may see, `closed` when what it
 *  is of was closed meanwhile. */
export type PictureProvider = (
  pathname: string,
) => Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | 'none' | 'closed'>;

/** The path of an address of a picture, as it was written; null when it is none. */
function picturePath(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol: scheme, host, pathname } = new URL(address);
  return scheme === 'app:' && host === 'anchorite' && pathname.startsWith('/facsimile/') ? pathname : null;
}

async function pictureResponse(pathname: string, provider: PictureProvider): Promise<Response> {
  try {
    const found = await provider(pathname);
    if (found === 'none') return notFound();
    // Whoever asked for it is on the way out: no picture, but no error either.
    if (found === 'closed') return new Response(null, { status: 204 });
    return new Response(new Uint8Array(found.bytes), {
      headers: {
        'content-type': found.mediaType,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        // The digest of the file is in the address.
        'cache-control': 'private, max-age=3600, immutable',
      },
    });
  } catch {
    return notFound();
  }
}

/** The file that a URL of the application names; null when it names none of those that pages are made of.
 *  @param root absolute path without a separator at its end */
function servedFile(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'app:' || url.host !== 'anchorite') return null;
  const name = decoded(url.pathname === '/' ? '/index.html' : url.pathname);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const file = path.join(root, path.normalize(name));
  return file.startsWith(root + path.sep) && path.extname(file) in mediaTypes ? file : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

async function fileResponse(file: string): Promise<Response> {
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': mediaTypes[path.extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    });
  } catch {
    return notFound();
  }
}

const notFound = (): Response =>
  new Response('', { status: 404, headers: { 'content-security-policy': contentSecurityPolicy } });
