import type { Command } from 'commander'
import type { CliIo, ExitCode } from './io.ts'

/** Adds a verb's arguments and its action to its command. */
export type DefineVerb = (command: Command, io: CliIo, finish: (code: ExitCode) => void) => void

interface Verb {
  readonly summary: string
  /** On Ctrl-C it ends by itself and says what it knows; the others have nothing to say. */
  readonly endsItself?: true
  load(): Promise<DefineVerb>
}

/** The verbs in the order of the help. */
export const VERBS: Readonly<Record<string, Verb>> = {
  diagnose: {
    summary: 'why mail to TARGET (domain, address, host[:port]) drops: cause, proof, fix',
    endsItself: true,
    load: async () => (await import('./verb-diagnose.ts')).defineDiagnose,
  },
  explain: {
    summary: 'what an SMTP reply, bounce, log line or error means',
    load: async () => (await import('./verb-explain.ts')).defineExplain,
  },
  logs: {
    summary: 'what MTA logs say: what fails, where, since when, why',
    endsItself: true,
    load: async () => (await import('./verb-logs.ts')).defineLogs,
  },
  autopsy: {
    summary: 'a verdict for every SMTP session in a packet capture',
    load: async () => (await import('./verb-autopsy.ts')).defineAutopsy,
  },
  capture: {
    summary: 'capture the sessions with TARGET, around a diagnosis or until one fails, and judge them',
    endsItself: true,
    load: async () => (await import('./verb-capture.ts')).defineCapture,
  },
  demo: {
    summary: 'a local SMTP server with a fault, diagnosed end to end; no root, no network',
    endsItself: true,
    load: async () => (await import('./verb-demo.ts')).defineDemo,
  },
  schema: {
    summary: 'the JSON schema of a document that Hangup writes',
    load: async () => (await import('./verb-schema.ts')).defineSchema,
  },
}

/** The name of the verb that a command line calls. */
export function verbOf(argv: readonly string[]): string | undefined {
  return argv.find((word) => Object.hasOwn(VERBS, word))
}
