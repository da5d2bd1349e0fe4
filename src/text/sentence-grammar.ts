import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Software } from '../domain/software.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import { stageOfFrames, withoutFrames } from './call-frames.ts'
import { namedPeer } from './endpoints.ts'
import type { Grammar } from './grammar.ts'
import { holdsAny, phrases } from './phrase.ts'
import type { Phrases } from './phrase.ts'
import { stageFromWords } from './stage-words.ts'
import type { SpeakerReading } from './text-reading.ts'
import type { Words } from './words.ts'

/** A sentence that one program writes when the line or the library fails; groups as in `Rule`. */
export interface Sentence {
  readonly name: string
  readonly all: readonly Phrases[]
  readonly symptom: Symptom
  readonly stage?: Stage
  readonly ended?: NonNullable<SymptomFact['ended']>
  readonly expired?: boolean
  /** Beside one of these the sentence tells only where something else was met. */
  readonly unless?: Phrases
}

export interface SentenceExtras {
  readonly stage?: Stage
  readonly ended?: NonNullable<SymptomFact['ended']>
  readonly expired?: boolean
  readonly unless?: string
}

export function sentence(
  name: string,
  symptom: Symptom,
  groups: readonly string[],
  { unless, ...extras }: SentenceExtras = {},
): Sentence {
  return {
    name,
    symptom,
    all: groups.map((bars) => phrases(bars)),
    ...extras,
    ...(unless !== undefined && { unless: phrases(unless) }),
  }
}

/** Where a program quotes the peer: group 1 of the pattern is the peer's reply. */
export interface Quote {
  readonly name: string
  readonly pattern: RegExp
  readonly stage?: Stage
}

export interface SentenceGrammar {
  readonly name: string
  readonly signs: readonly string[]
  readonly software?: Software
  readonly voice: 'mta' | 'library'
  readonly quotes: readonly Quote[]
  readonly sentences: readonly Sentence[]
}

const REPLY = /^\s{0,4}[245]\d\d[ -]/
const REPLY_TO_CLIENT = /^\s{0,4}[245]\d\d[ -][^\n]{0,200}\byour\b/i

/** Makes a grammar of a program's sentences and of the places where it quotes the peer's reply. Quotes come first: they say more. */
export function sentenceGrammar(table: SentenceGrammar): Grammar {
  const software = table.software === undefined ? {} : { software: table.software }
  return {
    name: table.name,
    signs: table.signs,
    read(words) {
      const said = quoted(table, words, software)
      // A library's own sentence never begins with a reply code, nor does a program that sends speak to a client: a server that has the same words does.
      if (said !== undefined || (table.voice === 'library' ? REPLY : REPLY_TO_CLIENT).test(words.raw)) return said
      return own(table, words, software)
    },
  }
}

function quoted(
  table: SentenceGrammar,
  words: Words,
  software: { readonly software?: Software },
): SpeakerReading | undefined {
  for (const quote of table.quotes) {
    const said = quote.pattern.exec(words.raw)?.[1]
    if (said === undefined || said.trim() === '') continue
    return {
      speaker: 'peer',
      voice: 'peer',
      ...software,
      rule: `${table.name}/${quote.name}`,
      said: said.trim(),
      ...stageIn(quote.stage ?? (table.voice === 'library' ? stageOfFrames(words.raw) : undefined)),
    }
  }
  return undefined
}

function stageIn(stage: Stage | undefined): { readonly stage?: Stage } {
  return stage === undefined ? {} : { stage }
}

/** A library's message may quote options and addresses in words like commands: only its stack, or a command said to have failed, counts. */
function namedStage(voice: SentenceGrammar['voice'], words: Words): Stage | undefined {
  return voice === 'mta' ? stageFromWords(words) : (stageOfFrames(words.raw) ?? stageFromWords(withoutFrames(words)))
}

function own(
  table: SentenceGrammar,
  words: Words,
  software: { readonly software?: Software },
): SpeakerReading | undefined {
  for (const each of table.sentences) {
    if (!each.all.every((group) => holdsAny(words, group))) continue
    if (each.unless !== undefined && holdsAny(words, each.unless)) continue
    const stage =
      each.stage ??
      (each.symptom.startsWith('drop.') || each.symptom === 'protocol.malformed' || each.symptom === 'unknown'
        ? namedStage(table.voice, words)
        : undefined)
    return {
      speaker: 'us',
      voice: table.voice,
      ...software,
      rule: `${table.name}/${each.name}`,
      symptom: each.symptom,
      ...namedPeer(words.raw),
      ...(stage !== undefined && { stage }),
      ...(each.ended !== undefined && { ended: each.ended }),
      ...(each.expired === true && { expired: true }),
    }
  }
  return undefined
}
