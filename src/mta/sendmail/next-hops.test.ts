import { describe, expect, test } from 'vitest'
import { found, hopOf } from '../../../test/kit/next-hops.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { habitsOf } from '../habits.ts'
import { sendmailConfig } from './config.ts'

describe('Sendmail 8.17, by what sendmail -bt says', () => {
  const MAILERS = 'DSlater.example\nMrelay,\t\tP=[IPC], A=TCP $h 587\nMesmtp,\tP=[IPC], A=TCP $h\n'
  const answer = (parsed: string): string =>
    `ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n> canonify         input: postmaster @ example . org\nParse0           returns: postmaster < @ example . org . >\nparse            returns: ${parsed} $: postmaster < @ example . org . >\n> mail.own.example\n> `
  const sendmail = (parsed: string): readonly MtaSetting[] => [
    ...sendmailConfig.readConfig([{ from: '/etc/mail/sendmail.cf', text: MAILERS }]),
    found('sendmail')('address_test[example.org]', answer(parsed)),
  ]
  test.each<[string, string, unknown]>([
    [
      'a smart host with the port of its mailer',
      '$# relay $@ later . example',
      ['later.example:587 by MX', 'SMART_HOST'],
    ],
    ['a line of mailertable', '$# esmtp $@ [ hub . example ]', ['hub.example:25', 'mailertable']],
    ['by MX', '$# esmtp $@ example . org .', 'mx'],
    ['what is refused here, with a status in the place of a host', '$# error $@ 5.1.2', 'mx'],
  ])('%s', (_name, parsed, expected) => expect(hopOf(sendmail(parsed))).toEqual(expected))

  test('its own name, whatever macros it is made of', () => {
    expect(habitsOf(sendmail('$# esmtp $@ example . org .'), 'example.org').ehloName).toBe('mail.own.example')
  })

  test('the question is harmless to other programs of that name: it names no recipient on the command line', () => {
    const [look] = sendmailConfig.lookUps?.([], { domain: 'example.org', hosts: [] }) ?? []
    expect(look?.ask).toMatchObject({ args: ['-bt'], stdin: '3,0 postmaster@example.org\n$j\n' })
  })
})
