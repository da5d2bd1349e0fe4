import { expect, test } from 'vitest'
import {
  greeted,
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  plan,
  reply,
  session,
  step,
  symptom,
  type Seen,
} from '../../test/kit/evidence.ts'
import { CAUSES } from '../causes/index.ts'
import type { AnyCause } from '../domain/cause.ts'
import { conclude } from './conclude.ts'

const atTls: AnyCause = {
  id: 'tls/protocol-floor',
  title: 'T',
  locus: 'sender',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'a log',
  explanation: '',
  references: [],
  needs: ['symptom'],
  weigh: ({ symptom: told }) =>
    told.seen.map(({ id }) => ({ says: 'the words fit', weight: 2, shownBy: [id] as const })),
  remedies: () => [],
}

const diagnosisOn = (seen: readonly Seen[], causes: readonly AnyCause[], stopped?: string) =>
  conclude(evidence(seen), {
    target: 't',
    at: 0,
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    ...(stopped === undefined ? {} : { stopped }),
    causes,
    writeLever: () => [],
  })
const verdictOn = (seen: readonly Seen[]) => diagnosisOn(seen, [atTls]).verdict

test('a report that names no stage rules no cause out by its stage', () => {
  expect(verdictOn([symptom({ symptom: 'drop.lost' })])).toMatchObject({ cause: 'tls/protocol-floor', stage: 'tls' })
})

test('where the fault may lie as well is told with the verdict, once', () => {
  const seen = [symptom({ symptom: 'drop.lost' })]
  const or = (locusOr: 'path' | 'sender') => diagnosisOn(seen, [{ ...atTls, locusOr: () => locusOr }])
  expect(or('path')).toMatchObject({ verdict: { locus: 'sender', locusOr: 'path' }, findings: [{ locusOr: 'path' }] })
  expect(or('sender').verdict).not.toHaveProperty('locusOr')
})

test('a promise that is broken in a session of ours that lives did not end it', () => {
  const masked = session({ keywords: ['SIZE 1000', 'XXXXXXXA'] })
  const overwritten: AnyCause = {
    ...atTls,
    stages: ['ehlo'],
    needs: ['smtp.session'],
    weigh: ({ 'smtp.session': { seen } }) =>
      seen.map(({ id }) => ({ says: 'a keyword is overwritten', weight: 2, shownBy: [id] as const })),
  }
  expect(diagnosisOn([masked], [overwritten])).toMatchObject({
    healthy: true,
    verdict: null,
    advice: [{ text: 'A keyword is overwritten.' }],
  })
  const promised = fact('tls.policy', { kind: 'dane', endpoint: AN_ENDPOINT, status: 'violated', why: '' })
  expect(diagnosisOn([masked, promised], [overwritten]).verdict?.note).toBe(
    'mx1.example.net [192.0.2.1]:25: our session met this at ehlo (tls.required) and went on: it stops only mail that must go over TLS, or whose sender checks more. A keyword is overwritten.',
  )
})

test('a report that names another stage does', () => {
  expect(verdictOn([symptom({ symptom: 'drop.lost', stage: 'rcpt' })])).toMatchObject({ cause: null, stage: 'rcpt' })
})

const refused = (code: number) => death('rcpt', { kind: 'reply', reply: { code, lines: ['no'] } })
const at = (host: string, address: string) => plan({ endpoint: { host, address, port: 25 } })
const route = (first: number, second: number) =>
  fact('mail.route', {
    domain: 'pool.example',
    kind: 'mx',
    hosts: [
      { name: 'a.pool.example', preference: first, addresses: ['192.0.2.1'] },
      { name: 'b.pool.example', preference: second, addresses: ['192.0.2.2'] },
    ],
  })

test.each([
  ['one of two equal hosts refuses for good', 550, [10, 10], 'rcpt'],
  ['one of two equal hosts refuses for now', 450, [10, 10], undefined],
  ['only the host that is asked last refuses for good', 550, [20, 10], undefined],
  ['the host that is asked first refuses for good', 550, [10, 20], 'rcpt'],
] as const)('%s', (_name, code, [first, second], stage) => {
  const verdict = verdictOn([
    route(first, second),
    session({ plan: at('a.pool.example', '192.0.2.1'), death: refused(code) }),
    session({ plan: at('b.pool.example', '192.0.2.2') }),
  ])
  expect(verdict?.stage).toBe(stage)
})

