import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PeerLine } from './peer-line.ts'

const ACCEPTED = '235 2.7.0 Authentication successful'
const REFUSED = '535 5.7.8 Error: authentication failed'
const CHALLENGE = '<1896.697170952@peer.invalid>'

/** The server's side of AUTH (RFC 4954). The answer to give, or undefined when the client is gone. */
export async function acceptAuth(
  line: PeerLine,
  parameters: readonly string[],
  users: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const [method = '', initial] = parameters
  async function ask(challenge: string): Promise<string | undefined> {
    line.write(`334 ${Buffer.from(challenge, 'latin1').toString('base64')}\r\n`)
    const answer = await line.line()
    return answer === undefined ? undefined : decode(answer)
  }
  switch (method.toUpperCase()) {
    case 'PLAIN': {
      const response = initial === undefined ? await ask('') : decode(initial)
      const [, user = '', password = ''] = (response ?? '').split('\0')
      return response === undefined ? undefined : verdict(users, user, password)
    }
    case 'LOGIN': {
      const user = initial === undefined ? await ask('Username:') : decode(initial)
      const password = await ask('Password:')
      return user === undefined || password === undefined ? undefined : verdict(users, user, password)
    }
    case 'CRAM-MD5': {
      const response = await ask(CHALLENGE)
      const [user = '', digest = ''] = (response ?? '').split(' ')
      const expected = createHmac('md5', users[user] ?? '')
        .update(CHALLENGE)
        .digest('hex')
      return users[user] !== undefined && same(digest, expected) ? ACCEPTED : REFUSED
    }
    case 'XOAUTH2': {
      const [user, token] = /user=(.*)\u0001auth=Bearer (.*)\u0001\u0001/.exec(decode(initial ?? ''))?.slice(1) ?? []
      if (user !== undefined && token !== undefined && same(users[user] ?? '', token)) return ACCEPTED
      await ask('{"status":"401"}')
      return REFUSED
    }
    default:
      return '504 5.5.4 Unrecognized authentication type'
  }
}

function verdict(users: Readonly<Record<string, string>>, user: string, password: string): string {
  return users[user] !== undefined && same(users[user], password) ? ACCEPTED : REFUSED
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString()
}
