import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../../test/kit/diagnosis.ts'
import { AN_ENDPOINT, death, evidence, fact, plan, session, symptom } from '../../../test/kit/evidence.ts'
import type { CauseId } from '../../domain/cause-id.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import type { Lever } from '../../domain/lever.ts'
import type { Locus } from '../../domain/locus.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Remedy } from '../../domain/remedy.ts'
import type { Stage } from '../../domain/stage.ts'
import { checkCommand } from './command.ts'
import { checkHint } from './hint.ts'
import { checkLines } from './lines.ts'

const ALL_WELL = 'All is well once it says that a message would be taken (exit code 0).'

const diagnosisOf = (target: string, changes: Partial<SessionPlan>, locus: Locus | null = null): Diagnosis =>
  diagnosis({
    target,
    healthy: false,
    verdict: verdict({ locus }),
    evidence: evidence([session({ plan: plan(changes) })]),
  })

const commandFor = (target: string, changes: Partial<SessionPlan>): string => checkCommand(diagnosisOf(target, changes))

test.each<readonly [string, Partial<SessionPlan>, string]>([
  ['example.org', {}, 'hangup diagnose example.org'],
  [
    'a@example.org',
    { envelope: { from: '', to: ['a@example.org'] }, upTo: 'dot', message: { sizeBytes: 40_000 } },
    'hangup diagnose a@example.org --send --size 40000',
  ],
  [
    'example.org',
    { tls: 'require', tlsPlan: { maxVersion: 'TLSv1.1' } },
    'hangup diagnose example.org --tls require --tls-max 1.1',
  ],
  ['example.org', { endpoint: { ...AN_ENDPOINT, port: 465 } }, 'hangup diagnose example.org --port 465'],
  ['mx1.example.net:465', { endpoint: { ...AN_ENDPOINT, port: 465 } }, 'hangup diagnose mx1.example.net:465'],
  ['example.org', { auth: { user: 'me' } }, 'hangup diagnose example.org --user me --password-file FILE'],
  ['example.org', { pauseMs: { mail: 4_000 } }, 'hangup diagnose example.org --pause mail=4'],
  ['example.org', { patienceMs: { ehlo: 4_000 } }, 'hangup diagnose example.org --timeout ehlo=4'],
  ['example.org', { chunking: true, upTo: 'dot' }, 'hangup diagnose example.org --send --chunking'],
  [
    'example.org',
    { envelope: { from: 'me@example.net', to: [] } },
    'hangup diagnose example.org --from me@example.net',
  ],
  [
    'example.org',
    { ehloName: 'out.example.net', ehloNameGiven: true, familyGiven: true },
    'hangup diagnose example.org --ehlo out.example.net --ipv4',
  ],
  ['example.org', { pipelining: false }, 'hangup diagnose example.org --no-pipelining'],
  ['example.org', { tlsPlan: { minVersion: 'TLSv1.3' } }, 'hangup diagnose example.org --tls-min 1.3'],
  ['example.org', { tlsPlan: { maxVersion: 'TLSv1' } }, 'hangup diagnose example.org --tls-max 1.0'],
  [
    'example.org',
    { upTo: 'dot', message: { sizeBytes: 900, contains: "it's free" } },
    "hangup diagnose example.org --send --size 900 --contains 'it'\\''s free'",
  ],
  [
    'example.org',
    { upTo: 'dot', message: { raw: 'Subject: x\r\n\r\nx\r\n' } },
    'hangup diagnose example.org --send --message FILE',
  ],
  [
    'example.org',
    { upTo: 'dot', message: { sizeBytes: 90, shape: { bareLf: true, nul: false, longestLineBytes: 9 } } },
    'hangup diagnose example.org --send --message FILE',
  ],
  ["x'y", {}, "hangup diagnose 'x'\\''y'"],
])('%s, %j', (target, changes, command) => {
  expect(commandFor(target, changes)).toBe(command)
})

test('a session of ours bears no signature: it proves SPF and no DKIM', () => {
  const refused = {
    ...diagnosisOf('example.org', {}),
    verdict: verdict({ cause: 'refusal/sender-authentication', stage: 'rcpt', locus: 'sender' }),
  }
  expect(checkHint(refused)).toMatch(/signs nothing.*its next delivery tells/)
})

