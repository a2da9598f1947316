import { type CertifiedDocument, certifyDocument } from '../jobs/certify-document.ts';
import type { AddCommand } from './add-command.ts';
import { anyDocumentArgument, collectionArgument, jsonOption } from './command-options.ts';
import type { ExitCode } from './exit-code.ts';
import type { ProgramEnvironment } from './program-environment.ts';
import { outJson } from './terminal.ts';
import { askDocuments, readCollection } from './with-collection.ts';

/** `anchorite certificate <collection> [document]` */
export const addCertificateCommand: AddCommand = (program, environment, end) => {
  program
    .command('certificate')
    .description('Tell page by page who read which lines against the image, when, and how much was found wrong')
    .addArgument(collectionArgument())
    .addArgument(anyDocumentArgument())
    .addOption(jsonOption())
    .action(async (folder: string, name: string | undefined, options: { readonly json?: true }) => {
      end(await tellCertificate(environment, folder, name, options.json === true));
    });
};

async function tellCertificate(
  environment: ProgramEnvironment,
  folder: string,
  name: string | undefined,
  asJson: boolean,
): Promise<ExitCode> {
  const { terminal } = environment;
  const { answers: certified, code } = await readCollection(environment, folder, (opened) => {
    const names = new Map(opened.context.editors.map((editor) => [editor.siglum, `${editor.name} (${editor.siglum})`]));
    const nameOf = (siglum: string): string => names.get(siglum) ?? siglum;
    return askDocuments(opened, environment, name, async (store) => certifyDocument(store, nameOf));
  });
  if (asJson) outJson(terminal, name === undefined ? certified : certified[0]);
  else terminal.out(certified.map(inWords).join('\n'));
  return code;
}

const inWords = ({ document, title, source, status, sentences }: CertifiedDocument): string =>
  [`${title === '' ? source : title} (${document}, ${status})`, ...sentences.map((line) => `  ${line}`), ''].join('\n');
