import { beginRest } from '../model/rows.ts';
import { ask } from '../platform/bridge.ts';

/** Asks for the rows that the view of a large collection left out: they come by themselves, some at a time. To be called whenever a
 *  collection is shown that was opened. */
export async function fetchRest(): Promise<void> {
  if (beginRest() === null) return;
  await ask('collection:rest', null);
}
