import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, FIN, session, SILENCE, symptom } from '../../test/kit/evidence.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { differsShown, drawnSession } from './drawn-session.ts'
import { sessionNotes } from './session-notes.ts'
import { headline } from './verdict-words.ts'

const SPLIT: ExperimentFact = {
  cause: 'firewall/dot-split',
  name: 'dot in one packet',
  question: 'Does the message pass when the final dot travels in one packet?',
  varied: 'the final dot and its line end in one write',
  endpoint: 'mx.example.net [192.0.2.1]:25',
  arms: [
    { name: 'dot in two', lived: 0, died: 2, trials: ['died at dot: silence', 'died at dot: silence'] },
    { name: 'dot in one', lived: 2, died: 0, trials: ['lived', 'lived'] },
  ],
  judged: 'undecided',
  because: 'two trials are few',
}
const trial = (changes: Partial<SmtpSession>) => session({ session: 's2', role: 'experiment', ...changes })
const TOLD = symptom({ symptom: 'drop.timeout', stage: 'dot', origin: 'user', words: 'timed out while sending' })

function seen(changes: Partial<SmtpSession>, experiment: Partial<ExperimentFact> = {}) {
  const differs = [{ what: 'pipelining', ours: 'used', why: 'some firewalls lose all but the first command' }]
  return diagnosis({
    healthy: false,
    verdict: verdict({ cause: 'firewall/dot-split', stage: 'dot', symptom: 'drop.timeout', standing: 'possible' }),
    proofs: [{ ...SPLIT, ...experiment }],
    differs,
    evidence: evidence([session({}), trial({ lived: false, ...changes }), TOLD]),
  })
}

test('where our first session lived, one of an experiment that died as was reported is the one that is drawn', () => {
  const met = seen({ arm: 'dot in two', death: death('dot', SILENCE) })
  expect(drawnSession(met)?.session).toBe('s2')
  expect(sessionNotes(met).join(' ')).toContain(
    'Our first session lived; this one, of an experiment, died as was reported: “timed out while sending”.',
  )
  expect(differsShown(met)).toEqual([])
  expect(headline(met, met.verdict!)).not.toContain('Our own session passes now')
})

test.each<readonly [string, Partial<SmtpSession>, Partial<ExperimentFact>]>([
  ['died at another stage', { arm: 'dot in two', death: death('mail', FIN) }, {}],
  ['belongs to no arm that died', { arm: 'dot in one', death: death('dot', SILENCE) }, {}],
  ['asked about another cause', { arm: 'dot in two', death: death('dot', SILENCE) }, { cause: 'timeout/tarpit' }],
  ['refuted the cause', { arm: 'dot in two', death: death('dot', SILENCE) }, { judged: 'refuted' }],
])('a session of an experiment that %s is not drawn for the one that was reported', (_which, changes, experiment) => {
  const alone = seen(changes, experiment)
  expect(drawnSession(alone)?.session).toBe('s1')
  expect(sessionNotes(alone).join(' ')).toContain('Our own session lived; the failure')
  expect(differsShown(alone)).toHaveLength(1)
})

test('of several that died as was reported, the one that was waited for longest is drawn', () => {
  const dead = (name: string, seconds: number) =>
    trial({ session: name, arm: 'dot in two', lived: false, death: death('dot', SILENCE), seconds })
  const met = { ...seen({}), evidence: evidence([session({}), dead('s2', 1), dead('s3', 9), TOLD]) }
  expect(drawnSession(met)?.session).toBe('s3')
})

test('in what ours may differ matters as long as another cause may be behind it', () => {
  const { verdict: open, ...rest } = seen({}, { judged: 'refuted' })
  const known = { ...open!, standing: 'supported' as const }
  const alternatives = [{ cause: 'timeout/tarpit' as const, decidedBy: 'a wait' }]
  expect(differsShown({ ...rest, verdict: known })).toEqual([])
  expect(differsShown({ ...rest, verdict: { ...known, alternatives } })).toHaveLength(1)
  expect(differsShown({ ...rest, verdict: { ...known, cause: null } })).toHaveLength(1)
})

test('where the own filter cut it off, our session differs from that one in nothing that matters', () => {
  const filtered = seen({}, { judged: 'refuted' })
  const verdict = filtered.verdict === null ? null : { ...filtered.verdict, cause: 'sender/filter-aborts' as const }
  expect(differsShown({ ...filtered, verdict })).toEqual([])
})
