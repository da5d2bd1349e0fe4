import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE } from './packages.ts'
import { must } from './shell.ts'

export type KeyKind = 'rsa1024' | 'rsa2048' | 'rsa4096' | 'ec256' | 'ec384'

export interface CertificateSpec {
  readonly names: readonly string[]
  readonly key?: KeyKind
  /** `root`: chain complete. `missing-intermediate`: the leaf alone. `stranger`: a root that nobody trusts. */
  readonly issuer?: 'self' | 'root' | 'intermediate' | 'missing-intermediate' | 'stranger'
  /** Valid from and for, relative to now, in days. */
  readonly fromDays?: number
  readonly forDays?: number
  readonly digest?: 'sha256' | 'sha1' | 'md5'
  /** Extra names, to make the certificate as large as a shared hoster's. */
  readonly extraNames?: number
}

export interface Certificate {
  readonly keyFile: string
  /** Leaf, then the intermediates that the server would send. */
  readonly chainFile: string
  readonly keyText: string
  readonly chainText: string
}

/** The root that Hangup's process is told to trust. */
export const LAB_ROOT = join(CACHE, 'pki', 'root.pem')

let serial = 0

async function keyFile(kind: KeyKind, name: string): Promise<string> {
  const file = join(CACHE, 'pki', `${name}-${kind}.key`)
  if (existsSync(file)) return file
  mkdirSync(join(CACHE, 'pki'), { recursive: true })
  const how = kind.startsWith('rsa')
    ? ['genrsa', '-out', `${file}.new`, kind.slice(3)]
    : ['ecparam', '-genkey', '-noout', '-name', kind === 'ec256' ? 'prime256v1' : 'secp384r1', '-out', `${file}.new`]
  await must(['openssl', ...how])
  await must(['mv', `${file}.new`, file])
  return file
}

/** Makes the keys and authorities; once, before worlds run side by side. */
export async function preparePki(): Promise<void> {
  const kinds: readonly KeyKind[] = ['rsa1024', 'rsa2048', 'rsa4096', 'ec256', 'ec384']
  for (const kind of kinds) for (const name of ['a', 'b']) await keyFile(kind, name)
  for (const [name, organisation] of [
    ['root', 'Lab'],
    ['stranger', 'Somebody Works'],
  ] as const) {
    const file = join(CACHE, 'pki', `${name}.pem`)
    if (existsSync(file)) continue
    const key = await keyFile('ec256', name)
    await must([
      'openssl',
      'req',
      '-x509',
      '-new',
      '-key',
      key,
      '-days',
      '3650',
      '-subj',
      `/O=${organisation}/CN=${organisation} ${name}`,
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
      '-out',
      file,
    ])
  }
  const intermediate = join(CACHE, 'pki', 'intermediate.pem')
  if (existsSync(intermediate)) return
  await sign({
    request: await request(
      await keyFile('ec256', 'intermediate'),
      '/O=Lab/CN=Lab Issuing 1',
      'basicConstraints=critical,CA:TRUE',
    ),
    issuer: 'root',
    file: intermediate,
    fromDays: -30,
    forDays: 1500,
    digest: 'sha256',
  })
}

async function request(key: string, subject: string, extension: string): Promise<string> {
  const file = join(CACHE, 'pki', `request-${process.pid}-${++serial}.csr`)
  await must(['openssl', 'req', '-new', '-key', key, '-subj', subject, '-addext', extension, '-out', file])
  return file
}

interface Signing {
  readonly request: string
  readonly issuer: 'root' | 'stranger' | 'intermediate'
  readonly file: string
  readonly fromDays: number
  readonly forDays: number
  readonly digest: string
}

async function sign(how: Signing): Promise<void> {
  const issuerKey = await keyFile('ec256', how.issuer)
  await atDate(how.fromDays, [
    'openssl',
    'x509',
    '-req',
    '-in',
    how.request,
    '-CA',
    join(CACHE, 'pki', `${how.issuer}.pem`),
    '-CAkey',
    issuerKey,
    '-set_serial',
    `0x${Date.now().toString(16)}${(++serial).toString(16).padStart(4, '0')}`,
    '-copy_extensions',
    'copyall',
    '-days',
    String(how.forDays),
    `-${how.digest}`,
    '-out',
    how.file,
  ])
  await must(['rm', '-f', how.request])
}

/** faketime names a semaphore after its pid, and killed ones leave theirs behind: the next run has another pid. */
const MOST_RUNS = 3

/** Runs a command as on another day. */
async function atDate(fromDays: number, command: readonly string[]): Promise<void> {
  const dated = ['faketime', '-f', `${fromDays < 0 ? '-' : '+'}${Math.abs(fromDays)}d`, ...command]
  for (let run = 1; ; run += 1) {
    try {
      await must(dated)
      return
    } catch (error) {
      if (run === MOST_RUNS || !String(error).includes('sem_open')) throw error
    }
  }
}

export async function makeCertificate(dir: string, spec: CertificateSpec): Promise<Certificate> {
  const kind = spec.key ?? 'rsa2048'
  const key = await keyFile(kind, 'a')
  const chainFile = join(dir, `cert-${++serial}.pem`)
  const extra = Array.from({ length: spec.extraNames ?? 0 }, (_, index) => `customer-${index}.hosting-of-mail.example`)
  const names = [...spec.names, ...extra].map((name) => `DNS:${name}`).join(',')
  const digest = spec.digest ?? 'sha256'
  const fromDays = spec.fromDays ?? -10
  const forDays = spec.forDays ?? 90
  const subject = `/CN=${spec.names[0] ?? 'mail'}`
  const issuer = spec.issuer ?? 'intermediate'
  if (issuer === 'self') {
    await atDate(fromDays, [
      'openssl',
      'req',
      '-x509',
      '-new',
      '-key',
      key,
      '-days',
      String(forDays),
      '-subj',
      subject,
      '-addext',
      `subjectAltName=${names}`,
      `-${digest}`,
      '-out',
      chainFile,
    ])
  } else {
    const from = issuer === 'missing-intermediate' ? 'intermediate' : issuer
    await sign({
      request: await request(key, subject, `subjectAltName=${names}`),
      issuer: from,
      file: chainFile,
      fromDays,
      forDays,
      digest,
    })
    if (issuer === 'intermediate') {
      writeFileSync(
        chainFile,
        readFileSync(chainFile, 'utf8') + readFileSync(join(CACHE, 'pki', 'intermediate.pem'), 'utf8'),
      )
    }
  }
  return { keyFile: key, chainFile, keyText: readFileSync(key, 'utf8'), chainText: readFileSync(chainFile, 'utf8') }
}

/** A key that does not belong to any certificate made by `makeCertificate`. */
export async function strangersKey(kind: KeyKind = 'rsa2048'): Promise<string> {
  return readFileSync(await keyFile(kind, 'b'), 'utf8')
}
