import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { SCHEMAS, type SchemaName } from '../src/surface/contract.ts'
import { hangup } from './kit/hangup.ts'

const A_CASE = 'test/scenarios/tls-clienthello-large/clienthello-large-seed1/case.json'
const A_CAPTURE = 'test/fixtures/captures/reset-before-late-421.pcap.gz'

describe('what cannot be done ends with 2, and says what was wrong and what to do', () => {
  test.each<readonly [string, readonly string[], RegExp]>([
    ['a URL as a target', ['diagnose', 'https://example.org/'], /URL.*example\.org/],
    ['a zone in an IPv6 address', ['diagnose', 'fe80::1%eth0'], /zone/],
    ['a port out of range', ['diagnose', 'example.org:99999'], /port/i],
    ['an option out of range', ['diagnose', 'example.org', '--port', '0'], /1 to 65535/],
    ['no target', ['diagnose'], /TARGET/],
    ['--send without a mailbox', ['diagnose', 'example.org', '--send'], /--rcpt/],
    ['a case that is none', ['diagnose', '--case', 'package.json'], /not a case/],
    ['a file that is not there', ['diagnose', 'example.org', '--password-file', 'no/such/file'], /no such file/],
    ['an unknown schema', ['schema', 'nothing'], /diagnosis/],
    ['an unknown demo', ['demo', 'nothing'], /path-mtu/],
    ['a capture that is not there', ['autopsy', 'no/such.pcap'], /cannot read/],
    ['a capture that is none', ['autopsy', 'package.json'], /neither pcap nor pcapng/],
    ['a folder as a capture', ['autopsy', 'src'], /cannot read src: .*: it is a directory$/m],
    ['a log that is not there', ['logs', 'no/such.log'], /cannot read no\/such\.log: there is no such file/],
    [
      'a resolver that is no address',
      ['diagnose', 'example.org', '--resolver', 'dns.example'],
      /--resolver.*IP address/,
    ],
    ['a source that is no address', ['diagnose', 'example.org', '--bind', 'eth0'], /--bind.*IP address/],
    ['a sender with a name', ['diagnose', 'example.org', '--from', 'A <a@example.org>'], /--from.*one mail address/],
    ['two recipients in one', ['diagnose', 'example.org', '--rcpt', 'a@b.example,c@d.example'], /--rcpt again/],
    ['the null recipient', ['diagnose', 'example.org', '--rcpt', '<>'], /--rcpt.*one mail address/],
    ['a target that stands where the file of --capture may', ['diagnose', '--capture', 'example.org'], /target first/],
    [
      'a capture over a file that is there',
      ['diagnose', '127.0.0.1', '--capture', 'package.json'],
      /package\.json exists/,
    ],
    ['a capture where none can be written', ['capture', '127.0.0.1', '--out', 'no/such/x.pcap'], /no such folder/],
    ['a folder that is not there', ['diagnose', '127.0.0.1:1', '--save', 'no/such/case.json'], /no such folder/],
    ['software whose logs no reader reads', ['logs', '--mta', 'nodemailer', 'package.json'], /--mta.*one of .*postfix/],
    ['nothing to trace', ['logs', '--trace', ' ', 'package.json'], /--trace.*id or an address/],
    ['an option that the verb does not have', ['diagnose', '--frobnicate'], /hangup diagnose --help/],
    ['an unknown verb', ['frobnicate'], /unknown command/],
    ['a verb that every object has', ['constructor'], /unknown command/],
    ['help on what is no verb', ['help', 'constructor'], /no verb "constructor"/],
    ['a number in another form', ['diagnose', '127.0.0.1:1', '--port', '0x19'], /--port.*whole number/],
    ['seconds that are missing', ['diagnose', '127.0.0.1:1', '--pause', 'mail='], /--pause.*STAGE=SECONDS/],
    ['an EHLO name with a second line', ['diagnose', '127.0.0.1:1', '--ehlo', 'a\r\nRSET'], /--ehlo.*one name/],
    ['a port of a resolver', ['diagnose', '127.0.0.1:1', '--resolver', '127.0.0.1#99999'], /--resolver.*65535/],
    ['a list that no DNS knows', ['diagnose', '127.0.0.1:1', '--dnsbl', 'a b'], /--dnsbl.*DNS/],
    ['a comparison with a URL', ['diagnose', '127.0.0.1:1', '--compare', 'https://x.example'], /--compare.*URL/],
    [
      'versions that exclude each other',
      ['diagnose', '127.0.0.1:1', '--tls-min', '1.3', '--tls-max', '1.2'],
      /no version/,
    ],
    ['a family that excludes the target', ['diagnose', '127.0.0.1:1', '--ipv6'], /--ipv6 excludes/],
    ['two ports', ['diagnose', '127.0.0.1:1', '--port', '2'], /one port.*another/],
    ['an empty symptom', ['diagnose', '127.0.0.1:1', '--symptom', ' '], /--symptom.*no text/],
    [
      'a symptom that is a folder',
      ['diagnose', '127.0.0.1:1', '--symptom', 'src'],
      /cannot read src: it is a directory/,
    ],
    ['another vantage point that is none', ['diagnose', '127.0.0.1:1', '--from-case', 'package.json'], /not a case/],
    [
      'a case of another target',
      ['diagnose', 'other.example', '--case', A_CASE],
      /is about .*: leave .*other\.example out/,
    ],
    ['a case over itself', ['diagnose', '--case', A_CASE, '--save', A_CASE], /cannot write.*same file/],
    ['an output that is a folder', ['diagnose', '127.0.0.1:1', '--save', 'src'], /cannot write src: it is a directory/],
    ['an output without a name', ['diagnose', '127.0.0.1:1', '--report', ''], /cannot write/],
    ['a text of blanks', ['explain', ' \n'], /no text to explain/],
    ['two outputs of one name', ['diagnose', '127.0.0.1:1', '--save', 'x.json', '--report', './x.json'], /same file/],
    ['a report over its log', ['logs', 'package.json', '--report', 'package.json'], /same file/],
    ['files beside the journal', ['logs', '--journal', 'package.json'], /--journal.*package\.json/],
    [
      'a time that ends before it begins',
      ['logs', 'package.json', '--since', '2026-11-02', '--until', '2026-11-01'],
      /--until/,
    ],
    ['a folder to follow', ['logs', '--follow', 'src'], /cannot read src/],
    ['a domain that is empty', ['logs', 'package.json', '--destination', ''], /--destination/],
    ['an extract over its capture', ['autopsy', A_CAPTURE, '--extract', A_CAPTURE], /same file/],
    ['a capture that is empty', ['autopsy', '/dev/null'], /cannot read \/dev\/null: the file is empty/],
    ['a capture without an end', ['autopsy', '/dev/zero'], /cannot read \/dev\/zero: .*neither pcap/],
    ['no capture', ['autopsy'], /needs a FILE/],
    ['a capture behind its logs', ['autopsy', '--log', 'mail.log', A_CAPTURE], /write the capture first/],
    ['another capture that is none', ['autopsy', A_CAPTURE, '--against', 'package.json'], /cannot read package\.json/],
    [
      'a log that is not there, beside a capture',
      ['autopsy', A_CAPTURE, '--log', 'no/such.log'],
      /cannot read no\/such\.log/,
    ],
  ])('%s', async (_name, argv, says) => {
    const { exitCode, stdout, stderr } = await hangup(argv)
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/^\s+at |defect|\r/m)
  })
})