test('an answer that no cause explains is named by its words, with what its code says of retrying', () => {
  const dead = session({
    death: death('rcpt', { kind: 'reply', reply: { code: 451, lines: ['4.3.2 Internal error'] } }),
  })
  const said = symptom({
    symptom: 'system.remote',
    speaker: 'peer',
    origin: 'live',
    stage: 'rcpt',
    endpoint: AN_ENDPOINT,
  })
  expect(verdictOn([dead, said])).toMatchObject({
    cause: null,
    locus: 'receiver',
    title: 'The receiver has trouble of its own (reply 451 at rcpt)',
    persistence: 'passes-by-itself',
  })
})

const adviceOn = (seen: readonly Seen[]) =>
  diagnosisOn(seen, [
    { ...atTls, id: 'path/syn-not-answered', needs: ['smtp.session'], weigh: deadOnes('nothing came back', 2) },
    { ...atTls, id: 'firewall/source-banned-by-firewall', needs: ['smtp.session'], weigh: deadOnes('banned', 1) },
    { ...atTls, id: 'firewall/nat-idle-expiry', weigh: () => [] },
  ]).advice

const deadOnes =
  (says: string, weight: number): AnyCause['weigh'] =>
  ({ 'smtp.session': sessions }) =>
    sessions.seen.flatMap(({ id, fact: one }) =>
      one.death === undefined
        ? []
        : [{ says, weight, shownBy: [id] as const, endpoint: 'a.pool.example [192.0.2.1]:25' }],
    )

test('of a healthy target whose first address is dead, the address is told of once, in facts', () => {
  expect(
    adviceOn([
      route(10, 20),
      session({ plan: at('a.pool.example', '192.0.2.1'), death: death('connect', { kind: 'silent', afterMs: 9_000 }) }),
      session({ plan: at('b.pool.example', '192.0.2.2') }),
    ]).map(({ text, cause }) => [text, cause]),
  ).toEqual([['a.pool.example [192.0.2.1]:25: nothing came back.', 'path/syn-not-answered']])
})

test.each([
  ['no session was run', [], false],
  ['a session lived', [session()], true],
  [
    'we ended the only session ourselves before its plan',
    [session({ lived: false, reached: 'ehlo', stopped: 'no password was given' })],
    false,
  ],
] as const)('without a failure, only what was seen to the end is healthy: %s', (_name, seen, healthy) => {
  expect(diagnosisOn(seen, [])).toMatchObject({ healthy, verdict: null })
})

test('an experiment at an address that answered in the end is no advice', () => {
  const early = fact('experiment', {
    cause: 'firewall/nat-idle-expiry',
    name: 'keep-alive',
    question: '',
    varied: '',
    endpoint: 'mx1.example.net [192.0.2.1]:25',
    arms: [],
    judged: 'confirmed',
    because: 'unchanged it died in 1 of 1',
  })
  expect(adviceOn([session(), early])).toEqual([])
})

test('a cause against which the evidence speaks is not named, though no other is known', () => {
  const against: AnyCause = {
    ...atTls,
    needs: ['smtp.session'],
    weigh: ({ 'smtp.session': sessions }) =>
      sessions.seen.map(({ id }) => ({ says: 'it fails each time', weight: -0.2, shownBy: [id] as const })),
  }
  const { verdict, findings } = diagnosisOn([session({ death: death('tls', { kind: 'silent' }) })], [against])
  expect(verdict).toMatchObject({ cause: null, alternatives: [] })
  expect(findings).toHaveLength(1)
})

test.each([
  ['data', 250, 'protocol.malformed', 'The two sides do not agree on the protocol (reply 250 at data)'],
  ['mail', 354, 'protocol.malformed', 'The two sides do not agree on the protocol (reply 354 at mail)'],
  ['ehlo', 221, 'reply.421.other', 'The server announces that it closes the connection (reply 221 at ehlo)'],
] as const)('a yes that does not fit the question is no acceptance: at %s %d', (stage, code, symptomWord, title) => {
  expect(verdictOn([session({ death: death(stage, reply(code, 'Ok')) })])).toMatchObject({
    cause: null,
    symptom: symptomWord,
    title,
    persistence: 'unknown',
  })
})

