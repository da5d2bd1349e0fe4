import type { Lever } from '../../src/domain/lever.ts'

const host = 'mx1.example.net'

/** At least one of each kind: a kind that is added does not compile without one. */
const BY_KIND: { readonly [K in Lever['lever']]: readonly Extract<Lever, { readonly lever: K }>[] } = {
  'tls.minimum': [
    { lever: 'tls.minimum', side: 'client', version: 'TLSv1' },
    { lever: 'tls.minimum', side: 'server', version: 'TLSv1' },
  ],
  'tls.maximum-for': [{ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }],
  'tls.minimum-for': [{ lever: 'tls.minimum-for', host, version: 'TLSv1' }],
  'tls.none-for': [{ lever: 'tls.none-for', host }],
  'tls.level-for': [
    { lever: 'tls.level-for', host, level: 'may' },
    { lever: 'tls.level-for', host, level: 'encrypt' },
  ],
  'tls.opportunistic': [{ lever: 'tls.opportunistic' }],
  'tls.small-hello': [{ lever: 'tls.small-hello', host }],
  'tls.default-ciphers': [
    { lever: 'tls.default-ciphers', side: 'client' },
    { lever: 'tls.default-ciphers', side: 'server' },
  ],
  'tls.default-ciphers-for': [{ lever: 'tls.default-ciphers-for', host }],
  'tls.exclude-for': [{ lever: 'tls.exclude-for', host, ciphers: 'kDHE' }],
  'tls.server-name-for': [{ lever: 'tls.server-name-for', host }],
  'tls.certificate': (['full-chain', 'rsa-and-ecdsa', 'matching-key', 'renewed'] as const).map((chain) => ({
    lever: 'tls.certificate',
    chain,
  })),
  'tls.certificate-names': [{ lever: 'tls.certificate-names', names: ['*.example.org', host] }],
  'tls.expect-name': [{ lever: 'tls.expect-name', host, name: 'mx.example.org' }],
  'tls.pin-for': [{ lever: 'tls.pin-for', host, spkiSha256: 'ab'.repeat(32) }],
  'tls.mode': [
    { lever: 'tls.mode', host, port: 465, wrapped: true },
    { lever: 'tls.mode', host, port: 587, wrapped: false },
    { lever: 'tls.mode', host, port: 25, wrapped: false },
  ],
  'tls.client-certificate': [{ lever: 'tls.client-certificate', host }],
  'ehlo.name': [{ lever: 'ehlo.name', name: 'mail.example.org' }],
  'source.address': [
    { lever: 'source.address', family: 4, address: '192.0.2.9' },
    { lever: 'source.address', family: 6, address: '2001:db8::9' },
  ],
  'family.prefer-ipv4': [{ lever: 'family.prefer-ipv4' }, { lever: 'family.prefer-ipv4', host }],
  'esmtp.off-for': [{ lever: 'esmtp.off-for', host }],
  'pipelining.off-for': [{ lever: 'pipelining.off-for', host }],
  'chunking.off-for': [{ lever: 'chunking.off-for', host }],
  'timeout.client': (['connect', 'banner', 'command', 'body', 'dot'] as const).map((stage) => ({
    lever: 'timeout.client',
    stage,
    seconds: 600,
  })),
  'concurrency.limit': [{ lever: 'concurrency.limit', host, connections: 2 }],
  'rate.delay': [{ lever: 'rate.delay', host, seconds: 1 }],
  'connection.reuse-limit': [
    { lever: 'connection.reuse-limit', host, messages: 20 },
    { lever: 'connection.reuse-limit', host, seconds: 240 },
    { lever: 'connection.reuse-limit', host, messages: 20, seconds: 240 },
  ],
  'connection.idle-limit': [{ lever: 'connection.idle-limit', seconds: 30 }],
  'recipients.limit': [{ lever: 'recipients.limit', host, recipients: 50 }],
  'message.size-limit': [
    { lever: 'message.size-limit', side: 'client', bytes: 10_000_000 },
    { lever: 'message.size-limit', side: 'server', bytes: 52_428_800 },
  ],
  smarthost: ([587, 465] as const).map((port) => ({ lever: 'smarthost', host, port })),
  'relay.login': [{ lever: 'relay.login', host, port: 587 }],
  'route.to': [{ lever: 'route.to', domain: 'example.org', host }],
  'filter.timeout': [{ lever: 'filter.timeout', seconds: 240 }],
  'queue.list': [{ lever: 'queue.list' }],
  'queue.retry': [{ lever: 'queue.retry' }],
  'queue.hold': [{ lever: 'queue.hold' }],
  'queue.return': [{ lever: 'queue.return' }],
}

export const EVERY_LEVER: readonly Lever[] = Object.values(BY_KIND).flat()
