import * as v from 'valibot'
import { CAUSE_CLASSES } from '../domain/cause-id.ts'
import { STAGES } from '../domain/stage.ts'
import { SYMPTOMS } from '../domain/symptom.ts'

/** The documents that we promise. `looseObject`: members may be added, those named here stay. */
const stage = v.picklist(STAGES)
const standing = v.picklist(['proven', 'supported', 'possible', 'refuted'])
const locus = v.picklist(['sender', 'path', 'receiver', 'dns'])
const persistence = v.picklist(['passes-by-itself', 'until-fixed', 'unknown'])
const causeId = v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9-]+$/))
const causeClass = v.picklist(CAUSE_CLASSES)
const alternatives = v.array(v.looseObject({ cause: causeId, decidedBy: v.string() }))

const outcome = v.variant('kind', [
  v.looseObject({ kind: v.literal('reply'), reply: v.looseObject({ code: v.number(), lines: v.array(v.string()) }) }),
  v.looseObject({ kind: v.literal('done') }),
  v.looseObject({
    kind: v.literal('closed'),
    by: v.picklist(['fin', 'rst', 'tls-alert', 'unknown']),
    bytesSeen: v.number(),
  }),
  v.looseObject({ kind: v.literal('silent') }),
  v.looseObject({ kind: v.literal('garbled'), head: v.string(), why: v.string() }),
  v.looseObject({ kind: v.literal('errno'), errno: v.string() }),
])

const clue = v.looseObject({ says: v.string(), weight: v.number(), shownBy: v.array(v.string()) })

const remedy = v.looseObject({
  title: v.string(),
  applies: v.picklist(['safely', 'after-review', 'needs-values', 'by-someone-else']),
})

const finding = v.looseObject({
  cause: causeId,
  class: causeClass,
  locus,
  locusOr: v.optional(locus),
  stage,
  standing,
  belief: v.number(),
  title: v.string(),
  persistence,
  clues: v.array(clue),
  missing: v.array(v.string()),
  remedies: v.array(remedy),
  alternatives,
})

const verdict = v.looseObject({
  cause: v.nullable(causeId),
  class: v.nullable(causeClass),
  locus: v.nullable(locus),
  locusOr: v.optional(locus),
  stage,
  symptom: v.picklist(SYMPTOMS),
  standing,
  persistence,
  alternatives,
  title: v.string(),
  note: v.string(),
  endpoint: v.nullable(v.string()),
})

export const diagnosisSchema = v.looseObject({
  schema: v.literal('hangup.diagnosis/1'),
  target: v.string(),
  at: v.string(),
  healthy: v.boolean(),
  verdict: v.nullable(verdict),
  findings: v.array(finding),
  waiting: v.nullable(
    v.looseObject({
      says: v.string(),
      written: v.array(v.looseObject({ software: v.string(), steps: v.array(v.looseObject({ kind: v.string() })) })),
    }),
  ),
  proofs: v.array(
    v.looseObject({
      cause: causeId,
      question: v.string(),
      varied: v.string(),
      trials: v.array(
        v.looseObject({ name: v.string(), lived: v.number(), died: v.number(), trials: v.array(v.string()) }),
      ),
      judged: v.picklist(['confirmed', 'refuted', 'undecided']),
    }),
  ),
  advice: v.array(v.looseObject({ title: v.string(), text: v.string() })),
  differs: v.array(
    v.looseObject({ what: v.string(), ours: v.string(), theirs: v.optional(v.string()), why: v.string() }),
  ),
  sessions: v.array(
    v.looseObject({
      session: v.string(),
      endpoint: v.string(),
      lived: v.boolean(),
      steps: v.array(v.looseObject({ stage, said: v.string(), outcome, startedAfterMs: v.number() })),
    }),
  ),
  cost: v.looseObject({ connections: v.number(), seconds: v.number(), bytesSent: v.number() }),
  evidence: v.looseObject({
    observations: v.array(v.looseObject({ id: v.string(), kind: v.string() })),
    blind: v.record(v.string(), v.string()),
  }),
})

export const caseSchema = v.looseObject({
  schema: v.literal('hangup.case/1'),
  target: v.string(),
  at: v.number(),
  cost: v.looseObject({ connections: v.number(), seconds: v.number(), bytesSent: v.number() }),
  evidence: v.looseObject({
    observations: v.array(v.looseObject({ id: v.string(), kind: v.string() })),
    blind: v.record(v.string(), v.string()),
  }),
})

