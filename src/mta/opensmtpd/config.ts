import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { ConfigText, MtaConfigAdapter } from '../mta-config.ts'

/** Reads smtpd.conf(5): relay actions as `action/NAME/PROPERTY`, and the global settings of the client. Macros are expanded. */
export const opensmtpdConfig: MtaConfigAdapter = {
  name: 'opensmtpd',
  asks: [
    { kind: 'file', path: '/etc/smtpd.conf' },
    { kind: 'file', path: '/etc/mail/smtpd.conf' },
    { kind: 'file', path: '/usr/local/etc/mail/smtpd.conf' },
  ],
  readConfig: (texts) => texts.flatMap(readConf),
}

/** Properties of `relay` that take a value; the others are flags. */
const RELAY_VALUES = new Set([
  'host',
  'helo',
  'helo-src',
  'src',
  'mail-from',
  'pki',
  'ca',
  'protocols',
  'ciphers',
  'domain',
  'auth',
])

function readConf({ from, text }: ConfigText): MtaSetting[] {
  const macros = new Map<string, string>()
  const settings: MtaSetting[] = []
  const add = (name: string, value: string): void => {
    settings.push({ software: 'opensmtpd', name, value, isDefault: false, from })
  }
  // A backslash joins lines.
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const macro = /^\s*([A-Za-z_]\w*)\s*=\s*(.+)$/.exec(line)
    if (macro?.[1] !== undefined) {
      macros.set(macro[1], wordsOf(macro[2] ?? '', macros).join(' '))
      continue
    }
    const words = wordsOf(line, macros)
    const [first, second, third] = words
    if (first === 'action' && third === 'relay') readRelay(second ?? '', words.slice(3), add)
    else if (first === 'smtp' && second === 'ciphers' && third !== undefined) add('smtp ciphers', third)
    else if (first === 'smtp' && second === 'max-message-size' && third !== undefined)
      add('smtp max-message-size', third)
    else if (first === 'mta' && second === 'limit') add('mta limit', words.slice(2).join(' '))
    else if ((first === 'limit' && second === 'mta') || (first === 'mta' && second === 'max-deferred'))
      add('limit mta', words.slice(2).join(' '))
    else if (first === 'match') add('match', words.slice(1).join(' '))
  }
  return settings
}

function readRelay(action: string, words: readonly string[], add: (name: string, value: string) => void): void {
  add(`action/${action}/relay`, 'true')
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const next = words[index + 1]
    if (word === 'tls') {
      const noVerify = next === 'no-verify'
      add(`action/${action}/tls`, noVerify ? 'no-verify' : 'verify')
      if (noVerify) index += 1
    } else if (RELAY_VALUES.has(word) && next !== undefined) {
      add(`action/${action}/${word}`, next)
      index += 1
    } else add(`action/${action}/${word}`, 'true')
  }
}

/** Words up to a comment; quotes hold words together; `$name` is replaced. */
function wordsOf(line: string, macros: ReadonlyMap<string, string>): string[] {
  const words: string[] = []
  for (const match of line.matchAll(/"([^"]*)"|'([^']*)'|(#.*)|([^\s"'#]+)/g)) {
    if (match[3] !== undefined) break
    const word = match[1] ?? match[2] ?? match[4] ?? ''
    words.push(word.startsWith('$') ? (macros.get(word.slice(1)) ?? word) : word)
  }
  return words
}
