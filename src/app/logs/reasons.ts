import type { CauseId } from '../../domain/cause-id.ts'
import type { PatternFact, SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Standing } from '../../domain/locus.ts'
import type { Software } from '../../domain/software.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { unescapeOctal } from '../../wire/syslog/escapes.ts'
import { ownString, textOfLatin1 } from '../../wire/syslog/latin1.ts'
import { signatureOf, type IsReceiver } from './signature.ts'

/** What words mean: `src/text`, bound by the caller. */
export type ReadText = (text: string, software?: Software) => SymptomFact | undefined

/** What words, and what many lines show beside them, point at. */
export interface Judged {
  readonly cause: CauseId
  readonly standing: Standing
  readonly title: string
}

/** What symptoms and patterns point at: `src/reason` over the cause list, bound by the caller. */
export type CauseOf = (facts: readonly SymptomFact[], patterns?: readonly PatternFact[]) => Judged | null

/** One kind of reason, however often it was logged. */
export interface Reason {
  readonly symptom: Symptom
  readonly stage: Stage | null
  /** What the words alone point at. */
  readonly judged: Judged | null
  /** What they said the first time. undefined: nothing that is known. */
  readonly fact: SymptomFact | undefined
  /** `symptom@stage` */
  readonly key: string
}

export interface ReasonReader {
  /** `evidence` is what joined lines add; it decides where it says more than the reason. The same words may mean another thing in another's log. */
  read(reason: string, evidence: string, software?: Software): Reason
  /** Signatures that no longer fitted in memory and are read anew each time. */
  uncached(): number
}

const SIGNATURE_LIMIT = 50_000
const REASON_LIMIT = 65_536

/** Understands each distinct reason once, see `signatureOf`. */
export function createReasonReader(readText: ReadText, causeOf: CauseOf, isReceiver: IsReceiver): ReasonReader {
  const bySoftware = new Map<Software | undefined, Map<number, Reason>>()
  let signatures = 0
  const byMeaning = new Map<string, Reason>()
  const verdicts = new Map<string, ReturnType<CauseOf>>()
  let uncached = 0
  // Recipients of one message tend to fail of the same words. One block of the log is held alive by it, no more.
  const last: { reason: string; evidence: string; software: Software | undefined; found: Reason | undefined } = {
    reason: '',
    evidence: '',
    software: undefined,
    found: undefined,
  }

  /** One object for all that mean the same: there are some hundreds of meanings, and any number of wordings. */
  function shared(reason: Reason): Reason {
    const key = `${reason.key} ${reason.judged?.cause} ${reason.judged?.standing}`
    const known = byMeaning.get(key)
    if (known === undefined) byMeaning.set(key, reason)
    return known ?? reason
  }

  /** Whose host and which address it was decide no cause: texts that one rule read alike are weighed once. */
  function judged(fact: SymptomFact): ReturnType<CauseOf> {
    const { symptom, stage, speaker, ended, tlsAlert, rule, reply } = fact
    const key = [symptom, stage, speaker, ended, tlsAlert, rule, reply?.code, reply?.enhanced].join(' ')
    const known = verdicts.get(key)
    if (known !== undefined) return known
    const verdict = causeOf([fact])
    if (verdicts.size < SIGNATURE_LIMIT) verdicts.set(key, verdict)
    return verdict
  }

  function understand(reason: string, evidence: string, software: Software | undefined): Reason {
    // What is kept of them holds no block of the log alive.
    const said = readText(ownString(readable(reason)), software)
    const joined = evidence === '' ? undefined : readText(ownString(readable(evidence)), software)
    const fact = moreTelling(said, joined)
    const symptom = fact?.symptom ?? 'unknown'
    const stage = fact?.stage ?? said?.stage ?? null
    return shared({
      symptom,
      stage,
      judged: fact === undefined ? null : judged(fact),
      fact,
      key: `${symptom}@${stage ?? 'unknown'}`,
    })
  }

  function known(software: Software | undefined): Map<number, Reason> {
    let map = bySoftware.get(software)
    if (map === undefined) bySoftware.set(software, (map = new Map<number, Reason>()))
    return map
  }

  return {
    read(reason, evidence, software) {
      const same = reason === last.reason && evidence === last.evidence && software === last.software
      if (same && last.found !== undefined) return last.found
      const bySignature = known(software)
      const signature = signatureOf(evidence === '' ? reason : `${reason}\n${evidence}`, isReceiver)
      let found = bySignature.get(signature)
      if (found === undefined) {
        found = understand(reason, evidence, software)
        if (signatures < SIGNATURE_LIMIT) {
          bySignature.set(signature, found)
          signatures++
        } else uncached++
      }
      last.reason = reason
      last.evidence = evidence
      last.software = software
      last.found = found
      return found
    },
    uncached: () => uncached,
  }
}

/** A reason as it is shown. */
export function reasonText(reason: string, evidence: string): string {
  return ownString(evidence === '' ? readable(reason) : `${readable(reason)}; ${readable(evidence)}`)
}

function readable(text: string): string {
  return textOfLatin1(unescapeOctal(text.slice(0, REASON_LIMIT)))
}

/** The joined line decides when it is about TLS and the reason's own words say no more than "TLS failed". */
function moreTelling(said: SymptomFact | undefined, joined: SymptomFact | undefined): SymptomFact | undefined {
  if (joined === undefined || joined.symptom === 'unknown') return said
  if (said === undefined || said.symptom === 'unknown') return joined
  return joined.symptom.startsWith('tls.') ? joined : said
}
