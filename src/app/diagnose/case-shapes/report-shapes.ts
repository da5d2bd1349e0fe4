import type { ExperimentArm, ExperimentFact } from '../../../domain/facts/experiment-fact.ts'
import type { FlowEnd, FlowVerdict } from '../../../domain/facts/flow-facts.ts'
import type { PatternFact, SymptomFact } from '../../../domain/facts/text-facts.ts'
import type { Locus, Persistence, Standing } from '../../../domain/locus.ts'
import { causeId, endpoint, reply, software, stage, symptom } from './common-shapes.ts'
import { flag, list, maybe, members, names, number, numbers, orNull, text, texts, time } from './shape.ts'

export const symptomFact = members<SymptomFact>({
  symptom,
  instead: maybe(symptom),
  stage: maybe(stage),
  speaker: names({ us: true, peer: true, unknown: true }),
  ended: maybe(names({ fin: true, rst: true, silence: true, alert: true })),
  tlsAlert: maybe(number),
  handshakeSide: maybe(names({ client: true, server: true })),
  reply: maybe(reply),
  software: maybe(software),
  library: maybe(
    names({ smtplib: true, JavaMail: true, '.NET': true, PHP: true, 'Net::SMTP': true, nodemailer: true }),
  ),
  rule: text,
  host: maybe(text),
  address: maybe(text),
  port: maybe(number),
  domain: maybe(text),
  recipient: maybe(text),
  elapsedSeconds: maybe(number),
  bytes: maybe(number),
  isReturned: maybe(flag),
  words: text,
  origin: names({ user: true, live: true, log: true, bounce: true }),
  endpoint: maybe(endpoint),
})

export const pattern = members<PatternFact>({
  pattern: names({
    'only-one-destination': true,
    'all-destinations': true,
    'only-ipv6': true,
    'only-large': true,
    periodic: true,
    since: true,
    'only-one-mx': true,
    'heals-in-clear': true,
  }),
  symptom,
  stage: maybe(stage),
  count: number,
  of: number,
  fromBytes: maybe(number),
  told: maybe(flag),
  detail: text,
})

export const experiment = members<ExperimentFact>({
  cause: causeId,
  name: text,
  question: text,
  varied: text,
  endpoint: text,
  arms: list(
    members<ExperimentArm>({
      name: text,
      of: maybe(names({ hello: true })),
      answeredBy: maybe(text),
      lived: number,
      died: number,
      trials: texts,
    }),
  ),
  judged: names({ confirmed: true, refuted: true, undecided: true }),
  because: text,
})

const flowVerdict = members<FlowVerdict>({
  cause: orNull(causeId),
  locus: orNull(names<Locus>({ sender: true, path: true, receiver: true, dns: true })),
  symptom,
  standing: names<Standing>({ proven: true, supported: true, possible: true, refuted: true }),
  persistence: names<Persistence>({ 'passes-by-itself': true, 'until-fixed': true, unknown: true }),
  title: text,
  note: text,
  alternatives: list(members<FlowVerdict['alternatives'][number]>({ cause: causeId, decidedBy: text })),
  next: text,
})

export const flowEnd = members<FlowEnd>({
  session: text,
  client: text,
  server: text,
  stage,
  stageInferred: flag,
  endedBy: names({ client: true, server: true, middlebox: true, path: true, nobody: true, unknown: true }),
  signature: text,
  marks: list(members<FlowEnd['marks'][number]>({ says: text, frames: numbers })),
  limits: texts,
  hiddenReply: maybe(text),
  healthy: flag,
  verdict: maybe(flowVerdict),
  startedAt: maybe(time),
  endedAt: maybe(time),
  rttMs: maybe(number),
})
