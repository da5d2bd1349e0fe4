import type { ExplanationDocument, ExplanationItem } from '../../app/explain/document.ts'
import { isBareEnd } from '../../app/explain/explanation-item.ts'
import { printable } from '../../base/printable.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { hang } from '../../report/wrap.ts'

const SPEAKER = { us: 'the sending side', peer: 'the receiver', unknown: 'unknown' } as const
const RETRY = { 'passes-by-itself': 'yes', 'until-fixed': 'no', unknown: 'unknown' } as const

/** For each text: what it means, who speaks, stage, cause, does retrying help, what next. */
export function explanationText(document: ExplanationDocument, paint: Paint): string {
  return [
    ...document.items.map((item) => itemText(item, paint, document.items.length > 1)),
    ...document.notes.map((note) => hang(printable(note), 'note: ', '      ')),
  ].join('\n\n')
}

function itemText(item: ExplanationItem, paint: Paint, several: boolean): string {
  const row = (name: string, text: string): string => hang(text, `  ${name.padEnd(12)}`, ' '.repeat(14))
  return [
    ...(several ? [hang(printable(item.text.split('\n')[0] ?? '', 200), '> ', '  ')] : []),
    paint.bold(hang(printable(isGuessed(item) ? `Possibly: ${item.title}` : item.title), '', '')),
    row('speaker', item.ofClient ? 'a server, of a client that came to it' : SPEAKER[item.speaker]),
    row('symptom', `${item.symptom}${item.stage === null ? '' : ` at ${item.stage}`}`),
    ...(item.cause === null ? [] : [row('cause', `${item.cause} (${item.standing})`)]),
    ...item.alternatives
      .slice(0, 4)
      .map(({ cause, decidedBy }, at) =>
        row(item.cause === null && at === 0 ? 'could be' : 'or', `${cause}. Decided by: ${printable(decidedBy, 200)}`),
      ),
    ...(item.locus === null ? [] : [row('fault with', `${item.locus}${isGuess(item) ? ', if so' : ''}`)]),
    row(
      'retry helps',
      `${RETRY[item.persistence]}${isGuess(item) && item.persistence !== 'unknown' ? ', if so' : ''}${becameOf(item)}`,
    ),
    ...(item.recipient === null ? [] : [row('recipient', printable(item.recipient, 200))]),
    ...item.remedies
      .slice(0, 2)
      .map(({ title, applies }, at) =>
        row(
          at === 0 ? 'to do' : '',
          `${printable(title, 200)}${applies === 'by-someone-else' ? ' (by somebody else)' : ''}`,
        ),
      ),
    ...item.next.slice(0, 3).map((next, index) => row(index === 0 ? 'next' : '', printable(next, 600))),
  ].join('\n')
}

/** Whose fault it is, and whether retrying helps, is no surer than the cause. */
function isGuess({ cause, standing }: ExplanationItem): boolean {
  return cause !== null && standing === 'possible'
}

/** The title tells the cause, and not what was seen. */
function isGuessed(item: ExplanationItem): boolean {
  return isGuess(item) && !isBareEnd(item.symptom, item.stage !== null, item.standing)
}

/** What the sender did with the message, where the text tells: then retrying is a matter of whoever sends it again. */
function becameOf({ expired, returned, kept }: ExplanationItem): string {
  if (returned) return ' (the message went back to its sender and is not tried again: it has to be sent again)'
  if (kept) return expired ? ' (the sender goes on trying)' : ''
  return expired ? ' (the sender has given up)' : ''
}
