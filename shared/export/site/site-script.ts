/** The search of a site, as it runs in the browser: words that all stand in a document, letters as they are or without their accents, words in quotation marks
 *  together. It writes text and never markup. */
export const siteScript = `(function () {
  'use strict';
  var folded = function (text) {
    return text.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase();
  };
  var documents = globalThis.documentsOfEdition.map(function (one) {
    return { address: one.address, title: one.title, date: one.date, text: one.text, words: folded(one.title + '\\n' + one.text) };
  });
  var box = document.getElementById('search');
  var found = document.getElementById('found');
  var results = document.getElementById('results');
  var mostShown = 100;
  document.getElementById('search-box').hidden = false;

  function termsOf(query) {
    return (query.match(/"[^"]+"|\\S+/g) || []).map(function (term) {
      return folded(term.replace(/"/g, ''));
    }).filter(Boolean);
  }

  function snippetOf(one, term) {
    var at = folded(one.text).indexOf(term);
    var start = Math.max(0, at - 60);
    return (start > 0 ? '…' : '') + one.text.slice(start, start + 160).replace(/\\s+/g, ' ') + '…';
  }

  function show() {
    var terms = termsOf(box.value);
    results.replaceChildren();
    if (terms.length === 0) {
      found.textContent = '';
      return;
    }
    var hits = documents.filter(function (one) {
      return terms.every(function (term) { return one.words.includes(term); });
    });
    found.textContent = hits.length === 1 ? 'One document' : hits.length + ' documents';
    hits.slice(0, mostShown).forEach(function (one) {
      var item = document.createElement('li');
      var link = document.createElement('a');
      link.href = one.address;
      link.textContent = one.title;
      var snippet = document.createElement('div');
      snippet.textContent = snippetOf(one, terms[0]);
      item.append(link, ' ', one.date, snippet);
      results.append(item);
    });
  }

  box.addEventListener('input', show);
})();
`;
