import { printable } from '../../base/printable.ts'
import type { Diagnosis, DiagnosisVerdict, WrittenRemedy } from '../../domain/diagnosis.ts'
import type { Software } from '../../domain/software.ts'
import { alternativesShown } from '../alternatives.ts'
import { failedAsAsked } from '../as-asked.ts'
import { checkHint } from '../check/hint.ts'
import { checkLines } from '../check/lines.ts'
import { sendNote } from '../check/send-note.ts'
import { costText } from '../cost-text.ts'
import { differsShown, drawnSession } from '../drawn-session.ts'
import { adviceText, healthyTitle } from '../healthy-title.ts'
import { largerBudget } from '../larger-budget.ts'
import { enclosure, hasLetter, theRemedies } from '../letters.ts'
import { moreText } from '../more-text.ts'
import { otherServers } from '../other-servers.ts'
import { waitFirst } from '../patience-text.ts'
import { placeText } from '../place-text.ts'
import { WAITING } from '../remedy-words.ts'
import { sessionNotes } from '../session-notes.ts'
import { ruledOut, theClues, theProofs, theSession, TRIED_IN_VAIN, triedInVain } from '../shown.ts'
import { translationFor, type Translation } from '../software-at-hand.ts'
import { surveyLines, surveysOf } from '../tls-survey-lines.ts'
import { alternativesTitle, faultText, fixTitle, headline, proofTitle, retryText, STANDING } from '../verdict-words.ts'
import { hang } from '../wrap.ts'
import { ladder } from './ladder.ts'
import type { Paint } from './paint.ts'
import { proof } from './proofs.ts'
import { remedyText, waitingText } from './remedies.ts'

/** More than this is a wall of text. */
const MOST_FIXES = 4
const MOST_ADVICE = 6

/** The whole report for a terminal of 80 columns: verdict, ladder, proof, what was ruled out, fix (for the software `like`), check. */
export function diagnosisText(diagnosis: Diagnosis, paint: Paint, like?: Software): string {
  const { verdict } = diagnosis
  return [
    ...(verdict === null ? healthy(diagnosis, paint) : sick(diagnosis, verdict, paint, like)),
    ...survey(diagnosis, paint),
    '',
    hang(printable(costText(diagnosis)), '', ''),
  ].join('\n')
}

function survey({ evidence }: Diagnosis, paint: Paint): readonly string[] {
  return surveysOf(evidence).flatMap((one) => [
    '',
    paint.bold('TLS of the server'),
    ...surveyLines(one).map(({ what, values }) =>
      hang(printable(values, 2_000), `  ${what.padEnd(12)}`, ' '.repeat(14)),
    ),
  ])
}

function healthy(diagnosis: Diagnosis, paint: Paint): readonly string[] {
  const session = theSession(diagnosis)
  return [
    paint.green(paint.bold(hang(printable(healthyTitle(diagnosis)), '', ''))),
    ...(session === undefined ? [] : ['', ladder(session, diagnosis.evidence, paint, 'none')]),
    ...worthKnowing(diagnosis),
  ]
}

function worthKnowing({ advice }: Diagnosis): readonly string[] {
  if (advice.length === 0) return []
  return [
    '',
    'Worth knowing',
    ...advice.slice(0, MOST_ADVICE).map((one) => hang(printable(adviceText(one)), '  - ', '    ')),
    ...more(advice.length, MOST_ADVICE, '--report FILE or --json shows'),
  ]
}

function sick(diagnosis: Diagnosis, verdict: DiagnosisVerdict, paint: Paint, like?: Software): readonly string[] {
  const session = drawnSession(diagnosis)
  const proofs = theProofs(diagnosis)
  const hint = checkHint(diagnosis)
  return [
    paint.red(paint.bold(hang(printable(headline(diagnosis, verdict)), '', ''))),
    hang(
      `${verdict.cause ?? 'cause unknown'} · ${STANDING[verdict.standing]} · ${placeText(diagnosis, verdict)}${faultText(verdict, ' · ', failedAsAsked(diagnosis))}`,
      '',
      '',
    ),
    '',
    hang(printable(verdict.note), '', ''),
    hang(retryText(verdict, diagnosis.evidence), '', ''),
    ...(session === undefined ? [] : ['', ladder(session, diagnosis.evidence, paint)]),
    ...sessionNotes(diagnosis).map((note) => hang(note, '  ', '  ')),
    ...(proofs.length === 0
      ? clues(diagnosis, verdict)
      : ['', paint.bold(proofTitle(verdict)), ...proofs.map((fact) => proof(fact, diagnosis.evidence, paint))]),
    ...alternatives(diagnosis, verdict),
    ...differs(diagnosis),
    ...tried(diagnosis),
    ...refuted(diagnosis),
    ...worthKnowing(diagnosis),
    ...fix(diagnosis, paint, like),
    '',
    paint.bold('Check'),
    ...checkLines(diagnosis).map((line) => `       ${line}`),
    ...[sendNote(diagnosis), hint].flatMap((note) => (note === undefined ? [] : [hang(note, '       ', '       ')])),
    ...waiting(diagnosis, paint, like),
    ...elsewhere(diagnosis, like),
  ]
}

