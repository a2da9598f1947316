import { splitLines } from '../../shared/import/plain-text/draft/source-lines.ts';
import { findOpenings } from '../../shared/import/plain-text/layout/openings.ts';
import { continuesField, headerFieldOf } from '../../shared/import/plain-text/parts/header-fields.ts';
import { standsAloneInOpening } from '../../shared/import/plain-text/layout/line-sorts.ts';
const t='59. Memorandum From X\n\nWashington, November 18, 1977\n\nMEMORANDUM FOR\nThe Secretary of State\nThe Secretary of the Treasury\nThe Secretary of Defense\n\nSUBJECT\nEconomic';
const lines=splitLines(t,[]);
findOpenings(lines).forEach((o,i)=>console.log(JSON.stringify(o),lines[i]?.words, standsAloneInOpening(lines[i]?.words??'')));
console.log(continuesField('MEMORANDUM FOR','The Secretary of State','The Secretary of the Treasury',0), headerFieldOf('MEMORANDUM FOR'));
