import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { MtaSetting } from '../domain/facts/host-facts.ts'
import { eximConfig } from './exim/config.ts'
import { habitsOf, type SenderHabits } from './habits.ts'
import { askText, settingNamed, type ConfigText, type MtaConfigAdapter } from './mta-config.ts'
import { opensmtpdConfig } from './opensmtpd/config.ts'
import { postfixConfig, splitMaps } from './postfix/config.ts'
import { sendmailConfig } from './sendmail/config.ts'

const sample = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

const POSTFIX: readonly ConfigText[] = [
  { from: 'postconf -x myhostname', text: sample('postfix/samples/config-3.7.11-x.txt') },
  { from: 'postconf -n', text: sample('postfix/samples/config-3.7.11-n.txt') },
  { from: 'postconf -P', text: sample('postfix/samples/config-3.7.11-P.txt') },
]
const EXIM: readonly ConfigText[] = [
  { from: 'exim4 -bP', text: sample('exim/samples/config-4.96-bP.txt') },
  { from: 'exim4 -bP transports', text: sample('exim/samples/config-4.96-bP-transports.txt') },
]

describe('settings', () => {
  test('Postfix: effective values, which of them are defaults, and overrides of services', () => {
    const settings = postfixConfig.readConfig(POSTFIX)
    expect(settingNamed(settings, 'smtp_helo_name')).toEqual({
      software: 'postfix',
      name: 'smtp_helo_name',
      value: 'mail.example.org',
      isDefault: false,
      from: 'postconf -x myhostname',
    })
    expect(settingNamed(settings, 'smtp_connect_timeout')).toMatchObject({ value: '30s', isDefault: true })
    expect(settingNamed(settings, 'slow/unix/smtp_bind_address')).toMatchObject({
      value: '198.51.100.8',
      isDefault: false,
    })
    expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length)
  })

  test('Postfix: main.cf with comments inside continued lines', () => {
    const text = 'a_b =\n# not here\n  one,\n\n  two\n#c = d\nsmtp_helo_name=x.example # kept, as Postfix does\n'
    expect(postfixConfig.readConfig([{ from: 'main.cf', text }]).map(({ name, value }) => [name, value])).toEqual([
      ['a_b', 'one, two'],
      ['smtp_helo_name', 'x.example # kept, as Postfix does'],
    ])
  })

  test('Postfix: what is looked up for one destination', () => {
    const settings = postfixConfig.readConfig(POSTFIX)
    const asks = postfixConfig.lookUps?.(settings, { domain: 'mail.example.net', hosts: [] }) ?? []
    expect(asks.map(({ setting, ask }) => [setting, askText(ask)])).toEqual([
      [
        'smtp_tls_policy_maps[mail.example.net]',
        expect.stringMatching(/^postmap -q mail\.example\.net inline:\{ .* \}$/),
      ],
      ['smtp_tls_policy_maps[.example.net]', expect.stringMatching(/^postmap -q \.example\.net inline:/)],
      ['smtp_tls_policy_maps[.net]', expect.stringMatching(/^postmap -q \.net inline:/)],
      ['smtp_tls_policy_maps[mail.example.net]', 'postmap -q mail.example.net texthash:/etc/postfix/tls_policy'],
      ['smtp_tls_policy_maps[.example.net]', 'postmap -q .example.net texthash:/etc/postfix/tls_policy'],
      ['smtp_tls_policy_maps[.net]', 'postmap -q .net texthash:/etc/postfix/tls_policy'],
      ['transport_maps[mail.example.net]', 'postmap -q mail.example.net texthash:/etc/postfix/transport'],
      ['transport_maps[.example.net]', 'postmap -q .example.net texthash:/etc/postfix/transport'],
      ['transport_maps[.net]', 'postmap -q .net texthash:/etc/postfix/transport'],
      ['transport_maps[*]', 'postmap -q * texthash:/etc/postfix/transport'],
    ])
    const remote = [
      {
        software: 'postfix',
        name: 'transport_maps',
        value: 'mysql:/etc/x, proxy:ldap:y',
        isDefault: false,
        from: '',
      } as const,
    ]
    expect(postfixConfig.lookUps?.(remote, { domain: 'example.net', hosts: [] })).toEqual([])
  })

  test('Exim: options of the SMTP transports only, and flags as words', () => {
    const settings = eximConfig.readConfig(EXIM)
    expect(settingNamed(settings, 'disable_ipv6')).toMatchObject({ value: 'true', isDefault: false })
    expect(settingNamed(settings, 'transport/remote_smtp/hosts_require_tls')?.value).toBe('*.example.net')
    expect(settingNamed(settings, 'transport/remote_smtp_smarthost/port')?.value).toBe('587')
    expect(settings.filter(({ name }) => name.startsWith('transport/local/'))).toEqual([])
    const set = settings.filter(({ isDefault }) => !isDefault).map(({ name }) => name)
    expect(set).toEqual([
      'disable_ipv6',
      'message_size_limit',
      'primary_hostname',
      'tls_require_ciphers',
      'transport/remote_smtp/helo_data',
      'transport/remote_smtp/hosts_require_tls',
      'transport/remote_smtp/hosts_try_chunking',
      'transport/remote_smtp/interface',
      'transport/remote_smtp/tls_require_ciphers',
      'transport/remote_smtp_smarthost/port',
    ])
  })

  test('Sendmail: options, macros and mailers', () => {
    const settings = sendmailConfig.readConfig([
      { from: '/etc/mail/sendmail.cf', text: sample('sendmail/samples/config-8.17.1.cf') },
    ])
    expect(settingNamed(settings, 'Timeout.connect')?.value).toBe('1m')
    expect(settingNamed(settings, 'MaxMessageSize')?.value).toBe('20000000')
    expect(settingNamed(settings, 'mailer/esmtp')?.value).toMatch(/^P=\[IPC\].*A=TCP \$h$/)
  })

  test.each<[string, MtaConfigAdapter]>(
    [postfixConfig, eximConfig, sendmailConfig, opensmtpdConfig].map((adapter) => [adapter.name, adapter]),
  )('%s: no text makes the reader throw, and noise is no setting', (_name, adapter) => {
    for (const text of [
      '',
      '\u0000'.repeat(1000),
      '='.repeat(5000),
      '{{{{',
      '\n \n\t=\n',
      'O \nD\nM\n',
      'action "',
      '-bash: x: not found',
    ]) {
      expect(adapter.readConfig([{ from: 'x', text }])).toEqual([])
    }
  })
})

