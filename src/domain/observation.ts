import type { Brand } from '../base/brand.ts'
import type {
  DnsAnswer,
  DnsblFact,
  EgressIdentity,
  HandOver,
  MailRoute,
  SenderPolicyFact,
  SendingWay,
  TlsPolicyFact,
} from './facts/dns-facts.ts'
import type { ExperimentFact } from './facts/experiment-fact.ts'
import type { FlowEnd } from './facts/flow-facts.ts'
import type {
  ClockFact,
  CounterFact,
  HostConnections,
  LocalFirewallFact,
  MtaSetting,
  RouteFact,
  SocketState,
  TraceFact,
} from './facts/host-facts.ts'
import type { SmtpSession, SmtpStep, TlsHello } from './facts/smtp-facts.ts'
import type { PatternFact, SymptomFact } from './facts/text-facts.ts'
import type { TlsSurvey } from './facts/tls-survey.ts'

/** Every kind of fact. Add a row, and every switch that forgets it stops compiling. */
export interface Facts {
  'dns.answer': DnsAnswer
  'mail.route': MailRoute
  'egress.identity': EgressIdentity
  'tls.policy': TlsPolicyFact
  'dnsbl.answer': DnsblFact
  'mail.handover': HandOver
  'mail.sending': SendingWay
  'sender.policy': SenderPolicyFact
  'smtp.step': SmtpStep
  'smtp.session': SmtpSession
  'tls.hello': TlsHello
  'tls.survey': TlsSurvey
  'socket.state': SocketState
  'host.connections': HostConnections
  'route.local': RouteFact
  'route.trace': TraceFact
  'net.counter': CounterFact
  'firewall.local': LocalFirewallFact
  'mta.setting': MtaSetting
  'clock.offset': ClockFact
  symptom: SymptomFact
  'log.pattern': PatternFact
  'flow.end': FlowEnd
  experiment: ExperimentFact
}

export type FactKind = keyof Facts

/** Where a fact comes from: everything shown can be pointed at. */
export type Source =
  | { readonly kind: 'probe'; readonly run: string; readonly step?: number }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'file'; readonly path: string; readonly line?: number }
  | { readonly kind: 'capture'; readonly path: string; readonly frame: number }
  | { readonly kind: 'user' }

export type ObservationId = Brand<string, 'ObservationId'>

/** One fact, when it was seen (milliseconds since the epoch) and where. */
export type Observation<K extends FactKind = FactKind> = {
  readonly [P in K]: {
    readonly id: ObservationId
    readonly kind: P
    readonly fact: Facts[P]
    readonly at: number
    readonly source: Source
  }
}[K]

/** Stable within one case: `o1`, `o2`, … */
export function observationId(number: number): ObservationId {
  return `o${number}` as ObservationId
}
