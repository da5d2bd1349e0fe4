import type { HelloAnswer, TlsHello } from '../../../domain/facts/smtp-facts.ts'
import type { TlsSurvey } from '../../../domain/facts/tls-survey.ts'
import type { HelloSpec } from '../../../domain/plan/hello-plan.ts'
import { certificate } from './certificate-shape.ts'
import { endpoint, outcome, stage } from './common-shapes.ts'
import { flag, list, maybe, members, names, number, numbers, orNull, text, texts, variants } from './shape.ts'

const hello = members<HelloSpec>({
  maxVersion: number,
  suites: maybe(numbers),
  groups: maybe(numbers),
  keyShare: maybe(names({ empty: true, x25519: true, mlkem: true })),
  sigalgs: maybe(numbers),
  sni: maybe(orNull(text)),
  alpn: maybe(texts),
  sizeBytes: maybe(number),
  padWith: maybe(names({ padding: true, groups: true, suites: true })),
  grease: maybe(flag),
  omitSupportedVersions: maybe(flag),
  recordVersion: maybe(number),
})

const answer = variants<HelloAnswer, 'kind'>('kind', {
  'server-hello': {
    version: number,
    suite: number,
    group: maybe(number),
    retry: flag,
    flightBytes: number,
    secureRenegotiation: maybe(flag),
    flightComplete: maybe(flag),
    clientCertificateAsked: maybe(flag),
    chain: maybe(list(certificate)),
    afterMs: number,
  },
  alert: { description: number, fatal: flag, afterMs: number },
  plaintext: { text, afterMs: number },
  closed: { by: names({ fin: true, rst: true }), bytesSeen: number, afterMs: number },
  silent: { bytesSeen: number, afterMs: number },
  garbled: { head: text, afterMs: number },
  'not-reached': { stage, outcome },
})

export const tlsHello = members<TlsHello>({
  endpoint,
  session: text,
  arm: maybe(text),
  hello,
  sliceBytes: maybe(number),
  sizeBytes: number,
  answer,
})

export const tlsSurvey = members<TlsSurvey>({
  versions: numbers,
  refused: numbers,
  suites: numbers,
  groups: numbers,
  chain: maybe(list(certificate)),
  complete: flag,
})
