import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { ConfigText, MtaConfigAdapter } from '../mta-config.ts'
import { logicalLines, wordsOf } from './lines.ts'

/** Reads smtpd.conf(5): relay actions as `action/NAME/PROPERTY`, and the global settings of the client. Macros are expanded, included files and tables read. */
export const opensmtpdConfig: MtaConfigAdapter = {
  name: 'opensmtpd',
  asks: [
    { kind: 'file', path: '/etc/smtpd.conf' },
    { kind: 'file', path: '/etc/opensmtpd/smtpd.conf' },
    { kind: 'file', path: '/etc/mail/smtpd.conf' },
    { kind: 'file', path: '/usr/local/etc/mail/smtpd.conf' },
  ],
  refersTo: (texts) => {
    const macros = new Map<string, string>()
    return texts
      .flatMap(({ text }) => logicalLines(text).map((line) => wordsOf(line, macros)))
      .flatMap(
        ([first, second, third]) =>
          (first === 'include' ? second : first === 'table' ? fileOf(third) : undefined) ?? [],
      )
      .map((path) => ({ kind: 'file', path }))
  },
  // A file that another one includes stands there, not by itself.
  readConfig([main, ...others]) {
    const settings = main === undefined ? [] : readConf(main, new Map(others.map((text) => [text.from, text])))
    return main === undefined || settings.length === 0
      ? []
      : [
          { software: 'opensmtpd', name: 'smtpd.conf', value: main.from, isDefault: false, from: main.from },
          ...settings,
        ]
  },
}

/** `file:/etc/domains`, or the path alone. */
function fileOf(source: string | undefined): string | undefined {
  return /^(?:file:)?(\/\S+)$/.exec(source ?? '')?.[1]
}

const NO_MACROS: ReadonlyMap<string, string> = new Map()

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

function readConf(main: ConfigText, others: ReadonlyMap<string, ConfigText>): MtaSetting[] {
  const macros = new Map<string, string>()
  const settings: MtaSetting[] = []
  const included = new Set<string>()
  const read = ({ from, text }: ConfigText): void => {
    const add = (name: string, value: string): void => {
      settings.push({ software: 'opensmtpd', name, value, isDefault: false, from })
    }
    for (const line of logicalLines(text)) {
      const macro = /^\s*([A-Za-z_]\w*)\s*=\s*(.+)$/.exec(line)
      if (macro?.[1] !== undefined) {
        macros.set(macro[1], wordsOf(macro[2] ?? '', macros).join(' '))
        continue
      }
      const words = wordsOf(line, macros)
      const more = words[0] === 'include' ? others.get(words[1] ?? '') : undefined
      if (more === undefined) readLine(words, others, add)
      else if (!included.has(more.from)) {
        included.add(more.from)
        read(more)
      }
    }
  }
  read(main)
  return settings
}

function readLine(
  words: readonly string[],
  files: ReadonlyMap<string, ConfigText>,
  add: (name: string, value: string) => void,
): void {
  const [first, second, third] = words
  if (first === 'action' && third === 'relay') readRelay(second ?? '', words.slice(3), add)
  else if (first === 'smtp' && second === 'ciphers' && third !== undefined) add('smtp ciphers', third)
  else if (first === 'smtp' && second === 'max-message-size' && third !== undefined) add('smtp max-message-size', third)
  else if (first === 'mta' && second === 'limit') add('mta limit', words.slice(2).join(' '))
  else if ((first === 'limit' && second === 'mta') || (first === 'mta' && second === 'max-deferred'))
    add('limit mta', words.slice(2).join(' '))
  else if (first === 'match') add('match', words.slice(1).join(' '))
  else if (first === 'table' && second !== undefined) {
    const file = files.get(fileOf(third) ?? '')
    const entries =
      file === undefined ? words.slice(2) : logicalLines(file.text).flatMap((line) => wordsOf(line, NO_MACROS))
    if (file !== undefined || third?.startsWith('{') === true)
      add(
        `table/${second}`,
        entries
          .map((entry) => entry.replaceAll(/[{},]/g, ''))
          .join(' ')
          .trim(),
      )
  }
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
