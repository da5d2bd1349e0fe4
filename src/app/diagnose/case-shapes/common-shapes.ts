import * as v from 'valibot'
import type { CauseId } from '../../../domain/cause-id.ts'
import type { Endpoint } from '../../../domain/endpoint.ts'
import type { Source } from '../../../domain/observation.ts'
import type { Outcome, TlsAlert } from '../../../domain/outcome.ts'
import type { EnhancedCode, Reply, ReplyOddity } from '../../../domain/reply.ts'
import { SOFTWARE } from '../../../domain/software.ts'
import { STAGES } from '../../../domain/stage.ts'
import { SYMPTOMS } from '../../../domain/symptom.ts'
import { flag, list, maybe, members, names, number, oneOf, text, texts, variants, type Shape } from './shape.ts'

export const stage = oneOf(STAGES)
export const symptom = oneOf(SYMPTOMS)
export const software = oneOf(SOFTWARE)

export const causeId: Shape<CauseId> = v.custom<CauseId>(
  (value) => typeof value === 'string' && /^[a-z]+\/[a-z0-9-]+$/.test(value),
  'is no id of a cause',
)

const enhanced: Shape<EnhancedCode> = v.custom<EnhancedCode>(
  (value) => typeof value === 'string' && /^[245]\.\d+\.\d+$/.test(value),
  'is no enhanced status code',
)

export const endpoint = members<Endpoint>({ host: text, address: text, port: number })

export const reply = members<Reply>({
  code: number,
  enhanced: maybe(enhanced),
  lines: texts,
  oddities: maybe(list(names<ReplyOddity>({ 'bare-lf': true, 'bare-cr': true, nul: true, 'mixed-codes': true }))),
})

const alert = members<TlsAlert>({ description: number, fatal: flag, from: names({ peer: true, us: true }) })

export const outcome = variants<Outcome, 'kind'>('kind', {
  reply: { reply, afterMs: maybe(number) },
  done: { afterMs: maybe(number) },
  closed: {
    by: names({ fin: true, rst: true, 'tls-alert': true, unknown: true }),
    alert: maybe(alert),
    bytesSeen: number,
    codeBegun: maybe(number),
    detail: maybe(text),
    afterMs: maybe(number),
  },
  silent: { afterMs: maybe(number), bytesSeen: maybe(number) },
  garbled: { head: text, why: text, afterMs: maybe(number) },
  errno: { errno: text, afterMs: maybe(number) },
})

export const source = variants<Source, 'kind'>('kind', {
  probe: { run: text, step: maybe(number) },
  command: { command: text },
  file: { path: text, line: maybe(number) },
  capture: { path: text, frame: number },
  user: {},
})
