import { expect, test } from 'vitest'
import type { Exec, ExecResult, Files } from '../domain/ports.ts'
import { habitsOf } from '../mta/habits.ts'
import { askText } from '../mta/mta-config.ts'
import { gatherLocalMta, MTA_CONFIGS } from './local-mta.ts'

const done = (stdout: string): ExecResult => ({ kind: 'done', exitCode: 0, stdout, stderr: '' })
const noFiles: Files = { readText: async () => undefined }

test('Postfix is asked, and its tables for the destination', async () => {
  const asked: string[] = []
  const exec: Exec = {
    run: async (command, args) => {
      asked.push([command, ...args].join(' '))
      if (command === 'postconf' && args[0] === '-x')
        return done('smtp_tls_security_level = may\nsmtp_tls_policy_maps = texthash:/etc/postfix/p, hash:/etc/q\n')
      if (command === 'postconf' && args[0] === '-n') return done('smtp_tls_security_level = may\n')
      if (command === 'postmap')
        return args[2] === 'hash:/etc/q' && args[1] === 'example.net'
          ? done('none\n')
          : { kind: 'done', exitCode: 1, stdout: '', stderr: '' }
      return { kind: 'missing' }
    },
  }
  const { settings } = await gatherLocalMta({ exec, files: noFiles }, { domain: 'example.net', hosts: [] })
  expect(settings.map(({ name, value, isDefault }) => [name, value, isDefault])).toEqual([
    ['smtp_tls_security_level', 'may', false],
    ['smtp_tls_policy_maps', 'texthash:/etc/postfix/p, hash:/etc/q', true],
    ['smtp_tls_policy_maps[example.net]', 'none', false],
  ])
  expect(asked.filter((each) => each.startsWith('exim'))).toEqual([])
})

test('of instances side by side, only what all of them say is believed', async () => {
  const answers: Record<string, string> = {
    '-x': 'multi_instance_directories = /etc/postfix-out\nsmtp_helo_name = null.example\nsmtp_tls_security_level = may\n',
    '-c': 'smtp_helo_name = out.example\nsmtp_tls_security_level = may\n',
  }
  const exec: Exec = {
    run: async (command, args) =>
      command === 'postconf' && (args[0] !== '-c' || args[2] === '-x')
        ? done(answers[args[0] ?? ''] ?? '')
        : { kind: 'missing' },
  }
  const { settings } = await gatherLocalMta({ exec, files: noFiles })
  expect(settings.map(({ name }) => name)).toEqual(['multi_instance_directories', 'smtp_tls_security_level'])
})

test('a file is enough for Sendmail', async () => {
  const files: Files = {
    readText: async (path) =>
      path === '/etc/mail/sendmail.cf' ? 'Djmail.example.org\nO Timeout.connect=1m\n' : undefined,
  }
  const exec: Exec = { run: async () => ({ kind: 'missing' }) }
  const { settings } = await gatherLocalMta({ exec, files })
  expect(settings.map(({ software, name }) => [software, name])).toEqual([
    ['sendmail', 'macro.j'],
    ['sendmail', 'Timeout.connect'],
  ])
})

test('no mail server is blindness, not an error', async () => {
  const exec: Exec = { run: async () => ({ kind: 'timeout' }) }
  expect(await gatherLocalMta({ exec, files: noFiles })).toEqual({ settings: [], blind: expect.any(String) })
})

/** How lines begin that some adapter reads, and what may end a run of blanks. */
const LINES = [
  'smtp_helo_name =',
  'smtp/unix/a =',
  'hosts = a',
  'remote_smtp',
  'O Timeout.connect=',
  'Mesmtp,',
  'action "a"',
  'pki',
  'host',
  'a smtp',
  'mailhub=',
  'SMARTHOST',
  '',
]
const ENDS = ['x', '"', '\\', '\u0000', '=', '']

test.each(MTA_CONFIGS)('$name: a long run of blanks is read at once', (adapter) => {
  const text = LINES.flatMap((line) => ENDS.map((end) => `${line}${'\t '.repeat(10_000)}${end}`)).join('\n')
  for (const ask of adapter.asks) {
    const texts = [{ from: askText(ask), text }]
    const begun = process.cpuUsage()
    habitsOf(adapter.readConfig(texts), 'example.org')
    adapter.refersTo?.(texts)
    const { user, system } = process.cpuUsage(begun)
    expect((user + system) / 1e6).toBeLessThan(2)
  }
})