test('where the proof shows what the sender shall do, that is the check', () => {
  const { tls: _, ...rest } = plan()
  const wrapped = { ...rest, tls: 'wrapped' as const }
  const proof: ExperimentFact = {
    cause: 'tls/mode-mismatch',
    name: 'mode',
    question: 'Does the session pass in the other TLS mode?',
    varied: 'TLS from the first octet',
    endpoint: '',
    arms: [
      { name: 'STARTTLS', lived: 0, died: 2, trials: [] },
      { name: 'TLS at once', lived: 2, died: 0, trials: [] },
    ],
    judged: 'confirmed',
    because: '',
  }
  const proven = diagnosis({
    target: 'example.org:2525',
    healthy: false,
    verdict: verdict({ cause: 'tls/mode-mismatch', locus: 'sender' }),
    proofs: [proof],
    evidence: evidence([
      session({ plan: plan({ tls: 'none' }) }),
      session({ role: 'experiment', arm: 'TLS at once', plan: wrapped }),
    ]),
  })
  expect(checkLines(proven)).toEqual([
    '# must pass: the session as the fix has the sender make it',
    'hangup diagnose example.org:2525 --tls wrapped',
  ])
  expect(checkHint(proven)).toMatch(
    /may pass before the mail server is changed: what proves the change is its next delivery/,
  )
  const theirs = { ...proven, verdict: verdict({ cause: 'tls/mode-mismatch', locus: 'receiver' }) }
  expect(checkLines(theirs)).toHaveLength(1)
})

test.each<readonly [Partial<SessionPlan>, Lever, string | undefined]>([
  [{ tls: 'require' }, { lever: 'tls.opportunistic' }, ''],
  [
    { familyGiven: true, endpoint: { host: 'mx.example.net', address: '2001:db8::1', port: 25 } },
    { lever: 'family.prefer-ipv4' },
    '',
  ],
  [
    { ehloNameGiven: true, ehloName: 'pc7' },
    { lever: 'ehlo.name', name: 'out.example.net' },
    ' --ehlo out.example.net',
  ],
  [{ ehloNameGiven: true, ehloName: 'pc7' }, { lever: 'ehlo.name', name: 'mail.YOUR-DOMAIN' }, ''],
  [{ ehloNameGiven: true, ehloName: 'pc7', tls: 'require' }, { lever: 'tls.opportunistic' }, ' --ehlo pc7'],
  [{ patienceMs: { ehlo: 4_000 } }, { lever: 'timeout.client', stage: 'command', seconds: 300 }, ''],
  [{ tls: 'require' }, { lever: 'ehlo.name', name: 'out.example.net' }, ' --tls require --ehlo out.example.net'],
  [{}, { lever: 'tls.opportunistic' }, undefined],
])('%j and a fix by %j: the check is without what the fix ends', (changes, lever, stays) => {
  const met = {
    ...diagnosisOf('example.org', changes),
    verdict: verdict({ cause: 'tls/protocol-floor', locus: 'sender' }),
    findings: [finding({ remedies: [{ ...remedy('Change it'), levers: [lever] }] })],
  }
  expect(checkLines(met).at(-1)).toBe(stays === undefined ? checkCommand(met) : `hangup diagnose example.org${stays}`)
  expect(checkHint(met)).toMatch(stays === undefined ? /^All is well/ : /what proves the change is its next delivery/)
})

test('after a fix that leaves the sender as he is, the session as it was met passes as well', () => {
  const keeps = { ...remedy('Publish a PTR record'), steps: [{ kind: 'note', text: 'x' }] } as const
  const changes = { ...remedy('Send over IPv4'), levers: [{ lever: 'family.prefer-ipv4' }] } as const
  const met = {
    ...diagnosisOf('example.org', { familyGiven: true }),
    verdict: verdict({ cause: 'identity/ipv6-sender-auth', locus: 'sender' }),
    findings: [finding({ cause: 'identity/ipv6-sender-auth', remedies: [keeps, changes] })],
  }
  expect(checkLines(met)).toEqual([
    '# must pass after a fix that changes how the sender sends',
    'hangup diagnose example.org',
    '# must pass after another fix: the session as it was met',
    'hangup diagnose example.org --ipv4',
  ])
  expect(
    checkLines({ ...met, findings: [finding({ cause: 'identity/ipv6-sender-auth', remedies: [changes] })] })[2],
  ).toBeUndefined()
})

