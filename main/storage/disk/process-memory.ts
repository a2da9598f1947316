import { readFileSync } from 'node:fs';

const pageBytes = 4096;

/** How much memory a process of this machine holds, in bytes; null where the system does not tell, or there is none. */
export function processMemory(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return Number.isFinite(resident) ? resident * pageBytes : null;
  } catch {
    return null;
  }
}
