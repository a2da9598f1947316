import {
  AttributeNameError,
  AttributeValueError,
  type BaseName,
  ChoiceError,
  ElementNameError,
  type ValidationError,
} from 'salve-annos';

/** Names listed in one message; a schema as large as TEI's allows hundreds of elements in most places. */
const mostNames = 8;

/** Says in plain words what a validator found. The validator's own words stand at the end where they add something.
 *  @param at the name of the element that was being read */
export function plainMessage(error: ValidationError, at: string): string {
  const names = nameList(error.getNames());
  if (error instanceof ChoiceError) return `in <${at}> one of these must stand here: ${names}`;
  if (error instanceof ElementNameError) {
    return /not allowed/.test(error.msg)
      ? `the element <${names}> is not allowed here`
      : `in <${at}> the element <${names}> is missing`;
  }
  if (error instanceof AttributeNameError) {
    return /not allowed/.test(error.msg)
      ? `the attribute "${names}" is not allowed on <${at}>`
      : `<${at}> lacks the attribute "${names}"`;
  }
  if (error instanceof AttributeValueError) return `the value of the attribute "${names}" of <${at}> is not valid`;
  const repeated = /^ID "(.*)" has already been declared/.exec(error.msg)?.[1];
  if (repeated !== undefined) return `the identifier "${repeated}" is used more than once`;
  return /text not allowed/.test(error.msg) ? `text is not allowed directly in <${at}>` : `in <${at}>: ${error.msg}`;
}

function nameList(bases: readonly BaseName[]): string {
  const names = [...new Set(bases.map(localName))].sort();
  const rest = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} others` : '');
}

function localName(base: BaseName): string {
  const { name } = base.toObject() as { readonly name?: unknown };
  return typeof name === 'string' ? name : String(base);
}
