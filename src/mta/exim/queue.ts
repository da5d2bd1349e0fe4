import type { Destination } from '../../domain/destination.ts'
import { sh, type WrittenSteps } from '../lever-writer.ts'

/** exiqgrep(8) takes a regular expression for the recipient. */
export function listQueue({ domain }: Destination): WrittenSteps {
  const list = domain === undefined ? 'exim -bp' : `exiqgrep -r '(?i)@${domain.replaceAll('.', String.raw`\.`)}$'`
  return { steps: [sh(list)], undo: [] }
}

/** Exim spec §5.2: -M and f take no heed of retry times; a doubled f would try frozen messages, too, which somebody may hold. */
export function retryQueue({ domain }: Destination): WrittenSteps {
  return {
    steps: [
      sh('exim -v -M MESSAGE-ID', 'one message first; it shows the session'),
      sh(domain === undefined ? 'exim -qf' : `exim -Rf ${domain}`, 'then the rest'),
    ],
    undo: [],
  }
}

/** Exim spec §5.2: a frozen message is passed over until it is thawed. */
export function holdMessage(): WrittenSteps {
  return { steps: [sh('exim -Mf MESSAGE-ID', 'holds it'), sh('exim -Mt MESSAGE-ID', 'lets it go again')], undo: [] }
}

export function returnMessage(): WrittenSteps {
  return { steps: [sh('exim -Mg MESSAGE-ID', 'gives it up: back to its sender')], undo: [] }
}
