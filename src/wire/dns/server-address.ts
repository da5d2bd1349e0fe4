export interface ServerAddress {
  /** IPv4 or IPv6 literal; a link-local address keeps its zone (`fe80::1%eth0`). */
  readonly address: string
  readonly port: number
}

/** Reads `192.0.2.1`, `192.0.2.1#5353`, `2001:db8::1`, `2001:db8::1#5353`, `[2001:db8::1]:5353` or `192.0.2.1:5353`. Port 53 when left out. */
export function readServerAddress(text: string): ServerAddress | undefined {
  const bracketed = /^\[([0-9a-fA-F:.]+(?:%[\w.-]+)?)\](?::(\d{1,5}))?$/.exec(text)
  const hashed = /^([0-9a-fA-F:.]+(?:%[\w.-]+)?)(?:#(\d{1,5}))?$/.exec(text)
  const colon = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(text)
  const match = bracketed ?? colon ?? hashed
  const address = match?.[1]
  if (address === undefined || !/[.:]/.test(address)) return undefined
  const port = match?.[2] === undefined ? 53 : Number(match[2])
  return port >= 1 && port <= 65_535 ? { address, port } : undefined
}

/** The same server in one form: the port only when it is not 53. */
export function serverText(server: ServerAddress): string {
  return server.port === 53 ? server.address : `${server.address}#${server.port}`
}
