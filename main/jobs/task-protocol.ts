/** What is sent to a worker. */
export interface TaskRequest<Request> {
  readonly task: number;
  readonly request: Request;
}

/** What a worker sends back: that the part of the work that is limited in time begins, then the outcome. */
export type TaskMessage<Answer> =
  | { readonly kind: 'begun'; readonly task: number }
  | { readonly kind: 'answered'; readonly task: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly task: number; readonly error: Error };
