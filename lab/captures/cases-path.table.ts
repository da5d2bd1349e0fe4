import { dies, OK, type CaptureCase } from './case.ts'

/** What the path does: drops, resets, ICMP, black holes. */
export const PATH_CASES: readonly CaptureCase[] = [
  {
    name: 'syn-drop',
    expect: dies('path/syn-not-answered', 'connect', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', do: { drop: true } }] }),
    client: () => ({ timeoutMs: 7000 }),
  },
  {
    name: 'synack-lost',
    expect: dies('path/syn-not-answered', 'connect', 'path'),
    wire: () => ({ rules: [{ way: 's2c', do: { drop: true } }] }),
    client: () => ({ timeoutMs: 7000 }),
  },
  {
    name: 'icmp-admin',
    expect: dies('firewall/port25-egress-rejected', 'connect', 'middlebox'),
    wire: (d) => ({ rules: [{ way: 'c2s', do: { icmp: { type: 3, code: d.pick([9, 10, 13]), from: '10.99.0.1' } } }] }),
  },
  {
    name: 'icmp-host',
    expect: dies('path/host-unreachable', 'connect', 'path'),
    wire: (d) => ({ rules: [{ way: 'c2s', do: { icmp: { type: 3, code: d.pick([0, 1]), from: '10.99.0.1' } } }] }),
  },
  {
    name: 'icmp-v6-admin',
    v6: true,
    expect: dies('firewall/port25-egress-rejected', 'connect', 'middlebox'),
    wire: () => ({ rules: [{ way: 'c2s', do: { icmp: { type: 1, code: 1, from: 'fd99::1' } } }] }),
  },
  {
    name: 'syn-rejected-near',
    expect: dies('firewall/port25-egress-rejected', 'connect', 'middlebox'),
    also: OK(),
    wire: (d) => ({
      rttMs: Math.max(20, d.rttMs),
      rules: [{ way: 'c2s', when: { crowd: 1 }, do: { reset: { to: 'client', ttl: d.boxTtl } } }],
    }),
    // One session is open; a filter then refuses further ones at once. One other session alone names no limit.
    client: () => ({ startAfterMs: 2500 }),
    others: () => [{ pause: { MAIL: 5000 } }],
  },
  {
    name: 'syn-connlimit',
    expect: dies('firewall/syn-rate-or-connlimit', 'connect', 'middlebox'),
    also: OK(),
    wire: () => ({ rules: [{ way: 'c2s', when: { crowd: 3 }, do: { drop: true } }] }),
    client: () => ({ startAfterMs: 1000, timeoutMs: 14_000 }),
    others: () => [{ pause: { MAIL: 6000 } }, { pause: { MAIL: 6100 } }, { pause: { MAIL: 6200 } }],
  },
  {
    name: 'rst-inject-starttls',
    expect: dies('firewall/reset-injected', 'starttls', 'middlebox'),
    wire: (d) => ({
      rules: [{ way: 'c2s', when: { prefix: 'STARTTLS' }, do: { reset: { to: 'client', ttl: d.boxTtl } } }],
    }),
    client: () => ({ tls: 'starttls' }),
    server: () => ({ idle: { afterMs: 9000, text: '421 4.4.2 timeout exceeded', ends: 'fin' } }),
  },
  {
    name: 'rst-inject-mail',
    expect: dies('firewall/reset-injected', 'mail', 'middlebox'),
    wire: (d) => ({
      rules: [{ way: 'c2s', when: { prefix: 'MAIL' }, do: { reset: { to: 'client', ttl: d.boxTtl, drop: false } } }],
    }),
  },
  {
    name: 'rst-inject-body',
    expect: dies('firewall/reset-injected', 'body', 'middlebox'),
    wire: (d) => ({
      rules: [{ way: 'c2s', when: { contains: 'X-VIRUS-LIKE' }, do: { reset: { to: 'client', ttl: d.boxTtl } } }],
    }),
    client: (d) => ({ size: d.size, contains: 'X-VIRUS-LIKE' }),
  },
  {
    name: 'rst-inject-both',
    expect: dies('firewall/reset-injected', 'body', 'middlebox'),
    wire: (d) => ({
      rules: [{ way: 'c2s', when: { contains: 'X-VIRUS-LIKE' }, do: { reset: { to: 'both', ttl: d.boxTtl } } }],
    }),
    client: (d) => ({ size: d.size, contains: 'X-VIRUS-LIKE' }),
  },
  {
    name: 'rst-inject-far',
    expect: dies('firewall/reset-injected', 'body', 'middlebox'),
    wire: () => ({
      rules: [
        {
          way: 'c2s',
          when: { afterBytes: 9000 },
          do: { reset: { to: 'client', far: true, ttl: -1, drop: false } },
          once: true,
        },
      ],
    }),
    client: (d) => ({ size: Math.max(60_000, d.size) }),
  },
  {
    name: 'rst-inject-v6',
    v6: true,
    expect: dies('firewall/reset-injected', 'mail', 'middlebox'),
    wire: (d) => ({
      rules: [{ way: 'c2s', when: { prefix: 'MAIL' }, do: { reset: { to: 'client', ttl: d.boxTtl, drop: false } } }],
    }),
  },
  {
    name: 'nat-idle-rst',
    expect: dies('firewall/nat-idle-expiry', ['mail', 'idle'], 'middlebox'),
    wire: (d) => ({
      rules: [{ way: 'c2s', when: { idleSeconds: 3.5 }, do: { reset: { to: 'client', ttl: d.boxTtl, kill: true } } }],
    }),
    client: (d) => ({ pause: { MAIL: d.between(4500, 8000) } }),
  },
  {
    name: 'nat-idle-silent',
    expect: dies('firewall/nat-idle-expiry', ['mail', 'idle'], 'path'),
    wire: () => ({ rules: [{ way: 'both', when: { idleSeconds: 3.5 }, do: { kill: 'both' } }] }),
    client: (d) => ({ pause: { MAIL: d.between(4500, 8000) }, timeoutMs: 9000 }),
  },
  {
    name: 'half-open',
    expect: dies('receiver/lost-connection-state', ['mail', 'idle'], 'server'),
    // There it is the server's own reset that is seen.
    atServer: dies('receiver/closes-without-reply', ['mail', 'idle'], 'server'),
    wire: () => ({ rules: [{ way: 's2c', when: { flags: 20 }, do: { drop: true } }] }),
    server: () => ({ deadline: { afterMs: 1500, ends: 'rst' } }),
    client: () => ({ pause: { MAIL: 2600 } }),
  },
  {
    name: 'pmtu-black-hole',
    expect: dies('path/pmtu-black-hole', 'body', 'path'),
    wire: (d) => ({ rules: [{ way: 'c2s', when: { minBytes: d.narrowMtu + 1 }, do: { drop: true } }] }),
    client: (d) => ({ size: d.size, timeoutMs: 9000 }),
  },
  {
    name: 'pmtu-black-hole-small',
    expect: dies('path/pmtu-black-hole', 'body', 'path'),
    wire: (d) => ({ rules: [{ way: 'c2s', when: { minBytes: d.narrowMtu + 1 }, do: { drop: true } }] }),
    client: () => ({ size: 4200, timeoutMs: 9000 }),
  },
  {
    name: 'pmtu-black-hole-until-421',
    expect: dies('path/pmtu-black-hole', 'body', 'path'),
    atServer: dies(['path/pmtu-black-hole', 'timeout/sender-stalls-in-body'], 'body', 'server'),
    wire: (d) => ({ rules: [{ way: 'c2s', when: { minBytes: d.narrowMtu + 1 }, do: { drop: true } }] }),
    server: () => ({ idle: { afterMs: 9000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' } }),
    client: (d) => ({ size: d.size, timeoutMs: 20_000 }),
  },
  {
    name: 'pmtu-black-hole-hello-until-421',
    expect: dies('path/pmtu-black-hole', 'tls', 'path'),
    atServer: dies('path/pmtu-black-hole', 'tls', 'server'),
    wire: () => ({ rules: [{ way: 'c2s', when: { minBytes: 1281 }, do: { drop: true } }] }),
    server: () => ({ idle: { afterMs: 9000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' } }),
    client: () => ({ tls: 'starttls', largeHello: true, timeoutMs: 20_000 }),
  },
  {
    name: 'pmtu-black-hole-v6',
    v6: true,
    expect: dies('path/pmtu-black-hole', 'body', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { minBytes: 1281 }, do: { drop: true } }] }),
    client: (d) => ({ size: d.size, timeoutMs: 9000 }),
  },
  {
    name: 'pmtu-black-hole-tls',
    expect: dies('path/pmtu-black-hole', 'body', 'path'),
    wire: (d) => ({ rules: [{ way: 'c2s', when: { minBytes: d.narrowMtu + 1 }, do: { drop: true } }] }),
    client: (d) => ({ size: d.size, tls: 'starttls', maxVersion: 'TLSv1.2', timeoutMs: 9000 }),
  },
  {
    name: 'pmtu-black-hole-hello',
    expect: dies('path/pmtu-black-hole', 'tls', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { minBytes: 1281 }, do: { drop: true } }] }),
    client: () => ({ tls: 'starttls', largeHello: true, timeoutMs: 9000 }),
  },
  {
    name: 'pmtu-reverse',
    expect: dies('path/pmtu-black-hole-reverse', 'tls', 'path'),
    wire: (d) => ({ rules: [{ way: 's2c', when: { minBytes: d.narrowMtu + 1 }, do: { drop: true } }] }),
    server: () => ({ tls: { largeChain: true } }),
    client: () => ({ tls: 'starttls', timeoutMs: 9000 }),
  },
  {
    name: 'hello-dropped',
    expect: dies(['path/segment-never-passes', 'firewall/smtp-inspection'], 'tls', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { prefix: '\u0016\u0003\u0001' }, do: { drop: true } }] }),
    client: () => ({ tls: 'starttls', maxVersion: 'TLSv1.2', timeoutMs: 9000 }),
  },
  {
    name: 'starttls-blackout',
    expect: dies(['firewall/smtp-inspection', 'path/segment-never-passes', 'path/dies-midway'], 'tls', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { prefix: '\u0016\u0003\u0001' }, do: { kill: 'both' } }] }),
    client: () => ({ tls: 'starttls', timeoutMs: 9000 }),
  },
  {
    name: 'starttls-masked',
    expect: dies('tls/starttls-stripped', ['ehlo', 'idle', 'quit'], ['client', 'middlebox']),
    wire: () => ({
      rules: [{ way: 's2c', when: { contains: 'STARTTLS' }, do: { replace: ['STARTTLS', 'XXXXXXXA'] } }],
    }),
    client: () => ({ tls: 'starttls', requireTls: true }),
  },
  {
    name: 'dot-dropped',
    expect: dies('firewall/dot-split', 'dot', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { prefix: '.\r\n' }, do: { drop: true } }] }),
    client: () => ({ splitDot: true, size: 5000, timeoutMs: 9000 }),
  },
  {
    name: 'content-dropped',
    expect: dies('path/segment-never-passes', 'body', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { contains: 'X-VIRUS-LIKE' }, do: { drop: true } }] }),
    client: (d) => ({ size: d.size, contains: 'X-VIRUS-LIKE', timeoutMs: 9000 }),
  },
  {
    name: 'corrupt-checksum',
    expect: dies(['path/segment-never-passes', 'path/nic-offload-corruption'], 'body', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { contains: 'X-VIRUS-LIKE' }, do: { corrupt: true } }] }),
    client: (d) => ({ size: d.size, contains: 'X-VIRUS-LIKE', timeoutMs: 9000 }),
  },
  {
    name: 'path-died-body',
    expect: dies(['path/dies-midway', 'firewall/flow-cut-after-bytes'], 'body', 'path'),
    wire: (d) => ({ rules: [{ way: 'c2s', when: { afterBytes: d.between(20_000, 50_000) }, do: { kill: 'both' } }] }),
    client: () => ({ size: 200_000, timeoutMs: 9000 }),
  },
  {
    name: 'path-died-rcpt',
    expect: dies('path/dies-midway', 'rcpt', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { prefix: 'RCPT' }, do: { kill: 'both' } }] }),
    client: () => ({ timeoutMs: 9000 }),
  },
  {
    name: 'cut-after-bytes',
    expect: dies('firewall/flow-cut-after-bytes', 'body', 'path'),
    also: dies('firewall/flow-cut-after-bytes', 'body', 'path'),
    wire: (d) => ({ rules: [{ way: 'c2s', when: { afterBytes: 10_000 * d.between(3, 8) }, do: { kill: 'c2s' } }] }),
    client: () => ({ size: 220_000, timeoutMs: 9000 }),
    others: () => [{ size: 180_000, timeoutMs: 9000, startAfterMs: 700 }],
  },
  {
    name: 'keep-alive-dead',
    expect: dies(['path/dies-midway', 'firewall/nat-idle-expiry'], 'idle', 'path'),
    wire: () => ({ rules: [{ way: 'both', when: { idleSeconds: 1.5 }, do: { kill: 'both' } }] }),
    client: () => ({ keepAliveMs: 2000, pause: { MAIL: 16_000 }, timeoutMs: 5000 }),
  },
  {
    name: 'slow-deadline',
    expect: dies(['path/slow-link-vs-deadline', 'timeout/receiver-session-cap'], 'body', 'server'),
    wire: () => ({ rateBytes: 9000 }),
    server: () => ({ deadline: { afterMs: 9000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'kill' } }),
    client: () => ({ size: 400_000, timeoutMs: 25_000 }),
  },
  {
    name: 'heavy-loss',
    expect: dies(
      ['path/severe-loss-or-duplex', 'path/dies-midway'],
      ['body', 'dot', 'banner', 'ehlo', 'mail', 'rcpt', 'data'],
      ['path', 'client'],
    ),
    wire: () => ({ rttMs: 20, rules: [{ way: 'c2s', when: { minPayload: 400, chance: 85 }, do: { drop: true } }] }),
    client: () => ({ size: 150_000, timeoutMs: 24_000 }),
  },
]
