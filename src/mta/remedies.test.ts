import { describe, expect, test } from 'vitest'
import type { Destination } from '../domain/destination.ts'
import type { Lever, RemedyStep } from '../domain/lever.ts'
import type { Software } from '../domain/software.ts'
import { redact } from '../report/redact.ts'
import { LEVER_WRITERS, writeLever } from './remedies.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }
const byRelay: Destination = { relay: { host, port: 587 }, address: '192.0.2.1' }
const unknown: Destination = {}

function words(lever: Lever, software: Software, to: Destination): string {
  return JSON.stringify(writeLever(lever, to).find((one) => one.software === software)?.steps)
}

/** The commands for Postfix. */
function shown(lever: Lever, to: Destination = byMx): readonly string[] {
  const steps = writeLever(lever, to).find(({ software }) => software === 'postfix')?.steps ?? []
  return steps.flatMap((step) => (step.kind === 'command' ? [step.run] : []))
}

describe('a table keyed by the next hop names the recipient domain, not the MX host', () => {
  const levers: readonly Lever[] = [
    { lever: 'tls.none-for', host },
    { lever: 'tls.level-for', host, level: 'encrypt' },
    { lever: 'concurrency.limit', host, connections: 2 },
    { lever: 'rate.delay', host, seconds: 1 },
  ]
  test.each(levers)('postfix: $lever', (lever) => {
    expect(words(lever, 'postfix', byMx)).toContain('example.org  ')
    expect(words(lever, 'postfix', byMx)).not.toContain('mx1.example.net  ')
    expect(words(lever, 'postfix', unknown)).toContain('RECIPIENT-DOMAIN  ')
  })
  test('postfix: TLS to a relay is keyed as in relayhost, its port with it', () => {
    expect(words({ lever: 'tls.none-for', host }, 'postfix', byRelay)).toContain('[mx1.example.net]:587  none')
  })
  test.each([
    ['opensmtpd', { lever: 'concurrency.limit', host, connections: 2 }, 'for domain \\"example.org\\"'],
    ['opensmtpd', { lever: 'tls.none-for', host }, 'for domain \\"example.org\\"'],
    ['exchange', { lever: 'tls.none-for', host }, 'SMTP:example.org;1'],
    ['sendmail', { lever: 'esmtp.off-for', host }, 'example.org  smtp:[mx1.example.net]'],
    ['microsoft-365', { lever: 'tls.level-for', host, level: 'encrypt' }, 'postmaster@example.org'],
  ] as const)('%s: %o', (software, lever, expected) => {
    expect(words(lever, software, byMx)).toContain(expected)
  })
})

test('a table keyed by the address names the address, never the name', () => {
  for (const lever of ['pipelining.off-for'] as const) {
    expect(words({ lever, host }, 'postfix', byMx)).toContain('192.0.2.1  ')
    expect(words({ lever, host }, 'postfix', unknown)).toContain('SERVER-ADDRESS  ')
  }
})

test('what a setting held before is kept before it is overwritten, and the undo puts it back', () => {
  for (const lever of [
    { lever: 'tls.opportunistic' },
    { lever: 'timeout.client', stage: 'banner', seconds: 300 },
  ] as const) {
    const written = writeLever(lever, byMx).find(({ software }) => software === 'postfix')
    const text = JSON.stringify(written?.steps)
    const [, name = '', kept = ''] = /postconf -n ([$\w-]+) \| tee (\S+before\.[$\w-]+)/.exec(text) ?? []
    expect(text.indexOf(`| tee ${kept}`)).toBeLessThan(text.lastIndexOf("postconf -e '"))
    expect(JSON.stringify(written?.undo)).toContain(`postconf -e \\"$(cat ${kept})\\"`)
    expect(JSON.stringify(written?.undo)).toContain(`postconf -X ${name}`)
  }
})

test('a table of our own comes in front of the tables that are there, once, and the undo takes it out', () => {
  for (const lever of [
    { lever: 'tls.none-for', host },
    { lever: 'pipelining.off-for', host },
    { lever: 'route.to', domain: 'example.org', host },
  ] as const) {
    const written = writeLever(lever, byMx).find(({ software }) => software === 'postfix')
    const [, file = ''] = /echo '[^']*' > (\S+?)"/.exec(JSON.stringify(written?.steps)) ?? []
    expect(JSON.stringify(written?.steps)).toMatch(
      new RegExp(
        `postconf -e \\\\"(\\w+) = \\w+:${file} \\$\\(postconf -h \\1 \\| sed 's#\\[\\^ ,\\]\\*${file.replace('/etc/postfix', '')} \\*##'\\)`,
      ),
    )
    expect(JSON.stringify(written?.undo)).toContain(`rm -f ${file}`)
  }
})

