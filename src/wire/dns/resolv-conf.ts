import { readServerAddress, serverText } from './server-address.ts'

/** What resolv.conf(5) says about asking. */
export interface ResolvConf {
  /** In their order, at most three as libc does. */
  readonly servers: readonly string[]
  /** Per try; libc's default is 5 s. */
  readonly timeoutMs: number
  /** Rounds over all servers; libc's default is 2. */
  readonly attempts: number
  readonly search: readonly string[]
  /** `options trust-ad`: the AD bit of these servers may be believed. */
  readonly trustAd: boolean
  /** `options use-vc`: TCP only. */
  readonly useTcp: boolean
}

/** libc's MAXNS. */
const MAX_SERVERS = 3

/** Reads resolv.conf(5); lines that mean nothing are skipped. A file without a nameserver means the one on loopback. */
export function readResolvConf(text: string): ResolvConf {
  const servers: string[] = []
  let search: string[] = []
  let timeoutMs = 5_000
  let attempts = 2
  let trustAd = false
  let useTcp = false
  for (const line of text.split(/\r?\n/)) {
    // A comment begins a line; later on a line `#` is the port of a server.
    const words = /^[ \t]*[#;]/.test(line) ? [] : line.split(/[ \t]+/).filter((word) => word !== '')
    const [keyword, ...values] = words
    if (keyword === 'nameserver') {
      const server = readServerAddress(values[0] ?? '')
      if (server !== undefined && servers.length < MAX_SERVERS) servers.push(serverText(server))
    } else if (keyword === 'search' || keyword === 'domain') {
      search = values
    } else if (keyword === 'options') {
      for (const option of values) {
        const [name, value] = option.split(':')
        const number = Number(value)
        if (name === 'timeout' && Number.isInteger(number)) timeoutMs = Math.min(Math.max(number, 1), 30) * 1_000
        if (name === 'attempts' && Number.isInteger(number)) attempts = Math.min(Math.max(number, 1), 5)
        if (name === 'trust-ad') trustAd = true
        if (name === 'use-vc') useTcp = true
      }
    }
  }
  return { servers: servers.length === 0 ? ['127.0.0.1'] : servers, timeoutMs, attempts, search, trustAd, useTcp }
}
