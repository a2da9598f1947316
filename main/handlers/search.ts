import type { SearchOutcome } from '../../shared/contract/payloads/search.ts';
import { parseQuery, queryFaultSentence } from '../../shared/search/query.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { keptTableViews } from '../storage/settings/collection-settings.ts';
import { keepSearches, savedSearches } from '../storage/settings/saved-searches.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type Channels =
  | 'collection:search'
  | 'collection:searches'
  | 'collection:keep-searches'
  | 'collection:table-views'
  | 'collection:keep-table-views';

/** Full-text search over the documents of the open collection, and how they are looked at: the queries and views that a person kept. */
export function searchHandlers(session: CollectionSession): HandlersOf<Channels> {
  const { shell } = session;
  const searched = async (text: string, inSource: boolean, limit: number): Promise<SearchOutcome> => {
    const parsed = parseQuery(text, inSource);
    if (!parsed.ok) return { kind: 'not searched', sentence: queryFaultSentence(parsed, text) };
    const report = await session.search.search(parsed.query, limit);
    if (typeof report === 'string') return { kind: 'not searched', sentence: `${report}.` };
    const { total, found, left, unreadable } = report;
    return { kind: 'found', total, hits: found, left, unreadable };
  };
  return {
    'collection:search': ({ text, inSource, limit }) =>
      answering<SearchOutcome>(session.collection.title, async () => done(await searched(text, inSource, limit))),
    'collection:searches': async () => done(await savedSearches(shell.userFolder)),
    'collection:keep-searches': ({ searches }) =>
      answering(inEnglish`The saved searches`, async () => {
        await keepSearches(shell.userFolder, searches);
        return done(searches);
      }),
    'collection:table-views': async () => {
      const views = await keptTableViews.of(shell.userFolder, session.collection.folder);
      return done(views ?? { current: null, named: [] });
    },
    'collection:keep-table-views': ({ views }) =>
      answering(inEnglish`The views of the table`, async () => {
        await keptTableViews.keep(shell.userFolder, session.collection.folder, views);
        return done(null);
      }),
  };
}
