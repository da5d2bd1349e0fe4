import type { DemoFault } from './demo-fault.ts'

/** The first is played when no name is given: a proof worth seeing. */
export const DEMO_FAULTS: readonly DemoFault[] = [
  {
    name: 'path-mtu',
    cause: 'path/pmtu-black-hole',
    title: 'a path that swallows full-size segments: small commands pass, the message dies',
    // Loopback has no small link: the server ignores every read larger than one small segment instead.
    script: () => ({ flow: { swallowsReadsAboveBytes: 1_100 } }),
    options: { send: true, rcpt: ['postmaster@demo.test'], sizeBytes: 40_000, tls: 'none', budgetSeconds: 25 },
  },
  {
    name: 'large-hello',
    cause: 'tls/clienthello-large',
    title: 'a box that resets the connection when the ClientHello is larger than one segment',
    script: (tls) => ({ tls, hellos: [{ minBytes: 900, then: { do: 'rst' } }] }),
  },
  {
    name: 'tls-floor',
    cause: 'tls/protocol-floor',
    title: 'a receiver that speaks TLS 1.2 and newer, and a sender that stops at 1.1',
    script: (tls) => ({ tls: { ...tls, minVersion: 'TLSv1.2' } }),
    options: { tlsMax: 'TLSv1.1', tls: 'require' },
  },
  {
    name: 'pipelining',
    cause: 'protocol/server-pipelining-broken',
    title: 'a server that loses all but the first of several pipelined commands',
    script: () => ({ keywords: ['PIPELINING', 'SIZE 10240000'], flow: { losesPipelined: true } }),
    options: { rcpt: ['postmaster@demo.test'] },
  },
  {
    name: 'concurrency',
    cause: 'rate/concurrency-limit',
    title: 'a server that says 421 because too many connections are open',
    script: () => ({
      at: {
        banner: { do: 'reply', text: '421 4.7.0 demo.test Error: too many connections from 127.0.0.1', then: 'close' },
      },
    }),
  },
  {
    name: 'no-ptr',
    cause: 'identity/ptr-missing-or-generic',
    title: 'a server that refuses clients without a PTR record',
    script: () => ({
      at: { rcpt: { do: 'reply', text: '450 4.7.25 Client host rejected: cannot find your hostname, [127.0.0.1]' } },
    }),
    options: { rcpt: ['postmaster@demo.test'] },
  },
  {
    name: 'early-talker',
    cause: 'policy/early-talker-rejected',
    title: 'a server that drops clients which speak before its greeting',
    script: () => ({
      flow: {
        greetDelayMs: 600,
        earlyTalker: { do: 'reply', text: '554 5.5.0 SMTP synchronization error', then: 'close' },
      },
    }),
    options: { speaksEarly: true },
  },
  {
    name: 'greylisting',
    cause: null,
    title: 'a healthy server that greylists: nothing is wrong here',
    script: () => ({
      at: {
        rcpt: {
          do: 'reply',
          text: '450 4.2.0 <postmaster@demo.test>: Recipient address rejected: Greylisted, try again in 300 seconds',
        },
      },
    }),
    options: { rcpt: ['postmaster@demo.test'] },
  },
  {
    name: 'size-limit',
    cause: 'content/size-limit-drop',
    title: 'a server that hangs up when the message grows beyond a limit it never announced',
    script: () => ({ message: { limitBytes: 60_000 }, at: { body: { do: 'rst' } } }),
    options: { send: true, rcpt: ['postmaster@demo.test'], sizeBytes: 200_000, tls: 'none' },
  },
  {
    name: 'stripped-starttls',
    cause: 'tls/starttls-stripped',
    title: 'a firewall that masks STARTTLS, seen by a sender that requires TLS',
    script: () => ({
      greeting: '********************************',
      keywords: ['PIPELINING', 'XXXXXXXA', 'SIZE 10240000'],
    }),
    options: { tls: 'require' },
  },
  {
    name: 'shutdown',
    cause: 'receiver/restart-or-shutdown',
    title: 'a server that greets with 421 because it is being restarted',
    script: () => ({
      at: { banner: { do: 'reply', text: '421 4.3.2 demo.test Service shutting down', then: 'close' } },
    }),
  },
  {
    name: 'silent-close',
    cause: 'receiver/closes-without-reply',
    title: 'a server that closes at MAIL FROM without a word',
    script: () => ({ at: { mail: { do: 'fin' } } }),
    options: { ehloName: 'mail.demo.test' },
  },
  {
    name: 'implicit-tls',
    cause: 'tls/mode-mismatch',
    title: 'a server that wants TLS from the first octet, and a client that waits for a greeting',
    script: (tls) => ({ tls, wrapped: true }),
    options: { tls: 'none', budgetSeconds: 20 },
  },
  {
    name: 'tls13-intolerant',
    cause: 'tls/version-intolerance',
    title: 'a server that hangs up on any hello that offers TLS 1.3',
    script: (tls) => ({ tls: { ...tls, maxVersion: 'TLSv1.2' }, hellos: [{ offers13: true, then: { do: 'fin' } }] }),
  },
  {
    name: 'tls-broken',
    cause: 'tls/server-internal-error',
    title: 'a server that answers every ClientHello with the alert internal_error',
    script: (tls) => ({ tls, hellos: [{ then: { do: 'alert', description: 80 } }] }),
  },
  {
    name: 'starttls-refused',
    cause: 'tls/starttls-refused',
    title: 'a server that announces STARTTLS and refuses it',
    script: (tls) => ({
      tls,
      at: { starttls: { do: 'reply', text: '454 4.7.0 TLS not available due to local problem' } },
    }),
    options: { tls: 'require' },
  },
  {
    name: 'disk-full',
    cause: 'receiver/disk-full-back-pressure',
    title: 'a server without free disk space',
    script: () => ({ at: { mail: { do: 'reply', text: '452 4.3.1 Insufficient system storage', then: 'close' } } }),
  },
  {
    name: 'blocklisted',
    cause: 'policy/reputation-announced',
    title: 'a server that refuses our address because a DNS list names it',
    script: () => ({
      at: {
        rcpt: {
          do: 'reply',
          text: '554 5.7.1 Service unavailable; Client host [127.0.0.1] blocked using bl.demo.test',
        },
      },
    }),
    options: { rcpt: ['postmaster@demo.test'] },
  },
  {
    name: 'unknown-recipient',
    cause: 'refusal/recipient-unknown',
    title: 'a server that does not know the recipient',
    script: () => ({
      at: { rcpt: { do: 'reply', text: '550 5.1.1 <nobody@demo.test>: Recipient address rejected: User unknown' } },
    }),
    options: { rcpt: ['nobody@demo.test'] },
  },
  {
    name: 'recipient-limit',
    cause: 'policy/rcpt-per-session-limit',
    title: 'a server that takes two recipients and hangs up at the third',
    script: () => ({
      limits: { recipients: { count: 2, reply: '421 4.5.3 demo.test Error: too many recipients' } },
    }),
    options: { rcpt: ['a@demo.test', 'b@demo.test', 'c@demo.test'] },
  },
  {
    name: 'no-esmtp',
    cause: 'protocol/server-esmtp-intolerant',
    title: 'a server that resets at EHLO and speaks only HELO',
    script: () => ({ at: { ehlo: { do: 'rst' } } }),
  },
  {
    name: 'garbled',
    cause: 'protocol/malformed-reply',
    title: 'a server whose answer to EHLO is no SMTP reply',
    script: () => ({ at: { ehlo: { do: 'raw', latin1: 'HTTP/1.1 400 Bad Request\r\n\r\n', then: 'close' } } }),
  },
  {
    name: 'size-announced',
    cause: 'refusal/message-too-large',
    title: 'a server that announces a size and refuses more',
    script: () => ({ keywords: ['PIPELINING', 'SIZE 50000'], message: { sizeLimitBytes: 50_000 } }),
    options: { send: true, rcpt: ['postmaster@demo.test'], sizeBytes: 80_000, tls: 'none' },
  },
  {
    name: 'idle-timeout',
    cause: 'timeout/receiver-idle-timeout',
    title: 'a server that ends a session which pauses before MAIL FROM',
    script: () => ({
      limits: {
        idle: { ms: 2_000, then: { do: 'reply', text: '421 4.4.2 demo.test Error: timeout exceeded', then: 'close' } },
      },
    }),
    options: { pauseMs: { mail: 4_000 }, budgetSeconds: 25 },
  },
]
