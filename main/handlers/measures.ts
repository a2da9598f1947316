import type { MeasuredDocument, Measurement } from '../../shared/contract/error-rate.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import { unreachable } from '../../shared/document/unreachable.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { type MeasureRequest, measureErrors } from '../jobs/measure-errors.ts';
import { readTruth } from '../jobs/read-truth.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { answeringOf } from './answering.ts';
import { done, type HandlersOf, refused } from './handler.ts';
import type { Session } from './session.ts';
import type { Shell } from './shell.ts';

/** What measuring needs of the window's session. */
interface Measuring extends Pick<Session, 'openedDocument' | 'jobs'> {
  readonly shell: Pick<Shell, 'chooseTruthFile'>;
  readonly jobContext: Pick<JobContext, 'workers'>;
}

/** How much was read wrong. */
export function measureHandlers(session: Measuring): HandlersOf<'document:error-rate'> {
  return {
    'document:error-rate': ({ document, measure }) =>
      answeringOf(session, document, async (store): Promise<Reply<MeasuredDocument | null>> => {
        const request = await requestOf(session, measure);
        if (request === null) return done(null);
        return request.ok ? measured(session, store, request.value) : request;
      }),
  };
}

/** Null when the person cancelled the dialog. */
async function requestOf(
  { shell, jobs, jobContext }: Measuring,
  measure: Measurement,
): Promise<Reply<MeasureRequest> | null> {
  switch (measure.kind) {
    case 'import':
      return done({ truth: null, version: null });
    case 'version':
      return done({ truth: null, version: measure.number });
    case 'truth': {
      const file = await shell.chooseTruthFile();
      if (file === null) return null;
      const read = await jobs.run('Reading', ({ signal }) => readTruth(jobContext, { file }, signal));
      if (read === 'cancelled') return null;
      return read.ok ? done({ truth: read.text, version: null }) : refused(read.fault);
    }
    default:
      return unreachable(measure);
  }
}

async function measured(
  session: Measuring,
  store: DocumentStore,
  request: MeasureRequest,
): Promise<Reply<MeasuredDocument>> {
  const outcome = await session.jobs.run('Measuring', ({ signal }) =>
    measureErrors(session.jobContext, store, request, signal),
  );
  if (outcome.kind === 'measured') return done(outcome.value);
  const reason = outcome.kind === 'stopped' ? outcome.reason : `there is no version ${request.version}`;
  return refused({
    what: `The error rate was not measured: ${reason}.`,
    kept: 'Nothing was changed.',
    next: 'See that the ground truth belongs to this document, and try again.',
    details: null,
  });
}
