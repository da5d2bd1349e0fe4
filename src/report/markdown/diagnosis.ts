import { placeText } from '../place-text.ts'
import { healthyTitle } from '../healthy-title.ts'
import { printable } from '../../base/printable.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { outcomeText } from '../outcome-text.ts'
import { translationFor } from '../software-at-hand.ts'
import { surveyLines, surveysOf } from '../tls-survey-lines.ts'
import { remedyText } from '../terminal/remedies.ts'

/** For tickets and mails: the same order as on the terminal. */
export function diagnosisMarkdown(diagnosis: Diagnosis): string {
  const { verdict, evidence } = diagnosis
  const finding = diagnosis.findings.find(({ cause }) => cause === verdict?.cause)
  const session = evidence.observations.find(
    (o) => o.kind === 'smtp.session' && o.fact.role === 'baseline' && (verdict === null || o.fact.death !== undefined),
  )
  return [
    `# ${text(verdict === null ? healthyTitle(diagnosis) : verdict.title)}`,
    '',
    ...(verdict === null
      ? []
      : [
          `\`${verdict.cause ?? 'cause unknown'}\`, ${verdict.standing}, ${placeText(diagnosis, verdict)}${verdict.locus === null ? '' : `, fault with the ${verdict.locus}`}.`,
          '',
          text(verdict.note),
          '',
        ]),
    ...(session?.kind === 'smtp.session'
      ? [
          `## Session with ${text(endpointText(session.fact.endpoint))}`,
          '',
          '| stage | outcome |',
          '|---|---|',
          ...evidence.observations.flatMap((o) =>
            o.kind === 'smtp.step' && o.fact.session === session.fact.session
              ? [`| ${o.fact.stage} | ${text(outcomeText(o.fact.outcome))} |`]
              : [],
          ),
          '',
        ]
      : []),
    ...diagnosis.proofs
      .filter(({ judged }) => judged === 'confirmed')
      .flatMap(({ question, varied, arms }) => [
        '## Proof',
        '',
        `${text(question)} Varied: ${text(varied)}.`,
        '',
        '| arm | lived | died |',
        '|---|---|---|',
        ...arms.map(({ name, lived, died }) => `| ${text(name)} | ${lived} | ${died} |`),
        '',
      ]),
    ...(diagnosis.differs.length === 0
      ? []
      : [
          '## In what our passing probe may differ',
          '',
          '| what | ours | theirs |',
          '|---|---|---|',
          ...diagnosis.differs.map(
            ({ what, ours, theirs }) => `| ${text(what)} | ${text(ours)} | ${text(theirs ?? 'not told')} |`,
          ),
          '',
        ]),
    ...(finding === undefined || finding.remedies.length === 0
      ? []
      : [
          '## Fix',
          '',
          '```',
          ...finding.remedies.map((remedy, index) =>
            remedyText(remedy, index + 1, translationFor(remedy, diagnosis)).replaceAll('```', "'''"),
          ),
          '```',
          '',
        ]),
    ...(verdict === null || verdict.alternatives.length === 0
      ? []
      : [
          '## It could also be',
          '',
          ...verdict.alternatives.map(({ cause, decidedBy }) => `- \`${cause}\`: ${text(decidedBy)}`),
          '',
        ]),
    ...surveysOf(evidence).flatMap((survey) => [
      '## TLS of the server',
      '',
      ...surveyLines(survey).map(({ what, values }) => `- ${what}: ${text(values)}`),
      '',
    ]),
    `${diagnosis.cost.connections} connections, ${diagnosis.cost.seconds} s.`,
    '',
  ].join('\n')
}

/** Text from outside must not become markup: the characters that Markdown and its tables act on are escaped. */
function text(raw: string): string {
  return printable(raw, 1_000).replaceAll(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`)
}
