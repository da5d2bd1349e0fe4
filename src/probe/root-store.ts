import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { issuerNameOf } from '../wire/tls/issuer-name.ts'

/** Trusted certificates. To parse a few hundred takes a tenth of a second: only those are parsed that may be the ones looked for. */
export interface RootStore {
  /** Those that may have issued a certificate, or be it. */
  issuersOf(certificate: X509Certificate): readonly X509Certificate[]
  /** Those whose text may hold this one, in whatever case. */
  naming(text: string): readonly X509Certificate[]
}

export function rootStore(pems: readonly string[]): RootStore {
  const ders = pems.flatMap((pem) => pem.split(BEGIN).slice(1)).map(octetsOf)
  return {
    issuersOf({ raw }) {
      const name = issuerNameOf(raw)
      if (name === undefined) return []
      const wanted = Buffer.from(name)
      return parsed(ders.filter((der) => der.includes(wanted)))
    },
    naming(text) {
      // What is not plain may be escaped in the one and not in the other.
      const plain = (text.toLowerCase().match(/[a-z0-9 ]+/g) ?? []).reduce((a, b) => (a.length < b.length ? b : a), '')
      return parsed(ders.filter((der) => der.toString('latin1').toLowerCase().includes(plain)))
    },
  }
}

const BEGIN = '-----BEGIN CERTIFICATE-----'

/** Base64 ends at the dashes of the last line. */
function octetsOf(armoured: string): Buffer {
  return Buffer.from(armoured.slice(0, armoured.indexOf('-')), 'base64')
}

function parsed(ders: readonly Buffer[]): readonly X509Certificate[] {
  return ders.flatMap((der) => {
    try {
      return [new X509Certificate(der)]
    } catch {
      return []
    }
  })
}

/** The system's roots; none where the system has no store that can be read. */
export function systemStore(): RootStore {
  return rootStore(process.platform === 'linux' ? linuxPems() : nodePems('system'))
}

/** The roots that Node brings along, or that it was told to use. */
export function nodeStore(): RootStore {
  return rootStore(nodePems('default'))
}

function nodePems(store: 'system' | 'default'): readonly string[] {
  try {
    return getCACertificates(store)
  } catch {
    return []
  }
}

/** Links that OpenSSL finds certificates by, beside the files that they lead to. */
const HASH_LINK = /^[0-9a-f]{8}\.\d+$/

/** What `getCACertificates('system')` reads on Linux: a file and all of a folder. It parses everything in it twice over. */
function linuxPems(): readonly string[] {
  const file = process.env['SSL_CERT_FILE'] ?? '/etc/ssl/cert.pem'
  const folder = process.env['SSL_CERT_DIR'] ?? '/etc/ssl/certs'
  return [...new Set([file, ...filesIn(folder)].flatMap(textOf).flatMap((text) => text.split(/(?=-----BEGIN )/)))]
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !(entry.isSymbolicLink() && HASH_LINK.test(entry.name)))
      .map(({ name }) => join(folder, name))
  } catch {
    return []
  }
}

function textOf(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'latin1')]
  } catch {
    return []
  }
}
