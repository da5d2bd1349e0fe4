import type { Progress } from '../../app/diagnose/diagnose-run.ts'
import { printable } from '../../base/printable.ts'
import { outcomeText } from '../../report/outcome-text.ts'
import { redact } from '../../report/redact.ts'
import type { GlobalOptions } from './globals.ts'
import type { CliIo } from './io.ts'

/** Stage by stage on a terminal, one line a step with --verbose, silent when piped. */
export function progressWriter(
  options: GlobalOptions & { readonly verbose?: boolean; readonly redact?: boolean },
  io: CliIo,
): ((event: Progress) => void) | undefined {
  const names = new Map<string, string>()
  const lineOf = (event: Progress): string =>
    options.redact === true ? redact(progressLine(event), names) : progressLine(event)
  if (options.verbose === true) return (event) => void io.stderr.write(`${lineOf(event)}\n`)
  if (options.quiet === true || options.json === true || io.stderr.isTTY !== true) return undefined
  return (event) => {
    // Each step takes the place of the one before; what the evidence leans to stays.
    if (event.kind === 'leaning') io.stderr.write(`\r\u001b[K${lineOf(event)}\n`)
    else io.stderr.write(`\r\u001b[K${lineOf(event).slice(0, 78)}`)
    if (event.kind === 'judged') io.stderr.write('\r\u001b[K')
  }
}

function progressLine(event: Progress): string {
  switch (event.kind) {
    case 'route':
      return `${event.hosts} mail host${event.hosts === 1 ? '' : 's'}, ${event.addresses} address${event.addresses === 1 ? '' : 'es'}`
    case 'step':
      return `${event.step.session} ${event.step.stage}: ${printable(event.step.said, 60)} → ${outcomeText(event.step.outcome, 80)}`
    case 'silence':
      return `${printable(event.endpoint, 80)} is silent at ${event.stage}; experiments begin while it waits`
    case 'leaning':
      return `so far: ${event.title} (${event.cause})`
    case 'experiment':
      return `${event.cause}: ${event.question}`
    case 'judged':
      return `  ${event.judged}: ${event.because}`
  }
}
