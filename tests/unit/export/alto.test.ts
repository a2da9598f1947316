import { expect, test } from 'vitest';
import type { LayoutWord } from '../../../shared/document/layout.ts';
import { altoXml } from '../../../shared/export/alto.ts';
import { block, line, word } from '../../helpers/layout-builders.ts';

const application = { name: 'Anchorite', version: '0.1.0' };

const written = (words: readonly LayoutWord[], presentText?: (word: LayoutWord) => string | null): string => {
  const layout = { width: 1000, height: 800, blocks: [block([10, 20, 500, 40], line(null, words))] };
  const xml = altoXml({ layout, image: '0001.png', number: 3, ...(presentText ? { presentText } : {}) }, application);
  return xml.slice(xml.indexOf('<TextLine'), xml.indexOf('</TextLine>'));
};

test('an ALTO file names its unit, its image and its program, and numbers page, blocks and lines', () => {
  const layout = {
    width: 1000,
    height: 800,
    blocks: [
      block(
        [10, 20, 500, 40],
        line(
          [10, 20, 500, 40],
          [word('TOP', [10, 20, 80, 30], { confidence: 96.28 }), word('SECRET')],
          [
            [10, 50],
            [510, 52.5],
          ],
        ),
        line(null, []),
      ),
    ],
  };
  expect(altoXml({ layout, image: 'a & b.png', number: 3 }, application)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" SCHEMAVERSION="4.4">
 <Description>
  <MeasurementUnit>pixel</MeasurementUnit>
  <sourceImageInformation>
   <fileName>a &amp; b.png</fileName>
  </sourceImageInformation>
  <Processing ID="written">
   <processingCategory>other</processingCategory>
   <processingSoftware>
    <softwareName>Anchorite</softwareName>
    <softwareVersion>0.1.0</softwareVersion>
   </processingSoftware>
  </Processing>
 </Description>
 <Layout>
  <Page ID="P3" PHYSICAL_IMG_NR="3" WIDTH="1000" HEIGHT="800">
   <PrintSpace HPOS="0" VPOS="0" WIDTH="1000" HEIGHT="800">
    <TextBlock ID="B1" HPOS="10" VPOS="20" WIDTH="500" HEIGHT="40">
     <TextLine ID="B1L1" BASELINE="10,50 510,52.5" HPOS="10" VPOS="20" WIDTH="500" HEIGHT="40">
      <String CONTENT="TOP" HPOS="10" VPOS="20" WIDTH="80" HEIGHT="30" WC="0.9628"/>
      <SP/>
      <String CONTENT="SECRET"/>
     </TextLine>
     <TextLine ID="B1L2">
      <String CONTENT=""/>
     </TextLine>
    </TextBlock>
   </PrintSpace>
  </Page>
 </Layout>
</alto>
`);
});

test('a word divided by a line end has its hyphen beside it and the whole word with it', () => {
  const divided = word('RECONNAIS-', null, { hyphenation: { part: 1, whole: 'RECONNAISSANCE' } });
  expect(written([divided])).toBe(
    `<TextLine ID="B1L1">
      <String CONTENT="RECONNAIS" SUBS_TYPE="HypPart1" SUBS_CONTENT="RECONNAISSANCE"/>
      <HYP CONTENT="-"/>
     `,
  );
});

test('a corrected word says so, loses its confidence and keeps what was recognised', () => {
  const words = [
    word('STEVENS', [100, 0, 80, 20], { confidence: 60 }),
    word('ON', [190, 0, 20, 20], { confidence: 50 }),
    word('ofthe', [300, 0, 120, 20], { confidence: 70, alternatives: [{ text: 'otthe', confidence: 20 }] }),
    word('UN', [500, 0, 40, 20], { confidence: 90 }),
  ];
  const present = new Map([
    ['STEVENS', 'STEVENSON'],
    ['ofthe', 'of the'],
    ['UN', 'UN'],
  ]);
  expect(written(words, ({ text }) => present.get(text) ?? null)).toBe(
    `<TextLine ID="B1L1">
      <String CONTENT="STEVENSON" HPOS="100" VPOS="0" WIDTH="80" HEIGHT="20" CS="true">
       <ALTERNATIVE PURPOSE="recognised">STEVENS</ALTERNATIVE>
      </String>
      <SP/>
      <String CONTENT="of" HPOS="300" VPOS="0" WIDTH="40" HEIGHT="20" CS="true">
       <ALTERNATIVE PURPOSE="recognised">ofthe</ALTERNATIVE>
       <ALTERNATIVE PURPOSE="confidence:0.2">otthe</ALTERNATIVE>
      </String>
      <SP/>
      <String CONTENT="the" HPOS="360" VPOS="0" WIDTH="60" HEIGHT="20" CS="true"/>
      <SP/>
      <String CONTENT="UN" HPOS="500" VPOS="0" WIDTH="40" HEIGHT="20" WC="0.9"/>
     `,
  );
});
