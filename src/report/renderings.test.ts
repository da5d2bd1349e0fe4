import { describe, expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, greeted, plan, reply, session, step } from '../../test/kit/evidence.ts'
import { OUT_OF_TIME } from '../domain/budget-ends.ts'
import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import type { Written } from '../domain/lever.ts'
import { diagnosisHtml } from './html/diagnosis.ts'
import { diagnosisMarkdown } from './markdown/diagnosis.ts'
import { diagnosisText } from './terminal/diagnosis.ts'
import { PLAIN } from './terminal/paint.ts'

/** One diagnosis, rendered three times: whichever of the reports is read, it must hold the same. */

const RENDERINGS: readonly (readonly [string, (diagnosis: Diagnosis) => string])[] = [
  ['terminal', (one) => asWords(diagnosisText(one, PLAIN))],
  ['Markdown', (one) => asWords(diagnosisMarkdown(one).replaceAll(/\\([\\`*_[\]<>|#~&])/g, '$1'))],
  [
    'HTML',
    (one) =>
      asWords(
        diagnosisHtml(one)
          .replaceAll(/<[^>]+>/g, ' ')
          .replaceAll('&#39;', "'"),
      ),
  ],
]

/** Without line breaks, which each rendering has of its own. */
function asWords(text: string): string {
  return text.replaceAll(/[\s|]+/g, ' ')
}

const settings = (software: Written['software']): Written => ({
  software,
  steps: [{ kind: 'command', shell: 'sh', run: `set-${software}` }],
  undo: [{ kind: 'command', shell: 'sh', run: `unset-${software}` }],
})

const REMEDIES: readonly WrittenRemedy[] = [
  { ...remedy('Ours'), costs: 'a little speed', written: [settings('postfix'), settings('exim')] },
  { ...remedy('Theirs'), on: 'their-server', written: [settings('postfix')] },
  {
    ...remedy('Theirs by hand'),
    on: 'their-server',
    steps: [{ kind: 'note', text: 'Turn the inspection off.' }],
  },
  {
    ...remedy('A letter'),
    applies: 'by-someone-else',
    steps: [{ kind: 'ask', who: 'the postmaster', text: 'Your server answers 530.' }],
  },
]

const SICK = diagnosis({
  healthy: false,
  verdict: verdict({
    cause: 'tls/protocol-floor',
    stage: 'mail',
    alternatives: [{ cause: 'tls/sni-rejected', decidedBy: 'a session without a name' }],
  }),
  findings: [finding({ remedies: REMEDIES })],
  waiting: { says: 'The mail waits in the queue.', written: [settings('postfix')] },
  evidence: evidence([
    session({ death: death('mail', reply(530, 'no')) }),
    greeted('EHLO sender.example.org', 250, 'mx1.example.net', 'SIZE 1000', 'STARTTLS', 'AUTH PLAIN'),
    step({ stage: 'body', said: 'the message', outcome: { kind: 'done', afterMs: 9 } }),
    step({ stage: 'mail', said: 'MAIL FROM:<>', outcome: reply(530, `${'so '.repeat(60)}end`) }),
    step({ stage: 'rcpt', said: 'RCPT TO:<a@example.net>', outcome: reply(250, 'fine') }),
  ]),
})

describe.each(RENDERINGS)('%s', (_name, render) => {
  const inVain: ExperimentFact = {
    cause: 'protocol/server-pipelining-broken',
    name: 'lock-step',
    question: 'Does the session live when each command waits?',
    varied: 'one command at a time',
    endpoint: 'mx1.example.net [192.0.2.1]:25',
    arms: [{ name: 'pipelined', lived: 0, died: 2, trials: ['died at mail: silence', 'died at mail: silence'] }],
    judged: 'undecided',
    because: 'it died in 2 of 2 all the same',
  }

  test('what was tried and decided nothing, until something is proven', () => {
    const open = { ...SICK, proofs: [inVain], verdict: verdict({ ...SICK.verdict, standing: 'possible' }) }
    expect(render(open)).toMatch(/one command at a time|pipelined/)
  })

  test('how what was cut short comes to its end', () => {
    const cut = { ...inVain, arms: [], because: OUT_OF_TIME }
    const open = { ...SICK, proofs: [cut], verdict: verdict({ ...SICK.verdict, standing: 'possible' }) }
    expect(render(open)).toMatch(/# what was cut short comes to its end .*--budget 120/)
  })

  test('a sentence of ours as a whole', () => {
    const because = `${'it went on and on, '.repeat(40)}and it ended`
    const open = {
      ...SICK,
      proofs: [{ ...inVain, because }],
      verdict: verdict({ ...SICK.verdict, standing: 'possible' }),
    }
    expect(render(open)).toContain('and it ended')
  })

  const text = render(SICK)

  test.each([
    ['whose settings are written, of ours as the guess it is', /postfix, if that is what sends here:/],
    ['on which server they are changed', /on the receiver’s server, not on ours: Turn the inspection off/],
    ['what a fix costs', /Cost: a little speed\./],
    ['the way back', /undo: unset-postfix/],
    ['what goes with a letter', /--report report\.md writes the report that goes with the letter/],
    ['the letter with its session', /Your server answers 530\. Our session of .* \(EHLO sender\.example\.org/],
    ['what a server offers', /250 mx1\.example\.net \(offers SIZE=1000 STARTTLS AUTH=PLAIN\)/],
    ['that a message was handed over, and not that it arrived', /✓ body .{0,20}handed to our kernel/],
    ['the last words of the peer as a whole', /✗ mail .{0,40}530 (so ){60}end/],
    ['what was answered though the session was over', /· rcpt .{0,40}250 fine/],
    ['what else it could be', /It could also be .*tls\/sni-rejected\W+Decided by: a session without a name/],
    ['what to do with the mail', /The mail that waits .*The mail waits in the queue/],
    ['the check', /Check .*hangup diagnose example\.org/],
    ['how it is written for another server', /For another server \(exim; all of them: --json\): .*--like exim/],
  ])('%s', (_what, holds) => {
    expect(text).toMatch(holds)
  })

  test('whom the check sends a message', () => {
    const sent = plan({ upTo: 'dot', envelope: { from: '', to: ['you@example.net'] } })
    expect(render({ ...SICK, evidence: evidence([session({ plan: sent })]) })).toMatch(
      /It sends a test message to you@example\.net/,
    )
  })

  test('a death that no step shows', () => {
    const cut = evidence([session({ death: death('banner', reply(554, 'go away')) })])
    expect(render({ ...SICK, evidence: cut })).toMatch(/✗ banner .{0,20}554 go away/)
  })

  test('what it may be, where nothing is named', () => {
    const unknown = verdict({ alternatives: [{ cause: 'tls/sni-rejected', decidedBy: 'a session without a name' }] })
    expect(render({ ...SICK, verdict: unknown })).toMatch(/It may be .*tls\/sni-rejected/)
  })

  test('of a healthy server no point of death', () => {
    const deferred = evidence([
      session({ death: death('mail', reply(451, 'later')) }),
      step({ stage: 'mail', outcome: reply(451, 'later') }),
    ])
    expect(render(diagnosis({ evidence: deferred }))).not.toContain('✗')
  })
})
