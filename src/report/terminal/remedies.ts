import { assertNever } from '../../base/assert-never.ts'
import { printable } from '../../base/printable.ts'
import type { WaitingMail, WrittenRemedy } from '../../domain/diagnosis.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { APPLIES, inOrder, ours, serverText } from '../remedy-words.ts'
import type { Translation } from '../software-at-hand.ts'
import { COLUMNS, hang } from '../wrap.ts'

/**
 * One remedy: what to do, in the words of the software at hand, and how to take it back. `isFolded`: beside another that can be done at once
 * it is told without its commands.
 */
export function remedyText(
  remedy: WrittenRemedy,
  number: number,
  whole: Translation | undefined,
  isFolded = false,
): string {
  const isTold = !isFolded || whole?.isNone === true
  const translation = isTold ? whole : undefined
  const { first, then } = inOrder(remedy)
  const undo = [...(translation?.undo ?? []), ...(remedy.undo ?? [])]
  // Whoever copies the whole block into a shell copies the words in it.
  const isRun = [...(translation?.steps ?? []), ...then].some(({ kind }) => kind === 'command')
  const server = serverText(remedy, translation)
  return [
    hang(`${number}. ${printable(remedy.title)} (${APPLIES[remedy.applies]})`, '  ', '     '),
    ...(remedy.costs === undefined ? [] : [hang(`Cost: ${printable(remedy.costs)}.`, '     ', '     ')]),
    ...first.map(stepText),
    ...(server === undefined ? [] : [`     ${server}`]),
    ...(translation?.steps ?? []).map(stepText),
    ...then.map(isRun ? commented : stepText),
    ...(undo.length === 0 ? [] : ['     undo:', ...undo.map(stepText)]),
    ...forTheReceiver(remedy, translation),
    ...(!isTold && whole !== undefined ? [`     (how with ${whole.software}, and its undo: --report page.html)`] : []),
  ].join('\n')
}

function commented(step: RemedyStep): string {
  return step.kind === 'note' ? hang(`# ${printable(step.text)}`, '       ', '       # ') : stepText(step)
}

/** What to do with the mail that the failure keeps, in the words of the sender's software. */
export function waitingText(waiting: WaitingMail, translation: Translation | undefined): string {
  const server = ours(translation)
  return [
    hang(waiting.says, '  ', '  '),
    ...(server === undefined ? [] : [`     ${server}`]),
    ...(translation?.steps ?? []).map(stepText),
  ].join('\n')
}

/** Where the commands for a server that is not ours are found. */
function forTheReceiver({ on, written }: WrittenRemedy, translation: Translation | undefined): readonly string[] {
  if (on !== 'their-server' || written.every(({ software }) => software === translation?.software)) return []
  const named = written.map(({ software }) => software).join(', ')
  return [hang(`(commands for the receiver’s server, as ${named}: --report page.html)`, '     ', '     ')]
}

/** A word of why stands behind the command, a longer one above it. */
function commandText({ run, why }: Extract<RemedyStep, { kind: 'command' }>): string {
  const lines = run.split('\n').map((line) => `       ${printable(line, 2000)}`)
  if (why === undefined) return lines.join('\n')
  const behind = `${lines[0]}   # ${printable(why)}`
  if (lines.length === 1 && behind.length <= COLUMNS) return behind
  return [hang(`# ${why}`, '       ', '       # '), ...lines].join('\n')
}

export function stepText(step: RemedyStep): string {
  switch (step.kind) {
    case 'command':
      return commandText(step)
    case 'edit':
      return [
        hang(`in ${printable(step.file)}${step.why === undefined ? '' : ` (${step.why})`}:`, '       ', '       '),
        ...(step.remove ?? '')
          .split('\n')
          .filter(Boolean)
          .map((line) => `       - ${printable(line, 2000)}`),
        ...(step.add ?? '')
          .split('\n')
          .filter(Boolean)
          .map((line) => `       + ${printable(line, 2000)}`),
      ].join('\n')
    case 'record':
      return `       ${printable(step.zoneLine, 2000)}   ; zone of ${printable(step.owner)}`
    case 'code':
      return [
        ...(step.why === undefined ? [] : [hang(step.why, '       ', '       ')]),
        ...step.text.split('\n').map((line) => `       ${printable(line, 2000)}`),
      ].join('\n')
    case 'ask':
      return hang(`Ask ${printable(step.who)}: “${printable(step.text)}”`, '       ', '       ')
    case 'note':
      return hang(printable(step.text), '       ', '       ')
    default:
      return assertNever(step)
  }
}
