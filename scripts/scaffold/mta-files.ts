/** A log reader that knows no line yet, its test, and a place for samples; it compiles, and `npm test` lists what is marked TODO. */
export function mtaFiles(name: string): readonly (readonly [file: string, text: string])[] {
  return [
    [`src/mta/${name}/log.ts`, reader(name)],
    [`src/mta/${name}/log.test.ts`, test(name)],
    [
      `src/mta/${name}/samples/ORIGIN.md`,
      `TODO: for each sample, named with the software's version (\`${name}-1.2.log\`): where it comes from, and what was changed in it.\n`,
    ],
    [
      `docs/mta/${name}.md`,
      `# ${name}: what Hangup reads\n\nTODO: which lines become attempts, which are counted on the server side, and how to turn the needed logging on.\n`,
    ],
  ]
}

function reader(name: string): string {
  return `import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { attemptOf } from '../attempt-line.ts'
import type { LineReader, LogSink } from '../log-event.ts'

/** The name in a syslog tag. TODO: leave it out, here and in src/app/logs/formats.ts, where the software never logs to syslog. */
export function ownsProgram(program: string): boolean {
  return program === '${name}'
}

/** TODO: the grammar of the line, and the version that it was read from. */
export function readLog(sink: LogSink): LineReader {
  function read(frame: Frame): boolean {
    const text = frame.message === '' ? wholeLine(frame) : frame.message
    // TODO: text comes from outside and may be long: bound what an expression may pass over ({1,320}), and nest no quantifiers.
    const found = /^(\\w{1,40}): to=<([^>]{1,320})> TODO (.{0,2000})$/.exec(text)
    if (found === null) return false
    const [, queueId = '', recipient = '', reason = ''] = found
    sink.attempt(attemptOf({ software: '${name}', atMs: frame.atMs, queueId, recipient, status: 'deferred', reason }))
    return true
  }

  return { read, end: () => undefined }
}
`
}

function test(name: string): string {
  return `import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'

// TODO: read samples/ instead, as test/logs/samples.test.ts does, with what each delivery must come out as.
test('a failed delivery is an attempt: who, how, and what happened at which stage', () => {
  const line = 'May  1 00:00:00 mail ${name}[9]: 4F2A: to=<a@b.example> TODO lost connection while sending RCPT TO'
  const { attempts, unknown } = analyseText(line)
  expect(unknown).toEqual([])
  expect(attempts).toMatchObject([
    { queueId: '4F2A', recipient: 'a@b.example', status: 'deferred', symptom: 'drop.lost', stage: 'rcpt' },
  ])
})
`
}