test('a look-alike that does not come about at the stage of the failure is no alternative', () => {
  const causes: readonly AnyCause[] = [
    {
      ...atTls,
      id: 'path/pmtu-black-hole',
      needs: ['smtp.session'],
      stages: ['mail', 'connect'],
      alternatives: [
        { cause: 'path/syn-not-answered', decidedBy: 'a connection' },
        { cause: 'receiver/hung', decidedBy: 'an answer' },
      ],
      weigh: deadOnes('silent', 2),
    },
    { ...atTls, id: 'path/syn-not-answered', stages: ['connect'], weigh: () => [] },
    { ...atTls, id: 'receiver/hung', stages: ['mail'], weigh: () => [] },
  ]
  const plan = at('a.pool.example', '192.0.2.1')
  const { verdict } = diagnosisOn([session({ plan, death: death('mail', { kind: 'silent', afterMs: 9_000 }) })], causes)
  expect(verdict?.alternatives.map(({ cause }) => cause)).toEqual(['receiver/hung'])
})

const provenAtTls: AnyCause = {
  ...atTls,
  weigh: ({ symptom: told }) =>
    told.seen.map(({ id }) => ({ says: 'it says so', weight: 5, shownBy: [id] as const, decides: 'proves' })),
}
const reported = symptom({ symptom: 'drop.lost', stage: 'tls' })

test('of a target with a verdict, what speaks for causes are findings and no advice', () => {
  const { verdict, findings, advice } = diagnosisOn([reported], [atTls])
  expect(verdict?.cause).toBe('tls/protocol-floor')
  expect(findings).toHaveLength(1)
  expect(advice).toEqual([])
})

test.each([
  ['a reported failure that our session did not meet', [reported, session()], atTls, true],
  ['one whose cause is proven', [reported, session()], provenAtTls, false],
  ['a failure of our own', [session({ death: death('tls', { kind: 'silent' }) })], atTls, false],
] as const)('in what the two sessions may differ is told of %s: %#', (_what, seen, cause, isTold) => {
  expect(diagnosisOn(seen, [cause]).differs.length > 0).toBe(isTold)
})

test.each([
  ['supported', atTls, true],
  ['proven', provenAtTls, false],
] as const)('why probing stopped belongs to a verdict that is only %s', (_standing, cause, isTold) => {
  const { verdict, stopped } = diagnosisOn([reported], [cause], 'the receiver said 421')
  expect(stopped).toBe('the receiver said 421')
  expect(verdict?.note.endsWith('Stopped early: the receiver said 421.')).toBe(isTold)
})

test.each([
  ['clues that make it four times likelier', 0, Math.log(4), 'supported'],
  ['clues that make it two times likelier, however common it is', 3, Math.log(2), 'possible'],
  ['strong clues for something rare', -6, 2, 'possible'],
] as const)('%s', (_what, prior, weight, standing) => {
  const cause: AnyCause = {
    ...atTls,
    prior,
    weigh: ({ symptom: told }) => told.seen.map(({ id }) => ({ says: 'it fits', weight, shownBy: [id] as const })),
  }
  expect(diagnosisOn([reported], [cause]).findings).toMatchObject([{ standing }])
})

test('a session whose answers come one command late lives as far as RCPT, and its mail does not', () => {
  const seen = [session(), greeted('EHLO a', 500, 'unknown command'), greeted('HELO a', 250, 'mx', 'SIZE', '8BITMIME')]
  expect(diagnosisOn(seen, CAUSES)).toMatchObject({
    healthy: false,
    verdict: { cause: 'receiver/proxy-protocol-mismatch', stage: 'ehlo' },
  })
})

