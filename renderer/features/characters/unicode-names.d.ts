/** The names of characters, a line each: `00A7 SECTION SIGN`. `scripts/lib/unicode-names.mjs` makes it. */
declare module 'virtual:unicode-names' {
  const names: string;
  export default names;
}
