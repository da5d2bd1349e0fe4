/** Judges the crafted conversations. Usage: node lab/captures/crafted/crafted.ts [WORD] */
import { autopsy } from '../../../src/app/autopsy/autopsy.ts'
import type { AutopsySession } from '../../../src/app/autopsy/document.ts'
import type { Expected } from '../case.ts'
import { CLOSE_CASES } from './cases-close.table.ts'
import { CONNECT_CASES } from './cases-connect.table.ts'
import { DIALOGUE_CASES } from './cases-dialogue.table.ts'
import { IDLE_CASES } from './cases-idle.table.ts'
import { PATH_CASES } from './cases-path.table.ts'
import { TLS_CASES } from './cases-tls.table.ts'
import type { CraftedCase } from './crafted-case.ts'
import { createTalk, type TalkOptions } from './talk.ts'

export const CRAFTED: readonly CraftedCase[] = [
  ...CONNECT_CASES,
  ...TLS_CASES,
  ...DIALOGUE_CASES,
  ...PATH_CASES,
  ...IDLE_CASES,
  ...CLOSE_CASES,
]

/** Worlds in which each case is played. */
export const WORLDS: readonly TalkOptions[] = [
  { at: 'client', rttMs: 40 },
  { at: 'server', rttMs: 40, clientTtl: 57, serverTtl: 64 },
  { at: 'middle', rttMs: 90, clientTtl: 120, serverTtl: 50, timestamps: false, ids: 'zero' },
  { at: 'client', rttMs: 180, clientTtl: 128, serverTtl: 241, timestamps: false, ids: 'random', mss: 1380 },
]

/** What must be said of a case in one world; undefined: it is not played there. */
export function expectedAt(one: CraftedCase, { at: place = 'client' }: TalkOptions): Expected | undefined {
  const { expect, places } = one
  return places === undefined || places.includes(place) ? expect : undefined
}

/** The capture of a case in one world. */
export function played(one: CraftedCase, world: TalkOptions): Uint8Array {
  const { make, expect: _, name: _n, ...own } = one
  const talk = createTalk({ ...world, ...own })
  make(talk)
  return talk.bytes()
}

/** What is wrong with the answer to one case in one world; empty when all is right. */
export async function faultsOf(one: CraftedCase, world: TalkOptions): Promise<readonly string[]> {
  const wanted = expectedAt(one, world)
  if (wanted === undefined) return []
  const { sessions } = await autopsy({ bytes: played(one, world) })
  return sessions.flatMap((session) => compare(session, wanted, one))
}

function compare(session: AutopsySession, expect: Expected, one: CraftedCase): readonly string[] {
  const cause = session.verdict?.cause ?? null
  const said = session.healthy ? 'healthy' : `${cause} (${session.verdict?.standing})`
  const tail = `${said} [${session.signature}] at ${session.stage} by ${session.endedBy}: ${session.verdict?.note ?? ''} {${session.alternatives.map((other) => other.cause).join(' ')}} ${session.limits.join('; ')}`
  if (expect.healthy) return session.healthy ? [] : [`false alarm: ${tail}`]
  if (session.healthy) return one.orHealthy === true ? [] : [`missed: ${tail}`]
  if (!expect.causes.includes(cause)) return [`cause: ${tail}`]
  if (!expect.stages.includes(session.stage)) return [`stage: ${tail}`]
  if (!expect.endedBy.includes(session.endedBy)) return [`side: ${tail}`]
  if (expect.hidden !== undefined && session.hiddenReply?.includes(expect.hidden) !== true) return [`hidden: ${tail}`]
  return one.unsure === true && session.verdict?.standing === 'proven' ? [`too sure: ${tail}`] : []
}

if (import.meta.main) {
  const word = process.argv[2] ?? ''
  let right = 0
  let all = 0
  for (const one of CRAFTED.filter(({ name }) => name.includes(word))) {
    const shown = new Map<string, string[]>()
    for (const world of WORLDS) {
      const faults = await faultsOf(one, world)
      all += 1
      if (faults.length === 0) right += 1
      for (const fault of faults) shown.set(fault, [...(shown.get(fault) ?? []), `${world.at}${world.rttMs}`])
    }
    for (const [fault, where] of shown) console.log(`${one.name} (${where.join(' ')}): ${fault}`)
  }
  console.log(`${right} of ${all}`)
}
