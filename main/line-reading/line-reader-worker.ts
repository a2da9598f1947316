import type { PageLayout } from '../../shared/document/layout.ts';
import { serveTasks } from '../workers/worker-server.ts';
import { builtInModel } from './known-models.ts';
import { type LineModel, type LineModelFiles, startLineModel } from './line-model.ts';
import { type PageLines, readPageLines } from './read-page-lines.ts';

export interface LineReadingRequest extends PageLines {
  /** Null for the one that comes with the program. */
  readonly model: LineModelFiles | null;
}

export type LineReadingAnswer =
  | { readonly kind: 'read'; readonly by: string; readonly layout: PageLayout }
  /** The recogniser, or the image, cannot be used; the reason is the end of a sentence. */
  | { readonly kind: 'bad model' | 'bad image'; readonly reason: string };

let running: { readonly key: string; readonly model: LineModel } | null = null;

serveTasks<LineReadingRequest, LineReadingAnswer>(async ({ model: files, ...page }, begin) => {
  let model: LineModel;
  try {
    model = await modelFor(files ?? builtInModel());
  } catch (error) {
    return { kind: 'bad model', reason: reasonOf(error) };
  }
  begin();
  try {
    return { kind: 'read', by: model.name, layout: await readPageLines(model, page) };
  } catch (error) {
    return { kind: 'bad image', reason: reasonOf(error) };
  }
});

/** A recogniser is started once: that takes as long as some lines. */
async function modelFor(files: LineModelFiles): Promise<LineModel> {
  const key = JSON.stringify(files);
  if (running?.key === key) return running.model;
  await running?.model.close();
  running = null;
  const model = await startLineModel(files);
  running = { key, model };
  return model;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
