import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { canSeeSockets, internetSockets, watchSockets } from './open-sockets.ts';
import { test } from './unwatched-app.ts';

/** Everything that reaches this machine's own addresses, whatever it says. */
interface Listener {
  readonly addresses: readonly string[];
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly connections: () => number;
  readonly datagrams: () => number;
  readonly close: () => void;
}

async function listenEverywhere(): Promise<Listener> {
  let [connections, datagrams] = [0, 0];
  const tcp = createServer((connection) => {
    connections += 1;
    connection.on('error', () => undefined).destroy();
  }).listen(0, '0.0.0.0');
  const udp = createSocket('udp4', () => {
    datagrams += 1;
  }).bind(0, '0.0.0.0');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const addresses = Object.values(os.networkInterfaces()).flatMap((known) => known ?? []);
  return {
    addresses: addresses.filter(({ family }) => family === 'IPv4').map(({ address }) => address),
    tcpPort: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    connections: () => connections,
    datagrams: () => datagrams,
    close: () => {
      tcp.close();
      udp.close();
    },
  };
}

/** Every way in which a page can have something sent, as the body of a function of an address without its scheme and of one for
 *  datagrams. What it throws, or never does, is of no account: only what leaves is. */
const attempts: Readonly<Record<string, string>> = {
  fetch: "await fetch('http://' + tcp, { mode: 'no-cors' })",
  'fetch, kept alive': "await fetch('http://' + tcp, { mode: 'no-cors', method: 'POST', keepalive: true, body: 'x' })",
  XMLHttpRequest: "const r = new XMLHttpRequest(); r.open('GET', 'http://' + tcp); r.send(); await later()",
  WebSocket: "new WebSocket('ws://' + tcp); await later()",
  WebSocketStream: "new WebSocketStream('ws://' + tcp); await later()",
  EventSource: "new EventSource('http://' + tcp); await later()",
  sendBeacon: "navigator.sendBeacon('http://' + tcp, 'x'); await later()",
  WebTransport: "await Promise.race([new WebTransport('https://' + udp).ready, later()])",
  image: "Object.assign(new Image(), { src: 'http://' + tcp }); await later()",
  'image of a set': "Object.assign(new Image(), { srcset: 'http://' + tcp + ' 1x' }); await later()",
  video: "Object.assign(document.createElement('video'), { src: 'http://' + tcp }).load(); await later()",
  script: "append('script', { src: 'http://' + tcp }); await later()",
  'style sheet': "append('link', { rel: 'stylesheet', href: 'http://' + tcp }); await later()",
  icon: "append('link', { rel: 'icon', href: 'http://' + tcp }); await later()",
  prefetch: "append('link', { rel: 'prefetch', href: 'http://' + tcp }); await later()",
  preload: "append('link', { rel: 'preload', as: 'fetch', href: 'http://' + tcp }); await later()",
  preconnect: "append('link', { rel: 'preconnect', href: 'http://' + tcp }); await later()",
  'DNS prefetch': "append('link', { rel: 'dns-prefetch', href: '//anchorite-probe.example' }); await later()",
  frame: "append('iframe', { src: 'http://' + tcp }); await later()",
  object: "append('object', { data: 'http://' + tcp }); await later()",
  'speculation rules':
    "append('script', { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: ['http://' + tcp] }] }) }); await later()",
  'ping of a link': "append('a', { href: '#', ping: 'http://' + tcp }).click(); await later()",
  form: "const f = append('form', { action: 'http://' + tcp, method: 'post' }); f.submit(); await later()",
  'another page': "location.href = 'http://' + tcp; await later()",
  'another window': "window.open('http://' + tcp); await later()",
  worker: "new Worker('http://' + tcp); await later()",
  'service worker': "await navigator.serviceWorker.register('http://' + tcp)",
  face: "document.fonts.add(await new FontFace('x', 'url(http://' + tcp + ')').load())",
  'peer connection': `const peer = new RTCPeerConnection({ iceServers: [
    { urls: 'stun:' + udp }, { urls: ['turn:' + udp, 'turn:' + tcp + '?transport=tcp'], username: 'a', credential: 'b' }] });
    peer.createDataChannel('x');
    peer.addTransceiver('audio');
    await peer.setLocalDescription(await peer.createOffer());
    await later(1500)`,
  'peer connection by the name of WebKit': `const peer = new webkitRTCPeerConnection({ iceServers: [{ urls: 'stun:' + udp }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await later(1500)`,
  'peer connection of an empty frame': `const { contentWindow } = append('iframe', {});
    const peer = new contentWindow.RTCPeerConnection({ iceServers: [{ urls: 'stun:' + udp }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await later(1500)`,
};

