/** The parts of `192.0.2.1:25` and `[2001:db8::1]:25`, as a capture's parties are written. */
export function splitEndpoint(text: string): { readonly address: string; readonly port: number } {
  const at = text.lastIndexOf(':')
  return { address: text.slice(0, at).replaceAll(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) }
}
