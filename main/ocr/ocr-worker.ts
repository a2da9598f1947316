import type { ReadingRole } from '../../shared/document/layout.ts';
import { serveTasks } from '../workers/worker-server.ts';
import type { OcrLanguage } from './ocr-languages.ts';
import { firstPreparation, type PagePixels, type PageReadingParts, readPage, secondPreparation } from './read-page.ts';
import { type Engine, startEngine } from './tesseract.ts';

export interface PageOcrRequest {
  readonly pixels: PagePixels;
  readonly language: OcrLanguage;
  readonly role: Extract<ReadingRole, 'ocr' | 'second'>;
}

export type OcrAnswer =
  | ({ readonly kind: 'read' } & PageReadingParts)
  /** The data of the language, or the image, cannot be used; the reason is the end of a sentence. */
  | { readonly kind: 'bad language' | 'bad image'; readonly reason: string };

let running: { readonly language: string; readonly engine: Engine } | null = null;

serveTasks<PageOcrRequest, OcrAnswer>(async ({ pixels, language, role }, begin) => {
  let engine: Engine;
  try {
    engine = await engineFor(language);
  } catch (error) {
    return { kind: 'bad language', reason: reasonOf(error) };
  }
  begin();
  try {
    return { kind: 'read', ...(await readPage(engine, pixels, role === 'ocr' ? firstPreparation : secondPreparation)) };
  } catch (error) {
    return { kind: 'bad image', reason: reasonOf(error) };
  }
});

/** The engine is started once for each language: that takes as long as a short page. */
async function engineFor(language: OcrLanguage): Promise<Engine> {
  const key = JSON.stringify(language);
  if (running?.language === key) return running.engine;
  await running?.engine.close();
  running = null;
  const engine = await startEngine(language);
  running = { language: key, engine };
  return engine;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
