/** The row of a table under a name from outside: what every object inherits, as `constructor`, is none of its rows. */
export function rowOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
