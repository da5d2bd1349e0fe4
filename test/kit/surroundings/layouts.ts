import { single } from './surrounding.ts'
import type { Surrounding } from './surrounding.ts'

const ESCAPE = '\u001b['

/** Breaks lines at blanks, and at hyphens too when asked. */
function wrapped(width: number, atHyphens = false): (text: string) => string | undefined {
  return (text) => {
    if (text.split('\n').every((line) => line.length <= width)) return undefined
    return text
      .split('\n')
      .flatMap((line) => broken(line, width, atHyphens))
      .join('\n')
  }
}

function broken(line: string, width: number, atHyphens: boolean): readonly string[] {
  const made: string[] = []
  let rest = line
  while (rest.length > width) {
    const head = rest.slice(0, width + 1)
    const blank = head.lastIndexOf(' ')
    const hyphen = atHyphens ? rest.slice(0, width).lastIndexOf('-') + 1 : -1
    const at = Math.max(blank, hyphen)
    if (at <= 0) break
    made.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return [...made, rest]
}

/** A terminal breaks lines wherever they end. */
function cutAt(width: number): (text: string) => string | undefined {
  return (text) => {
    if (text.split('\n').every((line) => line.length <= width)) return undefined
    return text.replaceAll(new RegExp(`[^\\n]{${width}}(?=[^\\n])`, 'g'), (part) => `${part}\n`)
  }
}

/** How terminals, mail programs, word processors and web pages set the same words. */
export const LAYOUTS: readonly Surrounding[] = [
  { name: 'wrapped at 72', around: wrapped(72) },
  { name: 'wrapped at 76', around: wrapped(76) },
  { name: 'wrapped at 80', around: wrapped(80) },
  { name: 'wrapped at 76, at hyphens too', around: wrapped(76, true) },
  { name: 'wrapped at 50', around: wrapped(50) },
  { name: 'wrapped and quoted', around: (text) => wrapped(70)(text)?.replaceAll(/^/gm, '> ') },
  { name: 'wrapped and indented', around: (text) => wrapped(76)(text)?.replaceAll('\n', '\n    ') },
  { name: 'cut at 80 columns', around: cutAt(80) },
  { name: 'cut at 132 columns', around: cutAt(132) },
  { name: 'format=flowed', around: (text) => wrapped(72)(text)?.replaceAll('\n', ' \n') },
  { name: 'indented', around: (text) => text.replaceAll(/^/gm, '    ') },
  { name: 'indented by a tab', around: (text) => text.replaceAll(/^/gm, '\t') },
  { name: 'blanks at the ends', around: (text) => `  ${text.replaceAll(/$/gm, '   ')}\n\n` },
  { name: 'CRLF', around: (text) => `${text}\n`.replaceAll('\n', '\r\n') },
  { name: 'CR', around: (text) => `${text}\n`.replaceAll('\n', '\r') },
  { name: 'a byte order mark', around: (text) => `\uFEFF${text}` },
  { name: 'coloured as a whole', around: (text) => `${ESCAPE}31m${text}${ESCAPE}0m` },
  {
    name: 'coloured line by line',
    around: (text) => text.replaceAll(/^([^\n]+)$/gm, `${ESCAPE}1;31m$1${ESCAPE}0m${ESCAPE}K`),
  },
  { name: 'coloured level in front', around: single((text) => `${ESCAPE}31mERROR${ESCAPE}0m ${text}`) },
  { name: 'colours without their escape', around: single((text) => `[31m${text}[0m`) },
  {
    name: 'curved quotation marks',
    around: (text) =>
      text
        .replaceAll(/"([^"\n]*)"/g, '“$1”')
        .replaceAll(/'([^'\n]*)'/g, '‘$1’')
        .replaceAll("'", '’'),
  },
  { name: 'no-break blanks', around: (text) => text.replaceAll(' ', '\u00A0') },
  { name: 'blanks of no width', around: (text) => text.replaceAll(' ', ' \u200B') },
  { name: 'soft hyphens', around: (text) => text.replaceAll(/(\p{L}{4})(\p{L}{4})/gu, '$1\u00AD$2') },
  { name: 'double blanks', around: (text) => text.replaceAll(/(?<=\S) (?=\S)/g, '  ') },
  { name: 'tabs for blanks', around: single((text) => text.replaceAll(': ', ':\t')) },
  { name: 'double line ends', around: (text) => (text.includes('\n') ? text.replaceAll('\n', '\n\n') : undefined) },
  { name: 'literal \\n', around: (text) => (text.includes('\n') ? text.replaceAll('\n', String.raw`\n`) : undefined) },
  { name: 'literal \\r\\n', around: (text) => `${text.replaceAll('\n', String.raw`\r\n`)}${String.raw`\r\n`}` },
  { name: '#012 of syslog', around: (text) => (text.includes('\n') ? text.replaceAll('\n', '#012') : undefined) },
  {
    name: 'a dash for a hyphen between blanks',
    around: (text) => text.replaceAll(' - ', ' – ').replaceAll(' -- ', ' — '),
  },
  { name: 'an ellipsis behind', around: (text) => `${text.replace(/[.\s]+$/, '')}…` },
  { name: 'an ellipsis in front', around: single((text) => `…${text}`) },
  { name: 'in brackets', around: single((text) => `(${text})`) },
  { name: 'in quotation marks', around: single((text) => `"${text}"`) },
  { name: 'told twice', around: (text) => `${text}\n${text}` },
]
