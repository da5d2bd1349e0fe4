import { describe, expect, test } from 'vitest'
import type { MtaSetting } from '../domain/facts/host-facts.ts'
import type { Software } from '../domain/software.ts'
import { dmaConfig } from './dma/config.ts'
import { eximConfig } from './exim/config.ts'
import { habitsOf } from './habits.ts'
import { opensmtpdConfig } from './opensmtpd/config.ts'
import { postfixConfig } from './postfix/config.ts'
import { sendmailConfig } from './sendmail/config.ts'

/** What a look-up in the server's own tables brought. */
const found =
  (software: Software) =>
  (name: string, value: string): MtaSetting => ({ software, name, value, isDefault: false, from: 'look-up' })

/** Each seen on the real server, by where its mail went. */
const hopOf = (settings: readonly MtaSetting[]): unknown => {
  const { relays, relayedBy } = habitsOf(settings, 'example.org')
  return relays === undefined
    ? 'mx'
    : [...relays.map(({ host, port, byMx }) => `${host}:${port ?? 25}${byMx ? ' by MX' : ''}`), relayedBy]
}

/** What keeps the mail from being sent, and what chooses a relay by its sender. */
const turnsOf = (settings: readonly MtaSetting[]): unknown => {
  const { notSentBy, heldBy, relaysBySender } = habitsOf(settings, 'example.org')
  return notSentBy ?? (heldBy === undefined ? relaysBySender : { heldBy })
}

