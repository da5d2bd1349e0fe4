import { FIRST_ADDRESS_BANNED, REFUSED_OVER_IPV6 } from './faults.ts'
import type { Trial } from './trial.ts'

/** Debian 12's OpenSMTPD ends each handshake with an alert, as client and as server: what must end in TLS is not shown here. */
export const OPENSMTPD_TRIALS: readonly Trial[] = [
  {
    title: 'tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: () => 'sed -i \'s/^action "relay" relay/action "relay" relay tls no-verify/\' /etc/smtpd.conf',
  },
  {
    title: 'tls.level-for may: verification of a self-signed certificate',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: ({ tls }) => ({ tls: tls('self-signed') }),
    before: () => 'sed -i \'s/^action "relay" relay/action "relay" relay tls/\' /etc/smtpd.conf',
  },
  {
    title: 'tls.level-for may: TLS demanded where none is offered',
    lever: ({ host }) => ({ lever: 'tls.level-for', host, level: 'may' }),
    receiver: () => ({}),
    before: () => 'sed -i \'s/^action "relay" relay/action "relay" relay tls no-verify/\' /etc/smtpd.conf',
  },
  {
    title: 'tls.opportunistic: TLS demanded of everybody',
    lever: () => ({ lever: 'tls.opportunistic' }),
    receiver: () => ({}),
    before: () => 'sed -i \'s/^action "relay" relay/action "relay" relay tls no-verify/\' /etc/smtpd.conf',
  },
  FIRST_ADDRESS_BANNED,
  REFUSED_OVER_IPV6,
  {
    title: 'connection.reuse-limit: two messages on a connection are taken',
    lever: () => ({ lever: 'connection.reuse-limit', messages: 2 }),
    receiver: () => ({
      limits: { messages: { count: 2, reply: '421 4.7.0 too many messages' } },
      at: { dot: { do: 'usual', delayMs: 300 } },
    }),
    messages: [1, 1, 1, 1, 1],
  },
  {
    title: 'route.to: the MX leads to a server that refuses',
    lever: ({ domain, world }) => ({ lever: 'route.to', domain, host: `good.${world.variation.domain}` }),
    receiver: () => ({ at: { rcpt: { do: 'reply', text: '554 5.7.1 relaying denied' } } }),
    elsewhere: () => ({}),
    zone: ({ world, elsewhere }) => [`good.${world.variation.domain}. IN A ${elsewhere}`],
  },
]
