import type { AutopsyDocument, AutopsySession } from '../../app/autopsy/document.ts'
import type { CauseRemedies } from '../../app/autopsy/remedies.ts'
import { counted } from '../../base/counted.ts'
import { printable } from '../../base/printable.ts'
import type { Software } from '../../domain/software.ts'
import { moreText } from '../../report/more-text.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { remedyText } from '../../report/terminal/remedies.ts'
import { hang } from '../../report/wrap.ts'
import { nameOf, sessionText } from './autopsy-session-text.ts'

/** The verdict for each session that failed, then the count of those that did not. */
export function autopsyText(
  document: AutopsyDocument,
  paint: Paint,
  options: { readonly all?: boolean; readonly like?: Software } = {},
): string {
  const { source, sessions } = document
  const failed = sessions.filter(({ healthy }) => !healthy)
  const head = `${printable(source.path)}: ${counted(source.packets, 'packet')}, ${counted(sessions.length, 'SMTP session')}, ${failed.length} failed.`
  return [
    failed.length === 0 ? paint.green(head) : paint.bold(head),
    ...source.notes.map((note) => hang(printable(note), '  note: ', '        ')),
    ...overview(failed),
    ...shownOf(options.all === true ? sessions : failed, options.all === true).flatMap((part) => [
      '',
      typeof part === 'string' ? part : sessionText(part, paint),
    ]),
    ...(document.remedies ?? []).flatMap((one) => fixText(one, failed, options.like, paint)),
    ...((document.comparison ?? []).length === 0
      ? []
      : [
          '',
          'Against the other capture',
          ...(document.comparison ?? []).map(({ client, server, says }) =>
            hang(`${printable(client)} → ${printable(server)}: ${printable(says, 300)}`, '  - ', '    '),
          ),
        ]),
  ].join('\n')
}

const MOST_REMEDIES = 2

function fixText(
  { cause, sessions, remedies }: CauseRemedies,
  failed: readonly AutopsySession[],
  like: Software | undefined,
  paint: Paint,
): string[] {
  if (remedies.length === 0) return []
  const more = moreText(remedies.length, MOST_REMEDIES, '--json shows', 'way')
  return [
    '',
    paint.bold(`Fix for ${cause} (${counted(sessions, 'session')})`),
    ...remedies
      .slice(0, MOST_REMEDIES)
      .map((remedy, index) =>
        remedyText(remedy, index + 1, remedy.written.find(({ software }) => software === like) ?? remedy.written[0]),
      ),
    ...(more === undefined ? [] : [`  ${more}`]),
    ...(remedies.slice(0, MOST_REMEDIES).some(({ applies }) => applies === 'by-someone-else')
      ? toQuote(failed.filter(({ verdict }) => verdict?.cause === cause))
      : []),
  ]
}

const MOST_QUOTED = 3

/** What somebody else needs to find our sessions in a log. */
function toQuote(sessions: readonly AutopsySession[]): readonly string[] {
  return [
    '     Name these sessions to them:',
    ...sessions.slice(0, MOST_QUOTED).map((session) => `       ${nameOf(session)} (${session.stage})`),
  ]
}

/** Sessions shown in full of each verdict. */
const MOST_ALIKE = 5

const MOST_KINDS = 12

/** Which verdicts there are, where there are several sessions. */
function overview(failed: readonly AutopsySession[]): readonly string[] {
  const kinds = [...Map.groupBy(failed, kindOf)].toSorted(([, a], [, b]) => b.length - a.length)
  if (failed.length < 3) return []
  const more = kinds.length - MOST_KINDS
  return [
    ...kinds.slice(0, MOST_KINDS).map(([, alike]) => hang(kindText(alike), '  ', '      ')),
    ...(more > 0 ? [`  and ${more} other verdicts`] : []),
  ]
}

function kindText(alike: readonly AutopsySession[]): string {
  const [first] = alike
  const servers = new Set(alike.map(({ server }) => server))
  const where = servers.size === 1 ? ` ${printable(first?.server ?? '')}` : ` ${servers.size} servers`
  return `${alike.length} × ${first?.verdict?.cause ?? 'cause not known'} at ${first?.stage}:${where}`
}

function kindOf({ verdict, stage }: AutopsySession): string {
  return `${verdict?.cause} ${stage}`
}

/** A few of each kind; hundreds alike say no more. */
function shownOf(sessions: readonly AutopsySession[], all: boolean): readonly (AutopsySession | string)[] {
  if (all) return sessions
  const groups = [...Map.groupBy(sessions, kindOf).values()]
  return groups.flatMap((alike) =>
    alike.length <= MOST_ALIKE + 1
      ? alike
      : [
          ...alike.slice(0, MOST_ALIKE),
          `… and ${alike.length - MOST_ALIKE} more sessions like these (${alike[0]?.verdict?.cause ?? 'cause not known'}); --all or --json lists them.`,
        ],
  )
}
