import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import { failedAsAsked, oddHabits, whoWantsIt } from './as-asked.ts'
import { boundsText } from './bounds-text.ts'
import { certificateText } from './certificate-text.ts'
import { metAsReported } from './drawn-session.ts'
import { identityText } from './identity-text.ts'
import { messageText } from './message-text.ts'
import { patienceText } from './patience-text.ts'
import { repeatedText } from './repeated-text.ts'
import { baselines, onlyReported, theSession } from './shown.ts'
import { softwareAtHand } from './software-at-hand.ts'
import { traceText } from './trace-text.ts'
import { underWayText } from './under-way-text.ts'

const LIVED = 'Our own session lived; the failure is the one that was reported'
const MET = 'Our first session lived; this one, of an experiment, died as was reported'

/** What is to be known of our session beside its steps: where the DNS leads, what we did, how far the path goes and how much it takes, how long we waited, how the other addresses fared, as whom we spoke. */
export function sessionNotes(diagnosis: Diagnosis): readonly string[] {
  const isMet = metAsReported(diagnosis) !== undefined
  return [
    routeText(diagnosis),
    // Those of an experiment stand with it.
    isMet ? undefined : oddHabitsText(diagnosis),
    messageText(diagnosis),
    certificateText(diagnosis),
    traceText(diagnosis),
    boundsText(diagnosis),
    underWayText(diagnosis),
    repeatedText(diagnosis),
    identityText(diagnosis),
    patienceText(diagnosis),
    reportText(diagnosis, isMet ? MET : LIVED),
    othersText(diagnosis),
    habitsText(diagnosis),
  ].filter((note) => note !== undefined)
}

/** Of a failure that somebody reported and our first session did not meet. */
function reportText(diagnosis: Diagnosis, says: string): string | undefined {
  if (onlyReported(diagnosis) === undefined) return undefined
  const words = reportedWords(diagnosis)
  return `${says}${words === '' ? '' : `: “${words}”`}.`
}

/** What our session did otherwise than an ordinary one: the failure may be one of these and no other. */
function oddHabitsText(diagnosis: Diagnosis): string | undefined {
  const habits = oddHabits(diagnosis)
  // A look-up that fails ends every kind of session.
  if (habits.length === 0 || diagnosis.verdict?.class === 'dns') return undefined
  const options = habits.map(({ option }) => option).join(' ')
  const other = failedAsAsked(diagnosis) ? ': of a mail server that does not do so it tells nothing' : ''
  return `Our session was made with ${options}, ${whoWantsIt(diagnosis)}${other}.`
}

/** Where the DNS leads the mail of the domain. */
function routeText({ evidence }: Diagnosis): string | undefined {
  const route = evidence.observations.find((one) => one.kind === 'mail.route' && one.fact.kind === 'mx')
  if (route?.kind !== 'mail.route') return undefined
  const { domain, hosts } = route.fact
  const shown = hosts.slice(0, MOST_OTHERS).map(({ preference, name }) => `${preference} ${name}`)
  const more = hosts.length > MOST_OTHERS ? `, and ${hosts.length - MOST_OTHERS} more` : ''
  return printable(`MX of ${domain}: ${shown.join(', ')}${more}.`, 400)
}

const MOST_OTHERS = 4

/** How our sessions with the other addresses of the target went: where one of them takes mail, only a part of the mail waits. */
function othersText(diagnosis: Diagnosis): string | undefined {
  const shown = theSession(diagnosis)
  const others = baselines(diagnosis).filter((one) => one !== shown)
  if (shown === undefined || others.length === 0) return undefined
  const each = others
    .slice(0, MOST_OTHERS)
    .map(
      ({ endpoint, death }) => `${endpointText(endpoint)} ${death === undefined ? 'passes' : `ends at ${death.stage}`}`,
    )
  const more = others.length > MOST_OTHERS ? `, and ${others.length - MOST_OTHERS} more` : ''
  return printable(`Of the other addresses: ${each.join(', ')}${more}.`, 600)
}

/** The words of the report that the verdict is about, as far as a line or two take them; empty where it has none. */
export function reportedWords({ verdict, evidence }: Diagnosis): string {
  const told = evidence.observations.find(
    (o) => o.kind === 'symptom' && o.fact.origin !== 'live' && o.fact.symptom === verdict?.symptom,
  )
  return printable(told?.kind === 'symptom' ? told.fact.words.trim().replaceAll(/\s+/g, ' ') : '', 200)
}

/** Whose habits our session had, where the fault may lie in them. What a sender sets is read on its own host alone. */
function habitsText(diagnosis: Diagnosis): string | undefined {
  const { verdict, evidence } = diagnosis
  if (verdict === null || (verdict.locus !== 'sender' && verdict.locus !== null)) return undefined
  const setting = evidence.observations.find((one) => one.kind === 'mta.setting')
  // The report may be that of another host's server.
  if (setting !== undefined && setting.fact.software !== softwareAtHand(diagnosis)) return undefined
  if (setting !== undefined) return `We spoke as the ${setting.fact.software} of this host is configured to.`
  return evidence.blind['mta.setting'] === undefined
    ? undefined
    : 'We spoke as an ordinary sender does: no mail server’s configuration was read here. What yours does otherwise is not in this session.'
}