test('who spoke before the greeting leaves that out, though no server has a lever for it', () => {
  const early = diagnosisOf('example.org', { speaksEarly: true })
  const met = (cause: CauseId): Diagnosis => ({
    ...early,
    verdict: verdict({ cause, locus: 'sender' }),
    findings: [finding({ cause })],
  })
  expect(checkLines(met('policy/early-talker-rejected')).at(1)).toBe('hangup diagnose example.org')
  expect(checkLines(met('tls/protocol-floor'))).toEqual(['hangup diagnose example.org --speaks-early'])
})

test('a silence that a mail server would have sat out is asked again with its patience', () => {
  const silent = session({ death: death('rcpt', { kind: 'silent', afterMs: 29_000 }) })
  const met = { ...diagnosisOf('example.org', {}), verdict: verdict({ stage: 'rcpt' }), evidence: evidence([silent]) }
  expect(checkLines(met).at(1)).toBe('hangup diagnose example.org --timeout rcpt=300 --budget 360')
  expect(checkHint(met)).toMatch(/^If an answer comes after all[^]*if it stays silent/)
})

test('mail that goes through a relay is not checked on the way that is closed', () => {
  const relay: Lever = { lever: 'smarthost', host: 'RELAY-HOST', port: 587 }
  const met = {
    ...diagnosisOf('example.org', {}, 'sender'),
    findings: [finding({ remedies: [{ ...remedy('Use a relay'), levers: [relay] }] })],
    verdict: verdict({ cause: 'tls/protocol-floor', stage: 'connect', locus: 'path' }),
  }
  expect(checkLines(met)).toEqual([
    '# until then, must pass: the session as our way round has the sender make it',
    'hangup diagnose RELAY-HOST:587 --user NAME --password-file FILE',
    '# once it is mended',
    'hangup diagnose example.org',
  ])
})

test('where the fix is to log in on the submission port, that is what has to work', () => {
  const relay: Lever = { lever: 'smarthost', host: AN_ENDPOINT.host, port: 587 }
  const met = {
    ...diagnosisOf('example.org', { auth: { user: 'me' } }, 'sender'),
    findings: [finding({ remedies: [{ ...remedy('Log in'), levers: [relay] }] })],
    verdict: verdict({ cause: 'tls/protocol-floor' }),
  }
  expect(checkLines(met).at(1)).toBe('hangup diagnose mx1.example.net:587 --user me --password-file FILE')
})

test.each<readonly [Remedy['applies'], string | undefined]>([
  ['needs-values', undefined],
  ['by-someone-else', '# must pass after another fix: the session as it was met'],
])('beside a relay, a step that %s: what is said of the session as it was met', (applies, says) => {
  const relay: Lever = { lever: 'smarthost', host: AN_ENDPOINT.host, port: 587 }
  const beside = { ...remedy('First'), applies, steps: [{ kind: 'note', text: 'x' }] } as const
  const met = {
    ...diagnosisOf('example.org', { auth: { user: 'me' } }, 'sender'),
    findings: [finding({ remedies: [beside, { ...remedy('Log in'), levers: [relay] }] })],
    verdict: verdict({ cause: 'tls/protocol-floor', locus: 'sender' }),
  }
  expect(checkLines(met)[2]).toBe(says)
})

test('who is refused for the domain of his sender tries another one', () => {
  const envelope = { from: 'news@gone.example', to: [] }
  const met = {
    ...diagnosisOf('example.org', { envelope }),
    verdict: verdict({ cause: 'identity/sender-domain-unresolvable', locus: 'sender' }),
  }
  expect(checkLines(met).at(1)).toBe('hangup diagnose example.org --from NEW-SENDER')
})

