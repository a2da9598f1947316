import path from 'node:path';
import type { Fault } from '../../shared/contract/fault.ts';
import { layoutFaultParts } from '../../shared/import/ocr/layout-fault.ts';
import type { ReadLayoutFile } from '../../shared/import/ocr/read-layout.ts';
import { layoutLimits } from '../../shared/import/ocr/xml-stream.ts';
import { nothingImported } from '../../shared/import/read-fault.ts';
import { readOutsideFile } from '../storage/outside-file.ts';
import { gunzipped, isGzip } from './gunzip.ts';
import type { LayoutAnswer, LayoutRequest, SizedImage } from './layout-worker.ts';
import { outsideFileFault } from './read-fault.ts';
import { taskFaultSentence, taskThread } from './task-thread.ts';

export type LayoutFileResult =
  | {
      readonly kind: 'read';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly layout: ReadLayoutFile;
    }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Reads files with layouts (hOCR, ALTO, PAGE) in a thread of its own, bounded in time and memory. */
export interface LayoutReader {
  /** @param images that the file may describe, in the order of the pages */
  read(file: string, images: readonly SizedImage[], signal: AbortSignal): Promise<LayoutFileResult>;
  close(): Promise<void>;
}

/** A layout of five thousand pages takes some ten seconds. */
const readLimitMs = 60_000;
const readMemoryMb = 2_048;

/** @param workers the folder of the worker programs */
export function layoutReader(workers: URL): LayoutReader {
  const worker = taskThread<LayoutRequest, LayoutAnswer>(new URL('layout-worker.js', workers), readMemoryMb);
  return {
    close: worker.close,
    async read(file, images, signal) {
      const opened = await readOutsideFile(file, layoutLimits.length);
      const base = path.basename(file) || file;
      if (opened.kind !== 'read') return { kind: 'refused', fault: outsideFileFault(opened, base) };
      const { name } = opened;
      const bytes = isGzip(opened.bytes) ? gunzipped(opened.bytes, layoutLimits.length) : opened.bytes;
      if (bytes === null) return { kind: 'refused', fault: notUnpacked(name) };
      const sizes = images.map(({ name: image, frame, width, height }) => ({ name: image, frame, width, height }));
      const result = await worker.ask({ name, bytes, images: sizes }, { limitMs: readLimitMs, signal });
      if (!result.ok) {
        if (result.fault.kind === 'cancelled') return { kind: 'cancelled' };
        const what = `${taskFaultSentence(result.fault, `Reading “${name}”`)}.`;
        return {
          kind: 'refused',
          fault: { what, kept: nothingImported, next: 'Divide it into its pages and try again.', details: null },
        };
      }
      const { answer } = result;
      if (answer.kind === 'layout') return { kind: 'read', name, bytes: opened.bytes, layout: answer };
      return { kind: 'refused', fault: { ...layoutFaultParts(answer, name), details: null } };
    },
  };
}

const notUnpacked = (name: string): Fault => ({
  what: `“${name}” is compressed (gzip) and could not be unpacked: it is damaged, or holds more than ${layoutLimits.length / 1024 / 1024} MB.`,
  kept: nothingImported,
  next: 'Unpack it yourself and import what it holds.',
  details: null,
});