test("a relay is named again in a transport of its own: without a next hop the mail would go to the domain's MX", () => {
  const to: Destination = { ...byRelay, domain: 'example.org' }
  expect(words({ lever: 'rate.delay', host, seconds: 1 }, 'postfix', to)).toContain(
    'hangup-1s-apart:[mx1.example.net]:587',
  )
})

test('what Debian gives one file by default is edited there, where Exim reads it', () => {
  const chunking = words({ lever: 'chunking.off-for', host }, 'exim', byMx)
  expect(chunking).toContain('/etc/exim4/exim4.conf.template')
  expect(chunking).toContain('in the remote_smtp transport')
  expect(words({ lever: 'chunking.off-for', host }, 'exim', byRelay)).toContain(
    'in the remote_smtp_smarthost transport',
  )
  expect(words({ lever: 'tls.none-for', host }, 'exim', byRelay)).toContain('REMOTE_SMTP_SMARTHOST_HOSTS_AVOID_TLS')
})

test('an exemption demands nothing of other hosts', () => {
  const may: Lever = { lever: 'tls.level-for', host, level: 'may' }
  expect(words(may, 'exim', byMx)).not.toContain('hosts_require_tls = !')
  expect(words(may, 'sendmail', byMx)).toContain('TLS_Srv:mx1.example.net  OK')
})

test('more patience with commands is more patience with each of them, and with the handshake', () => {
  const patience: Lever = { lever: 'timeout.client', stage: 'command', seconds: 300 }
  for (const name of ['smtp_starttls_timeout', 'smtp_rcpt_timeout', 'smtp_data_init_timeout'])
    expect(words(patience, 'postfix', byMx)).toContain(name)
  for (const name of ['confTO_STARTTLS', 'confTO_RCPT', 'confTO_DATAINIT'])
    expect(words(patience, 'sendmail', byMx)).toContain(name)
})

test('Postfix: a limit that holds for all mail says so', () => {
  expect(words({ lever: 'message.size-limit', side: 'client', bytes: 10_000_000 }, 'postfix', byMx)).toContain(
    'for all mail',
  )
})

test('Postfix: with one recipient at a time the concurrency no longer counts by destination, and the processes do', () => {
  const to = (recipients: number) => words({ lever: 'recipients.limit', host, recipients }, 'postfix', byMx)
  expect(to(1)).toContain('hangup-1-recipients/unix/process_limit=5')
  expect(to(20)).not.toContain('process_limit')
  expect(to(20)).toContain('hangup-20-recipients/unix/smtp_connection_cache_on_demand=no')
})

test('what one destination asks for is changed for that destination alone, where the server can', () => {
  const levers: readonly Lever[] = [
    { lever: 'connection.reuse-limit', host, messages: 20 },
    { lever: 'tls.small-hello', host },
    { lever: 'family.prefer-ipv4', host },
    { lever: 'recipients.limit', host, recipients: 50 },
    { lever: 'message.size-limit', side: 'client', bytes: 10_000_000 },
  ]
  // Exim has its limits of messages and recipients for a whole transport; Postfix takes a message, or does not, before it knows where to.
  const forAll = {
    postfix: ['message.size-limit'],
    exim: ['connection.reuse-limit', 'recipients.limit'],
    // The address is one of IPv4, so that no rule can name that of IPv6.
    sendmail: ['message.size-limit', 'family.prefer-ipv4'],
    opensmtpd: ['message.size-limit'],
    exchange: ['family.prefer-ipv4'],
  } as const
  for (const [software, all] of Object.entries(forAll))
    for (const lever of levers) {
      const text = words(lever, software as Software, byMx) as string | undefined
      if (text === undefined) continue
      expect(/for all /.test(text), `${software} ${lever.lever}`).toBe((all as readonly string[]).includes(lever.lever))
      if (!(all as readonly string[]).includes(lever.lever))
        expect(text).toMatch(/example\.org|mx1\.example\.net|192\.0\.2\.1|! -o lo/)
    }
})

test('Postfix counts reuses, not messages', () => {
  const reuse: Lever = { lever: 'connection.reuse-limit', host, messages: 20 }
  expect(words(reuse, 'postfix', byMx)).toContain('smtp_connection_reuse_count_limit=19')
  expect(words({ ...reuse, messages: 1 }, 'postfix', byMx)).toContain('smtp_connection_reuse_count_limit=1')
})

test('a server that never sends BDAT has no setting against it', () => {
  expect(words({ lever: 'chunking.off-for', host }, 'postfix', byMx)).toBeUndefined()
})