test('a fix of this host’s kernel or routes lets our own session pass: nothing is said of other ways', () => {
  const steps = [{ kind: 'command', shell: 'sh', run: 'sysctl -w x=1' }] as const
  const kernel = { ...remedy('Probe'), steps, undo: steps }
  const wayRound = {
    ...remedy('Wait'),
    on: 'our-server',
    written: [{ software: 'exim', steps: [], undo: [] }],
  } as const
  const met = {
    ...diagnosisOf('example.org', {}),
    verdict: verdict({ cause: 'tls/protocol-floor', locus: 'path' }),
    findings: [finding({ remedies: [kernel, wayRound] })],
  }
  expect(checkHint(met) ?? ALL_WELL).toBe(ALL_WELL)
})

test('a failure beyond our own session is checked by one that goes as far', () => {
  const reported = (stage: Stage, to: readonly string[]): Diagnosis =>
    diagnosis({
      target: 'example.org',
      healthy: false,
      verdict: verdict({ symptom: 'drop.timeout', stage }),
      evidence: evidence([
        symptom({ symptom: 'drop.timeout', stage }),
        session({ plan: plan({ upTo: to.length === 0 ? 'mail' : 'rcpt', envelope: { from: '', to } }) }),
      ]),
    })
  const swallowed = reported('body', [])
  expect(checkCommand(swallowed)).toBe('hangup diagnose example.org --rcpt RECIPIENT --send --size 30000')
  expect(checkHint(swallowed)).toBe(
    'This one sends a test message, and goes as far as body. RECIPIENT is a mailbox there that may get it.',
  )
  expect(checkCommand(reported('dot', ['a@example.org']))).toBe(
    'hangup diagnose example.org --rcpt a@example.org --send',
  )
  expect(checkHint(reported('dot', ['a@example.org']))).toBe('This one sends a test message, and goes as far as dot.')
  expect(checkCommand(reported('rcpt', []))).toBe('hangup diagnose example.org --rcpt RECIPIENT')
  expect(checkHint(reported('rcpt', []))).toContain('nothing is sent')
  const bare = reported('dot', [])
  expect(
    checkHint({
      ...bare,
      verdict: verdict({ cause: 'protocol/bare-lf-end-of-data', symptom: 'drop.timeout', stage: 'dot' }),
    }),
  ).toMatch(/end with CRLF[^]*proves nothing of it/)
  expect(checkCommand(reported('mail', []))).toBe('hangup diagnose example.org')
})

test.each([
  [false, ''],
  [true, ' --user NAME --password-file FILE'],
])(
  'where the mail goes to a relay, the check goes there, and logs in as the sender does: %s',
  (withoutLogin, login) => {
    const route = fact('mail.handover', {
      mailFor: 'example.org',
      relay: 'mx1.example.net:587',
      software: 'postfix',
      setting: 'relayhost',
      examined: 'relay',
      withoutLogin,
    })
    const envelope = { from: '', to: ['a@example.org'] }
    const looked = session({ plan: plan({ envelope, endpoint: { ...AN_ENDPOINT, port: 587 } }) })
    const found = diagnosis({ target: 'a@example.org', healthy: false, evidence: evidence([route, looked]) })
    expect(checkCommand(found)).toBe(`hangup diagnose ${AN_ENDPOINT.host}:587 --rcpt a@example.org${login}`)
  },
)

test('where our session passes already, the reader learns that it is no check of the fix', () => {
  const reported = diagnosis({
    target: 'example.org',
    healthy: false,
    verdict: verdict({ symptom: 'tls.handshake.version', stage: 'tls' }),
    evidence: evidence([symptom({ symptom: 'tls.handshake.version', stage: 'tls' }), session()]),
  })
  expect(checkHint(reported)).toMatch(/passes before the fix as well/)
  expect(checkHint(diagnosisOf('example.org', {}))).toBe(ALL_WELL)
})

test('where a way round is ours, what the fix changes is still left out of the check, and else it tells nothing of the way round', () => {
  const wayRound = {
    ...remedy('Wait longer'),
    on: 'our-server',
    levers: [{ lever: 'timeout.client', stage: 'command', seconds: 300 }],
    written: [{ software: 'exim', steps: [], undo: [] }],
  } as const
  const met = (changes: Partial<SessionPlan>): Diagnosis => ({
    ...diagnosisOf('example.org', changes),
    verdict: verdict({ cause: 'tls/protocol-floor', locus: 'receiver' }),
    findings: [finding({ remedies: [wayRound] })],
  })
  expect(checkLines(met({ patienceMs: { ehlo: 4_000 } }))).toEqual([
    '# until then, must pass: the session as our way round has the sender make it',
    'hangup diagnose example.org',
    '# once it is mended',
    'hangup diagnose example.org --timeout ehlo=4',
  ])
  const waiting = { says: 'It waits.', written: [{ software: 'exim', steps: [], undo: [] }] } as const
  expect(checkHint({ ...met({}), waiting })).toMatch(
    /To see whether our way round works, try one message: see below\.$/,
  )
})

