import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { writeLever } from '../remedies.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }

/** What the printed commands leave in the tables; Postfix's own programs are doubles that do nothing. sed -i without a suffix is GNU's. */
describe.runIf(process.platform === 'linux')('in a folder with tables', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hangup-tables-'))
    for (const program of ['postconf', 'postfix', 'posttls-finger'])
      writeFileSync(join(folder, program), '#!/bin/sh\n', { mode: 0o755 })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const follow = (steps: readonly RemedyStep[]): void => {
    for (const step of steps)
      if (step.kind === 'command')
        execFileSync('sh', ['-c', step.run.replaceAll('/etc/postfix/', `${folder}/`)], {
          env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        })
  }
  const fix = (lever: Lever, to: Destination = byMx): { readonly pull: () => void; readonly undo: () => void } => {
    const written = writeLever(lever, to).find(({ software }) => software === 'postfix')
    return { pull: () => follow(written?.steps ?? []), undo: () => follow(written?.undo ?? []) }
  }

  test.each<[string, Lever, Lever, string, string]>([
    [
      'transports',
      { lever: 'rate.delay', host, seconds: 1 },
      { lever: 'concurrency.limit', host, connections: 2 },
      'transport_exceptions',
      'example.org  hangup-few:\n',
    ],
    [
      'a route after a transport',
      { lever: 'esmtp.off-for', host },
      { lever: 'route.to', domain: 'example.org', host },
      'transport_exceptions',
      'example.org  smtp:[mx1.example.net]\n',
    ],
    [
      'policies, of which one begins as the other',
      { lever: 'tls.level-for', host, level: 'may' },
      { lever: 'tls.maximum-for', host, version: 'TLSv1.2' },
      'tls_policy_exceptions',
      'example.org  may protocols=>=TLSv1:<=TLSv1.2\n',
    ],
  ])('the undo of a fix leaves the line of a later one: %s', (_name, first, second, file, line) => {
    const [older, newer] = [fix(first), fix(second)]
    const counts = (): string => read(file).replaceAll(/^#.*\n/gm, '')
    older.pull()
    newer.pull()
    expect(counts()).toBe(line)
    older.undo()
    expect(read(file)).toBe(line)
    newer.undo()
    expect(read(file)).toBe('')
  })

  test.each<[string, Lever, Destination, string, string, string]>([
    [
      'a policy',
      { lever: 'tls.none-for', host },
      byMx,
      'tls_policy_exceptions',
      'example.org encrypt',
      'example.org  none',
    ],
    [
      'a transport',
      { lever: 'rate.delay', host, seconds: 1 },
      byMx,
      'transport_exceptions',
      'example.org smtp:[hub.example]',
      'example.org  hangup-slow:',
    ],
    [
      'one of two keys of a relay',
      { lever: 'tls.none-for', host },
      { relay: { host, port: 25 } },
      'tls_policy_exceptions',
      '[mx1.example.net]:25 dane-only',
      '[mx1.example.net]  none\n[mx1.example.net]:25  none',
    ],
  ])(
    'the undo brings back the line whose place ours took, after two runs, too: %s',
    (_name, lever, to, file, his, ours) => {
      const others = 'example.org.other  may\n#example.org  secure\n'
      put(file, `${his}\n${others}`)
      const again = fix(lever, to)
      again.pull()
      again.pull()
      expect(read(file)).toBe(`#before ${his}\n${others}${ours}\n`)
      again.undo()
      expect(read(file)).toBe(`${his}\n${others}`)
      again.undo()
      expect(read(file)).toBe(`${his}\n${others}`)
    },
  )

  test('of two fixes the undo of the later one brings the earlier back, and not what stood before both', () => {
    put('tls_policy_exceptions', 'example.org  dane\n')
    const [older, newer] = [fix({ lever: 'tls.level-for', host, level: 'may' }), fix({ lever: 'tls.none-for', host })]
    older.pull()
    newer.pull()
    newer.undo()
    expect(read('tls_policy_exceptions')).toBe('#before example.org  dane\nexample.org  may\n')
    older.undo()
    expect(read('tls_policy_exceptions')).toBe('example.org  dane\n')
  })

  test('a next hop that the administrator put after the colon, as the fix says, goes with the line', () => {
    const slow = fix({ lever: 'rate.delay', host, seconds: 1 })
    slow.pull()
    put('transport_exceptions', 'example.org  hangup-slow:[hub.example]\nother.example  hangup-slow:\n')
    slow.undo()
    expect(read('transport_exceptions')).toBe('other.example  hangup-slow:\n')
  })

  test('a stronger level that the administrator put in place of ours, as the fix says, goes with the line', () => {
    const ceiling = fix({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' })
    ceiling.pull()
    const terms = 'protocols=>=TLSv1:<=TLSv1.2'
    put('tls_policy_exceptions', `example.org  dane-only ${terms}\nexample.org.other  dane-only ${terms}\n`)
    ceiling.undo()
    expect(read('tls_policy_exceptions')).toBe(`example.org.other  dane-only ${terms}\n`)
  })

  test('the undo takes a line by its words, which are no pattern', () => {
    const none = fix({ lever: 'tls.none-for', host }, { relay: { host, port: 587 } })
    none.pull()
    put('tls_policy_exceptions', `m  none\n[mx1-example.net]:587  none\n${read('tls_policy_exceptions')}`)
    none.undo()
    expect(read('tls_policy_exceptions')).toBe('m  none\n[mx1-example.net]:587  none\n')
  })

  test('a last line without its end is not glued to ours', () => {
    put('tls_policy_exceptions', 'other.example  encrypt')
    const none = fix({ lever: 'tls.none-for', host })
    none.pull()
    expect(read('tls_policy_exceptions')).toBe('other.example  encrypt\nexample.org  none\n')
    none.undo()
    expect(read('tls_policy_exceptions')).toBe('other.example  encrypt\n')
  })

  test('a relay gets a file of passwords of its own, which nobody else may read, and the undo takes no line of another', () => {
    const his = '[mx1.example.net]:587  joe:old\n[other.example]:587  joe:other'
    put('sasl_passwd', his)
    const relay = fix({ lever: 'smarthost', host, port: 587 })
    const second = fix({ lever: 'smarthost', host: 'mx2.example.net', port: 587 })
    relay.pull()
    second.pull()
    expect(read('sasl_passwd')).toBe(his)
    expect(read('sasl_passwd_relay')).toBe(
      '[mx1.example.net]:587  USER:PASSWORD\n[mx2.example.net]:587  USER:PASSWORD\n',
    )
    expect(statSync(join(folder, 'sasl_passwd_relay')).mode & 0o777).toBe(0o600)
    put('sasl_passwd_relay', read('sasl_passwd_relay').replace('USER:PASSWORD', 'mary:secret'))
    relay.undo()
    expect(read('sasl_passwd_relay')).toBe('[mx2.example.net]:587  USER:PASSWORD\n')
    relay.pull()
    const changed = fix({ lever: 'relay.login', host, port: 587 })
    put(
      'sasl_passwd_relay',
      read('sasl_passwd_relay').replace('mx1.example.net]:587  USER:PASSWORD', 'mx1.example.net]:587  mary:old'),
    )
    changed.pull()
    changed.undo()
    expect(read('sasl_passwd_relay')).toContain('\n[mx1.example.net]:587  mary:old\n')
    relay.undo()
    second.undo()
    expect(existsSync(join(folder, 'sasl_passwd_relay'))).toBe(false)
    expect(read('sasl_passwd')).toBe(his)
  })
})
