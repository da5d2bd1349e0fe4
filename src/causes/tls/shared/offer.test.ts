import { expect, test } from 'vitest'
import { death, evidence, FIN, plan, session } from '../../../../test/kit/evidence.ts'
import { tls } from '../../../../test/kit/handshakes.ts'
import { view } from '../../../domain/evidence.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import { fillerKeywords, isMasked, isStarttlsMask, mayHideAnother, offersStarttls, sawCertificate } from './offer.ts'

const one = (changes: Partial<SmtpSession>): SmtpSession => session(changes).fact

test.each<[string, Partial<SmtpSession>, boolean | undefined]>([
  ['it is listed in clear', { clearKeywords: ['SIZE', 'STARTTLS'] }, true],
  ['it is not listed in clear', { clearKeywords: ['SIZE'], keywords: ['STARTTLS'], tls: tls() }, false],
  ['a session in clear lists it', { keywords: ['starttls'] }, true],
  ['a session in clear does not', { keywords: ['SIZE'] }, false],
  ['keywords inside TLS say nothing of it, and TLS came about', { keywords: ['SIZE'], tls: tls() }, true],
  ['TLS from the first octet', { keywords: ['SIZE'], tls: tls(), plan: plan({ tls: 'wrapped' }) }, undefined],
  ['no EHLO was answered', { death: death('banner', FIN) }, undefined],
])('STARTTLS is on offer: %s', (_name, changes, offered) => expect(offersStarttls(one(changes))).toBe(offered))

test('letters that a box wrote over', () => {
  expect(fillerKeywords(one({ keywords: ['XXXXXXXA', 'SIZE'], clearKeywords: ['XXXX', 'XXX', 'XCLIENT'] }))).toEqual([
    'XXXXXXXA',
    'XXXX',
  ])
  expect(isStarttlsMask(one({ keywords: ['XXXXXXXA'] }))).toBe(true)
  expect(isStarttlsMask(one({ keywords: ['XXXXXXXXA'] }))).toBe(false)
  expect(isMasked(one({ banner: { code: 220, lines: ['****2**'] } }))).toBe(true)
  expect(isMasked(one({ banner: { code: 220, lines: ['mx *** ESMTP'] } }))).toBe(false)
})

test.each([
  ['CHUNKING is missing as well', ['XXXXXXXA', '8BITMIME', 'SMTPUTF8'], true],
  ['all others are there', ['XXXXXXXA', '8BITMIME', 'SMTPUTF8', 'CHUNKING'], false],
  ['one is missing, and two are hidden', ['XXXXXXXA', 'XXXXXXXA', '8BITMIME', 'SMTPUTF8'], false],
])('filler as long as STARTTLS may hide another keyword: %s', (_name, keywords, expected) =>
  expect(mayHideAnother(one({ keywords }))).toBe(expected),
)

test('a certificate was seen, or nobody looked', () => {
  const saw = (...seen: Parameters<typeof evidence>[0]) =>
    sawCertificate(view(evidence(seen), ['smtp.session'])['smtp.session'])
  expect([saw(), saw(session({ tls: tls() })), saw(session()), saw(session({ role: 'compare', tls: tls() }))]).toEqual([
    true,
    true,
    false,
    true,
  ])
})
