import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { writeLever } from '../remedies.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }
const POLICIES = 'smtp_tls_policy_maps'
const TRANSPORTS = 'transport_maps'

/** Keeps what is set in files of its own. */
const POSTCONF = `#!/bin/sh
d=$(dirname "$0")/set
how=$1; shift
for one; do
  name=\${one%% *}
  case $how in
  -h|-xh) cat "$d/$name" 2>/dev/null ;;
  -n) [ ! -e "$d/$name" ] || echo "$name = $(cat "$d/$name")" ;;
  -e) printf '%s' "\${one#*= }" | sed 's/ *$//' > "$d/$name" ;;
  -X) rm -f "$d/$name" ;;
  -MX) touch "$d/gone" ;;
  esac
done
true
`

/** What the printed commands leave in main.cf and in files; sed -i without a suffix is GNU's. */
describe.runIf(process.platform === 'linux')('in a folder with tables', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hangup-tables-'))
    mkdirSync(join(folder, 'set'))
    writeFileSync(join(folder, 'postconf'), POSTCONF, { mode: 0o755 })
    for (const program of ['postfix', 'postmap', 'posttls-finger'])
      writeFileSync(join(folder, program), '#!/bin/sh\n', { mode: 0o755 })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const setting = (name: string): string | undefined =>
    existsSync(join(folder, 'set', name)) ? read(`set/${name}`).replaceAll(`${folder}/`, '') : undefined
  const files = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('hangup-'))
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

  test.each([undefined, 'hash:/etc/p, inline:{{a = b c}} texthash:/etc/q'])(
    'a run, and a second one, name one table in front of %s, and the undo leaves that',
    (before) => {
      if (before !== undefined) put(`set/${POLICIES}`, before)
      const none = fix({ lever: 'tls.none-for', host })
      none.pull()
      none.pull()
      const named = 'texthash:hangup-tls-none-example.org.map'
      expect(setting(POLICIES)).toBe(before === undefined ? named : `${named} ${before}`)
      expect(read('hangup-tls-none-example.org.map')).toBe('example.org  none\n')
      none.undo()
      none.undo()
      expect(setting(POLICIES)).toBe(before)
      expect(files()).toEqual([])
    },
  )

  test('of two fixes for one destination the newer one has the say, whichever is taken back first', () => {
    const [may, none] = [fix({ lever: 'tls.level-for', host, level: 'may' }), fix({ lever: 'tls.none-for', host })]
    const [mays, nones] = ['texthash:hangup-tls-may-example.org.map', 'texthash:hangup-tls-none-example.org.map']
    may.pull()
    none.pull()
    expect(setting(POLICIES)).toBe(`${nones} ${mays}`)
    none.undo()
    expect(setting(POLICIES)).toBe(mays)
    none.pull()
    may.undo()
    expect(setting(POLICIES)).toBe(nones)
  })

  test('the table of one domain is not taken for that of another, whose name begins alike', () => {
    const [longer, shorter] = (['example.org.br', 'example.org'] as const).map((domain) =>
      fix({ lever: 'tls.none-for', host }, { domain }),
    )
    longer?.pull()
    shorter?.pull()
    shorter?.undo()
    expect(setting(POLICIES)).toBe('texthash:hangup-tls-none-example.org.br.map')
  })

  test('a relay on port 25 is asked for with its port and without it', () => {
    fix({ lever: 'tls.none-for', host }, { relay: { host, port: 25 } }).pull()
    expect(read('hangup-tls-none-mx1.example.net-25.map')).toBe('[mx1.example.net]  none\n[mx1.example.net]:25  none\n')
  })

  test('a transport stays as long as another destination has it, and its limits with it', () => {
    const [here, there] = (['example.org', 'example.com'] as const).map((domain) =>
      fix({ lever: 'rate.delay', host, seconds: 1 }, { domain }),
    )
    here?.pull()
    there?.pull()
    here?.undo()
    expect(existsSync(join(folder, 'set', 'gone'))).toBe(false)
    expect(setting('hangup-1s-apart_destination_rate_delay')).toBe('1s')
    expect(setting(TRANSPORTS)).toBe('texthash:hangup-1s-apart-example.com.map')
    there?.undo()
    expect(existsSync(join(folder, 'set', 'gone'))).toBe(true)
    expect(setting('hangup-1s-apart_destination_rate_delay')).toBeUndefined()
    expect(setting(TRANSPORTS)).toBeUndefined()
  })

  test('two limits are two transports: the fix for one destination is not changed by that for another', () => {
    fix({ lever: 'concurrency.limit', host, connections: 2 }).pull()
    fix({ lever: 'concurrency.limit', host, connections: 5 }, { domain: 'example.com' }).pull()
    expect(setting('hangup-2-connections_destination_concurrency_limit')).toBe('2')
    expect(setting('hangup-5-connections_destination_concurrency_limit')).toBe('5')
  })

  test('a setting that was there comes back, and one that was not goes, after two runs, too', () => {
    put('set/smtp_tls_security_level', 'dane')
    for (const lever of [{ lever: 'tls.opportunistic' }, { lever: 'family.prefer-ipv4' }] as const) {
      const change = fix(lever)
      change.pull()
      change.pull()
      change.undo()
      change.undo()
    }
    expect(setting('smtp_tls_security_level')).toBe('dane')
    expect(setting('smtp_address_preference')).toBeUndefined()
  })

  test('a relay gets a file of passwords of its own, which nobody else may read, and a second run keeps what was put in', () => {
    put('set/smtp_sasl_password_maps', 'hash:/etc/postfix/sasl_passwd')
    const [relay, second] = [host, 'mx2.example.net'].map((name) => fix({ lever: 'smarthost', host: name, port: 587 }))
    const file = 'hangup-login-mx1.example.net-587.map'
    relay?.pull()
    second?.pull()
    expect(read(file)).toBe('[mx1.example.net]:587  USER:PASSWORD\n')
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
    put(file, read(file).replace('USER:PASSWORD', 'mary:secret'))
    relay?.pull()
    expect(read(file)).toContain('mary:secret')
    relay?.undo()
    second?.undo()
    expect(files()).toEqual([])
    expect(setting('smtp_sasl_password_maps')).toBe('hash:/etc/postfix/sasl_passwd')
  })
})
