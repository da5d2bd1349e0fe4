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

/** This one host gets no hello of TLS 1.3: none of its extensions, and no key share. */
export function stopAtTls12(host: string, why: string): Remedy {
  return {
    title: `Stop at TLS 1.2 for ${host}${why}`,
    applies: 'after-review',
    on: 'our-server',
    costs: 'no TLS 1.3 with this host',
    levers: [{ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }],
  }
}

/** A hello without the post-quantum group is a small one, and may still be of TLS 1.3. */
export function smallHello(host: string): Remedy {
  return {
    title: `Or offer ${host} no post-quantum group, and TLS 1.3 all the same`,
    applies: 'after-review',
    on: 'our-server',
    costs: 'sessions with this host that are recorded today could be read by a future quantum computer',
    levers: [{ lever: 'tls.small-hello', host }],
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
