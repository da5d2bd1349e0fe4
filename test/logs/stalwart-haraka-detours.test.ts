import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

/** recipient (or domain), status, symptom, stage, mx */
function outcomes(lines: readonly string[]) {
  return analyseText(lines.join('\n')).attempts.map(({ recipient, domain, status, symptom, stage, mx }) => [
    recipient ?? domain ?? '',
    status,
    symptom,
    stage,
    mx,
  ])
}

const SPAN = 'queueId = 7, from = "a@home.example", to = ["b@there.example"], size = 1000, total = 1'

function stalwart(second: number, words: string): string {
  return `2024-05-01T00:00:0${second}Z INFO ${words}`
}

test.each([
  [
    'an MX that the MTA-STS policy does not name',
    `MTA-STS policy not authorized (mta-sts.not-authorized) ${SPAN}, domain = "there.example", hostname = "mx.there.example", details = ["other.there.example"], strict = true`,
    ['b@there.example', 'bounced', 'tls.policy.mtasts', 'tls', 'mx.there.example'],
  ],
  [
    'an MTA-STS policy that is required and cannot be fetched',
    `MTA-STS policy fetch error (mta-sts.policy-fetch-error) ${SPAN}, domain = "there.example", reason = "operation timed out", strict = true`,
    ['b@there.example', 'deferred', 'tls.policy.mtasts', 'tls', null],
  ],
  [
    'a certificate that no TLSA record knows',
    `DANE authentication failure (dane.authentication-failure) ${SPAN}, hostname = "mx.there.example"`,
    ['b@there.example', 'bounced', 'tls.policy.dane', 'tls', 'mx.there.example'],
  ],
  [
    'TLSA records that are required and absent',
    `TLSA record not found (dane.tlsa-record-not-found) ${SPAN}, domain = "there.example", hostname = "mx.there.example", strict = true`,
    ['b@there.example', 'deferred', 'tls.policy.dane', 'tls', 'mx.there.example'],
  ],
])('Stalwart: %s ends the attempt', (_, words, expected) => {
  expect(
    outcomes([
      stalwart(0, `Delivery attempt started (delivery.attempt-start) ${SPAN}`),
      stalwart(1, words),
      stalwart(2, `Delivery attempt ended (delivery.attempt-end) ${SPAN}`),
    ]),
  ).toEqual([expected])
})

test('Stalwart: what a policy that is only tested finds ends nothing', () => {
  expect(
    outcomes([
      stalwart(0, `Delivery attempt started (delivery.attempt-start) ${SPAN}`),
      stalwart(
        1,
        `TLSA record not found (dane.tlsa-record-not-found) ${SPAN}, hostname = "mx.there.example", strict = false`,
      ),
      stalwart(
        2,
        `Message delivered (delivery.delivered) ${SPAN}, hostname = "mx.there.example", to = "b@there.example", code = 250, details = "Ok"`,
      ),
      stalwart(3, `Delivery attempt ended (delivery.attempt-end) ${SPAN}`),
    ]),
  ).toEqual([['b@there.example', 'sent', 'accepted', null, 'mx.there.example']])
})

test('Stalwart: a name that no name server has ends the delivery', () => {
  const cause = 'DNS record not found (mail-auth.dns-record-not-found) { code = Non-Existent Domain }'
  expect(
    outcomes([
      stalwart(0, `Delivery attempt started (delivery.attempt-start) ${SPAN}`),
      stalwart(
        1,
        `IP address lookup failed (delivery.ip-lookup-failed) ${SPAN}, domain = "there.example", causedBy = ${cause}`,
      ),
      stalwart(2, `Delivery attempt ended (delivery.attempt-end) ${SPAN}`),
    ]),
  ).toEqual([['b@there.example', 'bounced', 'dns.nxdomain', 'dns', null]])
})

function haraka(second: number, words: string): string {
  return `2024-05-01T00:00:0${second}.000Z [NOTICE] [A1B2C3D4-0001.1.1] [outbound] ${words}`
}

test('Haraka: an MX whose name has no address is why all were tried in vain', () => {
  expect(
    outcomes([
      haraka(0, 'DNS lookup of mx.there.example failed: Error: queryA ENOTFOUND mx.there.example'),
      haraka(1, 'Temp failing 1714_1_1.mail for 64 seconds: Tried all MXs'),
    ]),
  ).toEqual([['', 'deferred', 'dns.nxdomain', 'dns', 'mx.there.example']])
})

test('Haraka: a relay on port 2525 has a name, too', () => {
  expect(
    outcomes([
      haraka(0, 'Ongoing connection failed to relay.there.example:2525 : Error: connect ECONNREFUSED 203.0.113.8:2525'),
      haraka(1, 'Temp failing 1714_1_1.mail for 64 seconds: Tried all MXs'),
    ]),
  ).toEqual([['', 'deferred', 'connect.refused', 'connect', 'relay.there.example']])
})
