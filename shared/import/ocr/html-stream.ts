import { Parser } from 'htmlparser2';
import { inEnglish } from '../../translation/retell.ts';
import { allowedText, tooMuch, type XmlReader, type XmlStreamLimits } from '../../xml/xml-stream.ts';

/** Reads HTML as browsers do, piece by piece: names in capitals, bare ampersands, every named character, elements that nobody closed. For
 *  hOCR that is no XML. Holds to the same limits as `XmlStream`; its methods throw `Stopped<XmlStreamFault>` beyond them. */
export class HtmlStream {
  private length = 0;
  private depth = 0;
  /** How many characters were replaced because no text has them. */
  replaced = 0;
  private readonly parser: Parser;

  constructor(
    reader: XmlReader,
    private readonly limits: XmlStreamLimits,
  ) {
    this.parser = new Parser(
      {
        onopentag: (name, attributes) => {
          this.depth += 1;
          if (this.depth > limits.depth)
            tooMuch(inEnglish`more than ${limits.depth} elements stand inside one another`);
          const entries = Object.entries(attributes);
          if (entries.length > limits.attributes)
            tooMuch(inEnglish`an element has more than ${limits.attributes} attributes`);
          reader.open(name, new Map(entries));
        },
        ontext: (text) => {
          if (this.depth > 0)
            reader.text(
              allowedText(text, () => {
                this.replaced += 1;
              }),
            );
        },
        onclosetag: (name) => {
          this.depth -= 1;
          reader.close(name);
        },
      },
      { lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
    );
  }

  write(chunk: string): void {
    this.length += chunk.length;
    if (this.length > this.limits.length) tooMuch(inEnglish`it is longer than ${this.limits.length} characters`);
    this.parser.write(chunk);
  }

  end(): void {
    this.parser.end();
  }
}
