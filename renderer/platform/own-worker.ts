interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): {
    createScriptURL: (address: string) => string;
  };
}

/** The page's own policy of Trusted Types: no worker but those of the application. */
const policy = (globalThis as unknown as { trustedTypes: TrustedTypes }).trustedTypes.createPolicy('AnchoriteWorkers', {
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError('not a worker of this page');
    return address;
  },
});

/** Starts a worker of the application.
 *  @param address as `import … from './name.ts?worker&url'` gives it */
export const startWorker = (address: string): Worker => new Worker(policy.createScriptURL(address), { type: 'module' });
