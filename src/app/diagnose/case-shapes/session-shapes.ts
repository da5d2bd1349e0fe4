import type { SmtpSession, SmtpStep, TlsFact } from '../../../domain/facts/smtp-facts.ts'
import type { MessageShape } from '../../../domain/plan/message-shape.ts'
import type { Envelope, MessagePlan, SessionPlan, TlsPlan, TlsVersion } from '../../../domain/plan/session-plan.ts'
import { STAGES, type Stage } from '../../../domain/stage.ts'
import { certificate } from './certificate-shape.ts'
import { endpoint, outcome, reply, stage } from './common-shapes.ts'
import { flag, list, maybe, members, names, number, orNull, text, texts, time, type Shape } from './shape.ts'

const role = names<SmtpStep['role']>({
  baseline: true,
  experiment: true,
  compare: true,
  recheck: true,
  elsewhere: true,
})

const tlsVersion = names<TlsVersion>({ TLSv1: true, 'TLSv1.1': true, 'TLSv1.2': true, 'TLSv1.3': true })

const tlsPlan = members<TlsPlan>({
  minVersion: maybe(tlsVersion),
  maxVersion: maybe(tlsVersion),
  ciphers: maybe(text),
  groups: maybe(text),
  sigalgs: maybe(text),
  sni: maybe(orNull(text)),
  expectName: maybe(text),
  legacyRenegotiation: maybe(flag),
})

const message = members<MessagePlan>({
  sizeBytes: maybe(number),
  contains: maybe(text),
  raw: maybe(text),
  shape: maybe(
    members<MessageShape>({
      bareLf: flag,
      nul: flag,
      longestLineBytes: number,
      longestHeaderLineBytes: maybe(number),
      longestBodyLineBytes: maybe(number),
    }),
  ),
  lineEnding: maybe(names({ crlf: true, lf: true })),
  splitDot: maybe(flag),
})

const byStage: Shape<Partial<Record<Stage, number>>> = members<Partial<Record<Stage, number>>>(
  Object.fromEntries(STAGES.map((name) => [name, maybe(number)])) as Record<Stage, ReturnType<typeof maybe<number>>>,
)

const plan = members<SessionPlan>({
  kind: names({ session: true }),
  endpoint,
  upTo: stage,
  ehloName: text,
  ehloNameGiven: maybe(flag),
  familyGiven: maybe(flag),
  helo: maybe(flag),
  tls: names({ none: true, auto: true, require: true, verify: true, wrapped: true }),
  tlsPlan: maybe(tlsPlan),
  envelope: maybe(members<Envelope>({ from: text, to: texts })),
  message: maybe(message),
  mailParameters: maybe(flag),
  pipelining: maybe(flag),
  quitPipelined: maybe(flag),
  chunking: maybe(flag),
  auth: maybe(
    members<NonNullable<SessionPlan['auth']>>({
      user: text,
      method: maybe(names({ PLAIN: true, LOGIN: true, 'CRAM-MD5': true, XOAUTH2: true })),
    }),
  ),
  sliceBytes: maybe(number),
  slicePauseMs: maybe(number),
  bodyBytesPerSecond: maybe(number),
  bind: maybe(text),
  pauseMs: maybe(byStage),
  speaksEarly: maybe(flag),
  patienceMs: maybe(byStage),
  lingerMs: maybe(number),
  keepAliveMs: maybe(number),
  bulkBytes: maybe(number),
  transactions: maybe(number),
})

const tls = members<TlsFact>({
  version: text,
  cipher: text,
  group: maybe(text),
  chain: list(certificate),
  verifyError: maybe(text),
  issuerOrganisationTrusted: maybe(flag),
  nameMatches: flag,
  clientCertificateAsked: maybe(flag),
})

export const smtpStep = members<SmtpStep>({
  session: text,
  endpoint,
  role,
  stage,
  said: text,
  outcome,
  encrypted: flag,
  sentBytes: number,
  sentSoFarBytes: number,
  startedAfterMs: number,
  outstanding: texts,
})

export const smtpSession = members<SmtpSession>({
  session: text,
  endpoint,
  role,
  arm: maybe(text),
  plan,
  lived: flag,
  reached: maybe(stage),
  death: maybe(members<NonNullable<SmtpSession['death']>>({ stage, outcome, outstanding: texts })),
  banner: maybe(reply),
  keywords: maybe(texts),
  clearKeywords: maybe(texts),
  tls: maybe(tls),
  connectMs: maybe(number),
  bannerMs: maybe(number),
  localAddress: maybe(text),
  localPort: maybe(number),
  sentBytes: number,
  receivedBytes: number,
  seconds: number,
  startedAt: time,
  stopped: maybe(text),
  unsolicited: maybe(texts),
})
