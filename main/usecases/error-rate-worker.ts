import { type ErrorRate, errorRate } from '../../shared/proofreading/error-rate.ts';
import { serveTasks } from '../workers/worker-server.ts';

export interface ErrorRateRequest {
  readonly texts: readonly string[];
  readonly truth: string;
}

/** One for each text. */
export type ErrorRateAnswer = readonly ErrorRate[];

serveTasks<ErrorRateRequest, ErrorRateAnswer>(({ texts, truth }, begin) => {
  begin();
  return texts.map((text) => errorRate(text, truth));
});
