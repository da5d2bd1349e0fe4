import type { Difference } from '../domain/diagnosis.ts'
import { familyOf } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import { firstLooks } from '../domain/first-looks.ts'
import type { Stage } from '../domain/stage.ts'
import { isBefore } from '../domain/stage.ts'

/**
 * Our probe passed where their session failed: in what the two may differ, so far as the failing stage could have met it. What the
 * report does not tell of the other session is undefined, and that is most of it.
 */
export function differences(evidence: Evidence, stage: Stage | null): readonly Difference[] {
  const session = firstLooks(evidence).find(({ fact }) => fact.lived)?.fact
  const told = observationsOf(evidence, 'symptom').find(({ fact }) => fact.origin !== 'live')
  if (session === undefined || told === undefined) return []
  // On a connection that was kept, what was agreed on at its beginning had passed.
  const reached = (first: Stage): boolean => stage !== 'idle' && (stage === null || !isBefore(stage, first))
  return [
    ...peers(session, told.fact),
    {
      what: 'source address',
      ours: session.localAddress ?? 'not known',
      why: 'a ban, a limit or a PTR check is by address',
    },
    { what: 'time, and connections open at that moment', ours: 'one connection, now', why: 'limits and overload pass' },
    ...(reached('ehlo') ? [{ what: 'EHLO name', ours: session.plan.ehloName, why: 'receivers check it' }] : []),
    ...(reached('tls') ? tls(session) : []),
    ...(reached('mail') ? commands(session) : []),
    ...(reached('data') ? [size(session, told.fact)] : []),
  ]
}

function peers({ endpoint }: SmtpSession, told: SymptomFact): readonly Difference[] {
  if (told.address === undefined) {
    const family = `IPv${familyOf(endpoint.address)}`
    return [
      { what: 'address of the peer', ours: `${endpoint.address} (${family})`, why: 'one member of a pool may fail' },
    ]
  }
  if (told.address === endpoint.address) return []
  return [
    {
      what: 'address of the peer',
      ours: endpoint.address,
      theirs: told.address,
      why: familyOf(told.address) === familyOf(endpoint.address) ? 'another server' : 'another protocol family',
    },
  ]
}

function tls(session: SmtpSession): readonly Difference[] {
  const { plan } = session
  const why = 'boxes and servers choke on versions, suites and large hellos'
  if (session.tls === undefined) return [{ what: 'TLS', ours: plan.tls === 'none' ? 'none' : 'not used', why }]
  return [
    {
      what: 'TLS version, suite and key exchange',
      ours: [session.tls.version, session.tls.cipher, session.tls.group].filter((one) => one !== undefined).join(', '),
      why,
    },
  ]
}

function commands({ plan, keywords = [] }: SmtpSession): readonly Difference[] {
  const pipelines = plan.pipelining !== false && keywords.some((one) => one.startsWith('PIPELINING'))
  return [
    { what: 'pipelining', ours: pipelines ? 'on' : 'off', why: 'some servers and boxes lose pipelined commands' },
    { what: 'BDAT (CHUNKING)', ours: plan.chunking === true ? 'on' : 'off', why: 'some boxes do not know it' },
  ]
}

function size({ plan }: SmtpSession, told: SymptomFact): Difference {
  const sent = plan.message?.sizeBytes ?? plan.message?.raw?.length
  const ours =
    plan.upTo !== 'dot' ? 'no message was sent' : sent === undefined ? 'a small test message' : `${sent} octets`
  return {
    what: 'message',
    ours,
    ...(told.bytes === undefined ? {} : { theirs: `${told.bytes} octets` }),
    why: 'a narrow path, a size limit or a scanner meets only some',
  }
}
