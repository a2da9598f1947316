/** The names of characters, a line each: `00A7 SECTION SIGN`. `renderer/unicode-names.ts` makes it. */
declare module 'virtual:unicode-names' {
  const names: string;
  export default names;
}
