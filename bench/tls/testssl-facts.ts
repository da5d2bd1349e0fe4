import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { usageOf } from '../usage.ts'
import { certificateFacts, hex, type TlsFacts } from './facts.ts'
import type { Aspect } from './servers.ts'
import { testsslData } from './testssl-data.ts'

/** What finds each aspect; forward secrecy finds the groups. */
const TESTS: Readonly<Record<Aspect, string>> = { versions: '-p', suites: '-e', groups: '-f', certificate: '-S' }
const ASPECTS = Object.keys(TESTS) as readonly Aspect[]
/** Half a minute of processor time on a quiet machine, mostly the kernel's: testssl.sh forks some thousand times. A busy one takes many. */
const LIMIT_MINUTES = Number(process.env['TESTSSL_MINUTES'] ?? 5)

const VERSIONS: Readonly<Record<string, string>> = {
  SSLv3: 'SSL 3',
  TLS1: '1.0',
  TLS1_1: '1.1',
  TLS1_2: '1.2',
  TLS1_3: '1.3',
}

const GROUPS: Readonly<Record<string, number>> = {
  secp192r1: 0x0013,
  prime192v1: 0x0013,
  secp224r1: 0x0015,
  secp256k1: 0x0016,
  prime256v1: 0x0017,
  secp384r1: 0x0018,
  secp521r1: 0x0019,
  brainpoolP256r1: 0x001a,
  brainpoolP384r1: 0x001b,
  brainpoolP512r1: 0x001c,
  X25519: 0x001d,
  X448: 0x001e,
  ffdhe2048: 0x0100,
  ffdhe3072: 0x0101,
  ffdhe4096: 0x0102,
  ffdhe6144: 0x0103,
  ffdhe8192: 0x0104,
}

interface Finding {
  readonly id: string
  readonly finding: string
}

/** What testssl.sh says of these aspects; a word where it says nothing: it is not installed, or did not end in time. */
export async function testsslFacts(port: number, aspects = ASPECTS): Promise<TlsFacts | string> {
  const folder = mkdtempSync(join(tmpdir(), 'hangup-bench-testssl-'))
  try {
    const file = join(folder, 'findings.json')
    const data = testsslData(folder)
    const how = ['--starttls', 'smtp', '--warnings', 'off', '--quiet', '--color', '0', '--nodns', 'none']
    const tests = aspects.map((aspect) => TESTS[aspect])
    const usage = await usageOf(
      ['env', ...data, 'testssl', ...how, '--jsonfile', file, ...tests, `127.0.0.1:${port}`],
      { limitSeconds: LIMIT_MINUTES * 60 },
    )
    if (usage === undefined || usage.exitCode === 127) return 'not installed'
    if (usage.exitCode === 124) return `not done after ${LIMIT_MINUTES} minutes (TESTSSL_MINUTES gives it more)`
    if (!existsSync(file)) return 'it wrote no findings'
    return read(JSON.parse(readFileSync(file, 'utf8')) as readonly Finding[], aspects)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function read(findings: readonly Finding[], aspects: readonly Aspect[]): TlsFacts {
  const said = new Map(findings.map(({ id, finding }) => [id, finding]))
  return {
    ...(aspects.includes('versions') && { version: versionsIn(said) }),
    ...(aspects.includes('suites') && { suite: suitesIn(said) }),
    ...(aspects.includes('groups') && { group: groupsIn(said) }),
    ...(aspects.includes('certificate') && certificateIn(said)),
  }
}

type Said = ReadonlyMap<string, string>

function versionsIn(said: Said): readonly string[] {
  return Object.entries(VERSIONS)
    .filter(([id]) => /^offered|^supported/.test(said.get(id) ?? ''))
    .map(([, version]) => version)
}

function suitesIn(said: Said): readonly string[] {
  return [...said.keys()].flatMap((id) => {
    const code = /^cipher_x([0-9a-f]{2,4})$/.exec(id)?.[1]
    return code === undefined ? [] : [hex(Number.parseInt(code, 16))]
  })
}

function groupsIn(said: Said): readonly string[] {
  return [...wordsOf(said, 'PFS_ECDHE_curves'), ...wordsOf(said, 'DH_groups')].flatMap((name) =>
    GROUPS[name] === undefined ? [] : [hex(GROUPS[name])],
  )
}

function certificateIn(said: Said): Partial<TlsFacts> {
  const [keyType, keyBits] = wordsOf(said, 'cert_keySize')
  if (keyType === undefined || keyBits === undefined) return {}
  return {
    certificate: certificateFacts({
      keyType: keyType === 'ECDSA' ? 'EC' : keyType,
      keyBits: Number(keyBits),
      notAfter: new Date(`${said.get('cert_notAfter')?.replace(' ', 'T')}Z`),
      names: wordsOf(said, 'cert_subjectAltName'),
    }),
    chain: [said.get('cert_chain_of_trust')?.startsWith('passed') === true ? 'trusted' : 'not trusted'],
  }
}

function wordsOf(said: Said, id: string): readonly string[] {
  return (said.get(id) ?? '').split(' ').filter((word) => word !== '')
}
