import type { DemoFault } from '../../app/demo/demo-fault.ts'
import { shellWord } from '../../base/shell-word.ts'
import type { Stage } from '../../domain/stage.ts'
import { versionOption } from '../../domain/version-names.ts'

/** The command that diagnoses a demo's server as the demo does: some faults only show to a sender that behaves like the one in the story. */
export function demoCommand({ options = {} }: DemoFault, endpoint: string): string {
  const { rcpt = [], pauseMs = {} } = options
  const pauses = Object.entries(pauseMs) as readonly (readonly [Stage, number])[]
  return [
    `hangup diagnose ${shellWord(endpoint)}`,
    ...(options.ehloName === undefined ? [] : [`--ehlo ${shellWord(options.ehloName)}`]),
    ...(options.tls === undefined ? [] : [`--tls ${options.tls}`]),
    ...(options.tlsMax === undefined ? [] : [`--tls-max ${versionOption(options.tlsMax)}`]),
    ...rcpt.map((to) => `--rcpt ${shellWord(to)}`),
    ...(options.send === true ? ['--send'] : []),
    ...(options.sizeBytes === undefined ? [] : [`--size ${options.sizeBytes}`]),
    ...(options.speaksEarly === true ? ['--speaks-early'] : []),
    ...pauses.map(([stage, ms]) => `--pause ${stage}=${ms / 1000}`),
  ].join(' ')
}
