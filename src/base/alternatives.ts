/** One expression of several, each named by its idea. They are tried in their order, and read with the flags of the whole, not with their own. */
export function alternatives(named: Readonly<Record<string, RegExp>>, flags = ''): RegExp {
  return new RegExp(
    Object.values(named)
      .map(({ source }) => source)
      .join('|'),
    flags,
  )
}
