import * as v from 'valibot'
import type { CertificateFact } from '../../../domain/facts/smtp-facts.ts'
import { flag, maybe, members, names, number, text, texts, type Shape } from './shape.ts'

const time: Shape<string> = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'is no time'),
)

export const certificate = members<CertificateFact>({
  subject: text,
  issuer: text,
  names: texts,
  notBefore: time,
  notAfter: time,
  keyType: names({ rsa: true, ec: true, ed25519: true, other: true }),
  keyBits: maybe(number),
  curve: maybe(text),
  signatureAlgorithm: maybe(text),
  sha256: text,
  spkiSha256: text,
  sha512: maybe(text),
  spkiSha512: maybe(text),
  selfSigned: flag,
  sizeBytes: number,
})
