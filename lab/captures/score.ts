/** Compares what is found in captures with what is expected. Usage: node lab/captures/score.ts DIR SEED… [--verbose] [--server] */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { autopsy } from '../../src/app/autopsy/autopsy.ts'
import type { AutopsySession } from '../../src/app/autopsy/document.ts'
import type { Expected } from './case.ts'
import type { ExpectedAt } from './expected.ts'

export interface Score {
  sessions: number
  cause: number
  stage: number
  side: number
  falseAlarms: number
  missed: number
  /** Wrong cause, named as proven or without the right one among the alternatives. */
  sureAndWrong: number
  readonly lines: string[]
}

/** Scores the sessions of one capture. Several sessions at an address: each must fit one of the two expectations. */
export function score(
  found: readonly AutopsySession[],
  expected: readonly ExpectedAt[],
  where: 'sender' | 'receiver' = 'sender',
): Score {
  const total: Score = {
    sessions: 0,
    cause: 0,
    stage: 0,
    side: 0,
    falseAlarms: 0,
    missed: 0,
    sureAndWrong: 0,
    lines: [],
  }
  for (const at of expected) {
    const wanted = where === 'receiver' ? (at.atServer ?? at.expect) : at.expect
    const mine = found.filter(
      (one) => one.server === (at.address.includes(':') ? `[${at.address}]:${at.port}` : `${at.address}:${at.port}`),
    )
    if (mine.length === 0) {
      total.sessions += 1
      total.missed += 1
      total.lines.push(`${at.name}: no session found`)
      continue
    }
    const main = mine.find((one) => fitsAll(one, wanted)) ?? mine.find((one) => !one.healthy) ?? mine[0]
    for (const one of mine) judge(total, at.name, one, one === main || at.also === undefined ? wanted : at.also)
  }
  return total
}

function fitsAll(one: AutopsySession, expect: Expected): boolean {
  return one.healthy === expect.healthy && (expect.healthy || expect.causes.includes(one.verdict?.cause ?? null))
}

function judge(total: Score, name: string, one: AutopsySession, expect: Expected): void {
  const cause = one.verdict?.cause ?? null
  const causeRight = expect.healthy ? one.healthy : !one.healthy && expect.causes.includes(cause)
  const stageRight = expect.stages.includes(one.stage)
  const sideRight = expect.endedBy.includes(one.endedBy)
  const hiddenRight = expect.hidden === undefined || (one.hiddenReply?.includes(expect.hidden) ?? false)
  total.sessions += 1
  if (causeRight) total.cause += 1
  if (stageRight || expect.healthy) total.stage += 1
  if (sideRight || expect.healthy) total.side += 1
  if (expect.healthy && !one.healthy) total.falseAlarms += 1
  if (!expect.healthy && one.healthy) total.missed += 1
  const alternatives = one.alternatives.map((alternative) => alternative.cause)
  if (
    !causeRight &&
    cause !== null &&
    (one.verdict?.standing === 'proven' ||
      (!expect.healthy && !alternatives.some((other) => expect.causes.includes(other))))
  )
    total.sureAndWrong += 1
  if (causeRight && (expect.healthy || (stageRight && sideRight)) && hiddenRight) return
  const verdict = one.healthy ? 'healthy' : `${cause} (${one.verdict?.standing}, ${one.signature})`
  total.lines.push(
    `${name} ${one.client}: ${verdict} at ${one.stage}${one.stageInferred ? '~' : ''} by ${one.endedBy}${hiddenRight ? '' : ` hidden=${one.hiddenReply}`} — expected ${expect.healthy ? 'healthy' : expect.causes.join('|')} at ${expect.stages.join('|')} by ${expect.endedBy.join('|')} [${one.signature}] ${one.verdict?.note ?? ''} {${alternatives.join(' ')}} ${one.limits.join('; ')}`,
  )
}

if (import.meta.main) {
  const args = process.argv.slice(2)
  const [dir = '.', ...seeds] = args.filter((arg) => !arg.startsWith('--'))
  for (const seed of seeds) {
    const expected = JSON.parse(readFileSync(join(dir, `seed-${seed}.json`), 'utf8')) as ExpectedAt[]
    const document = await autopsy({
      path: join(dir, `seed-${seed}${args.includes('--server') ? '-server' : ''}.pcap`),
    })
    const { lines, ...rest } = score(document.sessions, expected, args.includes('--server') ? 'receiver' : 'sender')
    for (const line of lines) console.log(line)
    console.log(`seed ${seed}:`, JSON.stringify(rest))
  }
}
