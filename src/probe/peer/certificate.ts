import type { KeyObject } from 'node:crypto'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import {
  bitString,
  boolean,
  der,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts'

export interface CertificateOptions {
  /** Common name; also the first alternative name unless `names` says otherwise. */
  readonly name: string
  /** DNS names and addresses of subjectAltName. */
  readonly names?: readonly string[]
  /** The O of the subject. */
  readonly organisation?: string
  readonly key?: 'rsa' | 'ec'
  /** RSA modulus; default 2048. */
  readonly keyBits?: number
  /** EC curve in OpenSSL's words; default prime256v1. */
  readonly curve?: string
  readonly hash?: 'sha1' | 'sha256' | 'sha384'
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** Makes it a certificate authority. */
  readonly authority?: boolean
  /** Who signs; itself when left out. */
  readonly issuer?: Certified
}

/** A certificate with its private key, and the PEM forms that node:tls takes. */
export interface Certified {
  readonly cert: string
  readonly key: string
  readonly der: Uint8Array
  readonly name: string
  readonly organisation?: string
  readonly privateKey: KeyObject
  readonly keyId: Uint8Array
}

const DAY_MS = 86_400_000

/** OIDs of signature algorithms by key and hash (RFC 8017, RFC 5758). */
const SIGNATURES = {
  rsa: { sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11', sha384: '1.2.840.113549.1.1.12' },
  ec: { sha1: '1.2.840.10045.4.1', sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3' },
} as const

/** Makes a certificate (RFC 5280) for a test peer, self-signed or signed by another of ours. */
export function makeCertificate(options: CertificateOptions): Certified {
  const pair =
    (options.key ?? 'ec') === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: options.keyBits ?? 2048 })
      : generateKeyPairSync('ec', { namedCurve: options.curve ?? 'prime256v1' })
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
  const keyId = createHash('sha1').update(spki).digest()
  const issuer = options.issuer ?? { ...options, privateKey: pair.privateKey, keyId }
  const hash = options.hash ?? 'sha256'
  const algorithm = signatureAlgorithm(issuer.privateKey, hash)
  const now = Date.now()
  const body = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(randomBytes(16)),
    algorithm,
    distinguishedName(issuer),
    sequence(time(options.notBefore ?? new Date(now - DAY_MS)), time(options.notAfter ?? new Date(now + 90 * DAY_MS))),
    distinguishedName(options),
    spki,
    der(0xa3, extensions(options, keyId, issuer.keyId)),
  )
  const signature = sign(hash, body, issuer.privateKey)
  const whole = sequence(body, algorithm, bitString(signature))
  return {
    cert: pem('CERTIFICATE', whole),
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    der: whole,
    name: options.name,
    ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
    privateKey: pair.privateKey,
    keyId,
  }
}

function signatureAlgorithm(key: KeyObject, hash: keyof (typeof SIGNATURES)['rsa']): Uint8Array {
  return key.asymmetricKeyType === 'rsa'
    ? sequence(objectIdentifier(SIGNATURES.rsa[hash]), nullValue())
    : sequence(objectIdentifier(SIGNATURES.ec[hash]))
}

function distinguishedName({ name, organisation }: { name: string; organisation?: string }): Uint8Array {
  const part = (oid: string, value: string): Uint8Array => set(sequence(objectIdentifier(oid), utf8String(value)))
  return sequence(...(organisation === undefined ? [] : [part('2.5.4.10', organisation)]), part('2.5.4.3', name))
}

function extensions(options: CertificateOptions, keyId: Uint8Array, issuerKeyId: Uint8Array): Uint8Array {
  const names = options.names ?? [options.name]
  const list = [
    extension('2.5.29.14', octetString(keyId)),
    extension('2.5.29.35', sequence(der(0x80, issuerKeyId))),
    extension('2.5.29.19', sequence(...(options.authority === true ? [boolean(true)] : [])), true),
  ]
  if (options.authority === true) list.push(extension('2.5.29.15', bitString(Uint8Array.of(0x06), 1), true))
  else list.push(extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))))
  if (names.length > 0 && options.authority !== true)
    list.push(extension('2.5.29.17', sequence(...names.map(alternativeName))))
  return sequence(...list)
}

function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value))
}

function alternativeName(name: string): Uint8Array {
  return isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, addressOctets(name))
}

function addressOctets(address: string): Uint8Array {
  if (isIPv4(address)) return Uint8Array.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const groups = (text: string): readonly string[] => text.split(':').filter((group) => group !== '')
  const left = groups(head)
  const right = groups(tail ?? '')
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]))
}

function pem(label: string, octets: Uint8Array): string {
  const lines =
    Buffer.from(octets)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
