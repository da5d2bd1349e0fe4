import type { Grammar } from '../grammar.ts'
import { stageFromWords } from '../stage-words.ts'
import { wordsOf } from '../words.ts'

const PARTS =
  /smtp server error: ?([^\n]{0,200}?) detail: ?([^\n]{0,2000}?)(?: smtp code: ?([245]\d\d))?(?: additional smtp info: ?([\d.]{0,12}))?\s*$/i

/** PHPMailer since 5.2.11 sets the server's words before its code: `Detail: … SMTP code: 554 Additional SMTP info: 5.7.1`. */
export const phpDetail: Grammar = {
  name: 'php-detail',
  signs: [' detail: '],
  read(words) {
    const parts = PARTS.exec(words.raw)
    if (parts === null) return undefined
    const said = [parts[3], parts[4], parts[2]].filter((part) => part !== undefined && part.trim() !== '').join(' ')
    if (parts[3] === undefined && !/^\s{0,2}[245]/.test(said)) return undefined
    const sent = (parts[1] ?? '').toLowerCase()
    const stage = sent.includes('data end') ? 'dot' : stageFromWords(wordsOf(parts[1] ?? ''))
    return { speaker: 'peer', voice: 'peer', rule: 'php/detail', said, ...(stage !== undefined && { stage }) }
  },
}