test.each<readonly [string, readonly string[], RegExp]>([
  [
    'options of a session',
    ['diagnose', '--case', A_CASE, '--send', '--budget', '5'],
    /--send, --budget have no effect: --case/,
  ],
  ['what belongs to an extract', ['autopsy', A_CAPTURE, '--payloads'], /--payloads has no effect/],
  ['a report of a trace', ['logs', '--trace', 'X1', 'package.json', '--report', 'no.html'], /--report has no effect/],
])('%s: what has no effect is said to have none', async (_name, argv, says) => {
  expect((await hangup(argv)).stderr).toMatch(says)
})

test.each([
  ['the cat sat on the mat', /--symptom: no failure of a mail session was read in it/],
  ['lost connection with mx.example.org[192.0.2.1] while sending RCPT TO', /--symptom: read as drop\.lost at rcpt/],
])('what was read in a symptom is said: %s', async (text, says) => {
  expect((await hangup(['diagnose', '127.0.0.1:1', '--budget', '1', '--symptom', text])).stderr).toMatch(says)
})

test('a case may be named beside its own target', async () => {
  const { target } = JSON.parse(readFileSync(A_CASE, 'utf8')) as { target: string }
  expect(await hangup(['diagnose', target, '--case', A_CASE, '--quiet'])).toMatchObject({ exitCode: 1, stderr: '' })
})

