import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { addressTest, type ConfigText, type MtaConfigAdapter } from '../mta-config.ts'
import { addressQuestion } from './address-test.ts'

const OPTIONS =
  /^(?:Timeout\.\w+|MaxMessageSize|ClientPortOptions|DaemonPortOptions|CipherList|CipherSuites|ClientSSLOptions|ServerSSLOptions|ClientCertFile|ServerCertFile|CACertFile|CACertPath|TLSFallbacktoClear|DANE|ConnectionCacheSize|ConnectionCacheTimeout|MaxDaemonChildren|SingleThreadDelivery|ResolverOptions)$/

/** Macros by what they are for: `$j` the own name (EHLO), `$S` the smart host, `$Z` the version of the configuration. */
const MACROS: Readonly<Record<string, string>> = {
  j: 'macro.j',
  S: 'SMART_HOST',
  w: 'macro.w',
  m: 'macro.m',
  Z: 'version',
}

/** Reads sendmail.cf: `O Option=value` lines (also the old one-letter form is skipped), macros, and the SMTP mailers' equates. */
export const sendmailConfig: MtaConfigAdapter = {
  name: 'sendmail',
  asks: [
    { kind: 'file', path: '/etc/mail/sendmail.cf' },
    { kind: 'file', path: '/etc/sendmail.cf' },
  ],
  lookUps: (_settings, { domain }) => [
    {
      setting: addressTest(domain),
      ask: { kind: 'command', command: 'sendmail', args: ['-bt'], stdin: addressQuestion(domain) },
    },
  ],
  readConfig: (texts) => texts.flatMap(readCf),
}

function readCf({ from, text }: ConfigText): MtaSetting[] {
  const settings: MtaSetting[] = []
  const add = (name: string, value: string): void => {
    settings.push({ software: 'sendmail', name, value, isDefault: false, from })
  }
  // Lines that begin with white space continue the one before.
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const option = /^O\s+([\w.]+)\s*=\s*(.*)$/.exec(line)
    if (option?.[1] !== undefined && OPTIONS.test(option[1])) add(option[1], (option[2] ?? '').trim())
    const macro = /^D(?:\{(\w+)\}|([A-Za-z]))(.*)$/.exec(line)
    const name = MACROS[macro?.[2] ?? '']
    const value = (macro?.[3] ?? '').trim()
    if (name !== undefined && value !== '') add(name, value)
    if (/^Kauthinfo\s|^O\s+DefaultAuthInfo\s*=\s*\S/.test(line)) add('authinfo', 'true')
    const mailer = /^M(smtp|esmtp|relay),\s*(.*)$/.exec(line)
    if (mailer?.[1] !== undefined) add(`mailer/${mailer[1]}`, (mailer[2] ?? '').trim())
  }
  return settings
}