test('where nothing is written that has a message tried again, the next delivery tells whether a way round holds', () => {
  const wayRound = {
    ...remedy('Wait longer'),
    on: 'our-server',
    written: [{ software: 'exim', steps: [], undo: [] }],
  } as const
  const met = {
    ...diagnosisOf('example.org', {}),
    verdict: verdict({ cause: 'tls/protocol-floor', locus: 'receiver' }),
    findings: [finding({ remedies: [wayRound] })],
  } as const
  const tells = /To see whether our way round works, watch the next delivery\.$/
  expect(checkHint(met)).toMatch(tells)
  expect(checkHint({ ...met, waiting: { says: 'It was given up.', written: [] } })).toMatch(tells)
})

test('one connection is no check of a limit on many', () => {
  const limited = diagnosisOf('example.org', {})
  const met = { ...limited, verdict: verdict({ cause: 'rate/concurrency-limit', class: 'rate', locus: 'sender' }) }
  expect(checkHint(met)).toContain('holds one connection')
})

test.each<[Lever, string]>([
  [{ lever: 'tls.maximum-for', host: AN_ENDPOINT.host, version: 'TLSv1.2' }, '--tls-max 1.2'],
  [{ lever: 'tls.minimum-for', host: AN_ENDPOINT.host, version: 'TLSv1' }, '--tls-min 1.0'],
  [{ lever: 'tls.none-for', host: AN_ENDPOINT.host }, '--tls none'],
  [{ lever: 'tls.level-for', host: AN_ENDPOINT.host, level: 'encrypt' }, '--tls require'],
  [{ lever: 'pipelining.off-for', host: AN_ENDPOINT.host }, '--no-pipelining'],
  [{ lever: 'family.prefer-ipv4' }, '--ipv4'],
])('a way round that a session of ours can go is checked: %j', (lever, option) => {
  const ask = remedy('Ask them')
  const round = { ...remedy('Go round'), levers: [lever] }
  const met = (locus: Locus, dead = true): Diagnosis => ({
    ...diagnosisOf('example.org', {}),
    verdict: verdict({ cause: 'tls/protocol-floor', locus }),
    findings: [finding({ remedies: [ask, round] })],
    evidence: evidence([session(dead ? { death: death('tls', { kind: 'silent' }) } : {})]),
  })
  expect(checkLines(met('receiver'))).toEqual([
    '# until then, must pass: the session as fix 2 has the sender make it',
    `hangup diagnose example.org ${option}`,
    '# once it is mended',
    'hangup diagnose example.org',
  ])
  expect(checkLines(met('sender'))).toEqual(['hangup diagnose example.org'])
  expect(checkLines(met('receiver', false))).toEqual(['hangup diagnose example.org'])
})

test('to look at something is no fix after which the session as it was met passes', () => {
  const look = { ...remedy('Look'), steps: [{ kind: 'command', run: 'ip address', shell: 'sh' }] } as const
  const bind = { ...remedy('Bind'), levers: [{ lever: 'source.address', family: 4, address: 'OUR-ADDRESS' }] } as const
  const met = {
    ...diagnosisOf('example.org', { bind: '192.0.2.77' }, 'sender'),
    findings: [finding({ cause: 'sender/source-address-wrong', remedies: [bind, look] })],
    verdict: verdict({ cause: 'sender/source-address-wrong', locus: 'sender' }),
  }
  expect(checkLines(met)).toEqual([
    '# must pass: the session as the fix has the sender make it',
    'hangup diagnose example.org',
  ])
})

