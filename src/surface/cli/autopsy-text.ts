import type { AutopsyDocument, AutopsySession, LadderStep } from '../../app/autopsy/document.ts'
import { printable } from '../../base/printable.ts'
import type { CauseRemedies } from '../../app/autopsy/remedies.ts'
import type { Software } from '../../domain/software.ts'
import { remedyText } from '../../report/terminal/remedies.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { hang } from '../../report/wrap.ts'

/** The verdict for each session that failed, then the count of those that did not. */
export function autopsyText(
  document: AutopsyDocument,
  paint: Paint,
  options: { readonly all?: boolean; readonly like?: Software } = {},
): string {
  const { source, sessions } = document
  const failed = sessions.filter(({ healthy }) => !healthy)
  const shown = options.all === true ? sessions : failed
  const head = `${printable(source.path)}: ${source.packets} packets, ${sessions.length} SMTP session${sessions.length === 1 ? '' : 's'}, ${failed.length} failed.`
  return [
    failed.length === 0 ? paint.green(head) : paint.bold(head),
    ...source.notes.map((note) => hang(printable(note), '  note: ', '        ')),
    ...shown.flatMap((session) => ['', sessionText(session, paint)]),
    ...(document.remedies ?? []).flatMap((one) => fixText(one, options.like, paint)),
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

function sessionText(session: AutopsySession, paint: Paint): string {
  const { verdict } = session
  const title = session.healthy
    ? session.endedBy === 'nobody'
      ? 'the capture stops while it is open'
      : 'healthy'
    : (verdict?.title ?? 'the packets do not name a cause')
  const line = `${printable(session.client)} → ${printable(session.server)}${session.startedAt === null ? '' : ` at ${session.startedAt}`}`
  return [
    line,
    session.healthy ? paint.green(`  ${title}`) : paint.red(hang(printable(title), '  ', '  ')),
    hang(
      `${verdict?.cause ?? 'no cause'}${verdict === null ? '' : ` · ${verdict.standing}`} · ends at ${session.stage}${session.stageInferred ? ' (inferred from TLS record lengths)' : ''} · ended by: ${session.endedBy}`,
      '  ',
      '  ',
    ),
    ...session.frames.map(({ frame, says }) => hang(`#${frame} ${printable(says, 300)}`, '    ', '      ')),
    ...(session.hiddenReply === undefined
      ? []
      : [hang(`The application never read: ${printable(session.hiddenReply, 300)}`, '  ', '  ')]),
    ...session.alternatives.map(({ cause, decidedBy }) =>
      hang(`or ${cause}: ${printable(decidedBy, 200)}`, '    ', '      '),
    ),
    ...(session.limits.length === 0
      ? []
      : [hang(`The capture lacks: ${session.limits.map((limit) => printable(limit, 200)).join('; ')}`, '  ', '  ')]),
    ...(session.log ?? []).map(({ line, matchedBy }) =>
      hang(`log${matchedBy === 'port' ? '' : ' (by address and time)'}: ${printable(line, 500)}`, '    ', '      '),
    ),
    ...(session.ladder ?? []).map(rung),
    ...(session.healthy ? [] : [`  Wireshark: ${printable(session.displayFilter)}`]),
  ].join('\n')
}

const MOST_REMEDIES = 2

function fixText({ cause, sessions, remedies }: CauseRemedies, like: Software | undefined, paint: Paint): string[] {
  if (remedies.length === 0) return []
  return [
    '',
    paint.bold(`Fix for ${cause} (${sessions} session${sessions === 1 ? '' : 's'})`),
    ...remedies
      .slice(0, MOST_REMEDIES)
      .map((remedy, index) =>
        remedyText(remedy, index + 1, remedy.written.find(({ software }) => software === like) ?? remedy.written[0]),
      ),
  ]
}

function rung({ afterMs, from, says, decides, count }: LadderStep): string {
  const arrow = from === 'client' ? '→' : from === 'server' ? '←' : '⇠'
  return hang(
    `${afterMs.toFixed(1).padStart(10)} ms ${arrow} ${printable(says, 160)}${count > 1 ? ` (${count} packets)` : ''}`,
    decides ? ' *' : '  ',
    '     ',
  )
}
