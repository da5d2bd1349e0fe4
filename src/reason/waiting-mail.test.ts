import { expect, test } from 'vitest'
import { verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, fact, reply, session, symptom } from '../../test/kit/evidence.ts'
import type { CauseId } from '../domain/cause-id.ts'
import type { Lever } from '../domain/lever.ts'
import { observationId } from '../domain/observation.ts'
import type { Stage } from '../domain/stage.ts'
import type { Failure } from './failure.ts'
import { waitingMail } from './waiting-mail.ts'
import type { WriteLever } from './write-remedy.ts'

/** A server whose words for a lever are its name. */
const named: WriteLever = ({ lever }: Lever) => [
  { software: 'postfix', steps: [{ kind: 'note', text: lever }], undo: [] },
]

function failure(stage: Stage, code: number): Failure {
  return {
    stage,
    symptom: 'drop.lost',
    endpoint: null,
    shownBy: observationId(1),
    seen: 'by-us',
    outcome: { kind: 'reply', reply: { code, lines: ['words'] } },
  }
}

function levers(waits: Failure, changes: Parameters<typeof verdict>[0] = {}): readonly string[] {
  const { written } = waitingMail(evidence([]), waits, verdict(changes), named)
  return written.flatMap(({ steps }) => steps.map((step) => (step.kind === 'note' ? step.text : '')))
}

test('mail that was refused for good is in no queue', () => {
  expect(levers(failure('rcpt', 550))).toEqual([])
  expect(waitingMail(evidence([]), failure('dot', 554), verdict(), named).says).toMatch(/went back to its senders/)
})

test('whoever was taken before the limit of recipients has got the message', () => {
  const limited = verdict({ cause: 'policy/rcpt-per-session-limit' })
  expect(waitingMail(evidence([]), failure('rcpt', 550), limited, named).says).toMatch(/whom the notice names/)
})

test('mail to a domain that no host takes mail for is in no queue', () => {
  const { outcome: _, ...unanswered } = failure('dns', 0)
  expect(levers(unanswered, { cause: 'dns/null-mx', stage: 'dns' })).toEqual([])
  expect(levers(unanswered, { cause: 'dns/domain-servfail', stage: 'dns' })).toEqual(['queue.list', 'queue.retry'])
})

test('a notice to a sender whose domain does not resolve went nowhere', () => {
  const unresolvable = verdict({ cause: 'identity/sender-domain-unresolvable' })
  expect(waitingMail(evidence([]), failure('rcpt', 550), unresolvable, named).says).toMatch(/could not go back/)
})

test('a refusal for now, or one of the session rather than of the mail, keeps it in the queue', () => {
  expect(levers(failure('rcpt', 450))).toEqual(['queue.list', 'queue.retry'])
  expect(levers(failure('banner', 554))).toEqual(['queue.list', 'queue.retry'])
})

test('a final refusal that a report tells of counts like one that we saw', () => {
  const told = evidence([
    symptom({ symptom: 'recipient.unknown', stage: 'rcpt', reply: { code: 550, lines: ['no such user'] } }),
  ])
  const { outcome: _, ...unseen } = failure('rcpt', 0)
  const reported: Failure = { ...unseen, seen: 'reported' }
  expect(waitingMail(told, reported, verdict(), named).written).toEqual([])
})

test('a message that the sender gave back without any reply waits in no queue', () => {
  const lost = symptom({ symptom: 'drop.lost', stage: 'body', speaker: 'us' })
  const given = symptom({ symptom: 'drop.lost', stage: 'body', speaker: 'us', isReturned: true })
  const { outcome: _, ...unseen } = failure('body', 0)
  const reported: Failure = { ...unseen, seen: 'reported' }
  expect(waitingMail(evidence([lost]), reported, verdict(), named).says).toMatch(/stays in the queue/)
  const { says, written } = waitingMail(evidence([given]), reported, verdict(), named)
  expect(says).toMatch(/in no queue[^]*not tried again[^]*sends it again/)
  expect(written).toEqual([])
})

test('one that was cut off after its end is not sent again before the recipient was asked', () => {
  const given = symptom({ symptom: 'drop.lost', stage: 'dot', speaker: 'us', isReturned: true })
  const { outcome: _, ...unseen } = failure('dot', 0)
  expect(waitingMail(evidence([given]), { ...unseen, seen: 'reported' }, verdict(), named).says).toMatch(
    /may have arrived[^]*asks the recipient first/,
  )
})

