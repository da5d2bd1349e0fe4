const WIDEST_LINE = 150

/** The rows of a table of weights, as many on a line as it holds. */
export function tableLines(rows: readonly string[]): string {
  const lines: string[] = []
  for (const row of rows)
    if ((lines.at(-1)?.length ?? WIDEST_LINE) + row.length > WIDEST_LINE) lines.push(row)
    else lines[lines.length - 1] += `;${row}`
  return lines.join(';\n')
}
