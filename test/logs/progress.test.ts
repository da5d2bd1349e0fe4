import { expect, test } from 'vitest'
import type { CliIo } from '../../src/surface/cli/io.ts'
import { logsProgress } from '../../src/surface/cli/logs-progress.ts'

function watched(isTTY: boolean) {
  let written = ''
  const io: CliIo = {
    stdout: { write: () => true },
    stderr: { write: (text) => (written += text), isTTY },
    stdin: () => Promise.resolve(new Uint8Array()),
    env: {},
    signal: new AbortController().signal,
  }
  return { io, written: () => written }
}

const at = (bytesRead: number) => ({ name: 'mail.log', bytesRead, sizeBytes: 2_000_000_000, lines: bytesRead / 100 })

test('a long log says how far it is read, now and then, and takes the line away', () => {
  const { io, written } = watched(true)
  let now = 0
  const progress = logsProgress({}, io, () => now)
  for (const ms of [100, 1_900, 2_000, 2_100, 2_600]) {
    now = ms
    progress?.onProgress(at(ms * 100_000))
  }
  progress?.done()
  expect(written().split('\r\u001b[K').slice(1)).toEqual([
    'mail.log: 10 % of 2000 MB, 2000000 lines',
    'mail.log: 13 % of 2000 MB, 2600000 lines',
    '',
  ])
})

test('a short log, a pipe and --quiet need no word', () => {
  const short = watched(true)
  const progress = logsProgress({}, short.io, () => 0)
  progress?.onProgress(at(1))
  progress?.done()
  expect(short.written()).toBe('')
  expect(logsProgress({}, watched(false).io)).toBeUndefined()
  expect(logsProgress({ quiet: true }, watched(true).io)).toBeUndefined()
})
