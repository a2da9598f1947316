// The words that references between papers are made of, as parts of regular expressions that ignore case.

/** `telegram`, `despatch`, `telegraphic instruction`. */
const papers = [
  'telegrams?',
  'cables?',
  'cablegrams?',
  'cipher(?:ed)? telegrams?',
  'radiograms?',
  'radios?',
  'wires?',
  'tel',
  'd[ei]spatch(?:es)?',
  'instructions?',
  'airgrams?',
  'notes?',
  'letters?',
  'communications?',
  'messages?',
  'memorand(?:um|a)',
  'circulars?',
  'reports?',
];
export const paper = `(?:${papers.join('|')})`;

/** Those that are numbered so commonly that a bare number behind the word is theirs: `telegram 1147`, but not `note 3`. */
export const numberedPaper = '(?:telegrams?|cables?|cablegrams?|radiograms?|tel|d[ei]spatch(?:es)?|airgrams?)';

const qualities = [
  'strictly',
  'confidential',
  'secret',
  'top',
  'very',
  'most',
  'urgent',
  'priority',
  'personal',
  'private',
  'telegraphic',
  'circular',
  'immediate',
  'recent',
  'last',
  'latest',
  'previous',
  'earlier',
  'first',
  'second',
  'third',
  'identic',
  'air',
  'airmail',
  'cipher',
  'code',
  'coded',
  'unnumbered',
  'joint',
  'separate',
  'political',
  'consular',
  'diplomatic',
  'important',
  'long',
  'said',
  'formal',
  'informal',
  'official',
  'open',
  'written',
  'oral',
  'special',
  'supplementary',
  'two',
  'three',
  'several',
];
/** What may stand before the paper: `strictly confidential`. */
export const qualityWords = `(?:(?:${qualities.join('|')})[\\s,-]+){0,3}`;

/** `No. 312`, `Nos. 168`, `number 1771`, `#12`. Groups are named by the one who uses it. */
export const numberSign = '(?:nos?\\.|nos?(?=\\s+\\d)|nrs?\\.|numbers?|numbered|#|№)';

/** A number as cables and airgrams have it: `312`, `A–123`, `012345`; no part of a longer one, of a date, an hour, a sum or an article. */
export const cableNumber =
  '(?<![\\d$£.,/:-])(?:[A-Z]{1,2}[-–])?\\d{1,6}(?![\\d%/:]|[.,]\\d|[-–]\\d|\\s?(?:percent|per cent|[ap]\\.\\s?m))';

/** An editor's correction of a number, `42 [41]`. */
export const correction = '(?:\\s?\\[(?<corrected>\\d{1,6})\\??\\])?';

/** How cables name one another in one word: whose, and what. `Yourtel`, `Deptel`, `Embtels`, `urdes`, `Legdesp`. */
export const joinedName =
  '(?<whose>your|y?our|ur|my|dep(?:cir)?|dept|emb|leg|con(?:gen)?|circ|usun|deleg|usdel|mis|am)(?<what>tel|cable|desp|des|let|air|gram|msg|mes|note|inst)(?:s|gram|grams|atch)?';

/** Series of telegrams that are counted apart, by the conference or agency they serve. */
export const seriesName =
  '(?:polto|topol|secto|tosec|gadel|delga|depto|todep|cedto|tocedto|ecato|toeca|repto|torep|usito|toisa|dulte|tedul|supto|tosup|hakto|tohak|telto|tedul|musto|tomus|excon|econ|circular|depcirtel|cirtel|usfotel|colmis|actel|telac|telmar|martel|nodis)';

/** `reftel`, `reference telegram`, `telegram under reference`. */
export const reftel =
  '(?:ref(?:erence)?\\s?(?:tels?|cables?|des?p?|air|msg)|reference(?:d)?\\s+(?:telegrams?|cables?|messages?|airgrams?|d[ei]spatch(?:es)?)|(?:telegrams?|cables?|d[ei]spatch(?:es)?|instructions?|messages?|airgrams?|communications?)\\s+(?:under|in)\\s+reference)';

/** An office that its papers are named after: `Department’s`, `this Legation’s`, `the Consulate General’s`. */
export const officeName =
  '(?:department(?: of state)?|dept|secretary(?: of state)?|embassy|legation|consulate(?:[ -]general)?|consul(?:[ -]general)?|mission|delegation|high commission(?:er)?|ambassador|minister|charg[ée]|vice[ -]consul)';

/** Behind a number, before its day: `, of`, `, dated`, `under date of`. */
export const beforeDay =
  '\\s*,?\\s*(?:\\[[^\\]]{1,12}\\]\\s*,?\\s*)?(?:\\([^()]{1,30}\\)\\s*,?\\s*)?(?:(?:of|dated|under date of|sent)\\s+)?(?:the\\s+)?';

const properName = "\\p{Lu}[\\p{L}’'-]+(?:\\s\\p{Lu}[\\p{L}’'-]+){0,2}";

/** `USUN`, `London`, `Mr. Conger`, `Minister in Nicaragua`, `Consul General at Harbin`, `Secretary of State` */
export const place = `(?:(?:Mr|Mrs|Dr)\\.\\s${properName}|${properName}(?:\\s(?:in|at|of)\\s(?:the\\s)?${properName})?)`;