test.each<[Lever, string | undefined, boolean]>([
  [{ lever: 'tls.minimum', side: 'client', version: 'TLSv1' }, undefined, true],
  [{ lever: 'tls.default-ciphers', side: 'client' }, 'postfix', true],
  [{ lever: 'tls.default-ciphers', side: 'client' }, 'exim', false],
  [{ lever: 'tls.default-ciphers', side: 'server' }, undefined, false],
  [{ lever: 'tls.opportunistic' }, undefined, false],
])('what Postfix offers to everybody is checked by its own handshake: %j of %s', (lever, software, isSo) => {
  const wrote = symptom({
    symptom: 'tls.handshake.version',
    stage: 'tls',
    ...(software === undefined ? {} : { software: software as 'exim' }),
  })
  const met = {
    ...diagnosisOf('example.org', {}, 'sender'),
    verdict: verdict({ cause: 'tls/protocol-floor', locus: 'sender' }),
    findings: [finding({ remedies: [{ ...remedy('Change it'), levers: [lever] }] })],
    evidence: evidence([session(), wrote]),
  }
  const own = checkLines(met).filter((line) => line.startsWith('posttls-finger '))
  expect(own).toEqual(
    isSo ? [expect.stringMatching(/-p "\$\(postconf -hx smtp_tls_protocols\)".* '?\[mx1\.example\.net\]:25'?$/)] : [],
  )
})

test.each([
  [587, undefined, true],
  [465, undefined, true],
  [587, { user: 'me' }, false],
  [25, undefined, false],
])('without a login, 530 is no failure of a submission port: %d, %j', (port, auth, isSaid) => {
  const met = diagnosisOf('example.org', {
    endpoint: { ...AN_ENDPOINT, port },
    ...(auth === undefined ? {} : { auth }),
  })
  expect((checkHint(met) ?? '').includes('530')).toBe(isSaid)
})

test('of a limit on many, the log of the sender is searched for its reply, in the journal and in a file', () => {
  const busy = { code: 451, enhanced: '4.7.651', lines: ['4.7.651 Server busy'] } as const
  const limited = session({ death: death('rcpt', { kind: 'reply', reply: busy }) })
  const met = (cause: CauseId): readonly string[] =>
    checkLines({
      ...diagnosisOf('example.org', {}),
      verdict: verdict({ cause, class: cause === 'rate/concurrency-limit' ? 'rate' : 'tls', locus: 'sender' }),
      evidence: evidence([limited]),
    }).filter((line) => line.includes('grep'))
  expect(met('rate/concurrency-limit')).toEqual([
    expect.stringMatching(/^journalctl .*grep -hwE '451\[- \]4\\\.7\\\.651' \| grep -iF mx1\.example\.net/),
    expect.stringMatching(/^grep -hwE .* \/var\/log\/mail\*log \|/),
  ])
  expect(met('tls/protocol-floor')).toEqual([])
})

test('the check leaves from the address that the fix names', () => {
  const bind = { ...remedy('Bind'), levers: [{ lever: 'source.address', family: 4, address: '192.0.2.7' }] } as const
  const diagnosis = {
    ...diagnosisOf('example.org', { bind: '192.0.2.77' }, 'sender'),
    findings: [finding({ cause: 'sender/source-address-wrong', remedies: [bind] })],
    verdict: verdict({ cause: 'sender/source-address-wrong', locus: 'sender' }),
  }
  expect(checkLines(diagnosis)[1]).toBe('hangup diagnose example.org --bind 192.0.2.7')
})

test('a check that sends no message says what shows that large packets pass', () => {
  const died = diagnosisOf('example.org', {}, 'path')
  const met = { ...died, verdict: verdict({ cause: 'path/pmtu-black-hole', stage: 'tls', locus: 'path' }) }
  expect(checkHint(met)).toMatch(/exit code 0[^]*sends no message[^]*--send --size 30000/)
})

test.each(['policy/outdated-exchange-throttled', 'path/severe-loss-or-duplex'] as const)(
  'what comes and goes by itself is not mended because one check passes: %s',
  (cause) => {
    const met = diagnosisOf('example.org', {}, 'sender')
    const hint = checkHint({ ...met, verdict: verdict({ cause, stage: 'connect' }) })
    expect(hint).toContain('before the fix as well')
    expect(hint).not.toContain(ALL_WELL)
  },
)
