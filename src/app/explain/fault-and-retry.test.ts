import { expect, it, test } from 'vitest'
import { judgeWords } from '../judge-words.ts'
import type { ExplanationItem } from './document.ts'
import { explain } from './explain.ts'

const of = async (text: string): Promise<ExplanationItem | undefined> =>
  (await explain([{ kind: 'text', text }], { lines: false }, judgeWords)).items[0]

it.each([
  // From one end nobody sees whether the other one or anything between ended the line.
  ['421 4.4.2 Connection dropped due to SocketError', null, 'unknown'],
  ['lost connection with mx.example.net[192.0.2.4] while receiving the initial server greeting', null, 'unknown'],
  ['conversation with mx.example.net[192.0.2.4] timed out while sending message body', null, 'unknown'],
  ['connect to mx.example.net[192.0.2.4]:25: Connection timed out', null, 'unknown'],
  // Words that name it tell whose it is.
  [
    'host mx.example.net[192.0.2.4] said: 452 4.3.1 Insufficient system storage (in reply to MAIL FROM command)',
    'receiver',
    'passes-by-itself',
  ],
  ['554 5.7.1 Votre adresse IP a mauvaise réputation', 'sender', 'until-fixed'],
  ['554 발신 IP가 차단되었습니다', 'sender', 'until-fixed'],
  ['550 5.7.1 domain of the sender is newly observed', 'sender', 'until-fixed'],
  ['connect to 127.0.0.1[127.0.0.1]:10024: Connection refused', 'sender', 'until-fixed'],
  // Refused for good, whatever its trouble: that the trouble may pass brings this message nowhere.
  ['554 5.3.0 Rewriting rules are inconsistent', 'receiver', 'unknown'],
])('%s', async (text, locus, persistence) => {
  expect(await of(text)).toMatchObject({ locus, persistence })
})

test.each([
  [
    'postfix/smtpd[3311]: lost connection after DATA (0 bytes) from out.example.net[192.0.2.70]',
    'A client left the server without a word',
  ],
  [
    'SMTP command timeout on connection from out.example.net [192.0.2.70] D=5m',
    'A client stopped talking to the server',
  ],
])('a client that went away convicts nobody: %s', async (text, title) => {
  expect(await of(text)).toMatchObject({ ofClient: true, cause: null, locus: null, persistence: 'unknown', title })
})

test("Exim's summing line is read by the line of the host before it", async () => {
  const text = `2026-11-29 09:14:02 1vPZ2k-00000003abc-1Xyz H=mx.example.net [192.0.2.4]: SMTP timeout after sending data block (245760 bytes written): Connection timed out
2026-11-29 09:14:02 1vPZ2k-00000003abc-1Xyz == eva@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out`
  expect(await of(text)).toMatchObject({ symptom: 'drop.timeout', stage: 'body', host: 'mx.example.net' })
})

test('what mends a cause is told where the words decide, and of no guess', async () => {
  const sure = await of('550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org')
  expect(sure?.remedies.map(({ title }) => title)).toContainEqual(expect.stringMatching(/delisting/))
  const guess = await of('lost connection with mx.example.net[192.0.2.4] while sending RCPT TO')
  expect(guess?.standing).toBe('possible')
  expect(guess?.remedies).toEqual([])
})