test.each([[['explain']], [['explain', '-']]])('standard input is explained: %j', async (argv) => {
  const { exitCode, stdout } = await hangup([...argv, '--quiet'], '452 4.2.2 <a@example.org>: mailbox is full\n')
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'refusal/mailbox-full\n' })
})

test('the peer cannot drive the terminal through a text', async () => {
  const { stdout } = await hangup(['explain'], '550 5.1.1 \u001b[31mno such user\u001b]0;owned\u0007')
  // eslint-disable-next-line no-control-regex
  expect(stdout).not.toMatch(/[\u001b\u0007]/)
})

test('a mail on standard input may be in any charset', async () => {
  const mail =
    'Subject: Unzustellbar\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n550 5.1.1 <a@example.org>: User unknown, Gr\u00fc\u00dfe\r\n'
  const { stdout } = await hangup(
    ['explain', '--json'],
    Uint8Array.from(mail, (letter) => letter.charCodeAt(0)),
  )
  expect(stdout).not.toMatch(/\ufffd/)
})

test('every schema is printed as JSON', async () => {
  for (const name of Object.keys(SCHEMAS)) {
    const { exitCode, stdout } = await hangup(['schema', name])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object' })
  }
})

test('the examples of explain in the handbook run', async () => {
  const handbook = readFileSync(resolve(import.meta.dirname, '../docs/handbook.md'), 'utf8')
  const examples = [...handbook.matchAll(/^hangup explain '([^']+)'$/gm)].map((match) => match[1] ?? '')
  expect(examples.length).toBeGreaterThan(1)
  for (const text of examples) {
    const { exitCode, stdout } = await hangup(['explain', text])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/symptom/)
  }
})

test.each(['diagnose', 'explain', 'logs', 'autopsy', 'capture', 'demo', 'schema'])(
  '%s --help fits a terminal, and shows examples and the exit codes',
  async (verb) => {
    const { exitCode, stdout } = await hangup([verb, '--help'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/Exit codes: 0 /)
    expect(stdout).toContain(`\nExamples:\n  hangup ${verb} `.replace(/ $/, ''))
    expect(stdout).not.toMatch(/default: [[{]/)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  },
)

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
    readonly version: string
  }
  expect((await hangup(['--version'])).stdout.trim()).toBe(version)
})

test('the picture in the README is what the command prints', async () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8')
  const [, command = '', picture = ''] = /```text\n\$ hangup ([^\n]+)\n([\s\S]*?)\n```/.exec(readme) ?? []
  const { stdout } = await hangup(command.split(' '))
  expect(picture.length).toBeGreaterThan(500)
  expect(stdout.startsWith(picture)).toBe(true)
})

test('a demo without a network is diagnosed as what it is', async () => {
  const { exitCode, stdout } = await hangup(['demo', 'tls-floor', '--json'])
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'hangup.diagnosis/1',
    healthy: false,
    verdict: { cause: 'tls/protocol-floor', standing: 'proven', stage: 'tls' },
  })
})

