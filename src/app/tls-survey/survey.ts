import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import type { TlsSurvey } from '../../domain/facts/tls-survey.ts'
import { GROUP_NAMES } from '../../domain/group-names.table.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { SUITE_NAMES } from '../../domain/suite-names.table.ts'

/** Sends one ClientHello on a connection of its own; undefined when the budget is used up or the receiver throttles. */
export type Ask = (spec: HelloSpec) => Promise<HelloAnswer | undefined>

/** Some servers look at no more than the first 64 suites. */
const CHUNK = 64
const SIGNALLING: ReadonlySet<number> = new Set([0x00ff, 0x5600])
/** All that have a name go with every question: a server that has but one, an unusual one, seems else to speak no TLS 1.3 and no ECDHE. */
const GROUPS: readonly number[] = Object.keys(GROUP_NAMES).map(Number)
/** Versions by descent: a server answers with its highest at or below the offer, so one answer often settles several. */
const DESCENT = [0x0304, 0x0303, 0x0302, 0x0301, 0x0300] as const

/**
 * What TLS a server speaks: versions by descent, suites of the best version below 1.3 by removal in chunks of 64, TLS 1.3 suites
 * and groups by empty key share (the HelloRetryRequest names the server's choice). About one connection for each accepted suite.
 */
export async function surveyTls(question: Ask): Promise<TlsSurvey> {
  let closed = false
  const ask: Ask = async (spec) => {
    const answer = await question({ groups: GROUPS, ...spec })
    if (answer?.kind === 'closed') closed = true
    return answer
  }
  const versions = await versionsOf(ask)
  const highest12 = versions.accepted.filter((version) => version <= 0x0303).at(0)
  const tls13 = versions.accepted.includes(0x0304) ? await tls13Of(ask) : { suites: NOTHING, groups: NOTHING }
  const suites12 =
    highest12 === undefined
      ? NOTHING
      : await suitesOf(
          ask,
          highest12,
          all((id) => id >> 8 !== 0x13),
        )
  // A close stands for a refusal only where a hello that was accepted before is accepted still: else it is the receiver's patience.
  const last = closed ? await ask({ maxVersion: versions.accepted[0] ?? 0x0304 }) : undefined
  const meant = !closed || last?.kind === 'server-hello'
  return {
    versions: versions.accepted,
    refused: meant ? versions.refused : [],
    suites: [...tls13.suites.accepted, ...suites12.accepted],
    groups: tls13.groups.accepted,
    complete: meant && [versions, tls13.suites, suites12, tls13.groups].every((part) => part.complete),
  }
}

/** Some stacks and the boxes before them end the connection where others send an alert. */
function isRefusal(answer: HelloAnswer): boolean {
  return answer.kind === 'alert' || (answer.kind === 'closed' && answer.bytesSeen === 0)
}

interface Accepted {
  readonly accepted: readonly number[]
  /** Every question was answered by a TLS stack, none was cut short. */
  readonly complete: boolean
}

const NOTHING: Accepted = { accepted: [], complete: true }

async function versionsOf(ask: Ask): Promise<Accepted & { readonly refused: readonly number[] }> {
  const accepted: number[] = []
  const refused: number[] = []
  let complete = true
  for (const version of DESCENT) {
    if (accepted.includes(version)) continue
    const answer = await ask({ maxVersion: version })
    if (answer?.kind === 'server-hello') {
      if (!accepted.includes(answer.version)) accepted.push(answer.version)
      // It negotiated down: what lies between is refused.
      refused.push(...DESCENT.filter((other) => other <= version && other > answer.version && !refused.includes(other)))
    } else if (answer !== undefined && isRefusal(answer)) {
      refused.push(version)
      // protocol_version says that everything below is refused too.
      if (answer.kind === 'alert' && answer.description === 70) {
        refused.push(...DESCENT.filter((other) => other < version))
        break
      }
    } else complete = false
  }
  return { accepted, refused: [...new Set(refused)], complete }
}

function all(wanted: (id: number) => boolean): readonly number[] {
  return Object.keys(SUITE_NAMES)
    .map(Number)
    .filter((id) => wanted(id) && id !== 0 && !SIGNALLING.has(id))
}

async function suitesOf(ask: Ask, version: number, candidates: readonly number[]): Promise<Accepted> {
  const accepted: number[] = []
  for (let at = 0; at < candidates.length; at += CHUNK) {
    let left = candidates.slice(at, at + CHUNK)
    while (left.length > 0) {
      const answer = await ask({ maxVersion: version, suites: left })
      if (answer === undefined) return { accepted, complete: false }
      if (isRefusal(answer)) break
      if (answer.kind !== 'server-hello') return { accepted, complete: false }
      if (!left.includes(answer.suite)) break
      accepted.push(answer.suite)
      left = left.filter((id) => id !== answer.suite)
    }
  }
  return { accepted, complete: true }
}

/**
 * A HelloRetryRequest names a suite and a group, and the server chooses each without regard to the other (RFC 8446 §4.1.1): one answer
 * tells one of both, until either list is at its end. What is left of each is then asked alone.
 */
async function tls13Of(ask: Ask): Promise<{ readonly suites: Accepted; readonly groups: Accepted }> {
  const suites: number[] = []
  const groups: number[] = []
  let suitesLeft = all((id) => id >> 8 === 0x13)
  let groupsLeft = GROUPS
  for (;;) {
    const answer = await ask({ maxVersion: 0x0304, suites: suitesLeft, groups: groupsLeft, keyShare: 'empty' })
    if (answer?.kind !== 'server-hello' || answer.group === undefined) break
    const { suite, group } = answer
    if (!suitesLeft.includes(suite) || !groupsLeft.includes(group)) break
    suites.push(suite)
    groups.push(group)
    suitesLeft = suitesLeft.filter((id) => id !== suite)
    groupsLeft = groupsLeft.filter((id) => id !== group)
    if (suitesLeft.length === 0 || groupsLeft.length === 0) break
  }
  const moreSuites = await suitesOf(ask, 0x0304, suitesLeft)
  const moreGroups = await groupsOf(ask, groupsLeft)
  return {
    suites: { ...moreSuites, accepted: [...suites, ...moreSuites.accepted] },
    groups: { ...moreGroups, accepted: [...groups, ...moreGroups.accepted] },
  }
}

async function groupsOf(ask: Ask, candidates: readonly number[]): Promise<Accepted> {
  const accepted: number[] = []
  let left = candidates
  while (left.length > 0) {
    const answer = await ask({ maxVersion: 0x0304, groups: left, keyShare: 'empty' })
    if (answer === undefined) return { accepted, complete: false }
    if (answer.kind !== 'server-hello' || answer.group === undefined || !left.includes(answer.group))
      return { accepted, complete: isRefusal(answer) || answer.kind === 'server-hello' }
    const { group } = answer
    accepted.push(group)
    left = left.filter((id) => id !== group)
  }
  return { accepted, complete: true }
}
