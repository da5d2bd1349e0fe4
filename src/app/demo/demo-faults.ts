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
]
