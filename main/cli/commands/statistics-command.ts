import { collectionStatistics } from '../../../shared/contract/payloads/statistics.ts';
import { type AddCommand, collectionArgument, jsonOption } from '../terminal/command-options.ts';
import { exitCode, outJson, textTable } from '../terminal/terminal.ts';
import { readCollection } from '../terminal/with-collection.ts';

/** `anchorite statistics <collection>` */
export const addStatisticsCommand: AddCommand = (program, environment, end) => {
  program
    .command('statistics')
    .description('Count what a collection holds, and how far the work on it is')
    .addArgument(collectionArgument())
    .addOption(jsonOption())
    .action(async (folder: string, options: { readonly json?: true }) => {
      const { terminal } = environment;
      const { statistics, unreadable } = await readCollection(environment, folder, async ({ collection }) => ({
        statistics: collectionStatistics(await collection.summaries()),
        unreadable: collection.unreadable.length,
      }));
      if (options.json) outJson(terminal, { ...statistics, unreadable });
      else {
        const { suspects, byStatus, byType, byMonth, undated, ...counts } = statistics;
        const rows: readonly (readonly [string, number])[] = [
          ...Object.entries({ ...counts, 'suspects left': suspects.left, undated, unreadable }),
          ...byStatus.map(({ status, documents }) => [status, documents] as const),
          ...byType.map(({ type, documents }) => [type, documents] as const),
          ...byMonth.map(({ month, documents }) => [month, documents] as const),
        ];
        terminal.out(
          textTable(
            ['what', 'how many'],
            rows.map(([what, count]) => [what, String(count)]),
            terminal.columns,
          ),
        );
      }
      end(unreadable > 0 ? exitCode.unavailable : exitCode.done);
    });
};
