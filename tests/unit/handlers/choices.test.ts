import { beforeEach, expect, test } from 'vitest';
import { Choices } from '../../../main/handlers/session/choices.ts';

/** What a person answers to the dialogs, in turn; nothing when they cancel. */
let answers: (string | null)[];
let choices: Choices;
beforeEach(() => {
  answers = [];
  const answer = async (): Promise<string | null> => answers.shift() ?? null;
  choices = new Choices({ chooseFolder: answer, chooseNewCollection: answer });
});

test('a choice that was made before is good for one call', async () => {
  answers = ['/other', '/third'];
  expect(await choices.ask({ purpose: 'new', title: 'Other' })).toBe(true);
  expect(await choices.take({ purpose: 'new', title: 'Other' })).toMatchObject({ folder: '/other' });
  expect(await choices.take({ purpose: 'new', title: 'Other' })).toMatchObject({ folder: '/third' });
  expect(await choices.take({ purpose: 'new', title: 'Other' })).toBeNull();
});

test('a choice for one purpose is none for another', async () => {
  answers = ['/other'];
  expect(await choices.ask({ purpose: 'open' })).toBe(true);
  expect(await choices.take({ purpose: 'new', title: 'Other' })).toBeNull();
  expect(await choices.take({ purpose: 'open' })).toBeNull();
});

test('whoever cancels has chosen nothing, also where two things are asked for', async () => {
  answers = ['/other'];
  expect(await choices.ask({ purpose: 'open' })).toBe(true);
  expect(await choices.ask({ purpose: 'open' })).toBe(false);
  expect(await choices.take({ purpose: 'open' })).toBeNull();
  answers = ['/backup'];
  expect(await choices.ask({ purpose: 'restore' })).toBe(false);
  answers = ['/backup', '/restored'];
  expect(await choices.ask({ purpose: 'restore' })).toBe(true);
  expect(await choices.take({ purpose: 'restore' })).toMatchObject({ backup: '/backup', folder: '/restored' });
});
