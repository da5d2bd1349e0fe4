import { describe, expect, it } from 'vitest'
import { wordsOf } from '../words.ts'
import { readNotions } from './read-notions.ts'
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
    ['The adress of the recipent is unkown', 'recipient.unknown'],
  ])('%s', (text, symptoms) => {
    expect(symptoms.split('|')).toContain(sense(text))
  })

  it.each([
    'This message was scanned for viruses and none were found',
    'The message could not be delivered',
    'Your message to the following address',
    'Please contact the administrator of your domain',
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
