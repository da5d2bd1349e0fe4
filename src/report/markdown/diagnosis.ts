import { printable } from '../../base/printable.ts'
import type { Diagnosis, DiagnosisVerdict } from '../../domain/diagnosis.ts'
import { trialEndWords } from '../../domain/end-words.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import type { Software } from '../../domain/software.ts'
import { alternativesShown } from '../alternatives.ts'
import { armText } from '../arm-text.ts'
import { failedAsAsked } from '../as-asked.ts'
import { checkHint } from '../check/hint.ts'
import { checkLines } from '../check/lines.ts'
import { sendNote } from '../check/send-note.ts'
import { oddsText } from '../clue-text.ts'
import { costText } from '../cost-text.ts'
import { differsShown, drawnSession } from '../drawn-session.ts'
import { adviceText, healthyTitle } from '../healthy-title.ts'
import { ladderRows, UNBROKEN } from '../ladder-rows.ts'
import { largerBudget } from '../larger-budget.ts'
import { enclosure, hasLetter, theRemedies } from '../letters.ts'
import { moreText } from '../more-text.ts'
import { otherServers } from '../other-servers.ts'
import { waitFirst } from '../patience-text.ts'
import { placeText } from '../place-text.ts'
import { WAITING } from '../remedy-words.ts'
import { sessionNotes } from '../session-notes.ts'
import { ruledOut, theFinding, TRIED_IN_VAIN, triedInVain, theProofs } from '../shown.ts'
import { translationFor } from '../software-at-hand.ts'
import { remedyText, waitingText } from '../terminal/remedies.ts'
import { surveyLines, surveysOf } from '../tls-survey-lines.ts'
import { alternativesTitle, faultText, fixTitle, headline, proofTitle, retryText, STANDING } from '../verdict-words.ts'

/** For tickets and mails: the same as on the terminal, in the same order. */
export function diagnosisMarkdown(diagnosis: Diagnosis, like?: Software): string {
  const { verdict, evidence } = diagnosis
  return [
    `# ${text(verdict === null ? healthyTitle(diagnosis) : headline(diagnosis, verdict))}`,
    '',
    ...(verdict === null ? [] : summary(diagnosis, verdict)),
    ...session(diagnosis),
    ...theProofs(diagnosis).flatMap((fact) => proof(fact, evidence, verdict)),
    ...list(
      'Evidence',
      (theFinding(diagnosis)?.clues ?? []).map((clue) => `${text(clue.says)} ${oddsText(clue)}`),
    ),
    ...list(
      alternativesTitle(verdict),
      alternativesShown(diagnosis).map(
        ({ cause, decidedBy, commands }) => `\`${cause}\`. Decided by: ${text(decidedBy)}${fenced(commands)}`,
      ),
    ),
    ...differs(diagnosis),
    ...list(
      TRIED_IN_VAIN,
      triedInVain(diagnosis).map(
        (because, at, { length }) => `${text(because)}${at === length - 1 ? fenced(largerBudget(diagnosis)) : ''}`,
      ),
    ),
    ...list('Ruled out', refuted(diagnosis)),
    ...fix(diagnosis, like),
    ...list(
      'Worth knowing',
      diagnosis.advice.map((one) => text(adviceText(one))),
    ),
    ...surveysOf(evidence).flatMap((survey) =>
      list(
        'TLS of the server',
        surveyLines(survey).map(({ what, values }) => `${what}: ${text(values)}`),
      ),
    ),
    text(costText(diagnosis)),
    '',
  ].join('\n')
}

function summary(diagnosis: Diagnosis, verdict: DiagnosisVerdict): readonly string[] {
  const fault = faultText(verdict, ', ', failedAsAsked(diagnosis))
  return [
    `\`${verdict.cause ?? 'cause unknown'}\`, ${STANDING[verdict.standing]}, ${placeText(diagnosis, verdict)}${fault}.`,
    '',
    text(verdict.note),
    retryText(verdict, diagnosis.evidence),
    '',
  ]
}