const postfix = (text: string): MtaSetting[] => [...postfixConfig.readConfig([{ from: 'postconf -n', text }])]
const opensmtpd = (text: string): MtaSetting[] => [...opensmtpdConfig.readConfig([{ from: '/etc/smtpd.conf', text }])]
const sendmail = (text: string): MtaSetting[] => [
  ...sendmailConfig.readConfig([{ from: '/etc/mail/sendmail.cf', text }]),
]
const exim = (main: string, transports: string, routers = ''): MtaSetting[] => [
  ...eximConfig.readConfig([
    { from: 'exim -bP', text: main },
    { from: 'exim -bP transports', text: `remote_smtp transport:\ndriver = smtp\n${transports}` },
    { from: 'exim -bP routers', text: routers },
  ]),
]

describe('habits', () => {
  test('Postfix says HELO where it is told to', () => {
    expect(habitsOf(postfix('smtp_never_send_ehlo = yes\n')).helo).toBe(true)
    expect(habitsOf(postfix('smtp_never_send_ehlo = no\n')).helo).toBeUndefined()
  })

  test.each<[string, readonly MtaSetting[], SenderHabits]>([
    [
      'Postfix 3.7.11; the smtp service overrides the level',
      postfixConfig.readConfig(POSTFIX),
      {
        ehloName: 'mail.example.org',
        bindIpv4: '198.51.100.7',
        prefersFamily: 4,
        tls: 'require',
        pipelining: true,
        chunking: false,
      },
    ],
    [
      'Exim 4.96 with GnuTLS',
      eximConfig.readConfig(EXIM),
      {
        ehloName: 'mx.example.org',
        bindIpv4: '198.51.100.7',
        bindIpv6: '2001:db8::7',
        family: 4,
        tls: 'auto',
        tlsPlan: { maxVersion: 'TLSv1.2' },
        pipelining: true,
        chunking: false,
      },
    ],
    [
      'Sendmail 8.17',
      sendmailConfig.readConfig([{ from: 'sendmail.cf', text: sample('sendmail/samples/config-8.17.1.cf') }]),
      {
        ehloName: 'mail.example.org',
        bindIpv4: '198.51.100.7',
        bindIpv6: '2001:db8::7',
        tlsPlan: { minVersion: 'TLSv1.2' },
        pipelining: true,
        chunking: false,
        relays: [{ host: 'relay.example', byMx: true }],
        relayedBy: 'SMART_HOST',
      },
    ],
    [
      'Postfix without TLS',
      postfix('smtp_tls_security_level =\ninet_protocols = ipv4\n'),
      { family: 4, tls: 'none', chunking: false },
    ],
    [
      'Postfix of old',
      postfix('smtp_tls_security_level =\nsmtp_use_tls = yes\nsmtp_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1\n'),
      { tls: 'auto', tlsPlan: { minVersion: 'TLSv1.2' }, chunking: false },
    ],
    [
      'Postfix that verifies, with mandatory protocols',
      postfix(
        'smtp_tls_security_level = secure\nsmtp_tls_protocols = TLSv1\nsmtp_tls_mandatory_protocols = >=TLSv1.2, <=TLSv1.2\n',
      ),
      { tls: 'verify', tlsPlan: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }, chunking: false },
    ],
    [
      'Postfix to a relay, TLS from the start',
      postfix(
        'relayhost = [relay.example]:465\nsmtp_tls_security_level = encrypt\nsmtp_tls_wrappermode = yes\nsmtp_discard_ehlo_keywords = chunking, pipelining\n',
      ),
      {
        tls: 'wrapped',
        pipelining: false,
        chunking: false,
        relays: [{ host: 'relay.example', port: 465 }],
        relayedBy: 'relayhost',
      },
    ],
    [
      'Postfix with one address of its own, which does not see STARTTLS',
      postfix(
        'inet_interfaces = 198.51.100.7, [2001:db8::7]\nsmtp_bind_address6 = 2001:db8::9\nsmtp_tls_security_level = may\nsmtp_discard_ehlo_keywords = pipelining, STARTTLS\n',
      ),
      { bindIpv4: '198.51.100.7', bindIpv6: '2001:db8::9', tls: 'none', pipelining: false, chunking: false },
    ],
    ...['all', '127.0.0.1', '127.0.0.1, 198.51.100.7', '198.51.100.7 198.51.100.8', 'mail.example.org', ''].map(
      (interfaces): [string, readonly MtaSetting[], SenderHabits] => [
        `Postfix that listens on “${interfaces}” and sends from where the route leads`,
        postfix(`inet_interfaces = ${interfaces}\n`),
        { chunking: false },
      ],
    ),
    [
      'Exim that never uses TLS nor ESMTP, by a smart host',
      exim(
        'primary_hostname = a.example\n',
        'helo_data = $primary_hostname\nhosts_avoid_tls = *\nhosts_avoid_esmtp = *\nhosts_try_chunking = *\n',
        'smart router:\ndriver = manualroute\nroute_list = * relay.example::587 byname\ntransport = remote_smtp\n',
      ),
      {
        ehloName: 'a.example',
        tls: 'none',
        pipelining: true,
        chunking: true,
        helo: true,
        relays: [{ host: 'relay.example', port: 587 }],
        relayedBy: 'router smart',
      },
    ],
    [
      'Exim whose EHLO name is computed',
      exim('', 'helo_data = ${lookup{x}lsearch{/etc/y}}\nhosts_require_tls = *\n'),
      { tls: 'require', pipelining: true, chunking: true },
    ],
    [
      'Exim with a manual route for one domain only',
      exim(
        '',
        '',
        'r router:\ndriver = manualroute\nroute_list = foo.example relay.example\ntransport = remote_smtp\n',
      ),
      { tls: 'auto', pipelining: true, chunking: true },
    ],
    [
      'Sendmail whose name is computed',
      sendmail('Dj$w.example.org\nDSesmtp:[relay.example]\n'),
      { pipelining: true, chunking: false, relays: [{ host: 'relay.example' }], relayedBy: 'SMART_HOST' },
    ],
    [
      'OpenSMTPD',
      opensmtpd(
        'name = "mx.example.org"\nlisten on lo\naction "out" relay helo $name src 198.51.100.7 tls no-verify protocols "tlsv1.2" # x\naction "in" mbox\nmatch from any for local action "in"\nmatch from local for any action "out"\n',
      ),
      {
        ehloName: 'mx.example.org',
        bindIpv4: '198.51.100.7',
        tls: 'require',
        tlsPlan: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' },
        pipelining: false,
        chunking: false,
      },
    ],
    [
      'OpenSMTPD to a relay',
      opensmtpd(
        'action out relay host smtps://label@relay.example:465 \\\n auth <secrets>\nlimit mta inet4\nmatch for any action out\n',
      ),
      {
        tls: 'wrapped',
        family: 4,
        pipelining: false,
        chunking: false,
        relays: [{ host: 'relay.example', port: 465 }],
        relayedBy: 'action "out"',
        authenticates: true,
      },
    ],
    [
      'OpenSMTPD without TLS',
      opensmtpd('action out relay host "smtp+notls://relay.example"\n'),
      {
        tls: 'none',
        pipelining: false,
        chunking: false,
        relays: [{ host: 'relay.example' }],
        relayedBy: 'action "out"',
      },
    ],
    ['nothing known', [], {}],
  ])('%s', (_name, settings, habits) => expect(habitsOf(settings)).toEqual(habits))

  test('a TLS policy and a transport of the destination win', () => {
    const settings = [
      ...postfix('smtp_tls_security_level = may\nsmtp_helo_name = a.example\nsmtp_tls_mandatory_protocols = >=TLSv1\n'),
      ...postfix('slow/unix/smtp_helo_name = slow.example\n'),
      ...postfix('smtp_tls_policy_maps[example.net] = encrypt protocols=<=TLSv1.2 servername=mx.other.example\n').map(
        (setting) => ({ ...setting }),
      ),
    ]
    const named = (name: string, value: string): MtaSetting => ({
      software: 'postfix',
      name,
      value,
      isDefault: false,
      from: 'postmap',
    })
    const all = [
      ...settings,
      named('smtp_tls_policy_maps[example.net]', 'encrypt protocols=<=TLSv1.2 servername=mx.other.example'),
      named('transport_maps[.example.com]', 'slow:[relay.example]'),
    ]
    expect(habitsOf(all, 'example.net')).toMatchObject({
      tls: 'require',
      tlsPlan: { maxVersion: 'TLSv1.2', sni: 'mx.other.example' },
      ehloName: 'a.example',
    })
    expect(habitsOf(all, 'mail.example.com')).toMatchObject({
      ehloName: 'slow.example',
      relays: [{ host: 'relay.example' }],
    })
    expect(habitsOf(all, 'example.org')).toMatchObject({ tls: 'auto', ehloName: 'a.example' })
    const wide = [...all, named('smtp_tls_policy_maps[.org]', 'none'), named('transport_maps[*]', 'slow:')]
    expect(habitsOf(wide, 'deep.mail.example.org')).toMatchObject({ tls: 'none', ehloName: 'slow.example' })
  })
})

test('maps with braces hold together', () => {
  expect(splitMaps('hash:/a, inline:{ {b = c d}, e=f } texthash:/g')).toEqual([
    'hash:/a',
    'inline:{ {b = c d}, e=f }',
    'texthash:/g',
  ])
  expect(splitMaps('} { } ,')).toEqual(['}', '{ }'])
})