test('what a reply for now refused did not arrive, whatever its status says of the queue', () => {
  const given = symptom({
    symptom: 'protocol.barelf',
    stage: 'dot',
    speaker: 'peer',
    reply: { code: 451, lines: ['See smtplf.html'] },
    isReturned: true,
  })
  const { outcome: _, ...unseen } = failure('dot', 0)
  const reported: Failure = { ...unseen, seen: 'reported' }
  const { says, written } = waitingMail(evidence([given]), reported, verdict(), named)
  expect(says).toMatch(/By its status[^]*in no queue[^]*451 is one for now/)
  expect(says).not.toMatch(/may have arrived/)
  expect(JSON.stringify(written)).toContain('queue.list')
})

test('a code that the sender itself writes of a lost connection is no answer of the receiver', () => {
  const lost = symptom({
    symptom: 'drop.lost',
    stage: 'dot',
    speaker: 'us',
    reply: { code: 421, lines: ['Connection dropped due to SocketError'] },
  })
  const { outcome: _, ...unseen } = failure('dot', 0)
  expect(waitingMail(evidence([lost]), { ...unseen, seen: 'reported' }, verdict(), named).says).toMatch(
    /may have arrived/,
  )
})

test('what passes by itself needs no retry, unless that is a guess', () => {
  const passing = { cause: 'receiver/overload-refusal', persistence: 'passes-by-itself' } as const
  expect(levers(failure('banner', 421), { ...passing, standing: 'proven' })).toEqual(['queue.list'])
  expect(levers(failure('banner', 421), { ...passing, standing: 'possible' })).toEqual(['queue.list', 'queue.retry'])
})

test('what stops all mail concerns the whole queue', () => {
  const asked: (string | undefined)[] = []
  const remember: WriteLever = (lever, to) => {
    asked.push(to.domain)
    return named(lever, to)
  }
  const route = fact('mail.route', { domain: 'example.net', kind: 'mx', hosts: [] })
  const { outcome: _, ...silent } = failure('connect', 0)
  for (const cause of ['firewall/port25-intercepted', 'receiver/hung'] as const)
    waitingMail(evidence([route]), silent, verdict({ cause, standing: 'proven' }), remember)
  expect(new Set(asked.slice(0, 2))).toEqual(new Set([undefined]))
  expect(asked.at(-1)).toBe('example.net')
})

test('a sender that does not resolve stays in the envelope of what waits', () => {
  const { says } = waitingMail(
    evidence([]),
    failure('rcpt', 450),
    verdict({ cause: 'identity/sender-domain-unresolvable' }),
    named,
  )
  expect(says).toContain('fails at each retry')
})

test('who is refused for good at EHLO and HELO gets the message back, and in place of the greeting not', () => {
  expect(levers(failure('ehlo', 504))).toEqual([])
  expect(levers(failure('ehlo', 421))).not.toEqual([])
  expect(levers(failure('banner', 554))).not.toEqual([])
})

test('who is slowed down does not try all of it at once', () => {
  const { says, written } = waitingMail(
    evidence([]),
    failure('rcpt', 421),
    verdict({ cause: 'policy/reputation-announced' }),
    named,
  )
  expect(says).toMatch(/would make this worse/)
  expect(JSON.stringify(written)).not.toContain('queue.retry')
})

test('a client that spoke too early is no matter of reputation', () => {
  expect(levers(failure('banner', 554), { cause: 'policy/early-talker-rejected' })).toContain('queue.retry')
})

test('the queue is searched for the domain of the mail that failed', () => {
  const seen = evidence([
    session({ death: death('rcpt', reply(450)) }),
    fact('mail.route', { kind: 'mx', domain: 'example.net', hosts: [] }),
  ])
  const asked: unknown[] = []
  waitingMail(seen, failure('rcpt', 450), verdict(), (lever, to) => {
    asked.push(to.domain)
    return named(lever, to)
  })
  expect(asked).toEqual(['example.net', 'example.net'])
})

