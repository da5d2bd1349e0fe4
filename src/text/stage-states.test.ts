import { expect, it } from 'vitest'
import { lastCommandStage, namedState, stageOfAwaitedCode } from './stage-states.ts'

it.each([
  ['peer closed, state=SMTP_RCPT_SENT', 'rcpt'],
  ['gave up in state WAIT_DATA_ACK: connection reset', 'data'],
  ['timeout in phase "mail_from"', 'mail'],
  ['failed, stage: AwaitingEhloResponse', 'ehlo'],
  ['aborted (phase=greeting, reason=closed)', 'banner'],
  ['deadline exceeded in phase DATA_TERMINATOR', 'dot'],
  ['stage=eom err=ETIMEDOUT', 'dot'],
  ['state BODY_SENT: no answer', 'dot'],
  ['step=Authenticate timed out', 'auth'],
  ['phase TCP_CONNECT took too long', 'connect'],
  ['closed in phase rcpt', 'rcpt'],
  ['closed, phase "message"', 'body'],
  ['state=user closed', 'auth'],
  ['stage: data, error: closed', 'data'],
  ['hung in state AwaitingGreeting', 'banner'],
  // A function that was called.
  ['Timeout(60s) elapsed in quit()', 'quit'],
  ['closed in readline(), called from getreply(), called from smtp_rcpt_to()', 'rcpt'],
  ['deadline in Session::send_body()', 'body'],
  ['Timeout { op: "rcpt_to", after: 300s }', 'rcpt'],
])('%s: %s', (text, stage) => {
  expect(namedState(text)).toBe(stage)
})

it.each([
  ['lost the peer (last command: .)', 'dot'],
  ['Last command was: MAIL FROM:<a@example.com>', 'mail'],
  ['dropped, last cmd: "DATA"', 'data'],
  ['last command "DATA", last reply "354 go", reason "timeout while sending"', 'body'],
  ['last command "STARTTLS", last reply "220 ready", reason "closed"', 'tls'],
  ['peer closed, last reply was 354', 'body'],
  ['the last command line', undefined],
])('the last command, %s: %s', (text, stage) => {
  expect(lastCommandStage(text)).toBe(stage)
})

it.each([
  'the next step is to wait',
  'in this state the mail is kept',
  'the state of the mail server',
  'the last command line',
  'timed out, stage from the log',
  'the state User is unknown, connection lost',
  'the state message says closed',
  'in this phase data are lost',
  'state: User unknown',
  'stage Connect-Timeout settings',
  'failed at this stage (from the log)',
])('%s: nothing', (text) => {
  expect(namedState(text)).toBeUndefined()
})

it.each([
  ['expected 354, got nothing', 'data'],
  ['EOF where 334 was expected', 'auth'],
  ['Expected response code 235 but the connection was closed', 'auth'],
])('%s: %s', (text, stage) => {
  expect(stageOfAwaitedCode(text)).toBe(stage)
})
