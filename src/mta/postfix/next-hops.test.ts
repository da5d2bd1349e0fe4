import { describe, expect, test } from 'vitest'
import { found, hopOf, turnsOf } from '../../../test/kit/next-hops.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { habitsOf } from '../habits.ts'
import { postfixConfig } from './config.ts'

test.each<[string, readonly MtaSetting[], unknown]>([
  [
    'Postfix returns all of it',
    postfixConfig.readConfig([{ from: 'postconf -n', text: 'default_transport = error:no mail to the outside' }]),
    'default_transport = error:no mail to the outside',
  ],
  [
    'Postfix returns all of it, and asks no DNS',
    postfixConfig.readConfig([
      { from: 'postconf -n', text: 'default_transport = error\nsmtp_dns_support_level = disabled' },
    ]),
    'default_transport = error',
  ],
  [
    'Postfix returns the mail of one sender',
    [
      ...postfixConfig.readConfig([{ from: 'postconf -n', text: 'default_transport = smtp' }]),
      found('postfix')('sender_dependent_default_transport_maps[a@own.example]', 'error:5.7.1 not you'),
    ],
    'sender_dependent_default_transport_maps: error:5.7.1 not you',
  ],
  [
    'a next hop alone leaves the service to default_transport',
    [
      ...postfixConfig.readConfig([{ from: 'postconf -n', text: 'default_transport = error:closed' }]),
      found('postfix')('transport_maps[example.org]', ':[hub.example]'),
    ],
    'default_transport = error:closed',
  ],
  [
    'Postfix holds it until its queue is flushed',
    postfixConfig.readConfig([{ from: 'postconf -n', text: 'defer_transports = uucp, smtp' }]),
    { heldBy: 'defer_transports = uucp, smtp' },
  ],
  [
    'Postfix drops the mail of one domain',
    [
      ...postfixConfig.readConfig([{ from: 'postconf -n', text: 'relayhost = [relay.example]' }]),
      found('postfix')('transport_maps[example.org]', 'discard:'),
    ],
    'transport_maps: discard:',
  ],
  [
    'Postfix asks for the sender before the relay of all others',
    postfixConfig.readConfig([
      { from: 'postconf -n', text: 'relayhost = [relay.example]\nsender_dependent_relayhost_maps = hash:/etc/r' },
    ]),
    'sender_dependent_relayhost_maps',
  ],
  [
    'a next hop of default_transport leaves no say to the relays of senders',
    postfixConfig.readConfig([
      {
        from: 'postconf -n',
        text: 'default_transport = smtp:[relay.example]\nsender_dependent_relayhost_maps = hash:/etc/r',
      },
    ]),
    undefined,
  ],
  [
    'an entry for the domain leaves the sender no say',
    [
      ...postfixConfig.readConfig([{ from: 'postconf -n', text: 'sender_dependent_relayhost_maps = hash:/etc/r' }]),
      found('postfix')('transport_maps[example.org]', 'smtp:[hub.example]'),
    ],
    undefined,
  ],
])('%s', (_name, settings, turns) => expect(turnsOf(settings)).toEqual(turns))

