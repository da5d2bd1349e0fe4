/** Tables that know a key for whatever no other key fits (transport(5)). */
const WITH_WILDCARD = 'transport_maps'
const MOST_PARENTS = 5

/** The keys under which a table keeps a domain, the one that decides first: the domain, its parents with a dot, the nearest first. */
export function tableKeys(table: string, domain: string): readonly string[] {
  const labels = domain.split('.')
  const parents = labels.slice(1, MOST_PARENTS + 1).map((_label, index) => `.${labels.slice(index + 1).join('.')}`)
  return [domain, ...parents, ...(table === WITH_WILDCARD ? ['*'] : [])]
}

/** A mailbox as tables are asked for it: as it is, and without its address extension (postconf(5), recipient_delimiter). */
export function addressKeys(address: string | undefined): readonly string[] {
  if (address === undefined || address === '') return []
  const at = address.lastIndexOf('@')
  const base = address.slice(0, Math.max(at, 0)).split('+')[0] ?? ''
  return base === '' || base.length === at ? [address] : [address, `${base}${address.slice(at)}`]
}

/** The keys of a table that is asked for the sender: the address, then its domain (postconf(5)). Bounces have a key of their own. */
export function senderKeys(sender: string | undefined): readonly string[] {
  if (sender === undefined) return []
  if (sender === '') return ['<>']
  return [...addressKeys(sender), ...(sender.includes('@') ? [sender.slice(sender.lastIndexOf('@'))] : [])]
}
