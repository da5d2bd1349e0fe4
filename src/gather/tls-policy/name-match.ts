/** A name of a certificate covers the host (RFC 6125 §6.4): equal, or a wildcard for exactly the leftmost label. */
export function coversHost(certificateName: string, host: string): boolean {
  const pattern = certificateName.toLowerCase().replace(/\.$/, '')
  const name = host.toLowerCase().replace(/\.$/, '')
  if (!pattern.startsWith('*.')) return pattern === name
  const dot = name.indexOf('.')
  return dot > 0 && name.slice(dot) === pattern.slice(1)
}