test('the undo leaves no setting that the change brought', () => {
  const undo = (lever: Lever): string =>
    JSON.stringify(writeLever(lever, byMx).find(({ software }) => software === 'postfix')?.undo)
  expect(undo({ lever: 'tls.none-for', host })).toContain('rm -f /etc/postfix/hangup-tls-none-example.org.map')
  expect(undo({ lever: 'rate.delay', host, seconds: 1 })).toContain(
    'postconf -X hangup-1s-apart_destination_rate_delay',
  )
  expect(undo({ lever: 'rate.delay', host, seconds: 1 })).toContain('postconf -MX hangup-1s-apart/unix')
})

test('a service of our own replaces none of an administrator, and goes when no line names it any more', () => {
  for (const lever of [
    { lever: 'rate.delay', host, seconds: 1 },
    { lever: 'concurrency.limit', host, connections: 2 },
    { lever: 'esmtp.off-for', host },
  ] as const) {
    const { steps = [], undo = [] } = writeLever(lever, byMx).find(({ software }) => software === 'postfix') ?? {}
    const name = /postconf -M \\"(hangup-[\w-]+)\/unix=/.exec(JSON.stringify(steps))?.[1] ?? 'none'
    const gone = undo.find((step) => step.kind === 'command' && step.run.includes(`postconf -MX ${name}/unix`))
    expect(gone).toMatchObject({
      run: expect.stringMatching(
        new RegExp(`^if ! grep -qs '\\[\\[:space:\\]\\]${name}:' /etc/postfix/hangup-\\*\\.map; then\n[^]*\nfi$`),
      ) as unknown,
    })
    expect(JSON.stringify(steps)).toContain(`${name}/unix=$(postconf -M smtp/unix | sed 's/^smtp/${name}/')`)
  }
})

