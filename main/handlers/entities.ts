import path from 'node:path';
import type { ChangedEntity, EntityCalls } from '../../shared/contract/calls/entities.ts';
import type { Reply } from '../../shared/contract/ipc.ts';
import type { SeenMap } from '../../shared/contract/payloads/entities.ts';
import type { EntityId, GroupId } from '../../shared/document/identifier.ts';
import type { EntityAct, EntityKind } from '../../shared/entities/entity.ts';
import { entityCsv } from '../../shared/entities/lists/entity-csv.ts';
import type { EntityListReading } from '../../shared/entities/lists/entity-list.ts';
import { entityTeiFile } from '../../shared/entities/lists/entity-tei.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import {
  addEntity,
  cleanChanges,
  mergeEntities,
  setBroader,
  splitEntity,
  undoEntities,
} from '../entities/edit-entities.ts';
import { EntityDesk } from '../entities/entity-desk.ts';
import { importEntities, readEntityList } from '../entities/entity-lists.ts';
import { placesSvg } from '../entities/places-svg.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { nodeFileSystem } from '../storage/disk/file-system.ts';
import { ReplaceFileError, replaceFile } from '../storage/disk/replace-file.ts';
import { writeEditionFile } from '../storage/outside/edition-files.ts';
import { answering } from './session/answering.ts';
import { done, type HandlersOf, refused } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

const desks = new WeakMap<Collection, EntityDesk>();

/** The desk of the collection that is open: what was read of one is kept as long as it is. */
export function entityDesk({ collection }: CollectionSession): EntityDesk {
  const known = desks.get(collection) ?? new EntityDesk(collection);
  desks.set(collection, known);
  return known;
}

/** Who and what the documents of the collection name. */
export function entityHandlers(session: CollectionSession): HandlersOf<keyof EntityCalls> {
  const desk = (): EntityDesk => entityDesk(session);
  const answer = <Value>(act: () => Promise<Value>): Promise<Reply<Value>> =>
    answering(session.collection.title, async () => done(await act()));
  const inJob = <Value>(
    what: string,
    work: (desk: EntityDesk, control: Parameters<EntityDesk['check']>[0]) => Promise<Value>,
  ) => answer(() => session.jobs.run(what, (control) => work(desk(), control)));
  return {
    'entities:list': ({ text, kind, limit }) => answer(() => desk().list(text, kind, limit)),
    'entities:get': ({ ids }) => answer(() => desk().get(ids)),
    'entities:around': ({ id }) => answer(() => desk().around(id)),
    'entities:tree': ({ kind, limit }) => answer(() => desk().tree(kind, limit)),
    'entities:candidates': (asked) => answer(() => desk().candidates(asked)),
    'entities:take': ({ authority, key }) => answer(() => desk().take(authority, key)),
    'entities:mentions': ({ id, narrower }) => inJob('Mentions', (of, control) => of.mentions(id, control, narrower)),
    'entities:check': () => inJob('Checking', (of, control) => of.check(control)),
    'entities:places': () => inJob('Places', (of, control) => of.places(control)),
    'entities:save-map': ({ view }) => saveMap(session, desk(), view),
    'entities:authorities': () => answer(() => desk().authorities()),
    'entities:load-authority': ({ kind }) => loadAuthority(session, desk(), kind),
    'entities:remove-authority': ({ file }) =>
      answer(async () => {
        await session.collection.entities.removeAuthority(file);
        desk().authoritiesChanged();
        return desk().authorities();
      }),
    'entities:import': ({ kind }) =>
      withChosenList(session, kind, async (name, reading) => ({
        name,
        ...(await importEntities(session.collection.entities, reading, path.parse(name).name)),
      })),
    'entities:export': () => exportEntities(session),
    ...actHandlers(session, answer),
  };
}

type ActChannels =
  | 'entities:make'
  | 'entities:change'
  | 'entities:broader'
  | 'entities:merge'
  | 'entities:split'
  | 'entities:remove'
  | 'entities:undo';