describe('Postfix 3.7', () => {
  const postfix = (text: string, transport?: string): readonly MtaSetting[] => [
    ...postfixConfig.readConfig([{ from: 'postconf -n', text }]),
    ...(transport === undefined ? [] : [found('postfix')('transport_maps[example.org]', transport)]),
  ]
  test.each<[string, string, string | undefined, unknown]>([
    ['a relay', 'relayhost = [relay.example]:587', undefined, ['relay.example:587', 'relayhost']],
    ['a relay by its MX', 'relayhost = hub.example', undefined, ['hub.example:25 by MX', 'relayhost']],
    ['a port by its name', 'relayhost = [relay.example]:submission', undefined, ['relay.example:587', 'relayhost']],
    [
      'two relays',
      'relayhost = [a.example]:587, [b.example]',
      undefined,
      ['a.example:587', 'b.example:25', 'relayhost'],
    ],
    ['a relay by address', 'relayhost = 192.0.2.1', undefined, ['192.0.2.1:25', 'relayhost']],
    ['an entry without a next hop leads past the relay', 'relayhost = [relay.example]', 'slow:', 'mx'],
    ['an entry that says nothing', 'relayhost = [relay.example]', ':', ['relay.example:25', 'relayhost']],
    [
      'a next hop alone',
      'relayhost = [relay.example]',
      ':[other.example]:2525',
      ['other.example:2525', 'transport_maps'],
    ],
    ['the domain itself as next hop', 'relayhost = [relay.example]', 'smtp:example.org', 'mx'],
    ['what is not delivered by SMTP', 'relayhost = [relay.example]', 'error:5.1.1 gone', 'mx'],
    ['nobody, and no DNS', 'default_transport = error\nsmtp_dns_support_level = disabled', undefined, 'mx'],
    [
      'the address of the domain itself, without the DNS',
      'smtp_dns_support_level = disabled',
      undefined,
      ['example.org:25', 'smtp_dns_support_level'],
    ],
    [
      'the same, with the domain as next hop',
      'smtp_dns_support_level = disabled',
      'smtp:example.org',
      ['example.org:25', 'smtp_dns_support_level'],
    ],
    [
      'a relay without the DNS is a host',
      'relayhost = hub.example\nsmtp_dns_support_level = disabled',
      undefined,
      ['hub.example:25', 'relayhost'],
    ],
    [
      'default_transport has the say',
      'relayhost = [relay.example]\ndefault_transport = smtp:[other.example]:587',
      undefined,
      ['other.example:587', 'default_transport'],
    ],
  ])('%s', (_name, text, transport, expected) => expect(hopOf(postfix(`${text}\n`, transport))).toEqual(expected))

  test.each<[string, string, readonly [string, string][], unknown]>([
    [
      'the sender has a relay of its own',
      'relayhost = [relay.example]',
      [['sender_dependent_relayhost_maps[a@own.example]', '[a.example]:587']],
      ['a.example:587', 'sender_dependent_relayhost_maps'],
    ],
    [
      'the address before its domain',
      '',
      [
        ['sender_dependent_relayhost_maps[@own.example]', '[b.example]'],
        ['sender_dependent_relayhost_maps[a@own.example]', '[a.example]'],
      ],
      ['a.example:25', 'sender_dependent_relayhost_maps'],
    ],
    [
      'DUNNO keeps the usual relay',
      'relayhost = [relay.example]',
      [
        ['sender_dependent_relayhost_maps[a@own.example]', 'DUNNO'],
        ['sender_dependent_relayhost_maps[@own.example]', '[b.example]'],
      ],
      ['relay.example:25', 'relayhost'],
    ],
    [
      'the transport of the sender has the say before its relay',
      '',
      [
        ['sender_dependent_relayhost_maps[a@own.example]', '[a.example]'],
        ['sender_dependent_default_transport_maps[a@own.example]', 'smtp:[c.example]'],
      ],
      ['c.example:25', 'sender_dependent_default_transport_maps'],
    ],
    [
      'a transport of the sender without a next hop keeps the relay',
      'relayhost = [relay.example]',
      [['sender_dependent_default_transport_maps[@own.example]', 'slow:']],
      ['relay.example:25', 'relayhost'],
    ],
    [
      'transport_maps has the say before all of them',
      'relayhost = [relay.example]',
      [
        ['sender_dependent_relayhost_maps[a@own.example]', '[a.example]'],
        ['transport_maps[example.org]', 'smtp:[t.example]'],
      ],
      ['t.example:25', 'transport_maps'],
    ],
    [
      'a mailbox has a route of its own',
      '',
      [
        ['transport_maps[example.org]', 'smtp:[t.example]'],
        ['transport_maps[u@example.org]', 'smtp:[u.example]'],
      ],
      ['u.example:25', 'transport_maps'],
    ],
  ])('%s', (_name, text, looked, expected) =>
    expect(hopOf([...postfix(`${text}\n`), ...looked.map(([name, value]) => found('postfix')(name, value))])).toEqual(
      expected,
    ),
  )

  test('tables of patterns are asked for whole addresses alone, others for their parts too', () => {
    const asked = (text: string): unknown =>
      postfixConfig
        .lookUps?.(postfix(`${text}\n`), {
          domain: 'sub.example.org',
          hosts: [],
          recipient: 'u+x@sub.example.org',
          sender: 'a@own.example',
        })
        .map(({ setting }) => setting.replace(/^[^[]*/, ''))
    expect(asked('transport_maps = regexp:/t')).toEqual(['[u+x@sub.example.org]', '[u@sub.example.org]'])
    expect(asked('transport_maps = lmdb:/t')).toEqual([
      '[u+x@sub.example.org]',
      '[u@sub.example.org]',
      '[sub.example.org]',
      '[.example.org]',
      '[.org]',
      '[*]',
    ])
    expect(asked('sender_dependent_relayhost_maps = pcre:/t')).toEqual(['[a@own.example]'])
    expect(asked('sender_dependent_relayhost_maps = hash:/t')).toEqual(['[a@own.example]', '[@own.example]'])
  })

  test('the policy of a relay is asked under its name as written there', () => {
    const settings = postfix('smtp_tls_policy_maps = texthash:/p\n', 'smtp:[relay.example]:587')
    const asked = postfixConfig.lookUps?.(settings, { domain: 'example.org', hosts: [] }) ?? []
    expect(asked.map(({ setting }) => setting)).toEqual(['smtp_tls_policy_maps[[relay.example]:587]'])
  })

  test('a login is no secret, what it is is', () => {
    expect(habitsOf(postfix('smtp_sasl_auth_enable = yes\n')).authenticates).toBe(true)
  })
})