test('a verdict on a relay says that it is not about the MX, and so does a relay that is healthy', () => {
  const route = fact('mail.handover', {
    mailFor: 'example.org',
    relay: 'relay.example',
    software: 'postfix',
    setting: 'relayhost',
    examined: 'relay',
  })
  const dead = diagnosisOn(
    [route, session({ death: death('tls', { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 1 }) })],
    [],
  )
  expect(dead.verdict?.note).toMatch(
    /The mail server of this host \(postfix: relayhost\) hands mail for example\.org to relay\.example; .*not the MX/,
  )
  expect(diagnosisOn([route, session()], []).advice.map(({ text }) => text)).toEqual([
    expect.stringMatching(/hands mail/),
  ])
})

test('a failure of an MX that this host’s mail never meets says so at its end', () => {
  const route = fact('mail.handover', {
    mailFor: 'example.org',
    relay: 'relay.example:587',
    software: 'exim',
    setting: 'router smart',
    examined: 'mx',
  })
  const dead = session({ death: death('connect', { kind: 'silent', afterMs: 1 }) })
  expect(diagnosisOn([route, dead], []).verdict?.note).toMatch(
    /and not to the MX of example\.org.* hangup diagnose relay\.example:587 examines the relay\.$/,
  )
})

test.each([
  [
    { kind: 'not-sent', setting: 'no `match` rule takes it' },
    /The mail server of this host \(postfix\) sends no mail for example\.org by SMTP \(no `match` rule takes it\)\. What was examined here is not its way\.$/,
  ],
  [
    { kind: 'held', setting: 'defer_transports = smtp' },
    /The mail server of this host \(postfix\) holds mail for example\.org until its queue is flushed \(defer_transports = smtp\): only then does it meet what was examined here\.$/,
  ],
  [
    { kind: 'by-sender', setting: 'sender_dependent_relayhost_maps' },
    /depends on the envelope sender .*--from ADDRESS/,
  ],
  [{ kind: 'other-session', options: ['--tls verify', '--ipv6'] }, /--tls verify --ipv6 leads one of its kind/],
] as const)('what this host’s own mail meets otherwise is said beside success and failure: %j', (way, says) => {
  const own = fact('mail.sending', { mailFor: 'example.org', software: 'postfix', ...way })
  expect(diagnosisOn([own, session()], []).advice.map(({ text }) => text)).toEqual([expect.stringMatching(says)])
  expect(diagnosisOn([own, session({ death: death('mail', reply(550)) })], []).verdict?.note).toMatch(says)
})

test('where too many causes fit none is named, and each says what would decide', () => {
  const ids = [
    'tls/protocol-floor',
    'tls/sni-rejected',
    'tls/cipher-mismatch',
    'tls/alpn-rejected',
    'tls/dh-key-small',
  ] as const
  const many = ids.map((id): AnyCause => ({ ...atTls, id, decidedBy: `a log of ${id}` }))
  const { verdict } = diagnosisOn([symptom({ symptom: 'drop.lost', stage: 'tls' })], many)
  expect(verdict?.cause).toBeNull()
  expect(verdict?.alternatives.map(({ decidedBy }) => decidedBy)).toEqual(
    verdict?.alternatives.map(({ cause }) => `a log of ${cause}`),
  )
  expect(verdict?.alternatives).toHaveLength(ids.length)
})

test('a message that still moves when our time is up is no target without a verdict: too slowly, and it may be a slow line', () => {
  const unfinished = session({
    plan: plan({ upTo: 'dot', message: { sizeBytes: 300_000 } }),
    lived: false,
    reached: 'data',
    stopped: 'the run was interrupted',
  })
  const body = (sentBytes: number) => step({ stage: 'body', outcome: { kind: 'silent', afterMs: 20_000 }, sentBytes })
  expect(diagnosisOn([unfinished, body(180_000)], CAUSES)).toMatchObject({
    healthy: false,
    verdict: {
      cause: 'path/slow-link-vs-deadline',
      stage: 'body',
      standing: 'possible',
      note: expect.stringContaining('still on its way when our own time was up'),
    },
  })
  const soon = step({ stage: 'body', outcome: { kind: 'silent', afterMs: 2_000 }, sentBytes: 20_000 })
  expect(diagnosisOn([unfinished, soon], CAUSES)).toMatchObject({ healthy: false, verdict: null })
  expect(diagnosisOn([unfinished, body(8_000_000)], CAUSES)).toMatchObject({
    healthy: false,
    verdict: null,
    stopped: 'the run was interrupted',
  })
})
