import { describe, expect, test } from 'vitest';
import { hasDisplay, librariesNotFound, needsPrivateDisplay, usesRenamedPackages } from '../../../scripts/machine.mjs';

test('the libraries that ldd does not find are named once each', () => {
  const output = `	linux-vdso.so.1 (0x00007ffd)
	libgtk-3.so.0 => not found
	libnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)
	libgbm.so.1 => not found
	libgtk-3.so.0 => not found
`;
  expect(librariesNotFound(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
});

describe('package names that end in t64', () => {
  const release = (id: string, version: string) => `PRETTY_NAME="Some Linux"\nID=${id}\nVERSION_ID="${version}"\n`;

  test.each([
    ['debian', '12', false],
    ['debian', '13', true],
    ['ubuntu', '22.04', false],
    ['ubuntu', '24.04', true],
    ['fedora', '41', false],
  ])('on %s %s: %s', (id, version, renamed) => {
    expect(usesRenamedPackages(release(id, version))).toBe(renamed);
  });

  test('Debian testing, which has no number, uses them', () => {
    expect(usesRenamedPackages('ID=debian\n')).toBe(true);
  });
});

test.runIf(process.platform === 'linux')('a Linux machine has a display when X or Wayland is named', () => {
  expect(hasDisplay({})).toBe(false);
  expect(hasDisplay({ DISPLAY: '' })).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
});

test.runIf(process.platform === 'linux')('tests keep off the own display unless HEADED asks for it', () => {
  expect(needsPrivateDisplay({ DISPLAY: ':0' })).toBe(true);
  expect(needsPrivateDisplay({ DISPLAY: ':0', HEADED: '1' })).toBe(false);
  expect(needsPrivateDisplay({ HEADED: '1' })).toBe(true);
});
