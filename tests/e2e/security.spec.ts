import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { test } from './unwatched-app.ts';

/** Runs an expression in the page and tells whether it was refused. */
const refusal = (page: Page, expression: string): Promise<string> =>
  page.evaluate(`Promise.resolve().then(() => ${expression}).then(() => 'done', () => 'refused')`) as Promise<string>;

test('the page comes from the application and has nothing of Node', async ({ page }) => {
  expect(page.url()).toBe('app://anchorite/index.html');
  const names = ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer'];
  expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([]);
  expect(await page.evaluate('Object.keys(window.anchorite).sort()')).toEqual(['call', 'on', 'pathOf', 'readyToClose']);
});

test('the window is sandboxed and isolated', async ({ app }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const given = contents.getLastWebPreferences();
    const wanted = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'];
    const off = [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
    ];
    return {
      ...Object.fromEntries(wanted.map((name) => [name, given[name]])),
      on: off.filter((name) => Boolean(given[name])),
    };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    on: [],
  });
});

test('the policy of the page forbids everything that is not its own', async ({ app }) => {
  const policy = await app.evaluate(async ({ net }) => {
    const response = await net.fetch('app://anchorite/index.html');
    return response.headers.get('content-security-policy');
  });
  expect(policy?.split('; ').sort()).toEqual(
    [
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
      'trusted-types ProseMirrorClipboard AnchoriteWorkers',
      "worker-src 'self'",
    ].sort(),
  );
});

test('no code comes out of text', async ({ page }) => {
  // In a task of its own: what the debugger itself evaluates is exempt from the policy.
  const thrown = (code: string): Promise<string> =>
    page.evaluate(`new Promise((resolve) => setTimeout(() => {
      try { ${code}; resolve('done'); } catch { resolve('refused'); }
    }))`) as Promise<string>;
  expect(await thrown("eval('1')")).toBe('refused');
  expect(await thrown("new Function('return 1')()")).toBe('refused');
  expect(await thrown("document.body.innerHTML = '<b>x</b>'")).toBe('refused');
  expect(await thrown("trustedTypes.createPolicy('mine', { createHTML: (html) => html })")).toBe('refused');
  const inline = `new Promise((resolve) => {
    globalThis.ranInline = false;
    const script = document.createElement('script');
    try { script.textContent = 'globalThis.ranInline = true'; document.body.append(script); } catch {}
    setTimeout(() => resolve(globalThis.ranInline), 100);
  })`;
  expect(await page.evaluate(inline)).toBe(false);
});

test('no network can be reached, not even this machine', async ({ page, app }) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('access-control-allow-origin', '*').end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/`;
  try {
    expect(await refusal(page, `fetch('${address}')`)).toBe('refused');
    expect(await refusal(page, "fetch('https://example.invalid/')")).toBe('refused');
    const image = `new Promise((resolve, reject) => Object.assign(new Image(), { onload: resolve, onerror: reject, src: '${address}' }))`;
    expect(await refusal(page, image)).toBe('refused');
    const socket = `new Promise((resolve, reject) => { const s = new WebSocket('${address.replace('http', 'ws')}'); s.onopen = resolve; s.onerror = reject; })`;
    expect(await refusal(page, socket)).toBe('refused');
    // The policy of the page stopped those; without it, the session does.
    const fromMain = await app.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          () => 'done',
          () => 'refused',
        ),
      address,
    );
    expect(fromMain).toBe('refused');
    expect(requests).toBe(0);
  } finally {
    server.close();
  }
});

test('the application serves its own pages and no other file', async ({ page }) => {
  const status = (url: string): Promise<number> =>
    page.evaluate((address) => fetch(address).then((r) => r.status), url);
  expect(await status('app://anchorite/index.html')).toBe(200);
  for (const url of [
    'app://anchorite/../../package.json',
    'app://anchorite/%2e%2e/%2e%2e/package.json',
    'app://anchorite/..%2f..%2fpackage.json',
    'app://anchorite/..%5c..%5cpackage.json',
    'app://anchorite/%00',
    'app://anchorite/no-such-file.js',
    'app://anchorite/%E0%A4%A',
  ])
    expect([url, await status(url)]).toEqual([url, 404]);
});

test('the window goes nowhere and opens no other', async ({ page, app }) => {
  expect(await page.evaluate("window.open('https://example.invalid/') === null")).toBe(true);
  for (const code of [
    "location.href = 'https://example.invalid/'",
    "location.href = 'app://anchorite/other.html'",
    "location.assign('file:///etc/hostname')",
    "Object.assign(document.createElement('a'), { href: 'https://example.invalid/', target: '_blank' }).click()",
  ])
    await page.evaluate(`{ ${code} }`).catch(() => undefined);
  await page.waitForTimeout(300);
  expect(page.url()).toBe('app://anchorite/index.html');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('nothing that the page asks the system for is granted', async ({ page }) => {
  const states = await page.evaluate(() =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state as string,
          () => 'unknown',
        ),
      ),
    ),
  );
  expect(states.filter((state) => state === 'granted')).toEqual([]);
  expect(await refusal(page, 'navigator.mediaDevices.getUserMedia({ audio: true })')).toBe('refused');
  expect(await refusal(page, 'navigator.clipboard.readText()')).toBe('refused');
});

test('the bridge takes no other channel and no other argument', async ({ page }) => {
  expect(await refusal(page, "window.anchorite.call('shell:run', null)")).toBe('refused');
  const reply = await page.evaluate(`window.anchorite.call('collection:open', { folder: '/', takeOver: true })`);
  expect(reply).toMatchObject({ ok: false, fault: { details: expect.stringContaining('collection:open') } });
});

test('the page cannot have folders opened or files read that nobody chose', async ({ page, userData }) => {
  const opened = await page.evaluate((folder) => {
    const bridge = (
      globalThis as unknown as { anchorite: { call(channel: string, argument: unknown): Promise<unknown> } }
    ).anchorite;
    return bridge.call('collection:open', { folder });
  }, userData);
  expect(opened).toMatchObject({ ok: false, fault: { what: expect.stringContaining('is not one of the recent') } });
});
