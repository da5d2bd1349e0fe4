export interface Peer {
  readonly mx: string
  readonly address: string
}

/** `mx.example[192.0.2.1]`; without an address it is the recipient's domain, and no host was reached. */
export function hostIn(text: string): Peer {
  const open = text.indexOf('[')
  if (open < 0) return { mx: text.toLowerCase(), address: '' }
  const name = text.slice(0, open).toLowerCase()
  return {
    mx: name === 'undefined' || name === 'false' ? '' : name,
    address: text.slice(open + 1, text.indexOf(']', open)),
  }
}

/** `… when connecting to MX server mx.example[192.0.2.1] for there.example: …` */
export function triedIn(response: string): Peer {
  return hostIn(/ MX server (\S{1,300}) for /.exec(response.slice(0, 1_000))?.[1] ?? '')
}
