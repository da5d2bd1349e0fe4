import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followLogs } from '../../src/app/logs/follow.ts'
import { LOG_FORMATS } from '../../src/app/logs/formats.ts'
import { utcCalendar } from '../../src/wire/syslog/stamp.ts'

const PORTS = { readText: () => undefined, causeOf: () => null, isReceiver: () => false, formats: LOG_FORMATS }

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hangup-follow-'))
  path = join(folder, 'mail.log')
})
afterEach(() => rmSync(folder, { recursive: true }))

const line = (id: number): string =>
  `May  1 00:00:00 mail postfix/smtp[9]: 4DCnd66Hyz${id}: to=<a@there.example>, relay=mx.there.example[203.0.113.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)\n`

const nothing = (): void => undefined

/** The last digits of the queue ids that were seen, where the file held line 1 and each act happens between two looks. */
async function followed(...acts: readonly (() => void)[]): Promise<readonly (string | undefined)[]> {
  writeFileSync(path, line(1))
  const stop = new AbortController()
  const script = [...acts, nothing, nothing, () => stop.abort()]
  const clock = { now: () => Date.UTC(2024, 4, 1), sleep: () => Promise.resolve(script.shift()?.()) }
  const seen: (string | undefined)[] = []
  await followLogs(
    [path],
    {
      calendar: utcCalendar,
      clock,
      signal: stop.signal,
      fromStart: true,
      onAttempt: ({ queueId }) => seen.push(queueId?.at(-1)),
    },
    PORTS,
  )
  return seen
}

test('growth, in whole lines and half ones', async () => {
  const seen = await followed(
    () => appendFileSync(path, line(2).slice(0, 60)),
    () => appendFileSync(path, line(2).slice(60) + line(3)),
  )
  expect(seen).toEqual(['1', '2', '3'])
})

test('rotation by a new name', async () => {
  const seen = await followed(() => {
    appendFileSync(path, line(2))
    renameSync(path, `${path}.1`)
    writeFileSync(path, line(3) + line(4))
  })
  expect(seen).toEqual(['1', '2', '3', '4'])
})

test('truncation, and a file that was filled with as much as it held', async () => {
  const seen = await followed(() => {
    truncateSync(path)
    writeFileSync(path, line(2))
    utimesSync(path, 1e9, 1e9)
  })
  expect(seen).toEqual(['1', '2'])
})

test('truncation, and a file that was filled with more than it held before the next look', async () => {
  const seen = await followed(
    () => truncateSync(path, 0),
    nothing,
    () => appendFileSync(path, line(2)),
    () => writeFileSync(path, line(3) + line(4) + line(5)),
  )
  expect(seen).toEqual(['1', '2', '3', '4', '5'])
})

test('deletion, and a file that comes back', async () => {
  const seen = await followed(
    () => unlinkSync(path),
    nothing,
    () => writeFileSync(path, line(2)),
  )
  expect(seen).toEqual(['1', '2'])
})

test('whoever writes keeps the old file open for a while, with no file under the name', async () => {
  const seen = await followed(
    () => renameSync(path, `${path}.1`),
    () => appendFileSync(`${path}.1`, line(2)),
    () => {
      appendFileSync(`${path}.1`, line(3))
      writeFileSync(path, line(4))
    },
  )
  expect(seen).toEqual(['1', '2', '3', '4'])
})

test('whoever writes keeps the old file open for a while, beside the new one', async () => {
  const seen = await followed(
    () => {
      renameSync(path, `${path}.1`)
      writeFileSync(path, '')
    },
    () => appendFileSync(`${path}.1`, line(2).slice(0, 60)),
    () => {
      appendFileSync(`${path}.1`, line(2).slice(60))
      appendFileSync(path, line(3))
    },
  )
  expect(seen).toEqual(['1', '2', '3'])
})

test('two rotations in a row lose neither file', async () => {
  const seen = await followed(
    () => {
      renameSync(path, `${path}.1`)
      writeFileSync(path, line(2))
    },
    () => {
      renameSync(path, `${path}.0`)
      writeFileSync(path, line(3))
    },
    nothing,
    nothing,
  )
  expect(seen).toEqual(['1', '2', '3'])
})

test('an old file that somebody else writes for ever does not keep the new one from being read', async () => {
  const seen = await followed(
    () => {
      renameSync(path, `${path}.1`)
      writeFileSync(path, line(2))
    },
    ...Array.from({ length: 30 }, () => () => appendFileSync(`${path}.1`, 'x\n')),
  )
  expect(seen).toEqual(['1', '2'])
})

test('copytruncate: what was written since the last look is read from the copy', async () => {
  const seen = await followed(
    () => appendFileSync(path, line(2)),
    () => {
      // An older copy holds something else there.
      writeFileSync(`${path}.2`, line(8) + line(9) + line(8))
      appendFileSync(path, line(3) + line(4).slice(0, 40))
      copyFileSync(path, `${path}.1`)
      truncateSync(path)
      appendFileSync(path, line(5))
    },
    () => appendFileSync(path, line(6)),
  )
  expect(seen).toEqual(['1', '2', '3', '5', '6'])
})
