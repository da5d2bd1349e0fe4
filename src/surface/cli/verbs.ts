import type { Command } from 'commander'
import type { CliIo, ExitCode } from './io.ts'

/** Adds a verb's arguments and its action to its command. */
export type DefineVerb = (command: Command, io: CliIo, finish: (code: ExitCode) => void) => void

interface Verb {
  readonly summary: string
  /** Command lines for the help, each as it is typed. */
  readonly examples: readonly string[]
  /** On Ctrl-C it ends by itself and says what it knows; the others have nothing to say. */
  readonly endsItself?: true
  load(): Promise<DefineVerb>
}

/** The verbs in the order of the help. */
export const VERBS: Readonly<Record<string, Verb>> = {
  diagnose: {
    summary: 'why mail to TARGET (domain, address, host[:port]) drops: cause, proof, fix',
    examples: [
      'hangup diagnose example.org',
      'hangup diagnose user@example.org --symptom bounce.eml',
      'hangup diagnose example.org --like exchange --tls-max 1.2',
      'hangup diagnose example.org --save case.json --report report.html',
    ],
    endsItself: true,
    load: async () => (await import('./verb-diagnose.ts')).defineDiagnose,
  },
  explain: {
    summary: 'what an SMTP reply, bounce, log line or error means',
    examples: [
      "hangup explain '421 4.4.2 Connection dropped due to SocketError'",
      'hangup explain bounces/',
      'hangup explain --lines < errors.txt',
    ],
    load: async () => (await import('./verb-explain.ts')).defineExplain,
  },
  logs: {
    summary: 'what MTA logs say: what fails, where, since when, why',
    examples: [
      'hangup logs /var/log/mail.log*',
      'hangup logs --journal --since 2026-11-29T06:00:00Z',
      'hangup logs /var/log/mail.log --trace 4bPk2q3XyZz1',
    ],
    endsItself: true,
    load: async () => (await import('./verb-logs.ts')).defineLogs,
  },
  autopsy: {
    summary: 'a verdict for every SMTP session in a packet capture',
    examples: [
      'hangup autopsy mail.pcap --ladder',
      'hangup autopsy mail.pcap --log /var/log/mail.log',
      'hangup autopsy client.pcap --against server.pcap',
    ],
    load: async () => (await import('./verb-autopsy.ts')).defineAutopsy,
  },
  capture: {
    summary: 'capture the sessions with TARGET, around a diagnosis or until one fails, and judge them',
    examples: ['hangup capture example.org', 'hangup capture example.org --until-failure --for 86400'],
    endsItself: true,
    load: async () => (await import('./verb-capture.ts')).defineCapture,
  },
  demo: {
    summary: 'a local SMTP server with a fault, diagnosed end to end; no root, no network',
    examples: ['hangup demo', 'hangup demo tls-floor', 'hangup demo --serve large-hello --port 2525'],
    endsItself: true,
    load: async () => (await import('./verb-demo.ts')).defineDemo,
  },
  schema: {
    summary: 'the JSON schema of a document that Hangup writes',
    examples: ['hangup schema diagnosis'],
    load: async () => (await import('./verb-schema.ts')).defineSchema,
  },
}

/** The name of the verb that a command line calls. */
export function verbOf(argv: readonly string[]): string | undefined {
  return argv.find((word) => Object.hasOwn(VERBS, word))
}
