/** Tables that know a key for whatever no other key fits (transport(5)). */
const WITH_WILDCARD = 'transport_maps'
const MOST_PARENTS = 5

/** The keys under which a table keeps a domain, the one that decides first: the domain, its parents with a dot, the nearest first. */
export function tableKeys(table: string, domain: string): readonly string[] {
  const labels = domain.split('.')
  const parents = labels.slice(1, MOST_PARENTS + 1).map((_label, index) => `.${labels.slice(index + 1).join('.')}`)
  return [domain, ...parents, ...(table === WITH_WILDCARD ? ['*'] : [])]
}
