import type { Symptom } from '../../domain/symptom.ts'
import { withoutProducts } from '../providers/product-names.ts'
import { providerRule } from '../providers/read-provider.ts'
import { readingOf } from '../rule.ts'
import type { RuleReading } from '../rule.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { GENERAL_RULES } from './general-rules.ts'
import { insteadOf } from './named-subjects.ts'
import { readNotions } from './read-notions.ts'

export type Meaning = RuleReading

/** The path of a page about errors names other errors as well; one about lists, filters and policies tells why. */
const PAGE =
  /(https?:\/\/[\w.-]{1,255})\/(?![\w/.?=&%#-]{0,300}(?:spam|block|list|rbl|dnsbl|lookup|reput|polic|spf|dkim|dmarc|abuse|ip|sender|mail|quota|relay|tls|auth|user))[^\s"'<>)]{1,300}/gi

/** A code, a status, "see" and a page: then the page is all that is said (qmail on bare line feeds). */
const LEAST_WORDS_BESIDE = 5

function withoutPages(words: Words): Words {
  if (!words.lower.includes('://')) return words
  const rest = wordsOf(words.raw.replaceAll(PAGE, '$1'))
  return rest.flat.trim().split(' ', LEAST_WORDS_BESIDE).length < LEAST_WORDS_BESIDE ? words : rest
}

/** What the words mean, without any code. */
export function meaningOf(words: Words, host: string | undefined): Meaning | undefined {
  const rest = withoutAddresses(words.raw)
  const nameless = rest === words.raw ? words : wordsOf(rest)
  const provider = providerRule(nameless, host)
  if (provider !== undefined) return provider
  const plain = withoutProducts(withoutPages(nameless))
  const known = ruleOf(plain)
  const instead =
    known === undefined || known.rule === 'message/spam-judged' ? undefined : insteadOf(known.symptom, plain)
  if (known !== undefined && instead === undefined && !LOOSE.has(known.rule)) return known
  const sense = readNotions(plain)
  if (sense !== undefined && sense.symptom !== known?.symptom) return hedged(sense, insteadOf(sense.symptom, plain))
  return known === undefined ? undefined : hedged(known, instead)
}

function hedged(meaning: Meaning, instead: Symptom | undefined): Meaning {
  return instead === undefined ? meaning : { ...meaning, instead }
}

/** Rules that any refusal meets; what its words are about says more. */
export const VAGUE: ReadonlySet<string> = new Set(['message/policy', 'message/system'])

/** Rules of words that may stand beside anything: what the sentence is about, where that is plain, decides before they do. */
const LOOSE: ReadonlySet<string> = new Set([
  ...VAGUE,
  'message/attachment',
  'message/filter-down',
  'message/later',
  'message/resources',
  'message/spam',
  'message/virus',
  'recipient/disabled-bare',
  'recipient/unknown-subject',
  'sender/sender-blocked',
])

function ruleOf(words: Words): Meaning | undefined {
  for (const [file, rules] of GENERAL_RULES) {
    const found = readingOf(file, rules, words)
    if (found !== undefined) return found
  }
  return undefined
}

/** Addresses hold words of their own (`spam@full.example`): they are taken out before meaning is sought. */
function withoutAddresses(text: string): string {
  let at = text.indexOf('@')
  if (at === -1) return text
  let out = ''
  let done = 0
  while (at !== -1) {
    let start = at
    while (start > done && at - start < 100 && !STOPS.has(text.charAt(start - 1))) start -= 1
    let end = at + 1
    while (end < text.length && end - at < 255 && text.charAt(end) !== ':' && !STOPS.has(text.charAt(end))) end += 1
    if (start < at && end > at + 1) {
      out += `${text.slice(done, start)}@`
      done = end
    }
    at = text.indexOf('@', end)
  }
  return out + text.slice(done)
}

const STOPS = new Set([' ', '\t', '\n', '<', '>', '"', "'", '(', ')', ',', ';', '[', ']', '{', '}'])
