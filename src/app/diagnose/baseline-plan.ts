import { CLASSIC_GROUPS } from '../../causes/shared/variants.ts'
import type { Endpoint } from '../../domain/endpoint.ts'
import type { SessionPlan, TlsPlan } from '../../domain/plan/session-plan.ts'
import type { Habits } from './likes.ts'
import type { DiagnoseOptions } from './options.ts'

/**
 * The session that the failing sender would make, as far as the user allows: without --send it ends with MAIL, or with RCPT
 * when a mailbox was named, and RSET. What the user says beats what the software usually does.
 */
export function baselinePlan(
  endpoint: Endpoint,
  options: DiagnoseOptions,
  habits: Habits,
  ehloName: string,
  mailboxes: readonly string[],
): SessionPlan {
  const implicitTls = endpoint.port === 465
  const tls = options.tls ?? (implicitTls ? 'wrapped' : (habits.tls ?? 'auto'))
  const tlsPlan: TlsPlan = {
    ...habits.tlsPlan,
    ...(options.helloSizeBytes === undefined ? {} : { groups: groupsFor(options.helloSizeBytes) }),
    ...(options.tlsMin === undefined ? {} : { minVersion: options.tlsMin }),
    ...(options.tlsMax === undefined ? {} : { maxVersion: options.tlsMax }),
  }
  const bind = options.bind ?? (endpoint.address.includes(':') ? habits.bindIpv6 : habits.bindIpv4)
  const pipelining = options.pipelining ?? habits.pipelining
  const chunking = options.chunking ?? habits.chunking
  const sends = options.send === true && mailboxes.length > 0
  return {
    kind: 'session',
    endpoint,
    upTo: sends ? 'dot' : mailboxes.length > 0 ? 'rcpt' : 'mail',
    ehloName,
    ...(options.ehloName === undefined ? {} : { ehloNameGiven: true }),
    ...(options.family === undefined ? {} : { familyGiven: true }),
    tls,
    envelope: { from: options.from ?? '', to: mailboxes },
    ...(Object.keys(tlsPlan).length === 0 ? {} : { tlsPlan }),
    ...(bind === undefined ? {} : { bind }),
    ...(pipelining === undefined ? {} : { pipelining }),
    ...(chunking === undefined ? {} : { chunking }),
    ...(options.user === undefined ? {} : { auth: { user: options.user } }),
    ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
    ...(options.speaksEarly === undefined ? {} : { speaksEarly: options.speaksEarly }),
    ...(options.timeoutMs === undefined ? {} : { patienceMs: options.timeoutMs }),
    ...(sends
      ? {
          message: {
            ...(options.sizeBytes === undefined ? {} : { sizeBytes: options.sizeBytes }),
            ...(options.contains === undefined ? {} : { contains: options.contains }),
            ...(options.message === undefined ? {} : { raw: options.message }),
          },
        }
      : {}),
  }
}

/** OpenSSL groups whose key share makes a ClientHello of about this size: classic, finite field, post-quantum. */
function groupsFor(sizeBytes: number): string {
  if (sizeBytes < 900) return CLASSIC_GROUPS
  return sizeBytes < 1_450 ? 'ffdhe8192:X25519:P-256' : 'X25519MLKEM768:X25519:P-256'
}
