import { hostname } from 'node:os'
import { domainToASCII } from 'node:url'
import { CAUSES } from '../causes/index.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Endpoint } from '../domain/endpoint.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Clock, Resolver } from '../domain/ports.ts'
import type { ParsedTarget, ToAscii } from '../domain/target.ts'
import { ownAddresses } from '../gather/host/own-addresses.ts'
import { systemClock } from '../gather/ports/clock.ts'
import { systemExec } from '../gather/ports/exec.ts'
import { systemFiles } from '../gather/ports/files.ts'
import { systemRandom } from '../gather/ports/random.ts'
import { gatherRoute } from '../gather/route/gather-route.ts'
import { writeLever } from '../mta/remedies.ts'
import { createResolver } from '../probe/dns/resolver.ts'
import type { WriteLever } from '../reason/write-remedy.ts'
import { readText as readWords } from '../text/read-text.ts'
import { patternFacts } from '../text/report/circumstances.ts'
import { symptomFacts } from '../text/text-reading.ts'
import { readResolvConf } from '../wire/dns/resolv-conf.ts'
import { caseOf, replay, type Case } from './diagnose/case.ts'
import type { DiagnoseDeps, Progress, TextFacts } from './diagnose/diagnose-run.ts'
import { diagnose } from './diagnose/diagnose.ts'
import { endpointsOf } from './diagnose/endpoints.ts'
import type { DiagnoseOptions } from './diagnose/options.ts'
import type { PacketWitness } from './diagnose/packet-witness.ts'
import { toldSymptom } from './diagnose/told-symptom.ts'

export interface AppOptions {
  /** DNS servers to ask instead of the configured ones. */
  readonly resolvers?: readonly string[]
  readonly signal?: AbortSignal
}

/** The use-cases with their ports bound to this machine: the one place where lists and I/O meet. */
export interface App {
  readonly toAscii: ToAscii
  readonly clock: Clock
  /** The addresses that a sender would try for the target, as `diagnose` does. */
  endpointsOf(target: ParsedTarget, port?: number): Promise<readonly Endpoint[]>
  diagnose(
    target: ParsedTarget,
    options: DiagnoseOptions,
    onProgress?: (event: Progress) => void,
    packets?: PacketWitness,
  ): Promise<Diagnosis>
  /** What a diagnosis takes from the words of a symptom, in one sentence. */
  toldSymptom(text: string): string
  caseOf(diagnosis: Diagnosis): Case
  replayCase(saved: Case): Diagnosis
  readonly writeLever: WriteLever
}

export function openApp(options: AppOptions): App {
  async function openResolver(): Promise<Resolver> {
    const conf = readResolvConf((await systemFiles.readText('/etc/resolv.conf')) ?? '')
    return createResolver({
      timeoutMs: Math.min(conf.timeoutMs, 3_000),
      tries: Math.min(conf.attempts, 2),
      lateMs: conf.timeoutMs * conf.attempts,
      servers: options.resolvers === undefined || options.resolvers.length === 0 ? conf.servers : options.resolvers,
      clock: systemClock,
      random: systemRandom,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  }
  const readText = readToldOnce()
  return {
    toAscii: domainToASCII,
    clock: systemClock,
    async endpointsOf(target, port) {
      const { route } = await gatherRoute(target, await openResolver())
      return endpointsOf(route, port ?? target.port ?? 25, undefined, [])
    },
    async diagnose(target, diagnoseOptions, onProgress, packets) {
      return diagnose(target, diagnoseOptions, {
        clock: systemClock,
        random: systemRandom,
        exec: systemExec,
        files: systemFiles,
        resolver: await openResolver(),
        causes: CAUSES,
        hostName: hostname(),
        ownAddresses: ownAddresses(),
        toAscii: domainToASCII,
        readText,
        writeLever,
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(packets === undefined ? {} : { packets }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      })
    },
    toldSymptom: (text) => toldSymptom(readText(text, 'user').symptoms),
    caseOf,
    replayCase: (saved) => replay(saved, CAUSES, writeLever),
    writeLever,
  }
}

/** What the user tells is read before the run, to say how it was understood, and is at hand when the run asks for it. */
function readToldOnce(): DiagnoseDeps['readText'] {
  const told = new Map<string, TextFacts>()
  return (text, origin) => {
    if (origin !== 'user') return readFacts(text, origin)
    const facts = told.get(text) ?? readFacts(text, origin)
    told.set(text, facts)
    return facts
  }
}

function readFacts(text: string, origin: SymptomFact['origin']): TextFacts {
  const reading = readWords(text, origin === 'live' ? { origin, speaker: 'peer' } : { origin })
  return { symptoms: symptomFacts(reading, origin), patterns: patternFacts(reading) }
}
