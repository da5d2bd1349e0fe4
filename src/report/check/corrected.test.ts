import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../../test/kit/diagnosis.ts'
import { death, evidence, plan, reply, session } from '../../../test/kit/evidence.ts'
import type { CauseId } from '../../domain/cause-id.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { checkHint } from './hint.ts'
import { checkLines } from './lines.ts'

const met = (cause: CauseId, planned: Partial<SessionPlan>, target = 'example.net'): Diagnosis =>
  diagnosis({
    target,
    healthy: false,
    verdict: verdict({ cause, stage: 'rcpt', locus: 'sender' }),
    evidence: evidence([session({ plan: plan(planned), death: death('rcpt', reply(550)), keywords: ['SIZE 1000'] })]),
  })
const to = (...mailboxes: string[]): Partial<SessionPlan> => ({
  upTo: 'rcpt',
  envelope: { from: 'me@example.org', to: mailboxes },
})

test('a mailbox that there is none of passes no check, and the corrected one does', () => {
  const wrong = met('refusal/recipient-unknown', to('no@example.net'))
  expect(checkLines(wrong)).toEqual([
    '# must pass',
    'hangup diagnose example.net --from me@example.org --rcpt CORRECTED-ADDRESS',
  ])
  expect(checkHint(wrong)).toMatch(/^All is well once it says that a message would be taken/)
  expect(checkLines(met('refusal/recipient-moved', to('no@example.net'), 'no@example.net'))).toEqual([
    '# must pass',
    'hangup diagnose CORRECTED-ADDRESS --from me@example.org',
  ])
})

test('a domain that there is none of is corrected, too', () => {
  const none = diagnosis({ healthy: false, verdict: verdict({ cause: 'dns/nxdomain', stage: 'dns', locus: 'dns' }) })
  expect(checkLines(none)).toEqual(['# must pass', 'hangup diagnose CORRECTED-ADDRESS'])
  expect(checkHint(none)).toMatch(/^All is well/)
})

test('a login is checked with the password as corrected, and proves nothing of the mail server', () => {
  const refused = met('refusal/credentials-rejected', { auth: { user: 'me' } })
  expect(checkLines(refused)).toEqual([
    '# must pass, with the corrected password in FILE',
    'hangup diagnose example.net --user me --password-file FILE',
  ])
  expect(checkHint(refused)).toMatch(/may pass before the mail server is changed/)
})

test.each([
  [4000, ['--size 1000', '--size 4000']],
  [900, ['--size 900']],
])('a message of %i octets, of which 1000 are taken, is checked with what is taken as well', (sizeBytes, sizes) => {
  const large = met('refusal/message-too-large', { upTo: 'dot', message: { sizeBytes } })
  const commands = checkLines(large).filter((line) => !line.startsWith('#'))
  expect(commands).toEqual(sizes.map((size) => `hangup diagnose example.net --send ${size}`))
  expect(checkHint(large)).toBeUndefined()
})
