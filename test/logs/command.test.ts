import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startHangup } from '../kit/hangup.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hangup-test-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const start = (...argv: readonly string[]) => startHangup(argv)

const line = (id: string, second: number, status = 'deferred'): string =>
  `2026-11-28T04:28:${String(second).padStart(2, '0')}+00:00 out postfix/smtp[9]: ${id}: to=<u@there.example>, relay=mx.there.example[192.0.2.10]:25, delay=2, delays=0/0/2/0, dsn=4.4.2, status=${status} (lost connection with mx.there.example[192.0.2.10] while receiving the initial server greeting)\n`

/** A `journalctl` of our own that writes down what it was asked. */
function fakeJournal(...more: readonly string[]): void {
  const record = JSON.stringify({
    __REALTIME_TIMESTAMP: '1795840084000000',
    SYSLOG_IDENTIFIER: 'postfix/smtp',
    _PID: '9',
    MESSAGE: line('4DCnd66HyzA', 4).slice(line('4DCnd66HyzA', 4).indexOf('4DCnd')).trimEnd(),
  })
  const path = join(folder, 'journalctl')
  writeFileSync(
    path,
    ['#!/bin/sh', `printf '%s\\n' "$@" >> '${folder}/asked'`, `cat <<'END'\n${record}\nEND`, ...more, ''].join('\n'),
  )
  chmodSync(path, 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`)
}

const asked = (): readonly string[] => readFileSync(join(folder, 'asked'), 'utf8').split('\n')

test('the journal is asked only for the time that was asked for', async () => {
  fakeJournal()
  const { exitCode, stdout } = await start(
    'logs',
    '--journal',
    '--since',
    '2026-11-28T04:00:00Z',
    '--until',
    '2026-11-28T05:00:00Z',
    '--json',
  ).done
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ attempts: { deferred: 1 } })
  expect(asked()).toEqual(expect.arrayContaining(['--since=@1795838400', '--until=@1795842000']))
})

test('the journal is followed until told to stop, then summed up', async () => {
  fakeJournal('exec sleep 60')
  const following = start('logs', '--journal', '--follow', '--attempts')
  await vi.waitFor(() => expect(following.stdout()).toContain('4DCnd66HyzA'), 20_000)
  expect(asked()).toContain('--follow')
  following.stop()
  expect((await following.done).exitCode).toBe(1)
})

test.each(['4DCnd66HyzA', 'u@there.example'])('%s is traced through the journal', async (needle) => {
  fakeJournal()
  const { exitCode, stdout } = await start('logs', '--journal', '--trace', needle).done
  expect(stdout).toContain('4DCnd66HyzA: to=<u@there.example>')
  expect(exitCode).toBe(1)
})

test.each([
  ['no journalctl', ['--journal']],
  ['a packing that is not read', ['PACKED']],
])('%s: the job could not be done', async (_name, argv) => {
  vi.stubEnv('PATH', folder)
  const packed = join(folder, 'mail.log.xz')
  writeFileSync(packed, Buffer.from('fd377a585a000004e6d6b446', 'hex'))
  const { exitCode } = await start('logs', ...argv.map((word) => (word === 'PACKED' ? packed : word))).done
  expect(exitCode).toBe(2)
})

test('failures are told as they come while a log is followed', async () => {
  const path = join(folder, 'mail.log')
  writeFileSync(path, line('4DCnd66HyzA', 4))
  const following = start('logs', path, '--follow')
  await vi.waitFor(() => expect(following.stdout()).toContain('1 deferred'), 20_000)
  appendFileSync(path, line('4DCnd66HyzB', 5) + line('4DCnd66HyzC', 6, 'sent'))
  await vi.waitFor(() => expect(following.stdout()).toContain('4DCnd66HyzB'), 20_000)
  expect(following.stdout()).toMatch(/2026-11-28 04:28:05 .*deferred.*there\.example.*drop\.lost at banner/)
  expect(following.stdout()).not.toContain('4DCnd66HyzC')
  following.stop()
  const { exitCode, stdout } = await following.done
  expect(stdout).toContain('2 deferred')
  expect(exitCode).toBe(1)
})

test('repeats without an attempt are told apart in the first line', async () => {
  const path = join(folder, 'mail.log')
  writeFileSync(
    path,
    line('4DCnd66HyzA', 4) + line('4DCnd66HyzB', 5).replace('(lost', '(delivery temporarily suspended: lost'),
  )
  const { stdout } = await start('logs', path, '--no-color').done
  expect(stdout.split('\n\n')[0]).toMatch(
    /1 deferred[\s\S]*1 repeat of an older reason, without an attempt, not counted\./,
  )
})

test('a log of which no line is understood is not called free of failures', async () => {
  const file = join(folder, 'other.log')
  writeFileSync(file, 'what is this\nand this\n')
  const { exitCode, stdout } = await start('logs', file).done
  expect(stdout).toContain('2 lines not understood (--unknown shows them)')
  expect(exitCode).toBe(2)
})

test('a log of other programs alone holds no failure', async () => {
  const file = join(folder, 'other.log')
  writeFileSync(file, '2026-11-28T04:28:00+00:00 out cron[9]: job done\n')
  expect((await start('logs', file).done).exitCode).toBe(0)
})