test('posttls-finger is proposed where it can be told all terms of the policy', () => {
  const finger = (lever: Lever): string | undefined => /posttls-finger [^"]*/.exec(words(lever, 'postfix', byMx))?.[0]
  expect(finger({ lever: 'tls.minimum-for', host, version: 'TLSv1' })).toBe(
    "posttls-finger -c -Lsummary -l may -p '>=TLSv1' -g 'medium' 'example.org'",
  )
  expect(finger({ lever: 'tls.expect-name', host, name: 'a.example' })).toBe(
    "posttls-finger -c -Lsummary -l secure 'example.org' 'a.example'",
  )
  expect(finger({ lever: 'tls.exclude-for', host, ciphers: 'kDHE' })).toBeUndefined()
  expect(finger({ lever: 'tls.server-name-for', host })).toBeUndefined()
})

test('every written change can be taken back, or changes nothing', () => {
  const levers: readonly Lever[] = [
    { lever: 'tls.none-for', host },
    { lever: 'rate.delay', host, seconds: 1 },
    { lever: 'concurrency.limit', host, connections: 2 },
    { lever: 'recipients.limit', host, recipients: 2 },
    { lever: 'tls.small-hello', host },
    { lever: 'route.to', domain: 'example.org', host },
    { lever: 'smarthost', host, port: 587 },
  ]
  for (const [software] of LEVER_WRITERS)
    for (const lever of levers)
      for (const one of writeLever(lever, byMx).filter((written) => written.software === software))
        if (one.steps.some(({ kind }) => kind === 'edit' || kind === 'command'))
          expect(one.undo, `${software} ${lever.lever}`).not.toEqual([])
})

test('tables that are there keep their place behind ours, and a file of theirs is left alone', () => {
  const text = words({ lever: 'tls.none-for', host }, 'postfix', byMx)
  expect(text).toContain('/etc/postfix/hangup-tls-none-example.org.map $(postconf -h smtp_tls_policy_maps |')
  expect(words({ lever: 'rate.delay', host, seconds: 1 }, 'postfix', byMx)).toContain('$(postconf -h transport_maps |')
  expect(words({ lever: 'smarthost', host, port: 587 }, 'postfix', byMx)).toContain(
    'hangup-login-mx1.example.net-587.map $(postconf -h smtp_sasl_password_maps |',
  )
})

test('a list of hosts grows, and other hosts keep the ciphers that they have', () => {
  expect(words({ lever: 'tls.none-for', host }, 'exim', byMx)).toContain('mx1.example.net :')
  expect(words({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }, 'exim', byMx)).toContain(
    'in place of the last NORMAL',
  )
})

test('a server that shall take all versions leaves none out', () => {
  const all: Lever = { lever: 'tls.minimum', side: 'server', version: 'TLSv1' }
  for (const software of ['exim', 'sendmail', 'opensmtpd'] as const)
    expect(words(all, software, byMx), software).not.toMatch(/-VERS-TLS|NO_TLSv1|protocols \\"/)
})

test('a later renewal is told to the server, too: it would serve the old certificate until its next start', () => {
  for (const [software, hook] of [
    ['postfix', 'postfix reload'],
    ['sendmail', 'systemctl restart sendmail'],
    ['opensmtpd', 'systemctl restart opensmtpd'],
    ['exim', 'systemctl reload exim4'],
  ] as const)
    for (const lever of [
      { lever: 'tls.certificate-names', names: ['mx.example.org'] },
      { lever: 'tls.certificate', chain: 'renewed' },
    ] as const)
      expect(words(lever, software, byMx), `${software} ${lever.lever}`).toMatch(
        new RegExp(`certbot [^"]*--deploy-hook '[^']*${hook}'`),
      )
})

test.each<Lever>([
  { lever: 'tls.client-certificate', host },
  { lever: 'tls.certificate', chain: 'full-chain' },
  { lever: 'tls.certificate', chain: 'rsa-and-ecdsa' },
  { lever: 'tls.certificate', chain: 'matching-key' },
])('Postfix: a key file that is not there stops the change, which would end all TLS: %o', (lever) => {
  const [change = ''] = shown(lever).filter((run) => run.includes('postconf -e'))
  const files = /tls_chain_files = ([^']+)/.exec(change)?.[1]?.split(', ') ?? []
  expect(files).not.toEqual([])
  expect(change).toBe(
    `${files.map((file) => `openssl pkey -noout -in ${file} && openssl x509 -noout -subject -issuer -in ${file} &&\n`).join('')}${/postconf -e .*/.exec(change)?.[0] ?? ''}`,
  )
  const name = change.includes('smtpd_tls') ? 'smtpd_tls_chain_files' : 'smtp_tls_chain_files'
  const overridden = shown(lever, { ours: { overrides: [{ service: 'smtp/unix', name, value: 'x' }] } })
  expect(overridden.find((run) => run.includes('postconf -P'))).toMatch(/^openssl pkey [^]* &&\npostconf -P '/)
})

test('Postfix: what was set is kept once, whatever takes it out', () => {
  const text = JSON.stringify(writeLever({ lever: 'tls.default-ciphers', side: 'client' }, byMx))
  expect(text).not.toContain('main.cf.before')
  expect(shown({ lever: 'tls.default-ciphers', side: 'client' })[0]).toMatch(
    /^for name in \S+ .*; do\n {2}\[ -e \S+ \] \|\| postconf -n/,
  )
})

test('Postfix: the level of a relay is its own, and a change of mode demands TLS of nobody else', () => {
  for (const port of [25, 465, 587, 2525])
    expect(words({ lever: 'tls.mode', host, port, wrapped: false }, 'postfix', byMx)).not.toContain(
      'smtp_tls_security_level =',
    )
  expect(words({ lever: 'tls.mode', host, port: 587, wrapped: false }, 'postfix', byMx)).toContain(
    '[mx1.example.net]:587  encrypt',
  )
})

test('Postfix: a pinned key is the fingerprint in the form that the table and posttls-finger take', () => {
  const pin = shown({ lever: 'tls.pin-for', host, spkiSha256: '0a'.repeat(32) })
  const digest = Array.from({ length: 32 }, () => '0A').join(':')
  expect(pin).toContain(`echo 'example.org  fingerprint match=${digest}' > /etc/postfix/hangup-tls-pin-example.org.map`)
  expect(pin.at(-1)).toBe(`posttls-finger -c -Lsummary -l fingerprint -d sha256 'example.org' '${digest}'`)
})

test('a certificate is served: TLS is switched on with it', () => {
  const chain: Lever = { lever: 'tls.certificate', chain: 'full-chain' }
  expect(words(chain, 'exim', byMx)).toContain('MAIN_TLS_ENABLE = yes')
  expect(words(chain, 'sendmail', byMx)).toContain('confCACERT')
  expect(words(chain, 'opensmtpd', byMx)).toContain('above the first listen line')
  // Debian's template sets tls_certificate itself, and Exim takes an option once.
  expect(words({ ...chain, chain: 'rsa-and-ecdsa' }, 'exim', byMx)).not.toContain('"tls_certificate')
})

test('mailboxes do not limit what the server was told to take', () => {
  const larger: Lever = { lever: 'message.size-limit', side: 'server', bytes: 52_428_800 }
  expect(words(larger, 'postfix', byMx)).toContain('mailbox_size_limit = 0')
  expect(words(larger, 'exchange', byMx)).toContain('Set-TransportConfig -MaxReceiveSize 50MB')
})

test('a size that the peer announced is not exceeded', () => {
  const announced: Lever = { lever: 'message.size-limit', side: 'client', bytes: 10_000_000 }
  expect(words(announced, 'exchange', byMx)).toContain('-MaxMessageSize 9765KB')
})

test('OpenSMTPD: names of actions do not stand twice, and people who log in are served, too', () => {
  const text = words({ lever: 'ehlo.name', name: 'mail.example.org' }, 'opensmtpd', byMx)
  expect(text).not.toMatch(/action \\"(?:outbound|relay)\\"/)
  expect(text).toContain('match from auth for any')
})

test('nodemailer: whatever certificate is presented, and no option for another purpose', () => {
  expect(words({ lever: 'tls.level-for', host, level: 'may' }, 'nodemailer', byMx)).toContain(
    'rejectUnauthorized: false',
  )
  const idle = words({ lever: 'connection.idle-limit', seconds: 30 }, 'nodemailer', byMx)
  expect(idle).toContain('pool: false')
  expect(idle).not.toMatch(/idleTimeout|socketTimeout/)
  expect(idle).not.toContain('maxMessages')
})

describe('PowerShell takes what is printed', () => {
  const levers: readonly Lever[] = [
    { lever: 'tls.minimum', side: 'server', version: 'TLSv1' },
    { lever: 'tls.none-for', host },
    { lever: 'tls.level-for', host, level: 'may' },
    { lever: 'tls.level-for', host, level: 'encrypt' },
    { lever: 'tls.opportunistic' },
    { lever: 'tls.default-ciphers', side: 'client' },
    { lever: 'tls.certificate', chain: 'full-chain' },
    { lever: 'tls.certificate-names', names: ['*.example.org', 'mx.example.org'] },
    { lever: 'tls.expect-name', host, name: 'mx.example.org' },
    { lever: 'ehlo.name', name: 'mail.example.org' },
    { lever: 'source.address', family: 4, address: '192.0.2.9' },
    { lever: 'family.prefer-ipv4' },
    { lever: 'chunking.off-for', host },
    { lever: 'timeout.client', stage: 'dot', seconds: 600 },
    { lever: 'concurrency.limit', host, connections: 2 },
    { lever: 'rate.delay', host, seconds: 1 },
    { lever: 'message.size-limit', side: 'client', bytes: 10_000_000 },
    { lever: 'message.size-limit', side: 'server', bytes: 52_428_800 },
    { lever: 'smarthost', host, port: 587 },
    { lever: 'route.to', domain: 'example.org', host },
  ]
  test.each(levers)('$lever', (lever) => {
    for (const { steps, undo } of writeLever(lever, byMx))
      for (const step of [...steps, ...undo])
        if (step.kind === 'command' && step.shell === 'powershell') {
          const bare = step.run.replaceAll(/'[^']*'|"[^"]*"/g, '_')
          expect(bare, step.run).not.toMatch(/['"<>`*]/)
          for (const [variable] of step.run.matchAll(/\$\(?\w+(?::\w+)?/g))
            expect(['$true', '$false', '$null', '$env:COMPUTERNAME', '$c', '$n', '$(']).toContain(
              variable.startsWith('$(') ? '$(' : variable,
            )
        }
  })
})

test('exchange: what the undo deletes from the registry was exported before, and is imported again', () => {
  const written = writeLever({ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }, byMx).find(
    ({ software }) => software === 'exchange',
  )
  const runs = (list: readonly RemedyStep[] = []): readonly string[] =>
    list.flatMap((step) => (step.kind === 'command' ? [step.run] : []))
  const exported = runs(written?.steps).flatMap((run) => {
    const [, key, file] = /reg export "([^"]+)" (\S+)/.exec(run) ?? []
    return key === undefined || file === undefined ? [] : [{ key, file }]
  })
  const deleted = runs(written?.undo).flatMap((run) => /^reg delete "([^"]+)"/.exec(run)?.[1] ?? [])
  expect(deleted.length).toBeGreaterThan(0)
  expect(deleted.filter((key) => !exported.some((one) => key.startsWith(one.key)))).toEqual([])
  expect(runs(written?.undo)).toEqual(expect.arrayContaining(exported.map(({ file }) => `reg import ${file}`)))
})

test('a report without addresses still holds commands that can be run: what waits for a domain is looked for by its domain', () => {
  for (const lever of ['queue.list', 'queue.retry'] as const) {
    const written = writeLever({ lever }, byMx)
    expect(redact(written)).toEqual(written)
  }
})
