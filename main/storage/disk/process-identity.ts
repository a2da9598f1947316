import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells one running process of one machine from every other. */
export interface ProcessIdentity {
  readonly host: string;
  /** Identity of the machine's present start; null where the system has none. */
  readonly bootId: string | null;
  /** Which table of processes `pid` is from: programs in containers have their own. Null where there is only one. */
  readonly namespace: string | null;
  readonly pid: number;
  /** When the process began, in the system's own notation: numbers of processes are given again. Null when not known. */
  readonly started: string | null;
}

/** What the lock of a collection needs to know of the machine. */
export interface ProcessIdentities {
  readonly self: ProcessIdentity;
  /** What tells this installation of the system from every other; null or absent where it has none that a file says. */
  readonly machineId?: string | null;
  /** When the process with this number began; `'running'` where the system does not say; null when there is none. */
  startOf(pid: number): string | null;
}

/** The facts of this process and its machine. */
export function nodeProcessIdentities(): ProcessIdentities {
  const started = startOf(process.pid);
  return {
    self: {
      host: hostname(),
      bootId: readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
      namespace: readOrNull(() => readlinkSync('/proc/self/ns/pid')),
      pid: process.pid,
      started: started === 'running' ? null : started,
    },
    machineId: readOrNull(() => readFileSync('/etc/machine-id', 'utf8').trim() || null),
    startOf,
  };
}

function startOf(pid: number): string | null {
  if (!isRunning(pid)) return null;
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return 'running';
  // The name of the program, in parentheses, may hold spaces and parentheses of its own. Behind it come the state and, as
  // the twentieth field from there, the start of the process.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return fields[19] ?? 'running';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another account is running, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readOrNull(read: () => string | null): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
