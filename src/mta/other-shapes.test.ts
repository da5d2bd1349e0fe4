import { expect, test } from 'vitest'
import type { Lever, RemedyStep } from '../domain/lever.ts'
import { writeExim } from './exim/remedy.ts'
import { writeOpensmtpd } from './opensmtpd/remedy.ts'
import { writePostfix } from './postfix/remedy.ts'

/** What goes into files and into the shell, each in a line. */
const shown = (steps: readonly RemedyStep[] = []): readonly string[] =>
  steps.map((step) =>
    step.kind === 'edit'
      ? `${step.file}: ${step.add === undefined ? `- ${step.remove}` : `+ ${step.add}`}`
      : step.kind === 'command'
        ? step.run
        : JSON.stringify(step),
  )

const DEBIANS = /exim4|Debian|localmacros|template|update-exim4|split_config|REMOTE_SMTP|MAIN_TLS/

test.each<[string, Lever, readonly string[]]>([
  ['of a transport', { lever: 'ehlo.name', name: 'a.example' }, ['/etc/exim/exim.conf: +   helo_data = a.example']],
  [
    'of the main section',
    { lever: 'message.size-limit', side: 'server', bytes: 5 },
    ['/etc/exim/exim.conf: + message_size_limit = 5'],
  ],
  [
    'of a list',
    { lever: 'tls.none-for', host: 'mx.example' },
    ['/etc/exim/exim.conf: +   hosts_avoid_tls = mx.example'],
  ],
  [
    'of both',
    { lever: 'tls.certificate', chain: 'full-chain' },
    [
      '/etc/exim/exim.conf: + tls_advertise_hosts = *',
      '/etc/exim/exim.conf: + tls_certificate = /etc/exim/fullchain.crt',
      '/etc/exim/exim.conf: + tls_privatekey = /etc/exim/exim.key',
    ],
  ],
])('Exim with a file of its own: an option %s', (_name, lever, lines) => {
  const written = writeExim(lever, { ours: { file: '/etc/exim/exim.conf' } })
  expect(shown(written?.steps)).toEqual([...lines, 'exim -bV >/dev/null', 'systemctl reload exim'])
  expect(shown(written?.undo)).toEqual([...lines.map((line) => line.replace(': + ', ': - ')), 'systemctl reload exim'])
  expect(JSON.stringify(written)).not.toMatch(DEBIANS)
})

test.each<Lever>([
  { lever: 'smarthost', host: 'relay.example', port: 587 },
  { lever: 'route.to', domain: 'example.org', host: 'mx.example' },
])('Exim with a file of its own: what Debian generates is said in words', (lever) => {
  const written = writeExim(lever, { ours: { file: '/etc/exim/exim.conf' } })
  expect(shown(written?.steps)).toEqual([expect.stringMatching(/"note".*\/etc\/exim\/exim\.conf.*manualroute/)])
})

test.each([
  ['/etc/smtpd.conf', 'systemctl restart opensmtpd'],
  ['/etc/opensmtpd/smtpd.conf', 'systemctl restart opensmtpd'],
  ['/etc/mail/smtpd.conf', 'rcctl restart smtpd'],
  ['/usr/local/etc/mail/smtpd.conf', 'service smtpd restart'],
])('OpenSMTPD that reads %s', (file, restart) => {
  const written = writeOpensmtpd({ lever: 'family.prefer-ipv4' }, { ours: { file } })
  expect(shown(written?.steps)).toEqual([`${file}: + mta limit inet4`, `smtpd -n -f ${file}`, restart])
})

test.each([
  [['/etc/postfix-out'], '/etc/postfix-out'],
  [['/etc/postfix-a', '/etc/postfix-b'], 'INSTANCE-FOLDER'],
])('Postfix with the further instances %s: the one that sends is changed', (instances, folder) => {
  const written = writePostfix(
    { lever: 'tls.none-for', host: 'mx.example' },
    { domain: 'example.org', ours: { instances } },
  )
  const steps = shown(written?.steps)
  expect(steps[0]).toBe(`export MAIL_CONFIG=${folder}`)
  expect(shown(written?.undo)[0]).toBe(`export MAIL_CONFIG=${folder}`)
  expect(steps).toContain(`echo 'example.org  none' > ${folder}/hangup-tls-none-example.org.map`)
  expect(JSON.stringify(written)).not.toContain('/etc/postfix/')
})

test('Postfix whose master.cf overrides what is set: changed there, too, and set back', () => {
  const overrides = [
    { service: 'smtp/unix', name: 'smtp_data_done_timeout', value: '9s' },
    { service: 'slow/unix', name: 'smtp_helo_name', value: 'a.example' },
  ]
  const written = writePostfix({ lever: 'timeout.client', stage: 'dot', seconds: 600 }, { ours: { overrides } })
  expect(shown(written?.steps)).toContain("postconf -P 'smtp/unix/smtp_data_done_timeout=600s'")
  expect(shown(written?.undo)[0]).toBe("postconf -P 'smtp/unix/smtp_data_done_timeout=9s'")
  expect(JSON.stringify(written)).not.toContain('slow')
})

