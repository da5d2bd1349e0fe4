import { shellWord } from '../../base/shell-word.ts'
import { readEnvelopeAddress } from '../../domain/envelope-address.ts'
import type { Software } from '../../domain/software.ts'
import { isBefore } from '../../domain/stage.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'
import { TELLING_SIZE_BYTES } from '../../report/check/command.ts'
import { tellsOfClient } from '../../text/of-client.ts'
import type { TextReading } from '../../text/text-reading.ts'
import { destinationOf, mailboxAsked, portOf } from './destination.ts'
import { ownLog, signedBy } from './own-log.ts'
import { isOfOwnTls, ownTlsSteps } from './own-tls-steps.ts'
import { symptomOption } from './symptom-option.ts'

const HOST = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))+$/i

/** Stands for the destination in a command, where the text names none. */
const UNNAMED = 'DOMAIN'
/** A session or a look-up failed: the destination is to be asked, whichever it is. */
const OF_SESSIONS = /^(?:drop|connect|tls|dns|reply\.421)\./

export interface MailFacts {
  readonly sender?: string
  readonly messageId?: string
  readonly queueId?: string
  readonly reportingMta?: string
  /** The system that wrote the bounce. */
  readonly signed?: Software
}

/** What to run next, best first: the log that holds the cause, a ready diagnosis with the facts filled in, and one that sends a message where only that shows the failure. */
export function nextSteps(
  reading: TextReading,
  facts: MailFacts,
  ofClient = tellsOfClient(reading.text),
): readonly string[] {
  const { symptom } = reading
  if (symptom === 'accepted') return []
  const log = ownLog(reading.software, facts.signed ?? signedBy(reading.text))
  const steps: string[] = []
  if (reading.expired || isOfTheQueue(symptom)) {
    const trace = facts.queueId ?? facts.messageId ?? reading.recipient
    const where = facts.reportingMta !== undefined && HOST.test(facts.reportingMta) ? ` # on ${facts.reportingMta}` : ''
    steps.push(`${log}${trace === undefined ? '' : ` --trace ${shellWord(trace)}`}${where}`)
  }
  // What our own program cannot load or set, no probe of a server shows.
  if (isOfOwnTls(symptom)) return [...steps, ...ownTlsSteps(reading)]
  // Which clients go away so, since when and how often: one line does not tell.
  if (/^(?:drop|connect)\./.test(symptom) && ofClient) return [...steps, log]
  return [...steps, ...diagnoses(reading, facts, ofClient)]
}

function diagnoses(reading: TextReading, facts: MailFacts, ofClient: boolean): readonly string[] {
  const { symptom, text } = reading
  // Who came to us is no destination.
  const named = ofClient ? undefined : destinationOf(reading)
  const target = named ?? (OF_SESSIONS.test(symptom) ? unnamed(ofClient ? undefined : portOf(reading)) : undefined)
  if (target === undefined || !worthProbing(symptom)) return []
  const told = symptom === 'unknown' || isOfTheQueue(symptom) ? '' : (symptomOption(reading) ?? '')
  const from = addressIn(facts.sender)
  const name = ehloNameIn(reading)
  const command = [
    `hangup diagnose ${shellWord(target)}${told}`,
    ...(name === undefined ? [] : [`--ehlo ${shellWord(name)}`]),
    ...(from === undefined ? [] : [`--from ${shellWord(from)}`]),
    ...(symptom === 'auth.failed' ? ['--user NAME --password-file FILE'] : []),
  ]
  const { stage } = reading
  if (stage === undefined || stage === 'quit' || stage === 'idle' || isBefore(stage, 'rcpt') || ofClient)
    return [command.join(' ')]
  const withMailbox = [
    ...command,
    `--rcpt ${shellWord(addressIn(reading.recipient ?? mailboxAsked(text)) ?? 'RECIPIENT')}`,
  ].join(' ')
  const isStarved = symptom === 'reply.421.idletimeout'
  if (isBefore(stage, 'data') || !(isStarved || symptom.startsWith('drop.'))) return [withMailbox]
  const size = stage === 'body' || isStarved ? ` --size ${Math.max(reading.bytes ?? 0, TELLING_SIZE_BYTES)}` : ''
  return [withMailbox, `${withMailbox} --send${size} # sends a test message`]
}

function unnamed(port: number | undefined): string {
  return port === undefined ? UNNAMED : `${UNNAMED}:${port}`
}

/** As --from and --rcpt take it. */
function addressIn(text: string | undefined): string | undefined {
  const address = text === undefined ? undefined : readEnvelopeAddress(text)
  return address !== undefined && /^[^\s@]{1,64}@[\w.-]{3,253}$/.test(address) ? address : undefined
}

/** How the sender greets, where the failure may be about that: as its own log has it, or as the receiver quotes it. */
const GREETS =
  /\b(?:EHLO|HELO) ((?:[\w-]{1,63}\.)[\w.-]{1,190}|\[[\w.:]{2,60}\]|localhost\b)|<([\w.[\]:-]{1,255})>: helo\b|\bhelo=<([\w.[\]:-]{1,255})>/i

function ehloNameIn({ symptom, stage, text }: TextReading): string | undefined {
  if (stage !== 'ehlo' && symptom !== 'policy.helo') return undefined
  const [, ...names] = GREETS.exec(text.slice(0, 8_000)) ?? []
  return names.find((one) => one !== undefined)?.replace(/\.$/, '')
}

/** Answers about one mailbox or one message need no probe of the server. */
function worthProbing(symptom: TextReading['symptom']): boolean {
  return !/^(?:recipient\.|mailbox\.|content\.(?:spam|virus|format)|local\.)/.test(symptom)
}
