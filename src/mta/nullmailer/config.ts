import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { MtaConfigAdapter } from '../mta-config.ts'

/**
 * Each line of `remotes`, in one form: `HOST smtp --port=587 --starttls --user` (nullmailer-send(8)). Only what is known is kept, and of a login
 * that there is one: a name or a password never gets further.
 */
export const nullmailerConfig: MtaConfigAdapter = {
  name: 'nullmailer',
  asks: [{ kind: 'file', path: '/etc/nullmailer/remotes' }],
  readConfig: (texts) =>
    texts.flatMap(({ from, text }) =>
      text.split(/\r?\n/).flatMap((line): readonly MtaSetting[] => {
        const [host = '', protocol, ...options] = wordsOf(line)
        if (!/^[\w:[][\w.:[\]-]*$/.test(host)) return []
        const kept = [
          host,
          ...(protocol === 'smtp' || protocol === 'qmqp' ? [protocol] : []),
          ...options.flatMap(optionOf),
        ]
        return [{ software: 'nullmailer', name: 'remotes', value: kept.join(' '), isDefault: false, from }]
      }),
    ),
}

/** The dashes of an option may be left out. */
function optionOf(word: string): readonly string[] {
  const option = word.replace(/^--/, '')
  if (/^(?:port=\d{1,5}|ssl|starttls|insecure)$/.test(option)) return [`--${option}`]
  return option.startsWith('user=') || option === 'user' ? ['--user'] : []
}

/** The words of a line, where quotes and a backslash keep a blank in its word. */
function wordsOf(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    if (char === '\\' && quote !== "'") word = `${word ?? ''}${line.charAt(++at)}`
    else if (char === quote) quote = ''
    else if (quote === '' && (char === '"' || char === "'")) {
      quote = char
      word ??= ''
    } else if (quote === '' && /\s/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = `${word ?? ''}${char}`
  }
  return word === undefined ? words : [...words, word]
}
