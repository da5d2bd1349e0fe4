import { describe, expect, it } from 'vitest'
import { wordsOf } from '../words.ts'
import { readNotions } from './read-notions.ts'
import { readReply } from './read-reply.ts'
import { spelled } from './spelling.ts'

const sense = (text: string): string | undefined => readNotions(wordsOf(text))?.symptom

describe('what a refusal of unknown wording is about and says of it', () => {
  it.each([
    ['The person you wrote to has departed from our company', 'recipient.disabled'],
    ['There is nobody registered under this mailbox', 'recipient.unknown'],
    ['The postbox holds more than it may, there is no room left in the mailbox', 'mailbox.full'],
    ['Dieser Empfänger existiert hier nicht mehr', 'recipient.unknown|recipient.disabled'],
    ['Das Konto des Benutzers wurde stillgelegt', 'recipient.disabled'],
    ["Le destinataire n'est pas connu ici", 'recipient.unknown'],
    ['La casella del destinatario è piena', 'mailbox.full'],
    ['El usuario no existe en este servidor', 'recipient.unknown'],
    ['Skrzynka odbiorcy jest przepełniona', 'mailbox.full'],
    ['Почтовый ящик переполнен', 'mailbox.full'],
    ['宛先のユーザーは存在しません', 'recipient.unknown'],
    ['收件人邮箱已满', 'mailbox.full'],
    ['My address has changed, write to bob@example.org', 'recipient.moved'],
    ['It does not have at this time enough disk space', 'mailbox.full'],
    ['Das Format der E-Mail-Adresse ist ungültig', 'recipient.unknown'],
    ['550 not known here', 'recipient.unknown'],
    ['The account or domain may not exist', 'recipient.unknown'],
    ['The adress of the recipent is unkown', 'recipient.unknown'],
  ])('%s', (text, symptoms) => {
    expect(symptoms.split('|')).toContain(sense(text))
  })

  it.each([
    'This message was scanned for viruses and none were found',
    'The message could not be delivered',
    'Your message to the following address',
    'Please contact the administrator of your domain',
    '500 not recognized',
    '550 no valid signature was found',
    'the computer listed as a best host is this one',
    'Thank you for your message, the user will answer soon',
  ])('gives no reason to: %s', (text) => {
    expect(sense(text)).toBeUndefined()
  })
})

describe('a slip of the pen', () => {
  it.each([
    ['mailbx', 'mailbox'],
    ['recipeint', 'recipient'],
    ['suspened', 'suspended'],
  ])('%s is read as %s', (slip, word) => {
    expect(spelled(slip)).toBe(word)
  })

  it.each(['host', 'list', 'post', 'most'])('%s stays what it is', (word) => {
    expect([word, undefined]).toContain(spelled(word))
  })
})

describe('words that say little beside a code that says more', () => {
  it.each([
    ['550 5.1.1 rejected', 'recipient.unknown'],
    ['550 5.7.1 rejected', 'policy.other'],
    ['554 5.7.1 Recipient address rejected for policy reasons', 'policy.other'],
    ['550 envelope blocked - see policy', 'sender.rejected'],
  ])('%s', (text, symptom) => {
    expect(readReply(text, undefined)?.symptom).toBe(symptom)
  })
})
