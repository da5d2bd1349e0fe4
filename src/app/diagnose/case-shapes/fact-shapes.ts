import * as v from 'valibot'
import type { FactKind, Facts } from '../../../domain/observation.ts'
import {
  dnsAnswer,
  dnsbl,
  egressIdentity,
  handOver,
  sendingWay,
  mailRoute,
  senderPolicy,
  tlsPolicy,
} from './dns-shapes.ts'
import { tlsHello, tlsSurvey } from './hello-shapes.ts'
import { clock, counter, hostConnections, localFirewall, mtaSetting, route, socketState, trace } from './host-shapes.ts'
import { experiment, flowEnd, pattern, symptomFact } from './report-shapes.ts'
import { smtpSession, smtpStep } from './session-shapes.ts'
import type { Shape } from './shape.ts'

const FACT_SHAPES: { readonly [K in FactKind]: Shape<Facts[K]> } = {
  'dns.answer': dnsAnswer,
  'mail.route': mailRoute,
  'egress.identity': egressIdentity,
  'tls.policy': tlsPolicy,
  'dnsbl.answer': dnsbl,
  'mail.handover': handOver,
  'mail.sending': sendingWay,
  'sender.policy': senderPolicy,
  'smtp.step': smtpStep,
  'smtp.session': smtpSession,
  'tls.hello': tlsHello,
  'tls.survey': tlsSurvey,
  'socket.state': socketState,
  'host.connections': hostConnections,
  'route.local': route,
  'route.trace': trace,
  'net.counter': counter,
  'firewall.local': localFirewall,
  'mta.setting': mtaSetting,
  'clock.offset': clock,
  symptom: symptomFact,
  'log.pattern': pattern,
  'flow.end': flowEnd,
  experiment,
}

/** The first thing that is wrong with a fact; undefined: it is whole, or of a kind that a newer version knows and no cause here reads. */
export function problemOfFact(kind: string, fact: unknown): string | undefined {
  return Object.hasOwn(FACT_SHAPES, kind) ? problemOf(FACT_SHAPES[kind as FactKind], fact) : undefined
}

/** Where it departs from the shape, and how, in one line. */
export function problemOf(shape: v.GenericSchema, value: unknown): string | undefined {
  const [issue] = v.safeParse(shape, value, { abortEarly: true }).issues ?? []
  if (issue === undefined) return undefined
  const path = v.getDotPath(issue)
  return path === null ? issue.message : `${path}: ${issue.message}`
}
