const separators = [',', ';', '\t', '|'] as const;

/** Whether the beginning of a file reads like a table of values (CSV): its lines have the same number of values, more than one, parted by
 *  the same sign.
 *  @param isNamedSo whether its name says so already, so that less is asked of it
 *  @param isCut whether the last line may go on */
export function isTable(text: string, isNamedSo: boolean, isCut: boolean): boolean {
  const all = text.split(/\r?\n|\r/);
  const lines = (isCut ? all.slice(0, -1) : all).filter((line) => line.trim() !== '');
  if (lines.length < (isNamedSo ? 1 : 3)) return false;
  return separators.some((separator) => {
    const counts = lines.map((line) => valuesIn(line, separator));
    const [first = 1] = counts;
    const alike = counts.filter((count) => count === first).length;
    // A value in quotation marks may have line ends in it.
    return isNamedSo ? first > 1 && alike >= counts.length * 0.6 : first > 2 && alike === counts.length;
  });
}

/** How many values a line has. What stands in quotation marks is one. */
function valuesIn(line: string, separator: string): number {
  let count = 1;
  let isQuoted = false;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) count += 1;
  }
  return count;
}