/** A frame without a page has peer connections, which ask the kernel for a way out before they are told that there is none: that opens
 *  a socket and sends nothing. The last to be tried, because the socket stays open a while. */
const mayOpenSockets = 'peer connection of an empty frame';
/** Where machines of a local network tell each other their names, as the kernel writes a port. */
const multicastNames = ':14E9';

/** Has the page try something, in a task of its own: what the debugger itself evaluates is exempt from the policy of the page. */
async function attempt(page: Page, code: string, tcp: string, udp: string): Promise<void> {
  await page.evaluate(`new Promise((done) => setTimeout(async () => {
    const [tcp, udp] = ${JSON.stringify([tcp, udp])};
    const later = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));
    const append = (name, attributes) => { const e = Object.assign(document.createElement(name), attributes); document.body.append(e); return e; };
    const limit = later(3000);
    try { await Promise.race([limit, (async () => { ${code} })()]); } catch {}
    done();
  }))`);
}

/** What the application itself would look like if it used the network, seen by the same means. */
async function reachOut(app: ElectronApplication, tcpPort: number, udpPort: number): Promise<void> {
  await app.evaluate(
    async (_electron, [tcp, udp]) => {
      const [{ createSocket: open }, { connect }] = [
        process.getBuiltinModule('node:dgram'),
        process.getBuiltinModule('node:net'),
      ];
      const socket = open('udp4');
      await new Promise((resolve) => socket.send('x', udp, '127.0.0.1', resolve));
      await new Promise((resolve) => connect(tcp, '127.0.0.1', () => resolve(null)).on('error', resolve));
      await new Promise((resolve) => setTimeout(resolve, 300));
      socket.close();
    },
    [tcpPort, udpPort] as const,
  );
}

test('whatever the page tries, no socket is opened and nothing arrives anywhere', async ({ page, app }) => {
  test.setTimeout(180_000);
  const listener = await listenEverywhere();
  const pid = app.process().pid ?? 0;
  // What drives the test talks to the application over sockets of its own. Each socket is laid to what was tried when it appeared.
  const known = new Set(await internetSockets(pid));
  const whileTrying = async (work: () => Promise<void>): Promise<readonly string[]> => {
    const stop = watchSockets(pid);
    try {
      await work();
    } finally {
      await stop();
    }
    const opened = (await stop()).filter((socket) => !known.has(socket));
    for (const socket of opened) known.add(socket);
    return opened;
  };
  try {
    for (const [name, code] of Object.entries(attempts)) {
      const sockets = await whileTrying(async () => {
        for (const address of listener.addresses)
          await attempt(page, code, `${address}:${listener.tcpPort}`, `${address}:${listener.udpPort}`);
      });
      const opened = sockets.filter((socket) => name !== mayOpenSockets || socket.includes(multicastNames));
      const seen = { name, opened, connections: listener.connections(), datagrams: listener.datagrams() };
      expect(seen).toEqual({ name, opened: [], connections: 0, datagrams: 0 });
    }
    // The same means do see it when something leaves.
    const control = await whileTrying(() => reachOut(app, listener.tcpPort, listener.udpPort));
    expect([listener.connections(), listener.datagrams()]).toEqual([1, 1]);
    expect(control.some((socket) => socket.startsWith('udp '))).toBe(canSeeSockets);
  } finally {
    listener.close();
  }
});