test.each<[string, readonly MtaSetting[], unknown]>([
  [
    'Postfix returns all of it',
    postfixConfig.readConfig([{ from: 'postconf -n', text: 'default_transport = error:no mail to the outside' }]),
    'default_transport = error:no mail to the outside',
  ],
  [
    'Postfix holds it until its queue is flushed',
    postfixConfig.readConfig([{ from: 'postconf -n', text: 'defer_transports = uucp, smtp' }]),
    { heldBy: 'defer_transports = uucp, smtp' },
  ],
  [
    'dma holds it for a minute or five',
    dmaConfig.readConfig([{ from: '/etc/dma/dma.conf', text: 'SMARTHOST relay.example\nDEFER' }]),
    undefined,
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
  [
    'Exim has a router for some senders',
    eximConfig.readConfig([
      {
        from: 'exim -bP routers',
        text: 'r router:\ndriver = manualroute\nroute_list = * a.example\nsenders = *@b.example',
      },
    ]),
    'router r: senders = *@b.example',
  ],
  [
    'Exim has a router for local mail of some senders, and one for bounces',
    eximConfig.readConfig([
      {
        from: 'exim -bP routers',
        text: 'a router:\ndriver = redirect\nsenders = *@b.example\ndomains = +local_domains\n\nb router:\ndriver = manualroute\nroute_list = * a.example\nsenders = :',
      },
    ]),
    undefined,
  ],
  [
    'no rule of OpenSMTPD takes it',
    opensmtpdConfig.readConfig([
      { from: '/etc/smtpd.conf', text: 'action "out" relay\nmatch from local for domain "example.com" action "out"' },
    ]),
    'no `match` rule takes it',
  ],
  [
    'a rule of OpenSMTPD with a condition that is not read may take it',
    opensmtpdConfig.readConfig([
      { from: '/etc/smtpd.conf', text: 'action "out" relay\nmatch tag DKIM for any action "out"' },
    ]),
    undefined,
  ],
  ...['from socket', 'from src 192.0.2.0/24', '!from local', 'from rdns "mx.example"'].map(
    (from): [string, readonly MtaSetting[], unknown] => [
      `a rule of OpenSMTPD takes it, or may: ${from}`,
      opensmtpdConfig.readConfig([
        { from: '/etc/smtpd.conf', text: `action "out" relay\nmatch ${from} for any action "out"` },
      ]),
      undefined,
    ],
  ),
  [
    'a rule of OpenSMTPD is for one sender',
    opensmtpdConfig.readConfig([
      {
        from: '/etc/smtpd.conf',
        text: 'action "a" relay host smtp://a.example\naction "b" relay\nmatch mail-from "x@b.example" for any action "a"\nmatch for any action "b"',
      },
    ]),
    'match mail-from x@b.example for any action a',
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

describe('Exim 4.96, by what exim -bt says', () => {
  const exim = (test: string, transports = ''): readonly MtaSetting[] => [
    ...eximConfig.readConfig([
      {
        from: 'exim4 -bP transports',
        text: `remote_smtp transport:\ndriver = smtp\nport = smtp\nhelo_data = mx.example\n\n${transports}`,
      },
      {
        from: 'exim4 -bP routers',
        text: 'other router:\ndriver = manualroute\nroute_list = * other.example\ntransport = remote_smtp\n\nr router:\ndriver = manualroute\n\nd router:\ndriver = dnslookup\n',
      },
    ]),
    found('exim')('address_test[example.org]', test),
  ]
  const SMART =
    'smart transport:\ndriver = smtp\nport = 587\nhelo_data = smart.example\nhosts = a.example : b.example::2525\n'
  test.each<[string, readonly MtaSetting[], unknown]>([
    [
      'a host and its port',
      exim(
        'postmaster@example.org\n  router = r, transport = remote_smtp\n  host relay.example [192.0.2.1] port=587\n',
      ),
      ['relay.example:587', 'router r'],
    ],
    [
      'several addresses of one host, and another',
      exim(
        'postmaster@example.org\n  router = r, transport = remote_smtp\n  host a.example [192.0.2.1]\n  host a.example [2001:db8::1]\n  host b.example [192.0.2.2]\n',
      ),
      ['a.example:25', 'b.example:25', 'router r'],
    ],
    [
      'by MX, whatever a later router would do',
      exim('postmaster@example.org\n  router = d, transport = remote_smtp\n  host mx.example.org [192.0.2.1] MX=10\n'),
      'mx',
    ],
    [
      'hosts of the transport',
      exim('postmaster@example.org\n  router = r, transport = smart\n', SMART),
      ['a.example:587', 'b.example:2525', 'router r'],
    ],
    [
      'what Exim would not say',
      exim('postmaster@example.org cannot be resolved at this time'),
      ['other.example:25', 'router other'],
    ],
  ])('%s', (_name, settings, expected) => expect(hopOf(settings)).toEqual(expected))

  test('the transport that it names has the say', () => {
    const settings = exim('postmaster@example.org\n  router = r, transport = smart\n', SMART)
    expect(habitsOf(settings, 'example.org').ehloName).toBe('smart.example')
    expect(habitsOf(settings, 'example.net').ehloName).toBe('mx.example')
  })
})

describe('Sendmail 8.17, by what sendmail -bt says', () => {
  const MAILERS = 'DSlater.example\nMrelay,\t\tP=[IPC], A=TCP $h 587\nMesmtp,\tP=[IPC], A=TCP $h\n'
  const answer = (parsed: string): string =>
    `ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n> canonify         input: postmaster @ example . org\nParse0           returns: postmaster < @ example . org . >\nparse            returns: ${parsed} $: postmaster < @ example . org . >\n> mail.own.example\n> `
  const sendmail = (parsed: string): readonly MtaSetting[] => [
    ...sendmailConfig.readConfig([{ from: '/etc/mail/sendmail.cf', text: MAILERS }]),
    found('sendmail')('address_test[example.org]', answer(parsed)),
  ]
  test.each<[string, string, unknown]>([
    [
      'a smart host with the port of its mailer',
      '$# relay $@ later . example',
      ['later.example:587 by MX', 'SMART_HOST'],
    ],
    ['a line of mailertable', '$# esmtp $@ [ hub . example ]', ['hub.example:25', 'mailertable']],
    ['by MX', '$# esmtp $@ example . org .', 'mx'],
    ['what is refused here, with a status in the place of a host', '$# error $@ 5.1.2', 'mx'],
  ])('%s', (_name, parsed, expected) => expect(hopOf(sendmail(parsed))).toEqual(expected))

  test('its own name, whatever macros it is made of', () => {
    expect(habitsOf(sendmail('$# esmtp $@ example . org .'), 'example.org').ehloName).toBe('mail.own.example')
  })

  test('the question is harmless to other programs of that name: it names no recipient on the command line', () => {
    const [look] = sendmailConfig.lookUps?.([], { domain: 'example.org', hosts: [] }) ?? []
    expect(look?.ask).toMatchObject({ args: ['-bt'], stdin: '3,0 postmaster@example.org\n$j\n' })
  })
})

describe('OpenSMTPD: the first rule that takes the domain', () => {
  const conf = (rules: string, more: readonly { from: string; text: string }[] = []): readonly MtaSetting[] => [
    ...opensmtpdConfig.readConfig([
      {
        from: '/etc/smtpd.conf',
        text: `action "special" relay host smtp://relay.example:587\naction "out" relay\naction "here" mbox\n${rules}\nmatch from local for any action "out"\n`,
      },
      ...more,
    ]),
  ]
  const SPECIAL = ['relay.example:587', 'action "special"']
  test.each<[string, readonly MtaSetting[], unknown]>([
    ['by name', conf('match from local for domain "example.org" action "special"'), SPECIAL],
    ['of another domain', conf('match from local for domain "example.net" action "special"'), 'mx'],
    ['in a list', conf('match from local for domain { "a.example", example.org } action "special"'), SPECIAL],
    ['in a table', conf('table t { "a.example", "example.org" }\nmatch for domain <t> action "special"'), SPECIAL],
    [
      'in a file',
      conf('table t file:/etc/t\nmatch for domain <t> action "special"', [
        { from: '/etc/t', text: '# ours\nexample.org\n' },
      ]),
      SPECIAL,
    ],
    ['by a wildcard', conf('match for domain "*.org" action "special"'), SPECIAL],
    ['any but one', conf('match ! for domain "example.net" action "special"'), SPECIAL],
    ['any but this one', conf('match ! for domain "example.org" action "special"'), 'mx'],
    ['of mail from elsewhere', conf('match from src 192.0.2.0/24 for domain "example.org" action "special"'), 'mx'],
    ['with a tag that mail may not have', conf('match tag SCANNED for domain "example.org" action "special"'), 'mx'],
    ['for local mail', conf('match for local action "here"'), 'mx'],
    [
      'in an included file',
      conf('include "/etc/more.conf"', [
        { from: '/etc/more.conf', text: 'match for domain "example.org" action "special"\n' },
      ]),
      SPECIAL,
    ],
  ])('%s', (_name, settings, expected) => expect(hopOf(settings)).toEqual(expected))

  test('the source address of a table that holds one', () => {
    const [one, two] = ['{ 192.0.2.7 }', '{ 192.0.2.7, 192.0.2.8 }'].map((addresses) =>
      opensmtpdConfig.readConfig([
        { from: '', text: `table s ${addresses}\naction "out" relay src <s>\nmatch for any action "out"\n` },
      ]),
    )
    expect([one, two].map((settings) => habitsOf(settings ?? []).bindIpv4)).toEqual(['192.0.2.7', undefined])
  })

  test('what is read besides', () => {
    const text = 'include "/etc/a.conf"\ntable t file:/etc/t\ntable u "/etc/u"\ntable v { x }\n'
    expect(opensmtpdConfig.refersTo?.([{ from: '', text }])).toEqual(
      ['/etc/a.conf', '/etc/t', '/etc/u'].map((path) => ({ kind: 'file', path })),
    )
  })
})
