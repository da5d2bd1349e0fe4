import type { Command } from 'commander'
import { readIpv4 } from '../../domain/address.ts'
import { parseTarget, type ParsedTarget, type ToAscii } from '../../domain/target.ts'
import type { DiagnoseFlags } from './diagnose-options.ts'
import { UsageProblem, type CliIo } from './io.ts'
import { sayUnused } from './unused.ts'

/** What `--case` leaves of the options: it makes no session. */
const OFFLINE: ReadonlySet<string> = new Set([
  'case',
  'save',
  'report',
  'redact',
  'like',
  'verbose',
  'json',
  'quiet',
  'color',
  'debug',
])

/** The target in its parts, or what is wrong with it. `what`: who names it. */
export function readTarget(given: string, toAscii: ToAscii, what = 'a target'): ParsedTarget {
  const target = parseTarget(given, toAscii)
  if (target.kind === 'problem')
    throw new UsageProblem(`cannot use ${JSON.stringify(given)} as ${what}: ${target.problem}. ${target.hint}`)
  return target
}

/** Refuses what contradicts itself, before anything is contacted. */
export function expectSense(target: ParsedTarget, flags: DiagnoseFlags, toAscii: ToAscii): void {
  const { ipv4, ipv6, tlsMin, tlsMax, port } = flags
  if (ipv4 === true && ipv6 === true) throw new UsageProblem('--ipv4 and --ipv6 exclude each other')
  if (target.kind === 'address' && (readIpv4(target.address) === undefined ? ipv4 : ipv6) === true)
    throw new UsageProblem(`--${ipv4 === true ? 'ipv4' : 'ipv6'} excludes the target ${target.given}`)
  if (port !== undefined && target.port !== undefined && port !== target.port)
    throw new UsageProblem(`the target ${target.given} names one port, and --port ${port} another`)
  if (tlsMin !== undefined && tlsMax !== undefined && tlsMin > tlsMax)
    throw new UsageProblem('--tls-min is higher than --tls-max: no version is left')
  if (flags.send === true && flags.rcpt.length === 0 && target.mailbox === undefined)
    throw new UsageProblem('--send needs a mailbox that may receive the test message: say --rcpt ADDRESS')
  for (const other of flags.compare) readTarget(other, toAscii, 'the destination of --compare')
}

/** Says which options have no effect beside the others. */
export function sayWithoutEffect(command: Command, flags: DiagnoseFlags, io: CliIo): void {
  if (flags.case !== undefined) {
    const names = command.options.map((option) => option.attributeName()).filter((name) => !OFFLINE.has(name))
    return sayUnused(command, io, names, '--case makes no session')
  }
  if (flags.send !== true)
    sayUnused(command, io, ['size', 'contains', 'message', 'chunking'], 'no message is sent without --send')
  else if (flags.message !== undefined) sayUnused(command, io, ['size', 'contains'], '--message is sent as it stands')
  if (flags.from === undefined || flags.from === '')
    sayUnused(command, io, ['dkimSelector'], 'it belongs to the domain of --from')
  if (flags.user === undefined) sayUnused(command, io, ['passwordFile'], 'it belongs to --user')
}
