import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { type ReadFault, readFaultParts } from '../../shared/import/read-fault.ts';
import { unreachable } from '../../shared/text/unreachable.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { OutsideFileFault } from '../storage/disk/outside-file.ts';

/** Why a file was not imported.
 *  @param name base name of the file */
export const readFault = (fault: ReadFault, name: string): Fault => ({ ...readFaultParts(fault, name), details: null });

/** The same for a file of which not even the bytes could be read. */
export function outsideFileFault(fault: OutsideFileFault, name: string): Fault {
  return readFault(asReadFault(fault), name);
}

function asReadFault(fault: OutsideFileFault): ReadFault {
  switch (fault.kind) {
    case 'missing':
      return fault;
    case 'folder':
      return { kind: 'directory' };
    case 'not a file':
      return { kind: 'unreadable', reason: inEnglish`it is neither a file nor a folder` };
    case 'too large':
      return { kind: 'too-large', bytes: fault.bytes, maxBytes: fault.limit };
    case 'unreadable':
      return fault.code === 'EACCES' || fault.code === 'EPERM'
        ? { kind: 'no-permission' }
        : { kind: 'unreadable', reason: inEnglish`the system says ${fault.code}` };
    default:
      return unreachable(fault);
  }
}