/** Where the kernel's counters stand: what was counted, or why nobody could look. */
test.each([
  ['of a healthy target nothing is counted', 'greylisting', false],
  ['of a failing one the kernel is asked', 'tls-floor', true],
])('%s', async (_name, demo, isCounted) => {
  const { evidence } = JSON.parse((await hangup(['demo', demo, '--json'])).stdout) as {
    evidence: { observations: readonly { kind: string }[]; blind: Readonly<Record<string, string>> }
  }
  const kinds = [...evidence.observations.map(({ kind }) => kind), ...Object.keys(evidence.blind)]
  expect(kinds.includes('net.counter')).toBe(isCounted)
})

test.each<readonly [string, readonly string[], string]>([
  ['explain', ['explain', '550 5.1.1 no such user'], 'refusal/recipient-unknown\n'],
  ['autopsy', ['autopsy', 'test/fixtures/captures/reset-before-late-421.pcap.gz'], 'firewall/reset-injected\n'],
  [
    'logs',
    ['logs', 'src/mta/qmail/samples/notqmail-1.09.log'],
    'receiver/closes-without-reply\nrefusal/recipient-unknown\n',
  ],
  ['demo', ['demo', 'greylisting'], 'healthy\n'],
])('%s --quiet prints the verdict alone', async (_verb, argv, says) => {
  expect((await hangup([...argv, '--quiet'])).stdout).toBe(says)
})

test.each([
  ['bounces/typo.eml', /no file bounces\/typo\.eml/],
  ['typo.log', /no file typo\.log/],
  ['smtp;550/5.1.1', /^$/],
  ['ECONNRESET', /^$/],
])('explain %s: a name of no file is read as a text, and said to be', async (given, says) => {
  expect((await hangup(['explain', given])).stderr).toMatch(says)
})

test('--like names the server that the fix is written for', async () => {
  const file = 'test/scenarios/tls-clienthello-large/clienthello-large-seed1/case.json'
  const ordinary = await hangup(['diagnose', '--case', file])
  expect(ordinary.stdout).toMatch(/^ {5}postfix, if that is what sends here:$/m)
  const { stdout } = await hangup(['diagnose', '--case', file, '--like', 'exim'])
  expect(stdout).toMatch(/^ {5}exim:$/m)
  expect(stdout).not.toMatch(/^ {5}postfix, if that is what sends here:$/m)
})

test.each(['nothing', 'x', null])('a case whose facts hold %j is called damaged', async (member) => {
  const saved = JSON.parse(readFileSync(A_CASE, 'utf8')) as { evidence: { observations: { fact: object }[] } }
  for (const observation of saved.evidence.observations)
    observation.fact = Object.fromEntries(
      Object.keys(observation.fact).flatMap((name) => (member === 'nothing' ? [] : [[name, member]])),
    )
  const folder = mkdtempSync(join(tmpdir(), 'hangup-case-'))
  try {
    const file = join(folder, 'case.json')
    writeFileSync(file, JSON.stringify(saved))
    const { exitCode, stdout, stderr } = await hangup(['diagnose', '--case', file])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/damaged case.*: observation o1 \(/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const A_LOG = 'test/logs/formats/postfix-new.log'

test.each<readonly [SchemaName, readonly string[]]>([
  ['logs', ['logs', A_LOG, '--json']],
  ['trace', ['logs', A_LOG, '--trace', '4DCnd66HyzA', '--json']],
  ['autopsy', ['autopsy', A_CAPTURE, '--json']],
  ['explanation', ['explain', '550 5.1.1 no', '--json']],
  ['demos', ['demo', '--list', '--json']],
  ['diagnosis', ['diagnose', '--case', A_CASE, '--json']],
])('%s is printed as its schema says', async (name, argv) => {
  const { issues } = v.safeParse(SCHEMAS[name], JSON.parse((await hangup(argv)).stdout))
  expect(issues ?? []).toEqual([])
})

test('each line of --attempts is as its schema says', async () => {
  const lines = (await hangup(['logs', A_LOG, '--attempts'])).stdout.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) expect(v.safeParse(SCHEMAS.attempt, JSON.parse(line)).issues ?? []).toEqual([])
})