test.each<[Lever, string | undefined]>([
  [{ lever: 'timeout.client', stage: 'body', seconds: 180 }, 'smtp_data_xfer_timeout'],
  [{ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }, 'smtp_tls_protocols|smtp_tls_mandatory_protocols'],
  [{ lever: 'tls.none-for', host: 'mx.example' }, 'smtp_tls_policy_maps'],
  [
    { lever: 'tls.default-ciphers', side: 'client' },
    'smtp_tls_exclude_ciphers|smtp_tls_mandatory_exclude_ciphers|tls_high_cipherlist|tls_medium_cipherlist',
  ],
  [{ lever: 'rate.delay', host: 'mx.example', seconds: 1 }, 'transport_maps'],
  [{ lever: 'tls.mode', host: 'mx.example', port: 587, wrapped: false }, 'smtp_tls_policy_maps|smtp_tls_wrappermode'],
  [{ lever: 'connection.idle-limit', seconds: 9 }, undefined],
])(
  'Postfix whose master.cf nobody has read: one look whether it overrides what is set, before the reload: %o',
  (lever, names) => {
    const steps = shown(writePostfix(lever, { domain: 'example.org' })?.steps)
    const looks = steps.filter((step) => step.startsWith('postconf -P |'))
    expect(looks).toEqual(
      names === undefined
        ? []
        : [`postconf -P | grep ${names.includes('|') ? `-E '/(${names}) ='` : `'/${names} ='`} || echo none`],
    )
    expect(steps.slice(steps.indexOf(looks[0] ?? '')).some((step) => step === 'postfix reload')).toBe(
      names !== undefined,
    )
  },
)

test('Postfix whose master.cf names other tables: ours comes in front of them there, too', () => {
  const lever: Lever = { lever: 'tls.none-for', host: 'mx.example' }
  const written = (value: string): ReturnType<typeof writePostfix> =>
    writePostfix(lever, {
      domain: 'example.org',
      ours: { overrides: [{ service: 'smtp/unix', name: 'smtp_tls_policy_maps', value }] },
    })
  const ours = 'texthash:/etc/postfix/hangup-tls-none-example.org.map'
  const steps = shown(written('hash:/etc/postfix/policy')?.steps)
  const change = `postconf -P 'smtp/unix/smtp_tls_policy_maps=${ours},hash:/etc/postfix/policy'`
  expect(steps.indexOf(change)).toBeGreaterThan(steps.findIndex((step) => step.startsWith('echo ')))
  expect(steps.indexOf(change)).toBeLessThan(steps.indexOf('postfix reload'))
  expect(shown(written('hash:/etc/postfix/policy')?.undo)[0]).toBe(
    "postconf -P 'smtp/unix/smtp_tls_policy_maps=hash:/etc/postfix/policy'",
  )
  expect(shown(written('')?.steps)).toContain(`postconf -P 'smtp/unix/smtp_tls_policy_maps=${ours}'`)
  expect(JSON.stringify(written(`${ours},hash:/etc/postfix/policy`))).not.toContain("postconf -P '")
})

test('Postfix whose master.cf sets the level or the policies: these are looked up, and main.cf is not', () => {
  const look = (...names: readonly string[]): string =>
    shown(
      writePostfix(
        { lever: 'tls.maximum-for', host: 'mx.example', version: 'TLSv1.2' },
        {
          domain: 'example.org',
          ours: {
            overrides: names.map((name) => ({
              service: 'smtp/unix',
              name,
              value: name.endsWith('level') ? 'dane' : 'hash:/etc/postfix/a,hash:/etc/postfix/b',
            })),
          },
        },
      )?.steps,
    )[0] ?? ''
  const asked = (level: string, tables: string): string =>
    `${level}\npostmap -q 'example.org' "unionmap:{$(${tables})}" 2>/dev/null || echo 'no line for it'`
  const [level, tables] = ['postconf -xh smtp_tls_security_level', 'postconf -xh smtp_tls_policy_maps']
  expect(look()).toBe(asked(level, tables))
  expect(look('smtp_tls_security_level')).toBe(asked("echo 'dane'", tables))
  expect(look('smtp_tls_policy_maps')).toBe(asked(level, "echo 'hash:/etc/postfix/a,hash:/etc/postfix/b'"))
})

test.each<Lever>([
  { lever: 'tls.certificate', chain: 'renewed' },
  { lever: 'tls.certificate-names', names: ['mx.example'] },
])('a later renewal is told to the server that is meant: %o', (lever) => {
  const instance = shown(writePostfix(lever, { ours: { instances: ['/etc/postfix-in'] } })?.steps)
  expect(instance.find((step) => step.startsWith('certbot '))).toContain(
    "--deploy-hook 'postfix -c /etc/postfix-in reload'",
  )
  expect(instance).toContain('postfix reload')
  for (const [file, reload] of [
    ['/etc/exim/exim.conf', 'systemctl reload exim'],
    ['/usr/local/etc/exim/configure', 'service exim restart'],
    ['/etc/exim4/exim4.conf', 'systemctl reload exim4'],
  ] as const)
    for (const step of shown(writeExim(lever, { ours: { file } })?.steps))
      expect(step.replace(/'$/, ''), file).toMatch(new RegExp(`&& ${reload}$`))
})
