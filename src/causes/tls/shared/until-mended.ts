import type { Remedy } from '../../../domain/remedy.ts'

/** Until the receiver has mended its TLS: this one host is sent to without. */
export function sendInClear(host: string, costs = 'mail to this host crosses the network in clear'): Remedy {
  return {
    title: `Send to ${host} without TLS until then`,
    applies: 'after-review',
    on: 'our-server',
    costs,
    levers: [{ lever: 'tls.none-for', host }],
  }
}

/** Until the receiver has mended its certificate: this one host is sent to with TLS, which works there, whatever it presents. */
export function sendUnverified(host: string): Remedy {
  return {
    title: `Do not demand verification from ${host} until then`,
    applies: 'after-review',
    on: 'our-server',
    costs: 'an active attacker could read mail to this host',
    levers: [{ lever: 'tls.level-for', host, level: 'encrypt' }],
  }
}
