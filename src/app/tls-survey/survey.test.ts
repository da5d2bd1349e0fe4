import { describe, expect, test } from 'vitest'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { GROUPS } from '../../wire/tls/defaults.ts'
import { surveyTls } from './survey.ts'

const REFUSALS = {
  alert: { kind: 'alert', description: 40, fatal: true, afterMs: 1 },
  close: { kind: 'closed', by: 'fin', bytesSeen: 0, afterMs: 1 },
} as const satisfies Record<string, HelloAnswer>

interface Server {
  readonly versions: readonly number[]
  readonly suites: readonly number[]
  readonly groups: readonly number[]
  readonly refusal: HelloAnswer
}

/** A server that chooses by its own preference, as RFC 8446 §4.1.3 lets it. */
function answer({ versions, suites, groups, refusal }: Server, spec: HelloSpec): HelloAnswer {
  const version = versions.find((one) => one <= spec.maxVersion)
  if (version === undefined) return refusal
  const of13 = version === 0x0304
  const suite = suites.find((one) => (one >> 8 === 0x13) === of13 && (spec.suites?.includes(one) ?? true))
  const group = groups.find((one) => (spec.groups ?? GROUPS).includes(one))
  if (suite === undefined || (group === undefined && (of13 || suite >> 8 === 0xc0))) return refusal
  const shared = of13 && group !== undefined ? { group } : {}
  return { kind: 'server-hello', version, suite, retry: of13, flightBytes: 0, ...shared, afterMs: 1 }
}

const MODERN: Server = {
  versions: [0x0304, 0x0303],
  suites: [0x1302, 0x1301, 0x009d, 0xc030, 0xc02f],
  groups: [0x001d, 0x0017],
  refusal: REFUSALS.alert,
}

describe.each([['alert'], ['close']] as const)('a server that refuses by %s', (way) => {
  const server = { ...MODERN, refusal: REFUSALS[way] }
  test('versions, suites and groups in its order', async () => {
    expect(await surveyTls((spec) => Promise.resolve(answer(server, spec)))).toEqual({
      versions: [0x0304, 0x0303],
      refused: [0x0302, 0x0301, 0x0300],
      suites: server.suites,
      groups: server.groups,
      complete: true,
    })
  })
})

test.each([
  ['P-521', 0x0019],
  ['x448', 0x001e],
  ['ffdhe2048', 0x0100],
  ['X25519MLKEM768', 0x11ec],
])('a server whose only group is %s', async (_name, group) => {
  const server = { ...MODERN, groups: [group] }
  expect(await surveyTls((spec) => Promise.resolve(answer(server, spec)))).toMatchObject({
    versions: [0x0304, 0x0303],
    suites: server.suites,
    groups: [group],
    complete: true,
  })
})

test('one question is asked for each suite, and suites and groups of TLS 1.3 share theirs', async () => {
  let asked = 0
  const wide = { ...MODERN, groups: [0x11ec, 0x001d, 0x0017, 0x0018, 0x0019] }
  await surveyTls((spec) => {
    asked += 1
    return Promise.resolve(answer(wide, spec))
  })
  // 5 versions, as alert 40 settles none below it; of TLS 1.3 3 for both, 1 for suites, 4 for groups; 3 suites of TLS 1.2 and 3 chunks.
  expect(asked).toBe(19)
})

test('an old server is asked for its own version', async () => {
  const old = { ...MODERN, versions: [0x0301], suites: [0x002f, 0x0035], groups: [] }
  expect(await surveyTls((spec) => Promise.resolve(answer(old, spec)))).toMatchObject({
    versions: [0x0301],
    refused: expect.arrayContaining([0x0304, 0x0303, 0x0302]),
    suites: old.suites,
    complete: true,
  })
})

test('a receiver that has had enough of us is no refusal', async () => {
  let asked = 0
  const survey = await surveyTls((spec) => Promise.resolve((asked += 1) > 3 ? REFUSALS.close : answer(MODERN, spec)))
  expect(survey).toMatchObject({ versions: [0x0304, 0x0303], refused: [], complete: false })
})

test('a budget that ends leaves the survey incomplete', async () => {
  let left = 4
  const survey = await surveyTls((spec) => Promise.resolve((left -= 1) < 0 ? undefined : answer(MODERN, spec)))
  expect(survey.complete).toBe(false)
  expect(survey.versions).toEqual([0x0304, 0x0303])
})
