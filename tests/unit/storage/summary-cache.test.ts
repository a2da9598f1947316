import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { readCachedSummary, writeCachedSummary } from '../../../main/storage/document/summary-cache.ts';
import { emptyMetadata } from '../../../shared/document/metadata.ts';
import { tableRow } from '../../helpers/document-rows.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

test('a row that an earlier build kept has the facts of the archive, which stand beside it', () =>
  inTemporaryFolder(async (folder) => {
    const summary = tableRow(1);
    const earlier = {
      format: 2,
      id: summary.id,
      source: { name: '1.txt', bytes: 1, sha256: '0'.repeat(64), encoding: 'utf-8' },
      metadata: { ...emptyMetadata, repository: 'National Archives', box: '1762', item: ' ' },
      status: summary.status,
      summary,
      journal: {},
      heads: {},
      state: '',
    };
    // As that build wrote it: the number is no one of this build's.
    await writeCachedSummary(nodeFileSystem, folder, earlier as never);
    expect(await readCachedSummary(nodeFileSystem, folder)).toMatchObject({
      format: 3,
      summary: { ...summary, archive: { repository: 'National Archives', box: '1762' } },
    });
  }));
