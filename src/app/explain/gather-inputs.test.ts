import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { gatherInputs } from './gather-inputs.ts'

const dir = mkdtempSync(join(tmpdir(), 'hangup-gather-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

async function namesUnder(path: string, told: string[] = []): Promise<readonly string[]> {
  const names: string[] = []
  for await (const input of gatherInputs([path], (file, why) => void told.push(`${basename(file)}: ${why}`)))
    names.push(input.kind === 'octets' ? basename(input.file) : '')
  return names
}

test('a folder that holds itself, and pipes, is read once and to its end', async () => {
  const spool = join(dir, 'spool')
  mkdirSync(spool)
  writeFileSync(join(spool, 'a.eml'), 'Subject: x\n\n550 no\n')
  symlinkSync(join(spool, 'a.eml'), join(spool, 'b.eml'))
  symlinkSync(spool, join(spool, 'loop1'))
  symlinkSync(spool, join(spool, 'loop2'))
  execFileSync('mkfifo', [join(spool, 'pickup')])
  expect(await namesUnder(spool)).toEqual(['a.eml', 'b.eml'])
})

test('a folder is read in the order of names; a maildir without what is unfinished', async () => {
  const maildir = join(dir, 'maildir')
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, part), { recursive: true })
  writeFileSync(join(maildir, 'new', '2'), 'x')
  writeFileSync(join(maildir, 'cur', '1:2,S'), 'x')
  writeFileSync(join(maildir, 'tmp', '3'), 'x')
  expect(await namesUnder(maildir)).toEqual(['1:2,S', '2'])
})

test('what is not there is told', async () => {
  const told: string[] = []
  expect(await namesUnder(join(dir, 'nothing'), told)).toEqual([])
  expect(told).toEqual([expect.stringContaining('nothing: ')])
})
