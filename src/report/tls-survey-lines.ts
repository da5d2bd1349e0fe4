import type { Evidence } from '../domain/evidence.ts'
import type { TlsSurvey } from '../domain/facts/tls-survey.ts'
import { groupName } from '../domain/group-names.table.ts'
import { suiteName } from '../domain/suite-names.table.ts'
import { versionName } from '../domain/version-names.ts'

export function surveysOf(evidence: Evidence): readonly TlsSurvey[] {
  return evidence.observations.flatMap((o) => (o.kind === 'tls.survey' ? [o.fact] : []))
}

/** What `--deep` found, in the names of IANA, the server's preference first. */
export function surveyLines(survey: TlsSurvey): readonly { readonly what: string; readonly values: string }[] {
  const { versions, refused, suites, groups, complete } = survey
  return [
    { what: 'speaks', values: versions.map(versionName).join(', ') || 'no version that we asked for' },
    { what: 'refuses', values: refused.map(versionName).join(', ') },
    { what: 'suites', values: suites.map(suiteName).join(', ') },
    { what: 'groups', values: groups.map(groupName).join(', ') },
    {
      what: 'note',
      values: complete
        ? ''
        : 'not complete: what is missing here was not asked or not answered, and need not be refused',
    },
  ].filter(({ values }) => values !== '')
}
