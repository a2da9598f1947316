import type { ChangedTagTypes, TaggingCalls } from '../../shared/contract/calls/tagging.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { CollectionReplaced } from '../../shared/contract/payloads/find.ts';
import { nothingHidden, type TaggableHits } from '../../shared/contract/payloads/tagging.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { keptHiddenLayers } from '../storage/settings/collection-settings.ts';
import { defineTagType, removeTagType, type TagTypeOutcome, undoTagTypes } from '../tag-types/tag-types.ts';
import { type TagOutcome, type TagRequest, tagDocuments } from '../usecases/tag-documents.ts';
import type { JobControl } from '../workers/job.ts';
import { taskFaultSentence } from '../workers/task-thread.ts';
import { leftFault, tellRows } from './find.ts';
import { answering, answeringOf } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

type Channels = keyof TaggingCalls;

/** Tags over the documents of a collection. */
export function taggingHandlers(session: CollectionSession): HandlersOf<Channels> {
  return {
    async 'collection:occurrences'({ documents, words, as }) {
      const ids = documents ?? (await session.collection.summaries()).map(({ id }) => id);
      const request: TagRequest = { documents: ids, words: { kind: 'occurrences', of: words }, as, dryRun: true };
      return tag(
        session,
        'Looking',
        request,
        (outcome): TaggableHits => ({
          documents: outcome.documents.filter(({ hits }) => hits.length > 0),
          left: outcome.left.length,
          cancelled: outcome.cancelled,
        }),
      );
    },
    async 'collection:tag'({ words, as, chosen }) {
      const only = new Map(chosen.map(({ document, seq, hits }) => [document, { seq, hits: new Set(hits) }]));
      const documents = chosen.map(({ document }) => document);
      const request: TagRequest = { documents, words: { kind: 'occurrences', of: words }, as, dryRun: false, only };
      const reply = await tag(session, 'Tagging', request, (outcome) => tagged(outcome, documents));
      await tellRows(session, documents);
      return reply;
    },
    ...layerHandlers(session),
    ...tagTypeHandlers(session),
    'document:suggestions': ({ document }) =>
      answeringOf(session, document, async ({ state }) => {
        const { suggester, signal } = session.recognition;
        const result = await suggester.suggest(state, signal);
        if (result.kind === 'found') {
          const { suggestions, isComplete } = result;
          return done({ seq: state.seq, suggestions, isComplete });
        }
        const what = `${taskFaultSentence(result.fault, inEnglish`Looking for names in “${state.metadata.title}”`)}.`;
        return refused({
          what,
          kept: inEnglish`The document is as it was.`,
          next: inEnglish`Open the document again.`,
          details: null,
        });
      }),
  };
}

/** Which tags a person hides. */
function layerHandlers(session: CollectionSession): HandlersOf<'tags:hidden-layers' | 'tags:hide-layers'> {
  const { userFolder } = session.shell;
  const what = inEnglish`Which tags are hidden`;
  return {
    'tags:hidden-layers': () =>
      answering(what, async () =>
        done((await keptHiddenLayers.of(userFolder, session.collection.folder)) ?? nothingHidden),
      ),
    'tags:hide-layers': ({ hidden }) =>
      answering(what, async () => {
        const isShown = Object.values(hidden).every((layers: readonly unknown[]) => layers.length === 0);
        await keptHiddenLayers.keep(userFolder, session.collection.folder, isShown ? null : hidden);
        return done(null);
      }),
  };
}

type TypeChannels = 'tag-types:list' | 'tag-types:define' | 'tag-types:remove' | 'tag-types:undo';

function tagTypeHandlers(session: CollectionSession): HandlersOf<TypeChannels> {
  const changing = (act: (control: JobControl) => Promise<TagTypeOutcome>): Promise<Reply<ChangedTagTypes>> =>
    answering(session.collection.title, async () => {
      const outcome = await session.jobs.run(inEnglish`Types of tags`, act);
      const isChanged = outcome.kind === 'changed';
      return done({
        groups: session.collection.tagTypes.types.groups,
        group: isChanged ? outcome.group : null,
        sentence: isChanged ? null : outcome.sentence,
        isInUse: outcome.kind === 'in use',
      });
    });
  return {
    'tag-types:list': async () => done(session.collection.tagTypes.types.groups),
    'tag-types:define': ({ type }) => changing((control) => defineTagType(session.collection, type, control)),
    'tag-types:remove': ({ id, replacement }) =>
      changing((control) => removeTagType(session.collection, id, replacement, control)),
    'tag-types:undo': ({ group }) => changing(() => undoTagTypes(session.collection, group)),
  };
}

type Done = TagOutcome & { readonly kind: 'done' };

function tag<Value>(
  session: CollectionSession,
  what: string,
  request: TagRequest,
  reply: (outcome: Done) => Value,
): Promise<Reply<Value>> {
  const { jobs, jobContext, collection } = session;
  return answering(collection.title, async () => {
    const work = documentsOf(collection);
    const outcome = await jobs.run(what, (control) => tagDocuments(jobContext, work, request, control));
    // Words are no expression.
    if (outcome.kind === 'bad expression') throw new Error(outcome.reason);
    const [left] = outcome.left;
    const isRefused = left && !request.dryRun && outcome.documents.length === 0;
    return isRefused ? refused(leftFault(left.reason)) : done(reply(outcome));
  });
}

function tagged({ documents, cancelled }: Done, asked: readonly DocumentId[]): CollectionReplaced {
  const acts = documents.flatMap(({ document, group }) => (group ? [{ document, group }] : []));
  const hits = documents.flatMap((document) => document.hits).filter(({ tag: id }) => id !== null);
  // One that was changed since has no chosen hits any more.
  const known = new Set(documents.filter((document) => document.hits.length > 0).map(({ document }) => document));
  return { acts, hits: hits.length, left: cancelled ? [] : asked.filter((id) => !known.has(id)), cancelled };
}
