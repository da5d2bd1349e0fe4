import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { holdsAny, phrases } from './phrase.ts'
import type { Phrases } from './phrase.ts'
import type { Words } from './words.ts'

/**
 * A meaning rule: every group must be met, a group is met by any of its word beginnings. Words are written as in `Words.flat`:
 * lower case, ` word` for the beginning of a word, ` word ` for a whole word. A group with `!` in front must not be met.
 * Rules hold words and combinations of words, not quotations, so that other wordings of the same meaning are read too.
 */
export interface Rule {
  readonly name: string
  readonly symptom: Symptom
  readonly all: readonly Phrases[]
  readonly none?: Phrases
  readonly stage?: Stage
  /** What else the same words admit, whoever says them. */
  readonly instead?: Symptom
}

export interface RuleExtras {
  readonly none?: string
  readonly stage?: Stage
  readonly instead?: Symptom
}

/** What a rule tells of the text that meets it. */
export interface RuleReading {
  readonly symptom: Symptom
  readonly rule: string
  readonly stage?: Stage
  readonly instead?: Symptom
}

/** `rule('connections', 'limit.connections', ['too many|maximum', 'connection|session'])` */
export function rule(name: string, symptom: Symptom, groups: readonly string[], extras: RuleExtras = {}): Rule {
  const { none, ...tells } = extras
  return {
    name,
    symptom,
    all: groups.map((bars) => phrases(bars)),
    ...(none !== undefined && { none: phrases(none) }),
    ...tells,
  }
}

/** What the first rule of a file that the text meets tells of it. */
export function readingOf(file: string, rules: readonly Rule[], words: Words): RuleReading | undefined {
  const found = firstRule(rules, words)
  if (found === undefined) return undefined
  const { name, symptom, stage, instead } = found
  return {
    symptom,
    rule: `${file}/${name}`,
    ...(stage !== undefined && { stage }),
    ...(instead !== undefined && { instead }),
  }
}

/** The first rule of the list that the text meets. */
export function firstRule(rules: readonly Rule[], words: Words): Rule | undefined {
  for (const each of rules) if (meets(each, words)) return each
  return undefined
}

function meets(each: Rule, words: Words): boolean {
  for (const group of each.all) if (!holdsAny(words, group)) return false
  return each.none === undefined || !holdsAny(words, each.none)
}
