/** One address of one server that may be spoken to. */
export interface Endpoint {
  /** The MX host name (or the name or literal given); used for SNI and for certificate checks. */
  readonly host: string
  /** IPv4 or IPv6 literal without brackets. */
  readonly address: string
  readonly port: number
}

/** `mx1.example.org [192.0.2.1]:25` */
export function endpointText(endpoint: Endpoint): string {
  return endpoint.host === endpoint.address
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.host} [${endpoint.address}]:${endpoint.port}`
}

/** The parts of `192.0.2.1:25` and `[2001:db8::1]:25`, as a capture's parties are written. */
export function splitEndpoint(text: string): { readonly address: string; readonly port: number } {
  const at = text.lastIndexOf(':')
  return { address: text.slice(0, at).replaceAll(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) }
}

export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4
}
