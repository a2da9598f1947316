import { expect, test } from 'vitest';
import { DerivedDocument } from '../../renderer/model/derived/derived-document.ts';
import { SearchHits, searchedText } from '../../renderer/model/derived/search-hits.ts';
import { type FindQuery, findInTexts, findMatches, type Match } from '../../shared/find/find.ts';
import { type Act, runAct } from '../helpers/editing-acts.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { randomSession, startDocuments } from '../helpers/random-sessions.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

const sessions = 60;

const queries: readonly FindQuery[] = [
  { text: 'e', caseSensitive: false },
  { text: 'the', wholeWord: true, caseSensitive: false },
  { text: '\\b(?<first>[A-Z])(\\w+)', regex: true },
];

function search(hits: SearchHits, query: FindQuery): number {
  const unread = [...hits.unread];
  for (const leaf of unread) {
    const result = findInTexts([searchedText(leaf)], query);
    hits.take(leaf, result.ok ? result.hits : []);
  }
  return unread.length;
}

const matchesIn = (session: EditingSession, query: FindQuery): readonly Match[] => {
  const result = findMatches(session.state.doc, query);
  return result.ok ? result.matches : [];
};

test('after any session the hits are those of a search through the whole document', () => {
  for (let seed = 1; seed <= sessions; seed++) {
    const { start = 'sample', acts } = randomSession(seed);
    const random = new SeededRandom(seed);
    const query = queries[seed % queries.length] as FindQuery;
    const session = new EditingSession(startDocuments[start]());
    let derived = new DerivedDocument(session.state.doc, session.state.doc);
    let hits = new SearchHits(derived);
    hits.begin();
    for (const act of acts) {
      const before = session.state.doc;
      const applied = runAct(session, act as Act);
      if (applied.length === 0 && session.state.doc !== before) {
        // It was opened again.
        derived = new DerivedDocument(session.state.doc, before);
        hits = new SearchHits(derived);
        hits.begin();
      }
      derived.note(applied);
      if (random.below(3) === 0) continue;
      derived.settled();
      search(hits, query);
      const whole = matchesIn(session, query);
      expect(hits.first(whole.length + 1)).toEqual(whole);
      expect(hits.count).toBe(whole.length);
      const pos = random.below(session.state.doc.content.size);
      expect(hits.countBefore(pos)).toBe(whole.filter(({ from }) => from < pos).length);
      expect([...hits.between(pos, pos + 60)]).toEqual(whole.filter(({ from }) => from >= pos && from <= pos + 60));
    }
  }
});
