import workerUrl from './find-worker.ts?worker&url';

/** The part of Trusted Types that is used here. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** The name that the content security policy of the page has to list (`main/protocol.ts`). */
const policyName = 'AnchoriteWorkers';

const scriptUrl = trustedUrl();

/** The worker's address in the form the page may start; null where the page may start none. */
function trustedUrl(): string | null {
  const { trustedTypes } = window as { readonly trustedTypes?: PolicyFactory };
  if (!trustedTypes) return workerUrl;
  try {
    const policy = trustedTypes.createPolicy(policyName, { createScriptURL: (url) => url });
    return policy.createScriptURL(workerUrl);
  } catch {
    return null;
  }
}

/** Whether a person's own expressions can be tried, in a worker that can be stopped. */
export const canTryExpressions = scriptUrl !== null;

/** @throws TypeError when the page may start no worker (`canTryExpressions`) */
export function startExpressionWorker(): Worker {
  if (scriptUrl === null) throw new TypeError('the page may start no worker');
  return new Worker(scriptUrl, { type: 'module' });
}
