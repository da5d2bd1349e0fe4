import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { GLIBC } from './glibc.table.ts'
import { GNUTLS } from './gnutls.table.ts'
import { inEnglish } from './in-english.ts'
import { WINDOWS } from './windows.table.ts'

/** How programs set an error of the system. */
const PRINTED: readonly ((error: string) => string)[] = [
  (error) => `msmtp: cannot connect to smtp.example.org, port 587: ${error}`,
  (error) => `stream_socket_client(): unable to connect to tcp://smtp.example.org:25 (${error})`,
  (error) => `fwrite(): send of 6 bytes failed with errno=32 ${error} (smtp.example.org:25)`,
  (error) => `msmtp: TLS handshake failed: ${error}`,
  (error) => `System.Net.Mail.SmtpException: Failure sending mail. ---> System.Net.Sockets.SocketException: ${error}.`,
]

describe.each([GLIBC, WINDOWS, GNUTLS].flatMap((table) => Object.entries(table)))('%s', (english, others) => {
  it('is read the same in every tongue', () => {
    for (const [index, other] of others.flatMap((bars) => bars.split('|')).entries()) {
      // Each tongue in one of the frames: all in all take a minute.
      const print = PRINTED[index % PRINTED.length] ?? String
      const { symptom, stage } = readText(print(english))
      expect({ ...readText(print(other)), other }).toMatchObject({ symptom, other, ...(stage && { stage }) })
    }
  })
})

describe('a system in another tongue', () => {
  it.each([
    ['Es ist: Verbindungsaufbau abgelehnt', 'Es ist: Connection refused'],
    [
      'connect to mx[192.0.2.1]:25: Aucun chemin d’accès pour atteindre l’hôte cible',
      'connect to mx[192.0.2.1]:25: No route to host',
    ],
    [
      'msmtp: host smtp.example.org: İsim ya da servis bilinmiyor',
      'msmtp: host smtp.example.org: Name or service not known',
    ],
    // No sentence of a system: words among others.
    ['Der Verbindungsaufbau abgelehnt wurde', 'Der Verbindungsaufbau abgelehnt wurde'],
    ['550 Подключение: адресат неизвестен', '550 Подключение: адресат неизвестен'],
  ])('%s', (text, told) => {
    expect(inEnglish(text)).toBe(told)
  })

  it('keeps the text as it was', () => {
    const text = 'msmtp: cannot connect to smtp.example.org, port 587: Verbindungsaufbau abgelehnt'
    expect(readText(text).text).toBe(text)
  })
})
