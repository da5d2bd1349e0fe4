import type { TlsSurvey } from '../src/domain/facts/tls-survey.ts'
import { makeCertificate } from '../src/probe/peer/certificate.ts'
import type { PeerTls } from '../src/probe/peer/peer-script.ts'
import { startPeer } from '../src/probe/peer/start-peer.ts'
import { hangup } from './diagnose.ts'
import { usageOf } from './usage.ts'

/** Servers of every kind that Node's OpenSSL can play. */
function servers(): readonly (readonly [name: string, tls: PeerTls])[] {
  const rsa = makeCertificate({ name: 'mx.bench.test', key: 'rsa' })
  const ec = makeCertificate({ name: 'mx.bench.test', key: 'ec' })
  const old = 'DEFAULT@SECLEVEL=0'
  return [
    ['TLS 1.2 and 1.3, RSA', { ...rsa }],
    ['TLS 1.2 and 1.3, ECDSA', { ...ec }],
    ['TLS 1.3 only', { ...rsa, minVersion: 'TLSv1.3' }],
    ['TLS 1.2 only', { ...rsa, maxVersion: 'TLSv1.2' }],
    ['TLS 1.0 to 1.2', { ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: old }],
    ['TLS 1.0 only', { ...rsa, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: old }],
    ['two suites', { ...rsa, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES256-SHA' }],
    ['X25519 only', { ...rsa, ecdhCurve: 'X25519' }],
    ['P-384 only', { ...rsa, ecdhCurve: 'P-384' }],
  ]
}

interface Facts {
  readonly versions: readonly number[]
  readonly suites: readonly number[]
  readonly groups: readonly number[]
}

const PROTOCOLS: Readonly<Record<string, number>> = { '1.0': 0x0301, '1.1': 0x0302, '1.2': 0x0303, '1.3': 0x0304 }

/** sslscan's OpenSSL does not know these groups; it cannot find them. */
const UNKNOWN_TO_SSLSCAN = new Map([
  [0x11ec, 'sslscan does not know X25519MLKEM768'],
  [0x11eb, 'sslscan does not know SecP256r1MLKEM768'],
  [0x11ed, 'sslscan does not know SecP384r1MLKEM1024'],
])

/** The TLS facts of `--deep` beside sslscan's, server by server; each disagreement with its reason, where one is known. */
export async function compareTls(): Promise<void> {
  console.log('TLS facts against sslscan')
  for (const [name, tls] of servers()) {
    const peer = await startPeer({ tls })
    try {
      const ours = await ourFacts(peer.port)
      const theirs = await sslscanFacts(peer.port)
      if (ours === undefined || theirs === undefined) {
        console.log(
          `  ${name.padEnd(24)} ${ours === undefined ? 'hangup brought no survey' : 'sslscan is not installed'}`,
        )
        continue
      }
      const differences = [
        ...differ('version', ours.versions, theirs.versions),
        ...differ('suite', ours.suites, theirs.suites),
        ...differ('group', ours.groups, theirs.groups),
      ]
      console.log(
        `  ${name.padEnd(24)} ${ours.versions.length} versions, ${ours.suites.length} suites, ${ours.groups.length} groups: ${differences.length === 0 ? 'agree' : differences.join('; ')}`,
      )
    } finally {
      await peer.close()
    }
  }
}

function differ(kind: string, ours: readonly number[], theirs: readonly number[]): readonly string[] {
  const hex = (code: number): string => `0x${code.toString(16).padStart(4, '0')}`
  return [
    ...ours
      .filter((code) => !theirs.includes(code))
      .map((code) => `only hangup finds ${kind} ${hex(code)} (${UNKNOWN_TO_SSLSCAN.get(code) ?? 'unexplained'})`),
    ...theirs
      .filter((code) => !ours.includes(code))
      .map((code) => `only sslscan finds ${kind} ${hex(code)} (unexplained)`),
  ]
}

async function ourFacts(port: number): Promise<Facts | undefined> {
  const usage = await usageOf(hangup(port, '--deep', '--budget', '60'), { keepStdout: true })
  if (usage === undefined) return undefined
  const document = JSON.parse(usage.stdout) as {
    readonly evidence: { readonly observations: readonly { readonly kind: string; readonly fact: TlsSurvey }[] }
  }
  return document.evidence.observations.find(({ kind }) => kind === 'tls.survey')?.fact
}

async function sslscanFacts(port: number): Promise<Facts | undefined> {
  const usage = await usageOf(['sslscan', '--starttls-smtp', '--no-colour', '--xml=-', `127.0.0.1:${port}`], {
    keepStdout: true,
  })
  if (usage === undefined) return undefined
  const versions = [...usage.stdout.matchAll(/<protocol type="tls" version="([\d.]+)" enabled="1"/g)]
  const best = Math.max(
    ...versions.map(([, version]) => PROTOCOLS[version ?? ''] ?? 0).filter((version) => version < 0x0304),
    0,
  )
  const ciphers = [...usage.stdout.matchAll(/<cipher [^>]*sslversion="TLSv([\d.]+)"[^>]* id="0x([0-9A-F]+)"/g)]
  const groups = [...usage.stdout.matchAll(/<group sslversion="TLSv1\.3"[^>]* id="0x([0-9a-f]+)"/g)]
  return {
    versions: versions.map(([, version]) => PROTOCOLS[version ?? ''] ?? 0),
    suites: ciphers
      .filter(([, version]) => version === '1.3' || PROTOCOLS[version ?? ''] === best)
      .map(([, , id]) => Number.parseInt(id ?? '0', 16)),
    groups: groups.map(([, id]) => Number.parseInt(id ?? '0', 16)),
  }
}
