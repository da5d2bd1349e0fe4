import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { eximLog496 } from '../generators/exim-log.ts'
import { writeMtaLog } from '../generators/mta-log.ts'
import { writePostfixLog } from '../generators/postfix-log.ts'
import { hangup } from '../kit/hangup.ts'

const dir = mkdtempSync(join(tmpdir(), 'hangup-report-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function logFile(name: string, write: (emit: (line: string) => void) => unknown): string {
  const lines: string[] = []
  write((line) => lines.push(line))
  const path = join(dir, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const postfix = logFile('mail.log', (emit) =>
  writePostfixLog({ seed: 3, messages: 400, everyMs: 400, domains: 30 }, emit),
)
const exim = logFile('mainlog', (emit) =>
  writeMtaLog(
    eximLog496,
    (atMs, text) => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} ${text}`,
    { seed: 4, messages: 300 },
    emit,
  ),
)
const hostile = logFile('hostile.log', (emit) => {
  for (let second = 10; second < 40; second += 1)
    emit(
      `2026-05-01T00:00:${second}Z mx postfix/smtp[1]: 4DCnd66H0000${second}: to=<a@b.example>, relay=x<b>.example[192.0.2.1]:25, delay=1, delays=0/0/1/0, dsn=4.0.0, status=deferred (host x<b>.example[192.0.2.1] said: 451 <script>alert(1)</script> \u001b[31m & "quotes" (in reply to RCPT TO command))`,
    )
})

describe('--report', () => {
  test.each([
    ['Postfix', postfix],
    ['Exim', exim],
  ])('%s: one page with a plot, what fails, where and why, and the commands', async (_name, path) => {
    const to = join(dir, 'report.html')
    const { stdout: text } = await hangup(['logs', path, '--report', to])
    const page = readFileSync(to, 'utf8')
    for (const title of ['Over time', 'Why', 'Stage', 'Where', 'Through which MX', 'Next'])
      expect(page).toContain(`<h2>${title}</h2>`)
    expect(page.match(/class="failures"/g)?.length).toBeGreaterThan(2)
    expect(page).not.toMatch(/<script|https?:\/\//)
    const failed = /^\d+ lines, \d+ sent, (\d+) deferred, (\d+) bounced, (\d+) expired/.exec(text)
    const sum = (failed ?? []).slice(1).reduce((total, count) => total + Number(count), 0)
    expect(sum).toBeGreaterThan(0)
    expect(page).toContain(`<h1 class="bad">${sum} of `)
  })

  test('what a peer wrote stays text', async () => {
    const to = join(dir, 'hostile.html')
    const { stdout: text } = await hangup(['logs', hostile, '--report', to])
    const page = readFileSync(to, 'utf8')
    expect(page).toContain('&lt;b&gt;')
    expect(page).not.toMatch(/<script|<b>/)
    // eslint-disable-next-line no-control-regex
    expect(page + text).not.toMatch(/\u001b/)
  })
})

test('the terminal form keeps to 80 columns, commands aside', async () => {
  const { stdout: text } = await hangup(['logs', postfix, exim])
  const lines = text.split('\n').filter((line) => !line.startsWith('  hangup '))
  expect(lines.filter((line) => [...line].length > 80)).toEqual([])
  expect(lines.length).toBeGreaterThan(30)
})

/** The words of a POSIX command line, single quotes only. */
function words(command: string): readonly string[] {
  return [...command.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'/g, '$1').replaceAll(String.raw`\'`, "'"),
  )
}

test('each command to run next is one that the command line takes', async () => {
  for (const path of [postfix, exim, hostile]) {
    const { next } = JSON.parse((await hangup(['logs', path, '--json'])).stdout) as { next: readonly string[] }
    expect(next.length).toBeGreaterThan(0)
    expect(next.length).toBeLessThanOrEqual(5)
    for (const command of next) {
      const [program, verb, ...rest] = words(command)
      expect(program).toBe('hangup')
      // diagnose would contact somebody: its target alone is checked, by asking for a port that cannot be.
      if (verb === 'diagnose') expect(rest).toMatchObject([expect.stringMatching(/^[a-z0-9.-]+$/), '--symptom', /./])
      else expect((await hangup([verb ?? '', ...rest])).stdout.length).toBeGreaterThan(0)
    }
  }
})
