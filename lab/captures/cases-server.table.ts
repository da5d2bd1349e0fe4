import { dies, OK, type CaptureCase } from './case.ts'

/** Healthy sessions, and what a server or a client does by itself. */
export const SERVER_CASES: readonly CaptureCase[] = [
  { name: 'plain-ok', expect: OK(), client: (d) => ({ size: d.size }) },
  { name: 'tls13-ok', expect: OK(), client: (d) => ({ tls: 'starttls', size: d.size }) },
  { name: 'tls12-ok', expect: OK(), client: (d) => ({ tls: 'starttls', size: d.size, maxVersion: 'TLSv1.2' }) },
  {
    name: 'wrapped-ok',
    expect: OK(),
    port: 465,
    server: () => ({ wrapped: true }),
    client: () => ({ tls: 'wrapped' }),
  },
  { name: 'big-ok', expect: OK(), client: () => ({ size: 600_000 }) },
  { name: 'pipelined-ok', expect: OK(), client: () => ({ pipelining: true, recipients: 4 }) },
  { name: 'pipelined-tls-ok', expect: OK(), client: () => ({ pipelining: true, recipients: 2, tls: 'starttls' }) },
  {
    name: 'refused-rcpt-ok',
    expect: OK(),
    server: () => ({
      on: { RCPT: { text: '550 5.1.1 <user0@example.net>: Recipient address rejected: User unknown' } },
    }),
  },
  {
    name: 'refused-dot-ok',
    expect: OK(),
    server: () => ({ on: { '.': { text: '554 5.7.1 Message rejected as spam' } } }),
  },
  { name: 'reset-after-quit-ok', expect: OK(), client: () => ({ resetAtEnd: true }) },
  {
    name: 'server-rst-after-quit-ok',
    expect: OK(),
    server: () => ({ on: { QUIT: { text: '221 2.0.0 Bye', ends: 'rst', endsAfterMs: 3 } } }),
  },
  {
    name: 'left-after-delivery-ok',
    expect: OK(),
    client: () => ({ leaveAfter: '.' }),
    server: () => ({ on: { QUIT: { ends: 'rst' } } }),
  },
  { name: 'scanner-ok', expect: OK(), client: () => ({ leaveAfter: 'CONNECT' }) },
  { name: 'banner-grab-ok', expect: OK(), client: () => ({ leaveAfter: 'BANNER' }) },
  { name: 'callout-ok', expect: OK(), client: () => ({ leaveAfter: 'RCPT' }) },
  {
    name: 'lossy-ok',
    expect: OK(),
    wire: (d) => ({ lossPercent: d.between(2, 6) }),
    client: (d) => ({ size: d.size, timeoutMs: 25_000 }),
  },
  {
    name: 'pmtud-ok',
    expect: OK(),
    wire: (d) => ({
      rules: [
        {
          way: 'c2s',
          when: { minBytes: d.narrowMtu + 1 },
          do: { icmp: { type: 3, code: 4, mtu: d.narrowMtu, from: '10.99.0.1' } },
        },
      ],
    }),
    client: (d) => ({ size: d.size }),
  },
  { name: 'slow-dot-ok', expect: OK(), server: () => ({ on: { '.': { text: '250 2.0.0 Ok', delayMs: 4500 } } }) },
  {
    name: 'greet-delay-ok',
    expect: OK(),
    server: () => ({ banner: { text: '220 mx.example.net ESMTP', delayMs: 4200 } }),
  },
  { name: 'two-messages-ok', expect: OK(), client: () => ({ messages: 2 }) },
  {
    name: 'delivered-then-idle-421-ok',
    expect: OK(),
    server: () => ({ idle: { afterMs: 4000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' } }),
    client: () => ({ pause: { QUIT: 60_000 }, timeoutMs: 12_000 }),
  },
  { name: 'v6-ok', v6: true, expect: OK(), client: (d) => ({ size: d.size }) },
  { name: 'v6-tls-ok', v6: true, expect: OK(), client: () => ({ tls: 'starttls' }) },
  { name: 'large-hello-ok', expect: OK(), client: () => ({ tls: 'starttls', largeHello: true }) },
  { name: 'odd-port-ok', port: 10025, expect: OK() },
  { name: 'submission-auth-less-ok', port: 587, expect: OK(), client: () => ({ tls: 'starttls' }) },

  {
    name: 'port-closed',
    expect: dies('receiver/connection-refused', 'connect', 'server'),
    server: () => ({ absent: true }),
  },
  {
    name: 'banner-fin',
    expect: dies('receiver/closes-without-reply', 'banner', 'server'),
    server: () => ({ banner: { ends: 'fin', delayMs: 40 } }),
  },
  {
    name: 'banner-rst',
    expect: dies('receiver/closes-without-reply', 'banner', 'server'),
    server: (d) => ({ banner: { ends: 'rst', delayMs: d.between(5, 300) } }),
  },
  {
    name: 'banner-none',
    expect: dies('receiver/hung', 'banner', 'client'),
    server: () => ({ banner: { ends: 'silent' } }),
    client: (d) => ({ timeoutMs: d.between(4000, 8000) }),
  },
  {
    name: 'banner-late',
    expect: dies('timeout/client-timeout-too-short', 'banner', 'client', '220'),
    server: () => ({ banner: { text: '220 mx.example.net ESMTP', delayMs: 7000 } }),
    client: () => ({ timeoutMs: 4000 }),
  },
  {
    name: 'banner-554',
    expect: dies('policy/reputation-announced', 'banner', 'server'),
    server: () => ({ banner: { text: '554 5.7.1 Your address is listed at a blocklist, access denied', ends: 'fin' } }),
  },
  {
    name: 'banner-421',
    expect: dies('rate/concurrency-limit', 'banner', 'server'),
    server: () => ({
      banner: { text: '421 4.7.0 %h Too many concurrent SMTP connections; please try again later', ends: 'fin' },
    }),
  },
  {
    name: 'accept-queue-full',
    expect: dies('receiver/accept-queue-full', 'banner', ['client', 'nobody']),
    // The lab makes it by dropping the client's acknowledgements: that is what is seen there.
    atServer: dies('path/syn-not-answered', 'connect', 'path'),
    wire: () => ({ rules: [{ way: 'c2s', when: { noFlags: 2 }, do: { drop: true } }] }),
    server: () => ({ banner: { ends: 'silent' } }),
    client: () => ({ timeoutMs: 8000 }),
  },
  {
    name: 'ehlo-fin',
    expect: dies('receiver/closes-without-reply', 'ehlo', 'server'),
    server: () => ({ on: { EHLO: { ends: 'fin', delayMs: 60 } } }),
  },
  {
    name: 'mail-rst',
    expect: dies('receiver/closes-without-reply', 'mail', 'server'),
    server: () => ({ on: { MAIL: { ends: 'rst', delayMs: 8 } } }),
  },
  {
    name: 'mail-hang',
    expect: dies('receiver/hung', 'mail', 'client'),
    server: () => ({ on: { MAIL: { ends: 'silent' } } }),
    client: (d) => ({ timeoutMs: d.between(4000, 9000) }),
  },
  {
    name: 'rcpt-421',
    expect: dies('rate/message-rate-limit', 'rcpt', 'server'),
    server: () => ({ on: { RCPT: { text: '421 4.7.0 Rate limit exceeded, slow down', ends: 'fin' } } }),
  },
  {
    name: 'data-fin',
    expect: dies('receiver/closes-without-reply', 'data', 'server'),
    server: () => ({ on: { DATA: { ends: 'fin', delayMs: 20 } } }),
  },
  {
    name: 'dot-fin',
    expect: dies('receiver/closes-without-reply', 'dot', 'server'),
    server: () => ({ on: { '.': { ends: 'fin', delayMs: 700 } } }),
    client: () => ({ size: 12_000 }),
  },
  {
    name: 'dot-hang',
    expect: dies(['receiver/hung', 'timeout/content-filter-slow'], 'dot', 'client'),
    server: () => ({ on: { '.': { ends: 'silent' } } }),
    client: (d) => ({ timeoutMs: d.between(5000, 9000) }),
  },
  {
    name: 'dot-late',
    expect: dies('timeout/client-timeout-too-short', 'dot', 'client', '250'),
    server: () => ({ on: { '.': { text: '250 2.0.0 Ok: queued as ABCDEF', delayMs: 8000 } } }),
    client: () => ({ timeoutMs: 5000 }),
  },
  {
    name: 'idle-421',
    expect: dies('timeout/receiver-idle-timeout', 'idle', 'server'),
    server: (d) => ({
      idle: { afterMs: d.idleSeconds * 1000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' },
    }),
    client: () => ({ pause: { MAIL: 60_000 } }),
  },
  {
    name: 'idle-451',
    expect: dies('timeout/receiver-idle-timeout', 'idle', 'server'),
    server: (d) => ({
      idle: { afterMs: d.idleSeconds * 1000, text: '451 4.7.0 Timeout waiting for client input', ends: 'fin' },
    }),
    client: () => ({ pause: { RCPT: 60_000 } }),
  },
  {
    name: 'idle-fin',
    expect: dies('timeout/receiver-idle-timeout', 'idle', 'server'),
    server: (d) => ({ idle: { afterMs: d.idleSeconds * 1000, ends: 'fin' } }),
    client: () => ({ pause: { MAIL: 60_000 } }),
  },
  {
    name: 'idle-rst',
    expect: dies('timeout/receiver-idle-timeout', 'idle', 'server'),
    server: (d) => ({ idle: { afterMs: d.idleSeconds * 1000, ends: 'rst' } }),
    client: () => ({ pause: { MAIL: 60_000 } }),
  },
  {
    name: 'stale-pooled',
    expect: dies('timeout/stale-pooled-connection', ['idle', 'mail'], 'server'),
    server: () => ({ idle: { afterMs: 4000, ends: 'fin' } }),
    client: () => ({ messages: 2, pause: { 'MAIL#1': 6500 }, size: 3000, ignoresEnd: true }),
  },
  {
    name: 'stall-body',
    expect: dies('timeout/sender-stalls-in-body', 'body', 'server'),
    server: (d) => ({
      idle: { afterMs: d.idleSeconds * 1000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' },
    }),
    client: () => ({ size: 30_000, stallAfterBytes: 9000, timeoutMs: 20_000 }),
  },
  {
    name: 'error-limit',
    expect: dies('policy/error-limit-close', 'mail', 'server'),
    server: () => ({ on: { RCTP1: { text: '421 4.7.0 %h Error: too many errors', ends: 'fin' } } }),
    client: () => ({ errors: 3 }),
  },
  {
    name: 'shutdown',
    expect: dies('receiver/restart-or-shutdown', 'mail', 'server'),
    server: () => ({
      on: { MAIL: { text: '421 4.3.2 %h Service shutting down and closing transmission channel', ends: 'fin' } },
    }),
  },
  {
    name: 'body-kill',
    expect: dies('receiver/daemon-crash', 'body', 'server'),
    server: (d) => ({ body: { afterBytes: d.between(3000, 40_000), ends: 'kill' } }),
    client: () => ({ size: 700_000 }),
  },
  {
    name: 'body-552-close',
    expect: dies('content/size-reply-lost', 'body', 'server', '552'),
    server: (d) => ({
      body: { afterBytes: d.between(3000, 30_000), text: '552 5.3.4 Message size exceeds fixed limit', ends: 'kill' },
    }),
    client: () => ({ size: 900_000 }),
  },
  {
    name: 'throttled-421',
    expect: dies('rate/message-rate-limit', 'body', 'server', '421'),
    server: (d) => ({
      body: {
        afterBytes: d.between(3000, 30_000),
        text: '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
        ends: 'kill',
      },
    }),
    client: () => ({ size: 900_000 }),
  },
  {
    name: 'zero-window',
    expect: dies('receiver/stops-reading', 'body', ['server', 'client']),
    server: () => ({ stopsReading: true }),
    client: () => ({ size: 9_000_000, timeoutMs: 14_000 }),
  },
  {
    name: 'client-killed',
    expect: dies('sender/process-killed', 'body', 'client'),
    client: () => ({ size: 30_000, abortAfterBytes: 9000 }),
  },
  {
    name: 'bare-dot',
    expect: dies('protocol/bare-lf-end-of-data', 'body', ['server', 'client']),
    server: () => ({ idle: { afterMs: 5000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' } }),
    client: () => ({ bareLf: true, timeoutMs: 15_000 }),
  },

  {
    name: 'tls-alert-version',
    expect: dies('tls/protocol-floor', 'tls', 'server'),
    server: () => ({ tls: { minVersion: 'TLSv1.3' } }),
    client: () => ({ tls: 'starttls', maxVersion: 'TLSv1.2' }),
  },
  {
    name: 'tls-alert-untrusted',
    expect: dies(['tls/untrusted-cert-enforced', 'tls/chain-incomplete'], 'tls', 'client'),
    client: () => ({ tls: 'starttls', alertAfterHello: 48, maxVersion: 'TLSv1.2' }),
  },
  {
    name: 'tls-close',
    expect: dies(['tls/server-cert-unusable', 'tls/no-shared-cipher'], 'tls', 'server'),
    server: () => ({ handshake: { ends: 'fin', delayMs: 30 } }),
    client: () => ({ tls: 'starttls' }),
  },
  {
    name: 'tls-hang',
    expect: dies('receiver/hung', 'tls', 'client'),
    server: () => ({ handshake: { ends: 'silent' } }),
    client: (d) => ({ tls: 'starttls', timeoutMs: d.between(4000, 7000) }),
  },
  {
    name: 'tls-454-inside',
    expect: dies(['tls/server-cert-unusable', 'tls/starttls-refused'], 'tls', 'server'),
    server: () => ({ handshake: { text: '454 4.7.0 TLS not available due to local problem', ends: 'fin' } }),
    client: () => ({ tls: 'starttls' }),
  },
  {
    name: 'starttls-refused',
    expect: dies(['tls/starttls-refused', 'tls/server-cert-unusable'], ['starttls', 'idle'], 'client'),
    server: () => ({ on: { STARTTLS: { text: '454 4.7.0 TLS not available due to local problem' } } }),
    client: () => ({ tls: 'starttls' }),
  },
  {
    name: 'mode-plain-465',
    port: 465,
    expect: dies('tls/mode-mismatch', 'tls', ['client', 'server']),
    client: () => ({ tls: 'wrapped', timeoutMs: 5000 }),
  },
  {
    name: 'mode-clear-on-465',
    port: 465,
    expect: dies('tls/mode-mismatch', 'banner', 'client'),
    server: () => ({ wrapped: true }),
    client: () => ({ timeoutMs: 5000 }),
  },
  {
    name: 'tls-idle-421',
    expect: dies('timeout/receiver-idle-timeout', ['idle', 'mail'], 'server'),
    server: (d) => ({
      idle: { afterMs: d.idleSeconds * 1000, text: '421 4.4.2 %h Error: timeout exceeded', ends: 'fin' },
    }),
    client: () => ({ tls: 'starttls', pause: { MAIL: 60_000 } }),
  },
  {
    name: 'tls-dot-hang',
    expect: dies(['receiver/hung', 'timeout/content-filter-slow'], 'dot', 'client'),
    server: () => ({ on: { '.': { ends: 'silent' } } }),
    client: () => ({ tls: 'starttls', timeoutMs: 6000, size: 8000 }),
  },
  {
    name: 'tls-mail-fin',
    expect: dies('receiver/closes-without-reply', 'mail', 'server'),
    server: () => ({ on: { MAIL: { ends: 'fin', delayMs: 40 } } }),
    client: () => ({ tls: 'starttls' }),
  },
  {
    name: 'tls12-rcpt-rst',
    expect: dies('receiver/closes-without-reply', 'rcpt', 'server'),
    server: () => ({ on: { RCPT: { ends: 'rst', delayMs: 40 } } }),
    client: () => ({ tls: 'starttls', maxVersion: 'TLSv1.2' }),
  },
]