test('what is cut for its content fails at each retry, and what is cut after its end may have arrived', () => {
  const { outcome: _, ...silent } = failure('dot', 0)
  expect(levers(silent, { cause: 'content/size-limit-drop', persistence: 'until-fixed' })).toEqual([
    'queue.list',
    'queue.return',
  ])
  expect(waitingMail(evidence([]), silent, verdict(), named).says).toMatch(/may have arrived/)
  expect(waitingMail(evidence([]), failure('dot', 451), verdict(), named).says).not.toMatch(/may have arrived/)
})

test('where haste is what was minded, nothing is tried at once', () => {
  const { outcome: _, ...refused } = failure('connect', 0)
  const limited = { cause: 'firewall/syn-rate-or-connlimit', stage: 'connect' } as const
  expect(levers(refused, { ...limited, standing: 'supported' })).toEqual(['queue.list'])
  expect(levers(refused, { ...limited, standing: 'possible' })).toEqual(['queue.list', 'queue.retry'])
})

test('what may have arrived is held and asked after, and not tried again', () => {
  const { outcome: _, ...cut } = failure('dot', 0)
  const waits: Failure = { ...cut, outcome: { kind: 'closed', by: 'fin', bytesSeen: 0, afterMs: 5 } }
  expect(levers(waits)).toEqual(['queue.list', 'queue.hold'])
  expect(waitingMail(evidence([]), waits, verdict(), named).says).toMatch(/may have arrived[^]*Ask one recipient/)
})

test('a refusal in place of the greeting leaves mail in the queue of Postfix, and says why', () => {
  const says = (stage: Stage, code: number) => waitingMail(evidence([]), failure(stage, code), verdict(), named).says
  expect(says('banner', 554)).toContain('smtp_skip_5xx_greeting')
  expect(says('banner', 421)).not.toContain('smtp_skip_5xx_greeting')
  expect(says('auth', 535)).not.toContain('smtp_skip_5xx_greeting')
})

test('after a jump of the clock back nothing is tried by itself, and after one ahead the mail is older', () => {
  const { outcome: _, ...cut } = failure('tls', 0)
  const skewed = verdict({ cause: 'sender/clock-skew', standing: 'supported', persistence: 'until-fixed' })
  const asked: (string | undefined)[] = []
  const wait = (offsetSeconds: number): string =>
    waitingMail(
      evidence([
        fact('mail.route', { domain: 'example.net', kind: 'mx', hosts: [] }),
        fact('clock.offset', { offsetSeconds, from: 'mx1' }),
      ]),
      cut,
      skewed,
      (lever, to) => {
        asked.push(to.domain)
        return named(lever, to)
      },
    ).says
  expect(wait(86_400 * 300)).toMatch(/nothing is tried by itself[^]*flush the rest/)
  expect(wait(-86_400 * 300)).toMatch(/tried again by itself[^]*older by the jump/)
  expect(asked.filter((domain) => domain !== undefined)).toEqual([])
})

test('behind a relay, mail for all domains waits', () => {
  const asked: (string | undefined)[] = []
  const says = (port: number): string =>
    waitingMail(
      evidence([fact('mail.route', { domain: 'example.net', kind: 'mx', hosts: [] })]),
      { ...failure('rcpt', 450), endpoint: `mx1.example.net [192.0.2.1]:${port}` },
      verdict(),
      (lever, to) => {
        asked.push(to.domain)
        return named(lever, to)
      },
    ).says
  expect(says(587)).toMatch(/every domain/)
  expect(asked.splice(0)).toEqual([undefined, undefined])
  expect(says(25)).not.toMatch(/every domain/)
  expect(asked).toEqual(['example.net', 'example.net'])
})

test('what a program could not send is in no server’s queue, refused for good or for now', () => {
  const told = evidence([symptom({ symptom: 'greylist', stage: 'rcpt', speaker: 'peer', library: 'smtplib' })])
  for (const code of [450, 554]) {
    const { says, written } = waitingMail(told, failure('rcpt', code), verdict(), named)
    expect(says).toMatch(/No mail server has it in a queue[^]*program[^]*smtplib/)
    expect(says).toMatch(/alone who were refused/)
    expect(written).toEqual([])
  }
})

test('of mail that is too large only the large messages are given back', () => {
  const { outcome: _, ...cut } = failure('body', 0)
  const said = (cause: CauseId) => waitingMail(evidence([]), cut, verdict({ cause, stage: 'body' }), named).says
  expect(said('content/size-limit-drop')).toContain('by its size')
  expect(said('protocol/long-line-or-nul-intolerance')).not.toContain('by its size')
})
