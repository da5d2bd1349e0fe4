import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import { note, type Written } from '../domain/lever.ts'
import { libraryIn } from '../domain/library-in.ts'
import type { Library, Software } from '../domain/software.ts'
import { theFinding } from './shown.ts'

/** The sender's software, where the evidence tells: its settings were read, or it wrote the symptom. */
export function softwareAtHand(diagnosis: Diagnosis): Software | undefined {
  // Here the receiver says what the sender is.
  if (diagnosis.verdict?.cause === 'policy/outdated-exchange-throttled') return 'exchange'
  for (const { kind, fact } of diagnosis.evidence.observations) {
    if (kind === 'mta.setting') return fact.software
    if (kind === 'symptom' && fact.origin !== 'live' && fact.software !== undefined) return fact.software
  }
  return undefined
}

/** Banner words of the receiver's software (the part after the host name is the server's own). */
const BANNERS: readonly (readonly [RegExp, Software])[] = [
  [/Postfix/i, 'postfix'],
  [/\bExim\b/i, 'exim'],
  [/\bSendmail\b/i, 'sendmail'],
  [/OpenSMTPD/i, 'opensmtpd'],
  [/Microsoft ESMTP MAIL Service/i, 'exchange'],
  [/Haraka/i, 'haraka'],
  [/protection\.outlook\.com/i, 'microsoft-365'],
]

/** The receiver's software, where its banner tells. */
export function softwareOfPeer(diagnosis: Diagnosis): Software | undefined {
  for (const { kind, fact } of diagnosis.evidence.observations) {
    if (kind !== 'smtp.session' || fact.role !== 'baseline' || fact.banner === undefined) continue
    const banner = fact.banner.lines.join(' ')
    const known = BANNERS.find(([pattern]) => pattern.test(banner))
    if (known !== undefined) return known[1]
  }
  return undefined
}

/** Where nothing tells what the sender is, all of a report speaks of one server: that of the first fix of ours that has words. */
function softwareOfSender(diagnosis: Diagnosis): Software | undefined {
  const ours = (theFinding(diagnosis)?.remedies ?? []).filter(({ on }) => on !== 'their-server')
  return ours.flatMap(({ written }) => written)[0]?.software
}

/** The words for one server, or for a program that is none. */
export interface Translation extends Omit<Written, 'software'> {
  readonly software: Software | Library
  /** Nothing tells what the sender is: this is the first server there are words for. */
  readonly isGuess?: true
  /** The server has words for other fixes, and none for this one. */
  readonly isNone?: true
}

/** What is known of the server is written for other parts of the report, and not for this one. */
function hasWordsElsewhere(
  known: Software,
  { written }: Pick<WrittenRemedy, 'written'>,
  diagnosis: Diagnosis,
): boolean {
  const all = [...(theFinding(diagnosis)?.remedies ?? []).filter(({ on }) => on !== 'their-server'), diagnosis.waiting]
  const isWrittenIn = (one: readonly Written[]): boolean => one.some(({ software }) => software === known)
  return !isWrittenIn(written) && all.some((one) => one !== null && isWrittenIn(one.written))
}

const OF_PROGRAM =
  'by its words a program sent, and no mail server: what is to be set stands in its code or its settings. Where it hands its mail to a server that sends it on, the fix is for that one (--like)'

function isWrittenFor(library: Library, { written }: Pick<WrittenRemedy, 'written'>): boolean {
  return written.some(({ software }) => software === library)
}

/**
 * The translation of a remedy for the server it concerns. `like`: the sender's software as the user names it (--like), which beats what the
 * evidence tells. Where nothing tells what the sender is, the first translation there is; of the receiver's server nothing is guessed.
 */
export function translationFor(
  remedy: Pick<WrittenRemedy, 'on' | 'written'>,
  diagnosis: Diagnosis,
  like?: Software,
): Translation | undefined {
  if (remedy.on === 'their-server') return remedy.written.find((one) => one.software === softwareOfPeer(diagnosis))
  const library = like === undefined ? libraryIn(diagnosis.evidence) : undefined
  if (library !== undefined && remedy.written.length > 0 && !isWrittenFor(library, remedy))
    return { software: library, steps: [note(OF_PROGRAM)], undo: [], isNone: true }
  const known = like ?? softwareAtHand(diagnosis)
  if (known !== undefined && remedy.written.length > 0 && hasWordsElsewhere(known, remedy, diagnosis))
    return { software: known, steps: [note('no setting of it does this')], undo: [], isNone: true }
  const found =
    remedy.written.find((one) => one.software === (known ?? softwareOfSender(diagnosis))) ?? remedy.written[0]
  return found === undefined || known !== undefined ? found : { ...found, isGuess: true }
}
