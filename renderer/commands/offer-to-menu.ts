import { call } from '../bridge.ts';
import { availableCommands } from './command-registry.ts';

/** How long nothing must change before the menu bar is told. */
const quietMs = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let told = '';

/** Tells the menu bar, when nobody types, which commands would do something now. To be called whenever that may have changed. */
export function commandsMayHaveChanged(): void {
  clearTimeout(timer);
  timer = setTimeout(() => requestIdleCallback(offer, { timeout: 400 }), quietMs);
}

function offer(): void {
  const ids = availableCommands().map(({ id }) => id);
  if (ids.join() === told) return;
  told = ids.join();
  void call('menu:offer', { commands: ids });
}
