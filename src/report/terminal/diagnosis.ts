import { printable } from '../../base/printable.ts'
import type { Diagnosis, DiagnosisVerdict, Finding } from '../../domain/diagnosis.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { placeText } from '../place-text.ts'
import { checkCommand } from '../check-command.ts'
import { healthyTitle } from '../healthy-title.ts'
import { surveyLines, surveysOf } from '../tls-survey-lines.ts'
import { hang } from '../wrap.ts'
import { ladder } from './ladder.ts'
import type { Paint } from './paint.ts'
import { proof } from './proofs.ts'
import { translationFor } from '../software-at-hand.ts'
import { remedyText } from './remedies.ts'

const STANDING = { proven: 'proven', supported: 'well supported', possible: 'possible', refuted: 'ruled out' } as const
const RETRY = {
  'passes-by-itself': 'Retrying helps.',
  'until-fixed': 'Retrying does not help until it is fixed.',
  unknown: 'Whether retrying helps is unknown.',
} as const

/** The whole report for a terminal of 80 columns: verdict, ladder, proof, what was ruled out, fix, check. */
export function diagnosisText(diagnosis: Diagnosis, paint: Paint): string {
  const { verdict } = diagnosis
  return [
    ...(verdict === null ? healthy(diagnosis, paint) : sick(diagnosis, verdict, paint)),
    ...survey(diagnosis, paint),
    '',
    cost(diagnosis),
  ].join('\n')
}

function survey({ evidence }: Diagnosis, paint: Paint): readonly string[] {
  return surveysOf(evidence).flatMap((one) => [
    '',
    paint.bold('TLS of the server'),
    ...surveyLines(one).map(({ what, values }) => hang(values, `  ${what.padEnd(9)}`, ' '.repeat(11))),
  ])
}

function healthy(diagnosis: Diagnosis, paint: Paint): readonly string[] {
  const session = sessions(diagnosis).find(({ lived }) => lived) ?? sessions(diagnosis)[0]
  return [
    paint.green(paint.bold(hang(printable(healthyTitle(diagnosis), 400), '', ''))),
    ...(session === undefined ? [] : ['', ladder(session, diagnosis.evidence, paint)]),
    ...(diagnosis.advice.length === 0
      ? []
      : [
          '',
          'Worth knowing:',
          ...diagnosis.advice
            .slice(0, 6)
            .map(({ title, text }) => hang(`${printable(title)}: ${printable(text, 400)}`, '  - ', '    ')),
        ]),
  ]
}

function sick(diagnosis: Diagnosis, verdict: DiagnosisVerdict, paint: Paint): readonly string[] {
  const finding = diagnosis.findings.find(({ cause }) => cause === verdict.cause)
  const session = theSession(diagnosis, verdict)
  const proofs = diagnosis.proofs.filter((fact) => fact.cause === verdict.cause && fact.judged === 'confirmed')
  const reported = session?.lived === true
  return [
    paint.red(paint.bold(hang(printable(headline(verdict), 320), '', ''))),
    hang(
      `${verdict.cause ?? 'cause unknown'} · ${STANDING[verdict.standing]} · ${placeText(diagnosis, verdict)}${verdict.locus === null ? '' : ` · fault with the ${verdict.locus}`}`,
      '',
      '',
    ),
    '',
    hang(printable(verdict.note, 600), '', ''),
    hang(RETRY[verdict.persistence], '', ''),
    ...(session === undefined ? [] : ['', ladder(session, diagnosis.evidence, paint)]),
    ...(reported ? [hang('Our own session lived: the failure is the one that was reported.', '  ', '  ')] : []),
    ...(proofs.length === 0 ? clues(finding) : ['', paint.bold('Proof'), ...proofs.map((fact) => proof(fact, paint))]),
    ...alternatives(verdict),
    ...differs(diagnosis),
    ...ruledOut(diagnosis),
    ...fix(diagnosis, finding, paint),
    '',
    paint.bold('Check'),
    `       ${checkCommand(diagnosis)}`,
  ]
}

/** What is only possible is not stated as a fact. */
function headline({ cause, standing, title }: DiagnosisVerdict): string {
  return cause !== null && standing === 'possible' ? `Possibly: ${title}` : title
}

function clues(finding: Finding | undefined): readonly string[] {
  const shown = (finding?.clues ?? []).filter(({ weight }) => weight > 0).slice(0, 4)
  return shown.length === 0
    ? []
    : ['', 'Evidence', ...shown.map(({ says }) => hang(printable(says, 400), '  - ', '    '))]
}

function alternatives(verdict: DiagnosisVerdict): readonly string[] {
  if (verdict.alternatives.length === 0) return []
  return [
    '',
    verdict.cause === null ? 'It may be' : 'It could also be',
    ...verdict.alternatives.map(({ cause, decidedBy }) =>
      hang(`${cause}. Decided by: ${printable(decidedBy, 300)}`, '  - ', '    '),
    ),
  ]
}

function differs({ differs: all }: Diagnosis): readonly string[] {
  if (all.length === 0) return []
  return [
    '',
    'Our probe passes; in these it may differ from the session that failed',
    ...all.map(({ what, ours, theirs, why }) =>
      hang(
        printable(`${what}: ours ${ours}${theirs === undefined ? '' : `, theirs ${theirs}`} (${why})`, 300),
        '  - ',
        '    ',
      ),
    ),
  ]
}

function ruledOut(diagnosis: Diagnosis): readonly string[] {
  const refuted = diagnosis.findings.filter(({ standing }) => standing === 'refuted').slice(0, 5)
  if (refuted.length === 0) return []
  return [
    '',
    'Ruled out',
    ...refuted.map(({ cause, clues: all }) =>
      hang(`${cause}: ${printable(all.find(({ decides }) => decides === 'refutes')?.says ?? '', 200)}`, '  - ', '    '),
    ),
  ]
}

function fix(diagnosis: Diagnosis, finding: Finding | undefined, paint: Paint): readonly string[] {
  if (finding === undefined || finding.remedies.length === 0) return []
  return [
    '',
    paint.bold('Fix'),
    ...finding.remedies
      .slice(0, 3)
      .map((remedy, index) => remedyText(remedy, index + 1, translationFor(remedy, diagnosis))),
  ]
}

function cost({ cost: spent, stopped }: Diagnosis): string {
  const line = `${spent.connections} connection${spent.connections === 1 ? '' : 's'}, ${spent.seconds} s, ${spent.bytesSent} octets sent.`
  return stopped === undefined ? line : hang(`${line} Stopped early: ${printable(stopped, 300)}.`, '', '')
}

function sessions(diagnosis: Diagnosis): readonly SmtpSession[] {
  return diagnosis.evidence.observations.flatMap((o) =>
    o.kind === 'smtp.session' && o.fact.role === 'baseline' ? [o.fact] : [],
  )
}

/** The session that the verdict is about. */
function theSession(diagnosis: Diagnosis, verdict: DiagnosisVerdict): SmtpSession | undefined {
  const all = sessions(diagnosis)
  return (
    all.find(({ endpoint, death }) => death !== undefined && endpointText(endpoint) === verdict.endpoint) ??
    all.find(({ death }) => death !== undefined) ??
    all[0]
  )
}
