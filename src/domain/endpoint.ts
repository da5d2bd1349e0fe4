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

export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4
}
