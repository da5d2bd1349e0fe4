import { Command, CommanderError, Help, type Option } from 'commander'
import { printable } from '../../base/printable.ts'
import { UsageProblem, type CliIo, type ExitCode } from './io.ts'
import { VERBS, verbOf } from './verbs.ts'

const EXIT_CODES = `
Exit codes: 0 nothing wrong found, 1 something is wrong and the report says
what, 2 Hangup itself could not do the job.`

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  ${line}\n`).join('')}`
}

/** That a list is empty unless something is given needs no words. */
function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: (?:\[\]|\{\})\)$/, '')
}

/** Runs one command line. Never throws: a defect of ours is reported as one, with exit code 2. */
export async function run(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const program = new Command('hangup')
    .description('Finds out why an SMTP connection drops, proves it, and prints the fix.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // It repeats what it was given.
      outputError: (text, write) => write(`${printable(text.trimEnd())}\n`),
    })
    .configureHelp({ optionDescription })
    .addHelpText('after', EXIT_CODES)
  const finish = (code: ExitCode): void => {
    exitCode = code
  }
  // Only the verb that is called is loaded, so that the command line starts quickly.
  const wanted = verbOf(argv)
  program.showHelpAfterError(
    wanted === undefined ? '(say `hangup --help` for the verbs)' : `(say \`hangup ${wanted} --help\` for its options)`,
  )
  for (const [name, verb] of Object.entries(VERBS)) {
    if (wanted === undefined || wanted === name) {
      const command = program
        .command(name)
        .description(verb.summary)
        .copyInheritedSettings(program)
        .addHelpText('after', examplesText(verb.examples) + EXIT_CODES)
      if (wanted === name) (await verb.load())(command, io, finish)
    }
  }
  try {
    if (argv.length === 0) {
      program.outputHelp()
      return 0
    }
    if (argv[0] === 'help' && argv[1] !== undefined && wanted === undefined)
      throw new UsageProblem(`there is no verb ${JSON.stringify(argv[1])}; \`hangup --help\` names them`)
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    return report(error, argv, io)
  }
}

function report(error: unknown, argv: readonly string[], io: CliIo): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageProblem) {
    io.stderr.write(`hangup: ${printable(error.message)}\n`)
    if (argv.includes('--debug') && error.cause instanceof Error) io.stderr.write(`${error.cause.stack ?? ''}\n`)
    return 2
  }
  const text = error instanceof Error ? error.message : String(error)
  io.stderr.write(`hangup: this is a defect of Hangup itself: ${printable(text)}\n`)
  io.stderr.write(
    argv.includes('--debug') && error instanceof Error
      ? `${error.stack ?? ''}\n`
      : 'Run it again with --debug for the stack, and please report it.\n',
  )
  return 2
}
