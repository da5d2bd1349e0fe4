import { describe, expect, it } from 'vitest'
import { wordsOf } from '../words.ts'
import { meaningOf } from './meaning-of.ts'

const read = (text: string): readonly unknown[] => {
  const meaning = meaningOf(wordsOf(text), undefined)
  return [meaning?.symptom, meaning?.instead]
}

describe('a refusal whose own subject the words do not name', () => {
  it.each([
    ['550 5.7.1 A link in this mail points to a bad place', 'reputation.domain', 'content.spam'],
    ['550 5.7.1 Mail from a virus infected machine is refused', 'content.virus', 'sender.rejected'],
    ["550 5.7.1 The recipient's spam settings reject this", 'content.spam', 'recipient.filtered'],
  ])('%s: one of two', (text, symptom, instead) => {
    expect(read(text)).toEqual([symptom, instead])
  })

  it.each([
    ['550 5.7.1 A message of this kind has been blacklisted', 'content.spam'],
    ['550 User in blacklist', 'recipient.filtered'],
    ['550 The list owner has banned your address from posting', 'recipient.filtered'],
  ])('%s: yields to what is said of the subject that they name', (text, symptom) => {
    expect(read(text)).toEqual([symptom, undefined])
  })

  it.each([
    ['550 5.7.1 Blocked: your IP is on our blacklist', 'reputation.ip'],
    ['501 5.7.1 Sender refused by the DNSBL dnsbl.example.net', 'reputation.ip'],
    ['550 Blacklisted', 'reputation.ip'],
    ['550 5.1.1 User unknown', 'recipient.unknown'],
  ])('%s: plain, where it is named, or nothing is', (text, symptom) => {
    expect(read(text)).toEqual([symptom, undefined])
  })
})

describe('an address that may be that of a mailbox or of a host', () => {
  it.each([
    ['Your address is blocked here, see the list', 'reputation.ip'],
    ['your address bounce@x.example is blocked', undefined],
    ['your address rejected: sender unknown', undefined],
  ])('%s', (text, instead) => {
    expect(read(text)).toEqual(['sender.rejected', instead])
  })
})
