import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import { libraryAmong } from '../../domain/library-in.ts'
import type { Software } from '../../domain/software.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { gatherLocalMta } from '../../gather/local-mta.ts'
import { known } from '../../mta/habit-words.ts'
import { habitsOf, type SenderHabits } from '../../mta/habits.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { Habits } from './likes.ts'

/** The mail server on this host, as far as its configuration can be read. */
export interface LocalMta {
  readonly software?: Software
  readonly habits: Habits
  /** Where it hands the target's mail in place of the MX. */
  readonly relays?: SenderHabits['relays']
  readonly relayedBy?: string
  readonly authenticates?: boolean
  /** What chooses by the envelope sender, where that is not known. */
  readonly relaysBySender?: string
  readonly notSentBy?: string
  readonly heldBy?: string
}

/**
 * How it would send to the target. Relays may be chosen by the mail's sender and recipient, which `reported` may tell. Its settings are
 * evidence where what is reported may be its own, and none where other software wrote that.
 */
export async function readLocalMta(
  { deps, notebook, options }: DiagnoseRun,
  target: ParsedTarget,
  reported: readonly SymptomFact[] = [],
): Promise<LocalMta> {
  if (options.localMta === false) return { habits: {} }
  const domain = target.kind === 'domain' ? target.domain : target.kind === 'host' ? target.host : undefined
  const recipients = [target.mailbox, ...(options.rcpt ?? []), ...reported.map((fact) => fact.recipient)]
  const recipient = recipients.find((one) => one !== undefined && domain !== undefined && isAt(one, domain))
  const wrote = writerOf(reported)
  const { settings, blind } = await gatherLocalMta(
    { exec: deps.exec, files: deps.files },
    domain === undefined
      ? undefined
      : { domain, hosts: [], ...known<{ recipient: string; sender: string }>({ recipient, sender: options.from }) },
    wrote,
  )
  const software = settings[0]?.software
  const isOfProgram = wrote === undefined && libraryAmong(reported) !== undefined
  if (reported.length > 0 && !isOfProgram && (wrote === undefined || software === undefined || wrote === software)) {
    for (const setting of settings) notebook.note('mta.setting', setting, { kind: 'command', command: setting.from })
    if (blind !== undefined) notebook.blind('mta.setting', blind)
  }
  const { ehloName, tls, tlsPlan, pipelining, chunking, family, bindIpv4, bindIpv6, ...hop } = habitsOf(
    settings,
    domain,
  )
  const binds = (address: string | undefined): address is string =>
    address !== undefined && (deps.ownAddresses.includes(address) || !doesWithoutItsSource(settings))
  const { relays, relayedBy, authenticates, notSentBy, heldBy } = hop
  const relaysBySender = options.from === undefined ? hop.relaysBySender : undefined
  return {
    habits: {
      ...(binds(bindIpv4) ? { bindIpv4 } : {}),
      ...(binds(bindIpv6) ? { bindIpv6 } : {}),
      ...known<Habits>({ ehloName, tls, tlsPlan, pipelining, chunking, family }),
    },
    ...known<Omit<LocalMta, 'habits'>>({
      software,
      relays,
      relayedBy,
      authenticates,
      relaysBySender,
      notSentBy,
      heldBy,
    }),
  }
}

/** The software that wrote what is reported, where the text tells. */
export function writerOf(reported: readonly SymptomFact[]): Software | undefined {
  return reported.find(({ software }) => software !== undefined)?.software
}

/** A mailbox of the domain, and nothing that a command could take for one of its options. */
function isAt(address: string, domain: string): boolean {
  return /^[^\s@-][^\s@]*@/.test(address) && address.toLowerCase().endsWith(`@${domain.toLowerCase()}`)
}

/** Postfix sends from another address where the one that is set is not there; the other servers do not send at all. */
function doesWithoutItsSource(settings: readonly MtaSetting[]): boolean {
  if (settings[0]?.software !== 'postfix') return false
  // Of main.cf, or of the service in master.cf.
  return !settings.some(({ name, value }) => /(?:^|\/)smtp_bind_address_enforce$/.test(name) && value === 'yes')
}
