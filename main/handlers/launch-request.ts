/** What the command line asks the window to show first. */
export interface LaunchRequest {
  /** `--collection=<folder>`, as it was written. */
  readonly collection: string | null;
  /** `--document=<name>`, a document of that collection or of the sample, as `findDocument` takes it. */
  readonly document: string | null;
  /** `--sample` */
  readonly sample: boolean;
}

/** Reads the options of this application out of a command line; Chromium's own and the rest are left alone. */
export function readLaunchRequest(argv: readonly string[]): LaunchRequest {
  return {
    collection: optionOf(argv, '--collection='),
    document: optionOf(argv, '--document='),
    sample: argv.includes('--sample'),
  };
}

function optionOf(argv: readonly string[], prefix: string): string | null {
  const found = argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
  return found === undefined || found === '' ? null : found;
}
