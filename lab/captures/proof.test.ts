import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { compareVantagePoints } from '../../src/app/autopsy/against.ts'
import { autopsy } from '../../src/app/autopsy/autopsy.ts'
import { extractProof } from '../../src/app/autopsy/extract.ts'
import { createLogJoin } from '../../src/app/autopsy/join-log.ts'
import { placeOf } from '../../src/app/autopsy/views.ts'
import { autopsySchema } from '../../src/surface/contract.ts'
import type { ExpectedAt } from './expected.ts'
import { framesOf } from './variants.ts'

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/captures')
const near = { path: join(FIXTURES, 'seed-13.pcap.gz') }
const far = { path: join(FIXTURES, 'seed-13-server.pcap.gz') }
const expected = JSON.parse(readFileSync(join(FIXTURES, 'seed-13.json'), 'utf8')) as ExpectedAt[]
const at = (name: string): string => {
  const one = expected.find((entry) => entry.name === name)
  if (one === undefined) throw new Error(`no case ${name}`)
  return one.address.includes(':') ? `[${one.address}]:${one.port}` : `${one.address}:${one.port}`
}

describe('extractProof', () => {
  it('writes few packets, with comments, and without the message', async () => {
    const proof = await extractProof(near)
    const frames = framesOf(proof.bytes)
    expect(frames.length).toBe(proof.frames)
    expect(proof.sessions).toBeGreaterThan(60)
    expect(proof.frames).toBeLessThan(proof.sessions * 12)
    expect(frames.filter((frame) => frame.comment?.includes('firewall/reset-injected')).length).toBeGreaterThan(4)
    expect(Buffer.from(proof.bytes).includes('quick brown fox')).toBe(false)
    expect(Buffer.from((await extractProof(near, { withPayloads: true })).bytes).includes('quick brown fox')).toBe(true)
  })
})

describe('compareVantagePoints', async () => {
  const findings = compareVantagePoints(await placeOf(near), await placeOf(far))
  it.each([
    ['rst-inject-body', 'forged'],
    ['rst-inject-far', 'forged'],
    ['rst-inject-v6', 'forged'],
    ['nat-idle-rst', 'forged'],
    ['pmtu-black-hole', 'lost'],
    ['pmtu-reverse', 'lost'],
    ['synack-lost', 'lost'],
    ['syn-drop', 'lost'],
    ['dot-dropped', 'lost'],
    ['corrupt-checksum', 'changed'],
    ['starttls-masked', 'changed'],
    ['mail-rst', 'none'],
    ['half-open', 'lost'],
    ['body-kill', 'none'],
    ['idle-421', 'none'],
  ] as const)('%s: %s', (name, what) => {
    expect(findings.find((finding) => finding.server === at(name))?.what).toBe(what)
  })

  it('says nothing about sessions that were fine at both places', () => {
    expect(
      findings.filter((finding) => finding.server === at('plain-ok') || finding.server === at('lossy-ok')),
    ).toEqual([])
  })
})

describe('the document', async () => {
  const document = await autopsy(near, { ladder: 'failed' })
  it('has a filter, a ladder and at most six deciding frames for each failed session', () => {
    for (const session of document.sessions.filter((one) => !one.healthy)) {
      expect(session.frames.length).toBeLessThanOrEqual(6)
      expect(session.frames.length).toBeGreaterThan(0)
      expect(session.displayFilter).toContain('tcp.port == ')
      expect(session.ladder?.some((step) => step.decides)).toBe(true)
      const most = session.verdict?.standing === 'possible' ? 5 : 3
      expect(session.verdict?.alternatives.length ?? 0).toBeLessThanOrEqual(most)
    }
  })

  it('keeps the promised schema', () => {
    const read = v.safeParse(autopsySchema, JSON.parse(JSON.stringify(document)))
    expect(read.issues ?? []).toEqual([])
    expect(document.sessions.some((one) => one.hiddenReply !== undefined)).toBe(true)
    expect(document.sessions.some((one) => one.verdict === null)).toBe(true)
    expect(document.remedies?.find(({ cause }) => cause === 'path/pmtu-black-hole')?.remedies.length).toBeGreaterThan(0)
    expect(JSON.stringify(document.remedies)).not.toContain('mx.example.net')
  })

  it('joins log lines by time and place', () => {
    const session = document.sessions.find((one) => one.server === at('mail-rst'))
    const start = Date.parse(session?.startedAt ?? '')
    const address = at('mail-rst').split(':')[0] ?? ''
    const line = {
      at: start + 1500,
      line: `postfix/smtp[1]: 4ABC: to=<x@example.net>, relay=mx[${address}]:25, status=deferred`,
      queueId: '4ABC',
    }
    const join = createLogJoin(document)
    join.line(line)
    join.line({ ...line, at: start + 90_000 })
    expect(
      join
        .end()
        .sessions.filter(({ log }) => log !== undefined)
        .map(({ server, log }) => [server, log]),
    ).toEqual([[at('mail-rst'), [{ ...line, matchedBy: 'address' }]]])
  })
})