function session(diagnosis: Diagnosis): readonly string[] {
  const shown = drawnSession(diagnosis)
  if (shown === undefined) return []
  return [
    `## Session with ${text(endpointText(shown.endpoint))}`,
    '',
    '| stage | outcome |',
    '|---|---|',
    ...ladderRows(shown, diagnosis.evidence, diagnosis.verdict === null ? undefined : shown.death).map(
      (row) => `| ${row.sign} ${row.stage} | ${text(row.text.replaceAll(UNBROKEN, ' '))} |`,
    ),
    '',
    ...sessionNotes(diagnosis).flatMap((note) => [text(note), '']),
  ]
}

function proof(fact: ExperimentFact, evidence: Evidence, verdict: DiagnosisVerdict | null): readonly string[] {
  const { question, varied, arms } = fact
  return [
    `## ${proofTitle(verdict)}`,
    '',
    `${text(question)} Varied: ${text(varied)}.`,
    '',
    '| arm | trials | how |',
    '|---|---|---|',
    ...arms.map((arm) => {
      const how = trialEndWords(arm.trials.find((trial) => trial.startsWith('died')) ?? '')
      return `| ${text(arm.name)} | ${text(armText(arm, fact, evidence))} | ${text(how)} |`
    }),
    '',
  ]
}

function refuted(diagnosis: Diagnosis): readonly string[] {
  const { shown, total } = ruledOut(diagnosis)
  const more = moreText(total, shown.length, '`--json` shows')
  return [...shown.map(({ cause, by }) => `\`${cause}\`: ${text(by)}`), ...(more === undefined ? [] : [more])]
}

function differs(diagnosis: Diagnosis): readonly string[] {
  const all = differsShown(diagnosis)
  if (all.length === 0) return []
  return [
    '## In what our passing probe may differ',
    '',
    '| what | ours | theirs | why it could matter |',
    '|---|---|---|---|',
    ...all.map(
      ({ what, ours, theirs, why }) =>
        `| ${text(what)} | ${text(ours)} | ${text(theirs ?? 'not told')} | ${text(why)} |`,
    ),
    '',
  ]
}

function fix(diagnosis: Diagnosis, like: Software | undefined): readonly string[] {
  if (diagnosis.verdict === null) return []
  const remedies = theRemedies(diagnosis)
  const hint = checkHint(diagnosis)
  const wait = waitFirst(diagnosis)
  return [
    ...(remedies.length === 0
      ? []
      : [
          `## ${fixTitle(diagnosis)}`,
          '',
          ...(wait === undefined ? [] : [text(wait), '']),
          '```',
          ...remedies.map((remedy, index) =>
            remedyText(remedy, index + 1, translationFor(remedy, diagnosis, like)).replaceAll('```', "'''"),
          ),
          '```',
          '',
          ...(hasLetter(remedies) ? [text(enclosure(diagnosis)), ''] : []),
        ]),
    '## Check',
    '',
    '```',
    ...checkLines(diagnosis),
    '```',
    '',
    ...[sendNote(diagnosis), hint].flatMap((note) => (note === undefined ? [] : [text(note), ''])),
    ...waiting(diagnosis, like),
    ...others(diagnosis, like),
  ]
}

function waiting(diagnosis: Diagnosis, like: Software | undefined): readonly string[] {
  const mail = diagnosis.waiting
  if (mail === null) return []
  const words = waitingText(mail, translationFor(mail, diagnosis, like))
  return [`## ${WAITING}`, '', '```', words.replaceAll('```', "'''"), '```', '']
}

function others(diagnosis: Diagnosis, like: Software | undefined): readonly string[] {
  const more = otherServers(diagnosis, like)
  return more === undefined ? [] : [text(more.says), '', '```', more.command, '```', '']
}

/** A block of its own inside a list. */
function fenced(lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : ['', '  ```', ...lines.map((line) => `  ${line.replaceAll('```', "'''")}`), '  ```'].join('\n')
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${line}`), '']
}

/** Text from outside must not become markup: the characters that Markdown and its tables act on are escaped. */
function text(raw: string): string {
  return printable(raw).replaceAll(/[\\`*_[\]<>|#~&]/g, (character) => `\\${character}`)
}
