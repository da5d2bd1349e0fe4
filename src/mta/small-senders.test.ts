import { expect, test } from 'vitest'
import type { MtaSetting } from '../domain/facts/host-facts.ts'
import { dmaConfig } from './dma/config.ts'
import { habitsOf } from './habits.ts'
import { msmtpConfig } from './msmtp/config.ts'
import type { MtaConfigAdapter } from './mta-config.ts'
import { nullmailerConfig } from './nullmailer/config.ts'
import { ssmtpConfig } from './ssmtp/config.ts'

const SECRET = 'geheim'

test.each<[string, MtaConfigAdapter, string, unknown]>([
  [
    'nullmailer, a port',
    nullmailerConfig,
    'relay.example smtp --port=2525',
    [['relay.example:2525'], 'none', undefined],
  ],
  [
    'nullmailer, two remotes and a login',
    nullmailerConfig,
    `# first\na.example smtp --starttls --user=me --pass=${SECRET}\nb.example smtp --ssl\n`,
    [['a.example:25', 'b.example:465'], 'verify', true],
  ],
  [
    'nullmailer, options without dashes',
    nullmailerConfig,
    `a.example smtp user=me pass=${SECRET} port=465 ssl\nb.example smtp port=587 starttls insecure`,
    [['a.example:465', 'b.example:587'], 'wrapped', true],
  ],
  [
    'nullmailer, quoted values, and what a password holds is no option',
    nullmailerConfig,
    `a.example smtp --pass='SEC ${SECRET} --ssl' --user="me ${SECRET}" pass=x\\ ${SECRET}\\ ssl starttls --pass 'open ${SECRET}`,
    [['a.example:25'], 'verify', true],
  ],
  [
    'nullmailer, of two remotes one that is no SMTP server',
    nullmailerConfig,
    'a.example qmqp --port=629\nb.example smtp --ssl --user=me',
    [['b.example:465'], 'wrapped', true],
  ],
  ['nullmailer, no SMTP at all', nullmailerConfig, 'a.example qmqp', [undefined, undefined, undefined]],
  [
    'nullmailer, a line without a host',
    nullmailerConfig,
    `--pass=${SECRET}\nuser=${SECRET}`,
    [undefined, undefined, undefined],
  ],
  [
    'ssmtp',
    ssmtpConfig,
    `mailhub=relay.example:587\nUseSTARTTLS=YES\nAuthUser=me-${SECRET}\nAuthPass=${SECRET}`,
    [['relay.example:587'], 'require', true],
  ],
  ['ssmtp as it comes', ssmtpConfig, '#mailhub=x\nhostname=host.example', [['mail:25'], 'none', undefined]],
  [
    'dma',
    dmaConfig,
    '# SMARTHOST x\nSMARTHOST relay.example\nPORT 587\nSTARTTLS\nSECURETRANSFER',
    [['relay.example:587'], 'require', undefined],
  ],
  ['dma to the MX', dmaConfig, '#SMARTHOST\n#PORT 25\nAUTHPATH /etc/dma/auth.conf\n', [undefined, 'none', undefined]],
  [
    'msmtp',
    msmtpConfig,
    `defaults\ntls on\nauth on\naccount work\nhost relay.example\npassword ${SECRET}\naccount home\nhost other.example\ntls off\naccount default : work\n`,
    [['relay.example:25'], 'verify', true],
  ],
  [
    'msmtp, TLS from the first octet',
    msmtpConfig,
    'account default\nhost relay.example\ntls on\ntls_starttls off',
    [['relay.example:465'], 'wrapped', undefined],
  ],
])('%s', (_name, adapter, text, expected) => {
  const settings = adapter.readConfig([{ from: '/etc/x', text }])
  const { relays, tls, authenticates } = habitsOf(settings, 'example.org')
  expect([relays?.map(({ host, port }) => `${host}:${port ?? 25}`), tls, authenticates]).toEqual(expected)
  expect(JSON.stringify(settings)).not.toContain(SECRET)
})

test('nullmailer whose remotes speak QMQP sends nothing by SMTP', () => {
  const settings = (text: string): readonly MtaSetting[] =>
    nullmailerConfig.readConfig([{ from: '/etc/nullmailer/remotes', text }])
  expect(habitsOf(settings('a.example qmqp\nb.example qmqp'))).toEqual({ notSentBy: 'remotes: a.example qmqp' })
  expect(habitsOf(settings('a.example qmqp\nb.example')).notSentBy).toBeUndefined()
})

test.each([
  ['192.0.2.9', { bindIpv4: '192.0.2.9' }],
  ['2001:db8::9', { bindIpv6: '2001:db8::9' }],
])('msmtp sends from the address that it is told to: %s', (address, expected) => {
  const text = `account default\nhost relay.example\nsource_ip ${address}`
  const { bindIpv4, bindIpv6 } = habitsOf(msmtpConfig.readConfig([{ from: '/etc/msmtprc', text }]))
  expect({ bindIpv4, bindIpv6 }).toEqual({ bindIpv4: undefined, bindIpv6: undefined, ...expected })
})
