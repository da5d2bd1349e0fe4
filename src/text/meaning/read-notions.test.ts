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
    ['User bob (bob@example.org) was not found in the directory', 'recipient.unknown'],
    ['The recipient does not wish to get mail from you', 'recipient.filtered'],
    ['Příjemce si nepřeje dostávat vaše zprávy', 'recipient.filtered'],
    ['De ontvanger heeft geen ruimte meer', 'mailbox.full'],
    ['Размер письма превышает допустимый', 'content.size'],
    ['The size of your message exceeds what this recipient may get', 'content.size'],
    ['Allegati di questo tipo non sono ammessi', 'content.format'],
    ['Ein verdächtiger Link in Ihrer Nachricht', 'content.spam'],
    ['Die Absenderdomain existiert nicht', 'sender.domain'],
    ['Lähettäjän verkkotunnusta ei ole', 'sender.domain'],
    ['El reenvío no está permitido', 'policy.relay'],
    ['Wysyłasz zbyt szybko', 'limit.rate'],
    ['발신 IP가 차단되었습니다', 'reputation.ip'],
    ['Gonderen IP adresi kara listede, blacklisted', 'reputation.ip'],
    ['The EHLO name is bogus', 'policy.helo'],
    ['No disk is left on this server, it is full', 'system.full'],
    ['The signature is broken: the text was altered', 'sender.auth'],
    ['192.0.2.1 has no entry in in-addr.arpa', 'sender.ptr'],
    ['The spam filter is asleep', 'system.filter'],
    ['Turned away, refused by our content filter', 'content.spam'],
    ['The score 12.4 is over our threshold of 8', 'content.spam'],
    ['Mail for this user has been switched off', 'recipient.disabled'],
    ['This user only wants mail from people he knows', 'recipient.filtered'],
    ['The owner of the account has blocked you', 'recipient.filtered'],
    ['The account was merged into another', 'recipient.moved'],
    ['example.net is none of our domains', 'policy.relay'],
    ['Executable files may not be mailed', 'content.format'],
    ['Your letter is too heavy, send a smaller message', 'content.size'],
    ['No access for this sender', 'sender.rejected'],
    ['The recipient has blocked your address', 'recipient.filtered'],
    ['Der Empfänger hat Ihre Adresse gesperrt', 'recipient.filtered'],
    ['Il destinatario ha bloccato il mittente', 'recipient.filtered'],
    ['El destinatario no acepta correo externo', 'recipient.filtered'],
    ['Der Spamfilter antwortet nicht', 'system.filter'],
    ['Le filtre antivirus ne répond pas', 'system.filter'],
    ['Vous avez dépassé le nombre de messages par heure', 'limit.rate'],
    ['送信頻度が高すぎます', 'limit.rate'],
    ['Rate of this mailbox exceeded', 'limit.rate'],
    ['Seuls les abonnés peuvent écrire', 'recipient.filtered'],
    ['Solo los miembros pueden escribir', 'recipient.filtered'],
    ['Sie dürfen diese Absenderadresse nicht verwenden', 'sender.rejected'],
    ['The sender has no A, AAAA, or MX records', 'sender.domain'],
    ['Zeile 3 des Kopfes ist fehlerhaft', 'content.format'],
    ['Blocked by URL analysis', 'content.spam'],
    ['El servidor remitente está en una lista de bloqueo, bloqueada', 'reputation.ip'],
    ['host mail.example.net not found', 'dns.nxdomain'],
    ['This list has been retired', 'recipient.disabled'],
    ['Dateianhang zu groß', 'content.size'],
    ['不允许转发', 'policy.relay'],
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
    'Recipient rejected',
    'The content scanner was consulted',
    'The server did not answer',
    'You have reached a mailbox',
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
    ['550 5.1.8 We cannot find example.test in DNS, so we take no mail from it', 'sender.domain'],
    // Many servers send 5.1.1 of every recipient.
    ["550 5.1.1 Ce compte n'est plus actif", 'recipient.disabled'],
  ])('%s', (text, symptom) => {
    expect(readReply(text, undefined)?.symptom).toBe(symptom)
  })
})

describe('words that admit two readings', () => {
  it.each([
    ['450 4.2.1 xyzzy', 'recipient.disabled', 'limit.rate'],
    ['550 Invalid domain', 'sender.domain', 'dns.nxdomain'],
    ['550 mail to bob@example.org is not accepted here', 'recipient.unknown', 'recipient.filtered'],
    ['550 Access denied', 'policy.other', 'reputation.ip'],
  ])('%s', (text, symptom, instead) => {
    expect(readReply(text, undefined)).toMatchObject({ symptom, instead })
  })
})