export const explanationSchema = v.looseObject({
  schema: v.literal('hangup.explanation/1'),
  items: v.array(
    v.looseObject({
      text: v.string(),
      speaker: v.picklist(['us', 'peer', 'unknown']),
      reply: v.nullable(v.looseObject({ code: v.nullable(v.number()), enhanced: v.nullable(v.string()) })),
      symptom: v.picklist(SYMPTOMS),
      stage: v.nullable(stage),
      cause: v.nullable(causeId),
      standing,
      alternatives,
      locus: v.nullable(locus),
      persistence,
      expired: v.boolean(),
      returned: v.boolean(),
      kept: v.boolean(),
      title: v.string(),
      next: v.array(v.string()),
      remedies: v.array(remedy),
      ofClient: v.boolean(),
      source: v.optional(
        v.looseObject({ file: v.nullable(v.string()), index: v.number(), recipient: v.nullable(v.string()) }),
      ),
    }),
  ),
  notes: v.array(v.string()),
})

const counts = v.record(v.string(), v.number())
const attempts = { sent: v.number(), deferred: v.number(), bounced: v.number(), expired: v.number() }

export const logsSchema = v.looseObject({
  schema: v.literal('hangup.logs/1'),
  period: v.looseObject({ start: v.nullable(v.string()), end: v.nullable(v.string()) }),
  inputs: v.array(v.looseObject({ name: v.string(), lines: v.number(), note: v.nullable(v.string()) })),
  lines: v.looseObject({ read: v.number(), understood: v.number(), unknown: v.number() }),
  attempts: v.looseObject(attempts),
  suspended: v.number(),
  bySymptom: counts,
  byStage: counts,
  byCause: counts,
  byDestination: v.array(v.looseObject({ domain: v.string(), ...attempts })),
  byMx: v.array(v.looseObject({ mx: v.string(), ...attempts })),
  tls: v.looseObject({ byVersion: counts, failures: counts, plaintextFallbacks: counts }),
  softFailures: counts,
  server: counts,
  queue: v.looseObject({ queued: v.number(), removed: v.number(), expired: v.number() }),
  incidents: v.array(
    v.looseObject({ symptom: v.picklist(SYMPTOMS), stage: v.nullable(stage), start: v.string(), end: v.string() }),
  ),
  next: v.array(v.string()),
})

/** A line of `logs --attempts`. */
export const attemptSchema = v.looseObject({
  queueId: v.nullable(v.string()),
  recipient: v.nullable(v.string()),
  domain: v.nullable(v.string()),
  mx: v.nullable(v.string()),
  status: v.picklist(['sent', 'deferred', 'bounced', 'expired']),
  symptom: v.picklist(SYMPTOMS),
  stage: v.nullable(stage),
  dsn: v.nullable(v.string()),
  at: v.nullable(v.string()),
})

export const traceSchema = v.looseObject({
  schema: v.literal('hangup.trace/1'),
  ids: v.array(v.string()),
  lines: v.array(v.looseObject({ at: v.nullable(v.string()), input: v.string(), text: v.string() })),
  attempts: v.array(attemptSchema),
  more: v.number(),
})

export const demosSchema = v.looseObject({
  schema: v.literal('hangup.demos/1'),
  demos: v.array(v.looseObject({ name: v.string(), title: v.string(), cause: v.nullable(causeId) })),
})

export const autopsySchema = v.looseObject({
  schema: v.literal('hangup.autopsy/1'),
  sessions: v.array(
    v.looseObject({
      client: v.string(),
      server: v.string(),
      startedAt: v.nullable(v.string()),
      stage,
      endedBy: v.picklist(['client', 'server', 'middlebox', 'path', 'nobody', 'unknown']),
      healthy: v.boolean(),
      verdict: v.nullable(verdict),
      alternatives,
      frames: v.array(v.looseObject({ frame: v.number(), says: v.string() })),
      hiddenReply: v.optional(v.string()),
      log: v.optional(
        v.array(
          v.looseObject({
            at: v.number(),
            line: v.string(),
            queueId: v.optional(v.string()),
            matchedBy: v.picklist(['port', 'address']),
          }),
        ),
      ),
    }),
  ),
  remedies: v.optional(v.array(v.looseObject({ cause: causeId, sessions: v.number(), remedies: v.array(remedy) }))),
})

/** By the name that `hangup schema NAME` takes. */
export const SCHEMAS = {
  diagnosis: diagnosisSchema,
  case: caseSchema,
  explanation: explanationSchema,
  logs: logsSchema,
  attempt: attemptSchema,
  trace: traceSchema,
  demos: demosSchema,
  autopsy: autopsySchema,
} as const

export type SchemaName = keyof typeof SCHEMAS
