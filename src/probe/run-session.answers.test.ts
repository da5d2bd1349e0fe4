import { expect, test } from 'vitest'
import { deathOf, patience, sessionWith } from '../../test/kit/scripted-peer-context.ts'
import type { PeerPoint } from './peer/peer-script.ts'

/** RFC 5321 §4.3.2 lists the answers of each command; MTAs look at the first digit, and take 3yz at DATA alone. */
test.each<readonly [PeerPoint, string, string]>([
  ['banner', '354 go ahead', 'banner: reply 354'],
  ['ehlo', '221 2.0.0 Bye', 'ehlo: reply 221'],
  ['mail', '354 go ahead', 'mail: reply 354'],
  ['mail', '221 2.0.0 Bye', 'mail: reply 221'],
  ['rcpt', '354 go ahead', 'rcpt: reply 354'],
  ['data', '250 Ok', 'data: reply 250'],
  ['dot', '354 go ahead', 'dot: reply 354'],
])('an answer that does not fit the command ends the session: at %s %s', async (point, text, died) => {
  const { session } = await sessionWith({ at: { [point]: { do: 'reply', text } } })
  expect(session.lived).toBe(false)
  expect(deathOf(session)).toBe(died)
})

test.each<readonly [PeerPoint, string]>([
  ['banner', '250 mx.example.net'],
  ['mail', '200 Ok'],
  ['rcpt', '251 User not local; will forward'],
  ['rcpt', '252 Cannot VRFY user, but will accept message'],
  ['dot', '251 Ok'],
])('any 2yz is a yes: at %s %s', async (point, text) => {
  const { session } = await sessionWith({ at: { [point]: { do: 'reply', text } } })
  expect(session.lived).toBe(true)
})

test('a wait that we break off before it is a silence is no death', async () => {
  const abort = new AbortController()
  const { session, steps } = await sessionWith(
    { at: { mail: { do: 'silent' } } },
    {},
    {
      signal: abort.signal,
      onStep: ({ stage }) => {
        if (stage === 'ehlo') abort.abort()
      },
    },
  )
  expect(deathOf(session)).toBe('stopped')
  expect(session.stopped).toBe('the run was interrupted')
  expect(steps.at(-1)?.stage).toBe('mail')
})

test('a message that is still on its way out in slices when we break off has met no silence', async () => {
  const abort = new AbortController()
  const { session } = await sessionWith(
    {},
    { message: { sizeBytes: 40_000 }, sliceBytes: 20, patienceMs: patience(20_000) },
    {
      signal: abort.signal,
      silenceAfterMs: 300,
      onStep: ({ stage }) => {
        if (stage === 'data') setTimeout(() => abort.abort(), 600)
      },
    },
  )
  expect(deathOf(session)).toBe('stopped')
})
