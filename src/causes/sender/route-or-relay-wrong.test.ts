import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './route-or-relay-wrong.ts'

const ROUTE = fact('mail.route', {
  domain: 'example.net',
  kind: 'mx',
  hosts: [{ name: 'mx1.example.net', preference: 10, addresses: ['192.0.2.1'] }],
})
const toHost = (host: string, address: string) =>
  symptom({ symptom: 'connect.timeout', stage: 'connect', host, address })

causeCases(cause, {
  convicts: [
    ['the failing host is no MX', [ROUTE, session(), toHost('relay.example.org', '198.51.100.7')]],
    ['mail in a circle', [symptom({ symptom: 'route.loop', stage: 'rcpt' })]],
  ],
  acquits: [],
  abstains: [
    ['the failing host is the MX', [ROUTE, toHost('mx1.example.net', '192.0.2.1')]],
    ['the failing address is the MX under another name', [ROUTE, toHost('mail.example.com', '192.0.2.1')]],
    ['no host is named', [ROUTE, symptom({ symptom: 'connect.timeout', stage: 'connect' })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['no table', '', []],
  [
    'several tables',
    'texthash:/etc/postfix/one, hash:/etc/postfix/two',
    ['texthash:/etc/postfix/one', 'hash:/etc/postfix/two'],
  ],
])('what asks Postfix for the route asks each table: %s', (_name, maps, asked) => {
  const remedies = cause.remedies(view(evidence([ROUTE, toHost('relay.example.org', '198.51.100.7')]), cause.needs))
  const steps = remedies.flatMap((remedy) => remedy.steps ?? [])
  const command = steps.flatMap((step) =>
    step.kind === 'command' && step.run.includes('postmap') ? [step.run] : [],
  )[0]
  const doubles = `postconf() { case "$1" in -*) echo '${maps}' ;; esac; }; postmap() { echo "$3"; }`
  const said = execFileSync('sh', ['-c', `${doubles}\n${command ?? 'false'}`], { encoding: 'utf8' })
  expect(said.split('\n').filter((line) => line !== '')).toEqual(asked)
})
