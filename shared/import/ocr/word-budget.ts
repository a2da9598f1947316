import { type RawLine, type RawWord, wordsOfElement, wordsOfText } from './raw-page.ts';
import { Stopped, type XmlStreamFault } from './xml-stream.ts';

/** More than any line has, in UTF-16 units. */
const longestText = 100_000;
/** Words of one file: some five thousand pages. Each takes many times the memory that its text takes in the file. */
const mostWords = 2_000_000;

/** Adds words to lines and counts them. Throws `Stopped<XmlStreamFault>` before there are too many. */
export class WordBudget {
  private count = 0;

  /** The word or words that an element for a word holds. */
  addElement(line: RawLine, word: RawWord): void {
    checkLength(word.text);
    this.add(line, wordsOfElement(word));
  }

  /** The words of a text, without boxes. */
  addText(line: RawLine, text: string, confidence: number | null): void {
    checkLength(text);
    this.add(line, wordsOfText(text, confidence));
  }

  private add(line: RawLine, words: readonly RawWord[]): void {
    this.count += words.length;
    if (this.count > mostWords) stop(`it has more than ${mostWords} words`);
    for (const word of words) line.words.push(word);
  }
}

function checkLength(text: string): void {
  if (text.length > longestText) stop(`a line is longer than ${longestText} characters`);
}

function stop(reason: string): never {
  throw new Stopped<XmlStreamFault>({ kind: 'beyond-limits', reason });
}
