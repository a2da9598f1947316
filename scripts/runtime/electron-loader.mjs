// Takes the place of the start page that Electron ships as resources/default_app.asar, so that an Electron whose own one is
// missing can be started as usual: `electron [switches] <application folder or file> [arguments]`.
// Electron waits for this module before it reports "ready", and the application has to be loaded by then: hence the
// top-level await.
import { readFileSync, statSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** Splits the command line into what concerns this loader and the application it names. */
function readCommandLine(words) {
  const preloads = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '--version' || word === '-v') return { kind: 'version' };
    if (word === '--require' || word === '-r') {
      index += 1;
      preloads.push(words[index]);
    } else if (word.startsWith('--app=')) {
      return { kind: 'start', preloads, application: word.slice('--app='.length) };
    } else if (!word.startsWith('-')) {
      return { kind: 'start', preloads, application: word };
    }
  }
  return { kind: 'misuse' };
}

/** Gives Electron the application's name and version, as its own start page does, and finds the file to load. */
function adopt(location) {
  if (statSync(location).isFile()) {
    app.setAppPath(path.dirname(location));
    return location;
  }
  const manifestFile = path.join(location, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? app.getName());
  if (process.platform === 'linux') app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(location);
  return createRequire(manifestFile).resolve(path.join(location, manifest.main ?? 'index.js'));
}

const command = readCommandLine(process.argv.slice(1));
if (command.kind === 'version') {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (command.kind === 'misuse') {
  process.stderr.write('Name the application to start: electron <folder or file> [arguments]\n');
  process.exit(2);
}
// Test drivers hook in through --require before the application is loaded.
if (command.preloads.length > 0) Module._preloadModules(command.preloads);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
await import(pathToFileURL(adopt(path.resolve(command.application))).href);
