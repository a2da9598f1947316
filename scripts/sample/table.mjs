/** A table in plain characters, for a terminal or a log: the first row is the heading, numbers go to the right.
 *  @param {readonly (readonly (string | number)[])[]} rows
 *  @returns {string} */
export function formatTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [lines[0] ?? '', rule, ...lines.slice(1)].join('\n');
}

/** Names each kind of anchor with its labels, in the order in which the kinds first occur: `facsimile 1–5 · page 200`.
 *  Labels that are numbers one after the other are drawn together.
 *  @param {readonly { readonly kind: string, readonly label: string }[]} anchors in document order
 *  @returns {string} */
export function describeAnchors(anchors) {
  const kinds = [...new Set(anchors.map((anchor) => anchor.kind))];
  return kinds
    .map(
      (kind) => `${kind} ${joinRuns(anchors.filter((anchor) => anchor.kind === kind).map((anchor) => anchor.label))}`,
    )
    .join(' · ');
}

/** @param {readonly string[]} labels @returns {string} */
function joinRuns(labels) {
  /** @type {string[][]} */
  const runs = [];
  for (const label of labels) {
    const run = runs.at(-1);
    const follows = run !== undefined && /^\d+$/.test(label) && Number(label) === Number(run.at(-1)) + 1;
    if (follows) run.push(label);
    else runs.push([label]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}–${run.at(-1)}` : run[0])).join(', ');
}
