import { describe, expect, it } from 'vitest';
import { defaultEditor, openPreferences } from '../../../main/storage/settings/preferences-store.ts';
import { openRecentCollections } from '../../../main/storage/settings/recent-collections.ts';
import { userFolder } from '../../../main/storage/settings/user-folder.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const folder = '/home/maria/.config/Anchorite';
const file = `${folder}/preferences.json`;
const open = (fileSystem: MemoryFileSystem) => openPreferences(folder, { fileSystem, account: 'maria.keller' });

describe('preferences', () => {
  it('begin with a guess at the name and an identity that stays', async () => {
    const disk = new MemoryFileSystem();
    const first = await open(disk);
    expect(first.preferences).toMatchObject({
      editor: { name: 'maria.keller', siglum: 'MK' },
      theme: 'system',
      keys: {},
      reopen: true,
      toured: false,
      introduced: false,
      replica: expect.stringMatching(/^r[0-9a-z]{11}$/),
    });
    expect((await open(disk)).preferences).toEqual(first.preferences);
  });

  it('are kept, but for the identity of the installation', async () => {
    const disk = new MemoryFileSystem();
    const store = await open(disk);
    const { replica } = store.preferences;
    const other = 'r00000000009' as typeof replica;
    const saved = await store.save({ ...store.preferences, theme: 'dark', replica: other });
    expect([saved.theme, saved.replica]).toEqual(['dark', replica]);
    expect((await open(disk)).preferences).toEqual(saved);
  });

  it('of earlier versions keep their one schema: rules among the rules, all else where it was', async () => {
    const disk = new MemoryFileSystem();
    const store = await open(disk);
    const { rulesFile: _, ...earlier } = store.preferences;
    const kept = async (schemaFile: string | null) => {
      disk.setBytes(file, new TextEncoder().encode(JSON.stringify({ ...earlier, schemaFile })));
      const { preferences } = await open(disk);
      return [preferences.schemaFile, preferences.rulesFile];
    };
    expect(await kept('/x/own.rng')).toEqual(['/x/own.rng', null]);
    expect(await kept('/x/own.SCH')).toEqual([null, '/x/own.SCH']);
    expect(await kept('/x/rules.xml')).toEqual(['/x/rules.xml', null]);
    expect(await kept(null)).toEqual([null, null]);
    await store.save({ ...store.preferences, schemaFile: '/x/own.rng', rulesFile: '/x/own.sch' });
    expect((await open(disk)).preferences).toMatchObject({ schemaFile: '/x/own.rng', rulesFile: '/x/own.sch' });
  });

  it('are kept where a link of the person leads', async () => {
    const disk = new MemoryFileSystem();
    await open(disk);
    const elsewhere = '/home/maria/settings/anchorite.json';
    disk.makeFolders('/home/maria/settings');
    disk.setBytes(elsewhere, disk.bytes(file));
    disk.setLink(file, elsewhere);
    const store = await open(disk);
    await store.save({ ...store.preferences, theme: 'dark' });
    expect([JSON.parse(Buffer.from(disk.bytes(elsewhere)).toString()).theme, store.notices]).toEqual(['dark', []]);
    expect((await open(disk)).preferences.theme).toBe('dark');
  });

  it('that cannot be read are set back, told of, and kept aside', async () => {
    const disk = new MemoryFileSystem();
    await open(disk);
    disk.setBytes(file, Buffer.from('{"theme":'));
    const store = await open(disk);
    expect([store.preferences.theme, store.notices.length]).toEqual(['system', 1]);
    expect(Buffer.from(disk.bytes(`${file}.unreadable`)).toString()).toBe('{"theme":');
    expect((await open(disk)).preferences.replica).toBe(store.preferences.replica);
  });
});

describe('the first guess at an editor', () => {
  it.each([
    ['maria.keller', 'MK'],
    ['root', 'ROO'],
    ['Jana Nováková', 'JN'],
    ['Élodie', 'ELO'],
    ['42', 'ED'],
    ['', 'EDI'],
  ])('%j has the siglum %s', (account, siglum) => {
    expect(defaultEditor(account).siglum).toBe(siglum);
  });
});

describe('the folder of a person', () => {
  it.each([
    ['linux', {}, '/home/m/.config/Anchorite'],
    ['linux', { XDG_CONFIG_HOME: '/home/m/conf' }, '/home/m/conf/Anchorite'],
    ['linux', { XDG_CONFIG_HOME: 'conf' }, '/home/m/.config/Anchorite'],
    ['darwin', {}, '/home/m/Library/Application Support/Anchorite'],
    ['linux', { ANCHORITE_USER_FOLDER: '/elsewhere' }, '/elsewhere'],
  ] as const)('on %s with %j is %s', (platform, environment, expected) => {
    expect(userFolder(platform, environment, '/home/m')).toBe(expected);
  });
});

describe('recent collections', () => {
  const entry = (name: string) => ({ folder: `/${name}`, title: name, opened: '2026-03-01T10:00:00.000Z' });

  it('come latest first, each once', async () => {
    const disk = new MemoryFileSystem();
    const recent = await openRecentCollections(folder, disk);
    for (const name of ['a', 'b', 'c', 'a']) await recent.add(entry(name));
    await recent.remove('/b');
    expect((await openRecentCollections(folder, disk)).list()).toEqual([entry('a'), entry('c')]);
  });

  it('are begun anew when the list cannot be read', async () => {
    const disk = new MemoryFileSystem();
    await (await openRecentCollections(folder, disk)).add(entry('a'));
    disk.setBytes(`${folder}/recent.json`, Buffer.from('[]'));
    expect((await openRecentCollections(folder, disk)).list()).toEqual([]);
  });
});
