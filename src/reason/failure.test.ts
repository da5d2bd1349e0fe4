import { expect, test } from 'vitest'
import {
  death,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  session,
  SILENCE,
  symptom,
  type Seen,
} from '../../test/kit/evidence.ts'
import type { Endpoint } from '../domain/endpoint.ts'
import type { DnsAnswer, MailRoute } from '../domain/facts/dns-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import { findFailure, wasTaken } from './failure.ts'

const at = (host: string, address: string): Endpoint => ({ host, address, port: 25 })
const FIRST = at('mx1.example.net', '192.0.2.1')
const FIRST_V6 = at('mx1.example.net', '2001:db8::1')
const SECOND = at('mx2.example.net', '192.0.2.2')
const errno = (name: string): Outcome => ({ kind: 'errno', errno: name })

const look = (endpoint: Endpoint, stage?: Stage, how: Outcome = FIN): Seen =>
  session({
    session: endpoint.address,
    plan: plan({ endpoint, upTo: 'rcpt' }),
    ...(stage === undefined ? {} : { death: death(stage, how) }),
  })
const route = (preferences: readonly [number, number]): Seen =>
  fact('mail.route', {
    domain: 'example.net',
    kind: 'mx',
    hosts: [
      { name: 'MX1.example.net', preference: preferences[0], addresses: ['192.0.2.1'] },
      { name: 'mx2.example.net', preference: preferences[1], addresses: ['192.0.2.2'] },
    ],
  })
const failureOf = (...seen: readonly Seen[]) => findFailure(evidence(seen))
const UNREACHED = errno('ENETUNREACH')

test.each<[string, readonly Seen[], string]>([
  [
    'the first in the order of the route',
    [look(FIRST, 'ehlo'), look(SECOND, 'mail')],
    'mx1.example.net [192.0.2.1]:25',
  ],
  [
    'the other address of a host, where the first gave no connection',
    [look(FIRST_V6, 'connect', errno('ECONNREFUSED')), look(SECOND, 'mail'), look(FIRST, 'ehlo')],
    'mx1.example.net [192.0.2.1]:25',
  ],
  [
    'the address to which there is a way',
    [look(FIRST_V6, 'connect', UNREACHED), look(FIRST, 'connect', SILENCE)],
    'mx1.example.net [192.0.2.1]:25',
  ],
  [
    'the first of two that are refused',
    [look(FIRST_V6, 'connect', errno('ECONNREFUSED')), look(FIRST, 'connect', SILENCE)],
    'mx1.example.net [2001:db8::1]:25',
  ],
  [
    'the first of two to which there is no way',
    [look(FIRST_V6, 'connect', UNREACHED), look(FIRST, 'connect', UNREACHED)],
    'mx1.example.net [2001:db8::1]:25',
  ],
  [
    'no other host, where the first gave no connection',
    [look(FIRST, 'connect', SILENCE), look(SECOND, 'mail')],
    'mx1.example.net [192.0.2.1]:25',
  ],
])('of several that died, the failure is %s', (_name, seen, endpoint) => {
  expect(failureOf(...seen)).toMatchObject({ endpoint, seen: 'by-us' })
})

test('a later address that takes the session makes up for one that dies', () => {
  expect(failureOf(look(FIRST, 'ehlo'), look(SECOND))).toBeUndefined()
  expect(wasTaken(evidence([look(FIRST, 'ehlo'), look(SECOND)]))).toBe(true)
  expect(wasTaken(evidence([look(FIRST, 'ehlo')]))).toBe(false)
})

test.each<[string, readonly [number, number], Seen, boolean]>([
  ['at a host that is asked first', [10, 20], look(FIRST, 'rcpt', reply(550)), true],
  ['at one that is asked as often', [10, 10], look(FIRST, 'rcpt', reply(550)), true],
  ['with the lowest code of all', [10, 20], look(FIRST, 'rcpt', reply(500)), true],
  ['at one that is asked last', [30, 20], look(FIRST, 'rcpt', reply(550)), false],
  ['for the moment only', [10, 20], look(FIRST, 'rcpt', reply(450)), false],
  ['before any mail was spoken of', [10, 20], look(FIRST, 'banner', reply(554)), false],
])('a refusal %s keeps the mail from the living host (%j): %#', (_name, preferences, refusing, keeps) => {
  expect(failureOf(route(preferences), refusing, look(SECOND)) !== undefined).toBe(keeps)
})

