import type { Symptom } from '../../domain/symptom.ts'
import { anyOf, holdsAny } from '../phrase.ts'
import { readingOf } from '../rule.ts'
import type { Rule, RuleReading } from '../rule.ts'
import type { Words } from '../words.ts'
import { withoutProducts } from './product-names.ts'
import { PROVIDERS } from './providers.ts'

/** The numbers of a receiver's error page: they say more than the words beside them. */
export interface ProviderCodes {
  /** Its first group is the number, as the raw text writes it. */
  readonly find: RegExp
  /** Beginnings of numbers, the longer before the shorter. */
  readonly means: readonly (readonly [number: string, symptom: Symptom])[]
}

/** A receiver with words of its own. */
export interface Provider {
  readonly name: string
  /** Ends of its MX names. */
  readonly hosts: readonly string[]
  /** Words in `Words.flat` that only it uses. */
  readonly signs: readonly string[]
  readonly codes?: ProviderCodes
  readonly rules: readonly Rule[]
}

const SIGNED = PROVIDERS.map((provider) => ({ provider, signs: anyOf(provider.signs) }))

/** Asks the table of the receiver that speaks, known by its MX name or by words that only it uses. */
export function providerRule(words: Words, host: string | undefined): RuleReading | undefined {
  const name = host?.toLowerCase()
  for (const { provider, signs } of SIGNED) {
    const named = name !== undefined && provider.hosts.some((end) => name.endsWith(end))
    if (!named && !holdsAny(words, signs)) continue
    const code = provider.codes === undefined ? undefined : codeIn(words, provider.codes)
    if (code !== undefined) return { symptom: code.symptom, rule: `${provider.name}/${code.number}` }
    const found = readingOf(provider.name, provider.rules, withoutProducts(words))
    if (found !== undefined) return found
  }
  return undefined
}

function codeIn(
  { raw }: Words,
  { find, means }: ProviderCodes,
): { readonly number: string; readonly symptom: Symptom } | undefined {
  const number = find.exec(raw)?.[1]?.toUpperCase()
  const symptom = number === undefined ? undefined : means.find(([start]) => number.startsWith(start))?.[1]
  return number === undefined || symptom === undefined ? undefined : { number, symptom }
}