function waiting(diagnosis: Diagnosis, paint: Paint, like?: Software): readonly string[] {
  const mail = diagnosis.waiting
  if (mail === null) return []
  return ['', paint.bold(WAITING), waitingText(mail, translationFor(mail, diagnosis, like))]
}

function elsewhere(diagnosis: Diagnosis, like?: Software): readonly string[] {
  const others = otherServers(diagnosis, like)
  return others === undefined ? [] : ['', hang(others.says, '', ''), `       ${others.command}`]
}

/** What the summary above ends with is not said twice. */
function clues(diagnosis: Diagnosis, { note }: DiagnosisVerdict): readonly string[] {
  const shown = theClues(diagnosis).filter(({ says }) => !note.toLowerCase().includes(says.toLowerCase()))
  return shown.length === 0 ? [] : ['', 'Evidence', ...shown.map(({ says }) => hang(printable(says), '  - ', '    '))]
}

function alternatives(diagnosis: Diagnosis, verdict: DiagnosisVerdict): readonly string[] {
  if (verdict.alternatives.length === 0) return []
  return [
    '',
    alternativesTitle(verdict),
    ...alternativesShown(diagnosis).flatMap(({ cause, decidedBy, commands }) => [
      hang(`${cause}. Decided by: ${printable(decidedBy)}`, '  - ', '    '),
      ...commands.map((line) => `       ${line}`),
    ]),
  ]
}

function differs(diagnosis: Diagnosis): readonly string[] {
  const all = differsShown(diagnosis)
  if (all.length === 0) return []
  return [
    '',
    'Our probe passes; in these it may differ from the session that failed',
    ...all.map(({ what, ours, theirs, why }) =>
      hang(
        printable(`${what}: ours ${ours}${theirs === undefined ? '' : `, theirs ${theirs}`} (${why})`),
        '  - ',
        '    ',
      ),
    ),
  ]
}

function tried(diagnosis: Diagnosis): readonly string[] {
  const all = triedInVain(diagnosis)
  return all.length === 0
    ? []
    : [
        '',
        TRIED_IN_VAIN,
        ...all.map((because) => hang(printable(because), '  - ', '    ')),
        ...largerBudget(diagnosis).map((line) => `       ${line}`),
      ]
}

function refuted(diagnosis: Diagnosis): readonly string[] {
  const { shown, total } = ruledOut(diagnosis)
  if (total === 0) return []
  return [
    '',
    'Ruled out',
    ...shown.map(({ cause, by }) => hang(`${cause}: ${printable(by)}`, '  - ', '    ')),
    ...more(total, shown.length, '--json shows'),
  ]
}

function fix(diagnosis: Diagnosis, paint: Paint, like: Software | undefined): readonly string[] {
  const remedies = theRemedies(diagnosis)
  if (remedies.length === 0) return []
  const shown = remedies.slice(0, MOST_FIXES)
  const wait = waitFirst(diagnosis)
  const translations = shown.map((remedy) => translationToShow(remedy, diagnosis, like))
  const open = translations.findIndex((one) => one !== undefined && one.isNone !== true)
  return [
    '',
    paint.bold(fixTitle(diagnosis)),
    ...(wait === undefined ? [] : [hang(wait, '  ', '  ')]),
    ...shown.map((remedy, index) => remedyText(remedy, index + 1, translations[index], index !== open)),
    ...more(remedies.length, MOST_FIXES, '--report FILE or --json shows', 'way'),
    ...(hasLetter(shown) ? [hang(enclosure(diagnosis), '  ', '  ')] : []),
  ]
}

/** Commands for the receiver's server are for whoever gets the letter, and stand in the file that goes with it. */
function translationToShow(
  remedy: WrittenRemedy,
  diagnosis: Diagnosis,
  like: Software | undefined,
): Translation | undefined {
  return remedy.on === 'their-server' ? undefined : translationFor(remedy, diagnosis, like)
}

/** The line that stands for what is left out, if anything is. */
function more(total: number, shown: number, where: string, noun?: string): readonly string[] {
  const text = moreText(total, shown, where, noun)
  return text === undefined ? [] : [`  ${text}`]
}
