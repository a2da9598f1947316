const marks = /[\u0300-\u036f]/g;
const signs = /[^\p{L}\p{N}]+/gu;
const plain = /^[a-z0-9]+$/;

/** What a word is compared by when readings of one page are aligned: its letters and figures alone, small and without accents,
 *  because the rest is what OCR gets wrong and editors set otherwise. A word without any stands for itself. */
export function wordKey(word: string): string {
  const small = word.toLowerCase();
  if (plain.test(small)) return small;
  return small.normalize('NFKD').replace(marks, '').replace(signs, '') || word;
}
