/** A RELAX NG schema as text, put into the bundle by the builder. */
declare module '*.rng?raw' {
  const text: string;
  export default text;
}