function actHandlers(
  session: CollectionSession,
  answer: <Value>(act: () => Promise<Value>) => Promise<Reply<Value>>,
): HandlersOf<ActChannels> {
  const store = () => session.collection.entities;
  const changed = async (id: EntityId | null, group: GroupId | null): Promise<ChangedEntity> => ({
    entity: id === null ? null : (await store().ledger()).get(id),
    group,
    left: [],
  });
  const doing = (id: EntityId, act: EntityAct): Promise<Reply<ChangedEntity>> =>
    answer(async () => changed(id, await store().append([act])));
  return {
    'entities:make': ({ kind, name }) => answer(async () => (await addEntity(store(), kind, name)).entity),
    'entities:change': ({ id, set }) =>
      answer(async () => {
        const meant = (await store().ledger()).resolve(id);
        return changed(meant, await store().append([{ kind: 'changed', id: meant, set: cleanChanges(set) }]));
      }),
    'entities:broader': ({ id, broader }) =>
      answering(session.collection.title, async () => {
        const outcome = await setBroader(store(), id, broader);
        if (outcome.kind === 'refused') return refused(outcome.fault);
        return done({ entity: outcome.entity, group: outcome.group, left: [] });
      }),
    'entities:merge': ({ into, others }) =>
      answer(async () => changed(into, await mergeEntities(store(), into, others))),
    'entities:split': (request) =>
      answer(async () => {
        const split = await splitEntity(store(), documentsOf(session.collection), request);
        return split ?? changed(null, null);
      }),
    'entities:remove': ({ id }) => doing(id, { kind: 'removed', id }),
    'entities:undo': ({ group }) =>
      answer(async () => {
        const outcome = await undoEntities(store(), group);
        return changed(outcome.kind === 'undone' ? (outcome.entities[0] ?? null) : null, group);
      }),
  };
}

async function saveMap(
  session: CollectionSession,
  desk: EntityDesk,
  view: SeenMap,
): Promise<Reply<{ readonly file: string } | null>> {
  const { shell, jobs, jobContext, collection } = session;
  const file = await shell.chooseSaveFile({
    title: inEnglish`Export the map`,
    name: 'places.svg',
    kind: 'SVG',
    ending: 'svg',
  });
  if (file === null) return done(null);
  return answering(collection.title, async () => {
    const svg = await jobs.run(inEnglish`Places`, async (control) =>
      placesSvg(await desk.places(control), view, collection.title),
    );
    try {
      await replaceFile(jobContext.fileSystem, file, new TextEncoder().encode(svg));
    } catch (error) {
      if (!(error instanceof ReplaceFileError)) throw error;
      return refused({
        what: inEnglish`The map was not written.`,
        kept: inEnglish`The collection is as it was, and no half file was left.`,
        next: inEnglish`Choose another folder, or look whether the disk is full.`,
        details: error.message,
      });
    }
    return done({ file });
  });
}

/** Asks for a list, reads it and hands it on. */
async function withChosenList<Value>(
  session: CollectionSession,
  kind: EntityKind,
  use: (name: string, reading: EntityListReading) => Promise<Value>,
): Promise<Reply<Value | null>> {
  const file = await session.shell.chooseEntityList();
  if (file === null) return done(null);
  const list = await readEntityList(file, kind);
  if (list.kind === 'fault') return refused(list.fault);
  return answering(session.collection.title, async () => done(await use(path.basename(file), list.reading)));
}

const loadAuthority = (session: CollectionSession, desk: EntityDesk, kind: EntityKind) =>
  withChosenList(session, kind, async (file, { entries, faults }) => {
    const { name } = path.parse(file);
    await session.collection.entities.keepAuthority(name, entries);
    desk.authoritiesChanged();
    return { name, entries: entries.length, faults };
  });

async function exportEntities(session: CollectionSession): Promise<Reply<readonly string[] | null>> {
  const folder = await session.shell.chooseFolder('export');
  if (folder === null) return done(null);
  const { title, entities: store } = session.collection;
  return answering(inEnglish`The list of entities`, async () => {
    const { entities } = await store.ledger();
    const csv = await writeEditionFile(nodeFileSystem, folder, 'entities.csv', entityCsv(entities));
    return done([csv, await writeEditionFile(nodeFileSystem, folder, 'entities.xml', entityTeiFile(entities, title))]);
  });
}
