import type { Command } from 'commander'
import { autopsy, type AutopsyOptions } from '../../app/autopsy/autopsy.ts'
import type { AutopsyDocument } from '../../app/autopsy/document.ts'
import { whyUnread } from '../../app/autopsy/unread-capture.ts'
import { jsonText } from '../../base/json-text.ts'
import { printable } from '../../base/printable.ts'
import type { Software } from '../../domain/software.ts'
import { redact } from '../../report/redact.ts'
import { autopsyText } from './autopsy-text.ts'
import { unreadable } from './file-problems.ts'
import { paintFor, type GlobalOptions } from './globals.ts'
import { UsageProblem, type CliIo, type ExitCode } from './io.ts'
import { expectApart, expectWritable, writeOutput } from './output-files.ts'
import { quietAutopsy } from './quiet.ts'
import { sayUnused } from './unused.ts'

export interface Flags extends GlobalOptions {
  readonly ladder?: boolean
  readonly all?: boolean
  readonly extract?: string
  readonly payloads?: boolean
  readonly redact?: boolean
  readonly against?: string
  readonly log?: string[]
  readonly like?: Software
}

/** What `hangup autopsy` does once its command line is read. */
export async function runAutopsy(
  path: string | undefined,
  flags: Flags,
  command: Command,
  io: CliIo,
): Promise<ExitCode> {
  if (path === undefined)
    throw new UsageProblem(
      `autopsy needs a FILE${flags.log === undefined ? '' : ': every word behind --log is taken for a log, so write the capture first'}`,
    )
  await expectWritable(flags.extract)
  await expectApart(flags.extract, [path, flags.against, ...(flags.log ?? [])])
  if (flags.extract === undefined) sayUnused(command, io, ['payloads'], 'it belongs to --extract')
  const found = await readable(path, flags.ladder === true ? { ladder: 'failed' } : {})
  const document = await logged(await compared(found, path, flags), flags, io)
  if (flags.extract !== undefined) await extract(path, flags.extract, flags)
  const shown = flags.redact === true ? redact(document) : document
  if (flags.json === true) io.stdout.write(`${jsonText(shown, 2)}\n`)
  else if (flags.quiet === true) io.stdout.write(`${quietAutopsy(shown)}\n`)
  else io.stdout.write(`${autopsyText(shown, paintFor(flags, io), flags)}\n`)
  return document.healthy ? 0 : 1
}

/** The autopsy of a file; nothing seen because nothing could be read is neither health nor a loss of packets. */
async function readable(path: string, options: AutopsyOptions): Promise<AutopsyDocument> {
  const found = await autopsy({ path }, options)
  expectRead(path, whyUnread(found.source))
  return found
}

function expectRead(path: string, unread: string | undefined): void {
  if (unread !== undefined) throw new UsageProblem(`cannot read ${path}: ${unread}`)
}

async function compared(document: AutopsyDocument, path: string, flags: Flags): Promise<AutopsyDocument> {
  if (flags.against === undefined) return document
  if (path === '-' || flags.against === '-')
    throw new UsageProblem('--against compares two files: standard input cannot be one of them')
  const [{ compareVantagePoints }, { placeOf }] = await Promise.all([
    import('../../app/autopsy/against.ts'),
    import('../../app/autopsy/views.ts'),
  ])
  const there = await placeOf({ path: flags.against })
  expectRead(flags.against, there.unread)
  return { ...document, comparison: compareVantagePoints(await placeOf({ path }), there) }
}

async function logged(document: AutopsyDocument, flags: Flags, io: CliIo): Promise<AutopsyDocument> {
  if (flags.log === undefined) return document
  const [{ createLogJoin }, { openLines }] = await Promise.all([
    import('../../app/autopsy/join-log.ts'),
    import('../../app/logs/open-logs.ts'),
  ])
  const join = createLogJoin(document)
  for (const note of await openLines(flags.log, join.line).catch(unreadable))
    io.stderr.write(`hangup: ${printable(note)}\n`)
  return join.end()
}

async function extract(path: string, to: string, flags: Flags): Promise<void> {
  if (path === '-') throw new UsageProblem('--extract reads the capture twice: give a file, not standard input')
  const { extractProof } = await import('../../app/autopsy/extract.ts')
  const options = { withPayloads: flags.payloads === true, redact: flags.redact === true }
  await writeOutput(to, (await extractProof({ path }, options)).bytes)
}
