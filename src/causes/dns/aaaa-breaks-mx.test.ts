import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { FAINT, NEAR_SURE } from '../shared/weights.ts'
import cause from './aaaa-breaks-mx.ts'

causeCases(cause, {
  convicts: [
    [
      'A answered, AAAA fails, and the MTA reports it',
      [
        answer({ name: 'mx.example.net', type: 'A', status: 'answer' }),
        answer({ name: 'mx.example.net', type: 'AAAA', status: 'timeout' }),
        symptom({ symptom: 'dns.tempfail', stage: 'dns' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'both fail',
      [
        answer({ name: 'mx.example.net', type: 'A', status: 'timeout' }),
        answer({ name: 'mx.example.net', type: 'AAAA', status: 'timeout' }),
      ],
    ],
    [
      'our own EHLO name, which is no MX host',
      [
        fact('mail.route', {
          domain: 'example.net',
          kind: 'mx',
          hosts: [{ name: 'mx.example.net', preference: 10, addresses: ['192.0.2.1'] }],
        }),
        answer({ name: 'out.example.org', type: 'A', status: 'answer' }),
        answer({ name: 'out.example.org', type: 'AAAA', status: 'servfail' }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})

test('a name that a shell would read otherwise stands in no command', () => {
  const name = 'x;touch${IFS}pwned;.evil.example'
  const broken = [answer({ name, type: 'A', status: 'answer' }), answer({ name, type: 'AAAA', status: 'servfail' })]
  const [ask] = cause.remedies(view(evidence(broken), cause.needs))
  const commands = (ask?.steps ?? []).flatMap((step) => (step.kind === 'command' ? [step.run] : []))
  expect(commands).toHaveLength(1)
  expect(commands[0]).not.toContain('touch')
})

test('a lookup of another kind that failed is no sign of it', () => {
  const weigh = (words: string) =>
    cause.weigh(
      view(
        evidence([
          answer({ name: 'mx.example.net', type: 'A', status: 'answer' }),
          answer({ name: 'mx.example.net', type: 'AAAA', status: 'timeout' }),
          symptom({ symptom: 'dns.tempfail', stage: 'dns', words }),
        ]),
        cause.needs,
      ),
    )[0]?.weight
  expect(weigh('Name service error for name=mx.example.net type=AAAA: Host not found, try again')).toBe(NEAR_SURE)
  expect(weigh('Name service error for name=example.net type=MX: Host not found, try again')).toBe(FAINT)
})
