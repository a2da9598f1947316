import { languageNamePattern, type VocabularyAct } from '../../../../shared/document/vocabulary.ts';
import { ownModels } from '../../../line-reading/known-models.ts';
import { knownLanguages } from '../../../ocr/ocr-languages.ts';
import { ownDataIn } from '../../../workers/job.ts';
import {
  type AddCommand,
  collectionArgument,
  editorOption,
  jsonOption,
  type ProgramEnvironment,
  takeOverOption,
} from '../../terminal/command-options.ts';
import { CommandFault, type ExitCode, exitCode, outJson } from '../../terminal/terminal.ts';
import { changeCollection, readCollection } from '../../terminal/with-collection.ts';

interface LanguagesOptions {
  readonly json?: true;
  readonly editor?: string;
  readonly takeOver?: true;
  readonly reader?: string;
}

/** The recogniser that `--reader` takes for none of a person's own. */
const programReader = 'program';

/** `anchorite languages <collection> [names...] [--reader name]` */
export const addLanguagesCommand: AddCommand = (program, environment, end) => {
  program
    .command('languages')
    .description('Say in what the documents of a collection are written, and what reads its pages; or list both')
    .addArgument(collectionArgument())
    .argument('[names...]', 'eng, or names of data in the folder languages beside the preferences')
    .option(
      '--reader <name>',
      `a folder in readers beside the preferences; “${programReader}” for the OCR of the program`,
    )
    .addOption(editorOption())
    .addOption(takeOverOption())
    .addOption(jsonOption())
    .action(async (folder: string, names: readonly string[], options: LanguagesOptions) => {
      end(await languages(environment, folder, names, options));
    });
};

async function languages(
  environment: ProgramEnvironment,
  folder: string,
  names: readonly string[],
  options: LanguagesOptions,
): Promise<ExitCode> {
  const { terminal, userFolder } = environment;
  const folders = ownDataIn(userFolder);
  const known = await knownLanguages(folders.languages);
  const readers = await ownModels(folders.readers);
  const changes = chosen(names, options.reader, readers);
  const vocabulary =
    changes.length === 0
      ? await readCollection(environment, folder, async ({ collection }) => collection.vocabulary)
      : await changeCollection(environment, folder, options, async ({ collection }) => {
          await collection.learn(changes);
          return collection.vocabulary;
        });
  const { languages: present, reader } = vocabulary;
  const own = present.length === 0 ? ['eng'] : present;
  if (options.json) {
    outJson(terminal, { languages: own, reader, known, readers });
    return exitCode.done;
  }
  for (const name of own) {
    const data = known.find((one) => one.name === name);
    const what = [
      data?.canRead ? 'pages can be read' : 'no data to read pages',
      data?.hasDictionary ? 'dictionary' : 'no dictionary',
    ];
    terminal.out(`${name}  ${what.join(', ')}\n`);
  }
  terminal.out(`read by ${reader ?? 'the OCR of the program'}\n`);
  return exitCode.done;
}

function chosen(
  names: readonly string[],
  reader: string | undefined,
  readers: readonly string[],
): readonly VocabularyAct[] {
  const wrong = names.find((name) => !languageNamePattern.test(name));
  if (wrong !== undefined)
    throw new CommandFault(exitCode.wrongUse, `“${wrong}” cannot be a language: it is named like its file of data.`);
  if (reader !== undefined && reader !== programReader && !readers.includes(reader))
    throw new CommandFault(exitCode.wrongUse, `There is no recogniser “${reader}” in the folder readers.`);
  return [
    ...(names.length > 0 ? [{ kind: 'languages chosen' as const, languages: names }] : []),
    ...(reader === undefined
      ? []
      : [{ kind: 'reader chosen' as const, reader: reader === programReader ? null : reader }]),
  ];
}
