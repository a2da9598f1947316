import engine from 'virtual:site-search-engine';
import { html } from '../html/html-writer.ts';
import { searchFolder } from './search-shards.ts';

/** Makes the search ready for the words of the documents, which other scripts bring. */
const beginning = `'use strict';
${engine}
globalThis.anchoriteEdition = (function () {
  var search = new anchoriteSearch.SiteSearch();
  var texts = new Map();
  var waiting = new Map();
  return {
    search: search,
    words: function (shard) { search.add(shard); },
    texts: function (number, documents) {
      texts.set(number, documents);
      (waiting.get(number) || []).forEach(function (use) { use(documents); });
      waiting.delete(number);
    },
    /** Texts are read when they are first shown. */
    withTexts: function (number, use) {
      if (texts.has(number)) return use(texts.get(number));
      if (waiting.has(number)) return waiting.get(number).push(use);
      waiting.set(number, [use]);
      var script = document.createElement('script');
      script.src = '${searchFolder}/texts-' + number + '.js';
      document.head.append(script);
    },
  };
})();
`;

/** The box and what was found. It writes text and never markup. */
const page = `'use strict';
(function () {
  var edition = globalThis.anchoriteEdition;
  var box = document.getElementById('search');
  var found = document.getElementById('found');
  var results = document.getElementById('results');
  if (!box || !found || !results) return;
  var mostShown = 50;
  var asked = 0;
  document.getElementById('search-box').hidden = false;

  function marked(snippet, marks) {
    var line = document.createElement('div');
    var at = 0;
    marks.forEach(function (mark) {
      line.append(snippet.slice(at, mark.from));
      var hit = document.createElement('mark');
      hit.textContent = snippet.slice(mark.from, mark.to);
      line.append(hit);
      at = mark.to;
    });
    line.append(snippet.slice(at));
    return line;
  }

  function show() {
    asked += 1;
    var mine = asked;
    var findings = edition.search.find(box.value, mostShown);
    results.replaceChildren();
    found.textContent = '';
    if (findings.kind === 'not understood') found.textContent = findings.sentence;
    if (findings.kind !== 'found') return;
    var total = findings.total;
    var more = total > mostShown ? '; the best ' + mostShown + ' are shown' : '';
    found.textContent = total === 0 ? 'No document' : (total === 1 ? 'One document' : total + ' documents') + more;
    findings.best.forEach(function (entry) {
      var item = document.createElement('li');
      var link = document.createElement('a');
      link.href = entry.address;
      link.textContent = entry.title || entry.address;
      item.append(link, ' ', entry.date);
      results.append(item);
      edition.withTexts(entry.shard, function (documents) {
        if (mine !== asked) return;
        var shown = edition.search.show(findings.query, documents[entry.index]);
        item.append(marked(shown.snippet, shown.marks));
      });
    });
  }

  box.addEventListener('input', show);
  if (box.value !== '') show();
})();
`;

/** The scripts of the search but for the words and texts of the documents, by their paths. */
export const searchPrograms: ReadonlyMap<string, string> = new Map([
  [`${searchFolder}/engine.js`, beginning],
  [`${searchFolder}/page.js`, page],
]);

/** What the front page runs, in order.
 *  @param wordFiles paths of the words of the documents */
export const searchScripts = (wordFiles: readonly string[]): string =>
  [`${searchFolder}/engine.js`, ...wordFiles, `${searchFolder}/page.js`]
    .map((src) => html('script', { src }, ''))
    .join('\n');
