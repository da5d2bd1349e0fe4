import { expect, test } from 'vitest'
import type { CliIo } from './io.ts'
import { progressWriter } from './progress.ts'

function terminal(): { readonly io: CliIo; readonly shown: () => string } {
  let written = ''
  return {
    io: {
      stdout: { write: () => true },
      stderr: { write: (text) => (written += text), isTTY: true },
      stdin: () => Promise.resolve(new Uint8Array()),
      env: {},
      signal: new AbortController().signal,
    },
    shown: () => written,
  }
}

test('on a terminal each step takes the place of the one before, and what the evidence leans to stays', () => {
  const { io, shown } = terminal()
  const write = progressWriter({}, io)
  write?.({ kind: 'route', hosts: 1, addresses: 2 })
  write?.({ kind: 'leaning', cause: 'path/pmtu-black-hole', title: 'The path swallows' })
  write?.({ kind: 'experiment', cause: 'path/pmtu-black-hole', question: 'Do small ones pass?' })
  expect(shown().split('\n')).toEqual([
    '\r\u001b[K1 mail host, 2 addresses\r\u001b[Kso far: The path swallows (path/pmtu-black-hole)',
    '\r\u001b[Kpath/pmtu-black-hole: Do small ones pass?',
  ])
})

test('nothing is written where nobody watches, or where JSON was asked for', () => {
  const { io } = terminal()
  expect(progressWriter({ json: true }, io)).toBeUndefined()
  expect(progressWriter({ quiet: true }, io)).toBeUndefined()
  expect(progressWriter({}, { ...io, stderr: { write: () => true } })).toBeUndefined()
})