test('the words that ended our session name the symptom, and those of another end do not', () => {
  const said = (stage: Stage, endpoint: Endpoint): Seen =>
    symptom({ symptom: 'mailbox.full', speaker: 'peer', origin: 'live', stage, endpoint })
  const full = look(FIRST, 'rcpt', reply(552))
  expect(failureOf(full, said('rcpt', FIRST))?.symptom).toBe('mailbox.full')
  expect(failureOf(full, said('mail', FIRST))?.symptom).toBe('unknown')
  expect(failureOf(full, said('rcpt', SECOND))?.symptom).toBe('unknown')
  expect(failureOf(look(FIRST, 'rcpt'), said('rcpt', FIRST))?.symptom).toBe('drop.lost')
})

test('greylisting is no failure, whether we meet it or a report tells of it', () => {
  const greylisted = symptom({ symptom: 'greylist', speaker: 'peer', origin: 'live', stage: 'rcpt', endpoint: FIRST })
  expect(failureOf(look(FIRST, 'rcpt', reply(450)), greylisted)).toBeUndefined()
  expect(failureOf(look(FIRST), symptom({ symptom: 'greylist' }))).toBeUndefined()
})

test.each([
  [
    'names all',
    { host: 'mx1.example.net', address: '192.0.2.1', stage: 'mail' },
    'mx1.example.net [192.0.2.1]',
    'mail',
  ],
  ['names the host', { host: 'mx1.example.net' }, 'mx1.example.net', null],
  ['names nothing', {}, null, null],
] as const)(
  'where our own session lives, the failure is what a report tells: it %s',
  (_name, told, endpoint, stage) => {
    const report = symptom({ symptom: 'drop.timeout', ...told })
    expect(failureOf(look(FIRST), report)).toMatchObject({ seen: 'reported', symptom: 'drop.timeout', endpoint, stage })
  },
)

const noHosts = (kind: MailRoute['kind'], addresses: readonly string[] = []): Seen =>
  fact('mail.route', {
    domain: 'example.net',
    kind,
    hosts: kind === 'mx' ? [{ name: 'mx1.example.net', preference: 10, addresses }] : [],
  })
const answered = (status: DnsAnswer['status']): Seen =>
  fact('dns.answer', {
    name: 'example.net',
    type: 'MX',
    status,
    records: [],
    authenticated: false,
    authoritative: false,
    extendedErrors: [],
    server: '192.0.2.53',
    tried: [],
    afterMs: 10,
  })

test.each<[string, readonly Seen[], string | undefined]>([
  ['null MX', [noHosts('null-mx')], 'dns.nullmx'],
  ['no such domain', [answered('nxdomain'), noHosts('none')], 'dns.nxdomain'],
  ['no such mail host', [answered('nxdomain'), noHosts('mx')], 'dns.nomx'],
  ['no records', [answered('nodata'), noHosts('none')], 'dns.nomx'],
  ['an answer that cannot be read', [answered('malformed'), noHosts('none')], 'dns.badreply'],
  ['a server that fails', [answered('servfail'), noHosts('none')], 'dns.tempfail'],
  ['no answer', [answered('timeout'), noHosts('none')], 'dns.tempfail'],
  ['a host with an address', [answered('timeout'), noHosts('mx', ['192.0.2.1'])], undefined],
  ['no route was looked for', [answered('timeout')], undefined],
])('without a session the DNS is to blame: %s', (_name, seen, expected) => {
  const failure = failureOf(...seen)
  expect(failure?.symptom).toBe(expected)
  if (failure !== undefined) expect(failure).toMatchObject({ stage: 'dns', endpoint: null, seen: 'by-us' })
})
