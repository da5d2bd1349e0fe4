import type { Socket } from 'node:net'
import { acceptAuth } from './peer-auth.ts'
import type { PeerLine } from './peer-line.ts'
import { peerLine, sleep } from './peer-line.ts'
import { readChunk, readData } from './peer-message.ts'
import type { MessageEnd } from './peer-message.ts'
import type { Behaviour, PeerPoint, PeerScript } from './peer-script.ts'
import { acceptTls } from './peer-tls.ts'

export const ORDINARY_KEYWORDS = ['PIPELINING', 'SIZE 52428800', 'ENHANCEDSTATUSCODES', '8BITMIME', 'CHUNKING']
const USUAL: Behaviour = { do: 'usual' }

/** One connection served to its end. `heard` is told each command line. */
export async function serve(socket: Socket, script: PeerScript, heard: (command: string) => void): Promise<void> {
  const flow = script.flow ?? {}
  const greeting = script.greeting ?? 'peer.invalid ESMTP'
  // RFC 5321 §4.1.1.1: a server greets and answers EHLO with one name.
  const [name = ''] = greeting.split(' ')
  let line: PeerLine = peerLine(socket, socket, flow)
  let encrypted = false
  let messages = 0
  let recipients = 0
  /** The transaction: MAIL was taken, and so many recipients. */
  let open = false
  let taken = 0
  let lastCode = ''
  const times = new Map<PeerPoint, number>()
  watchIdle(script, () => line)
  const began = performance.now()

  /** The script's behaviour at a point, this time. */
  function at(point: PeerPoint): Behaviour {
    const planned = script.at?.[point]
    if (planned === undefined) return USUAL
    if (!isList(planned)) return planned
    const time = times.get(point) ?? 0
    times.set(point, time + 1)
    return planned[Math.min(time, planned.length - 1)] ?? USUAL
  }

  /** Plays the script's behaviour at a point, or answers as usual. True when the connection goes on. */
  async function answer(point: PeerPoint, ...usual: readonly string[]): Promise<boolean> {
    if (flow.tarpitMs !== undefined) await sleep(flow.tarpitMs)
    const behaviour = at(point)
    lastCode = (behaviour.do === 'usual' ? usual[0] : behaviour.do === 'reply' ? [behaviour.text].flat()[0] : '') ?? ''
    if (behaviour.do !== 'usual') return line.play(behaviour)
    await line.play(behaviour)
    line.write(usual.map((text) => `${text}\r\n`).join(''))
    return !line.isOver()
  }

  async function startTls(): Promise<boolean> {
    const stream = await acceptTls(socket, line, script, at('tls'))
    if (stream === undefined) return false
    encrypted = true
    // The faults of the path stay with the octets on the wire.
    line = peerLine(stream, socket, {
      ...(flow.losesPipelined === true ? { losesPipelined: true } : {}),
      ...(flow.seesQuitFirst === true ? { seesQuitFirst: true } : {}),
    })
    return true
  }

  function keywords(): readonly string[] {
    const list = (script.keywords ?? ORDINARY_KEYWORDS).slice()
    if (script.tls !== undefined && script.wrapped !== true && !encrypted && !list.some((one) => /^X{7}/.test(one)))
      list.push('STARTTLS')
    if (script.users !== undefined && !list.some((one) => one.startsWith('AUTH')))
      list.push('AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2')
    return list
  }

  async function endMessage(end: MessageEnd): Promise<boolean> {
    messages += 1
    reset()
    switch (end) {
      case 'gone':
        return false
      case 'complete':
        return answer('dot', '250 2.0.0 Ok: queued as 4F1B2C0D9E')
      case 'over-limit':
        return answer('body', '552 5.3.4 Error: message file too big')
      case 'bare-lf':
        return line.play(script.message?.bareLf ?? USUAL)
      case 'not-tolerated':
        return line.play(script.message?.intolerance?.then ?? USUAL)
    }
  }

  /** A limit counts the body only where the script has something to do there. */
  const bodyLimit = script.at?.body === undefined ? undefined : (script.message?.limitBytes ?? 0)

  function reset(): void {
    open = false
    taken = 0
    recipients = 0
  }

  async function mail(parameters: string): Promise<boolean> {
    const limit = script.limits?.messages
    if (limit !== undefined && messages >= limit.count)
      return line.play({ do: 'reply', text: limit.reply, then: 'close' })
    const lasting = script.limits?.lasting
    if (lasting !== undefined && performance.now() - began > lasting.ms)
      return line.play({ do: 'reply', text: lasting.reply, then: 'close' })
    const size = Number(/SIZE=(\d+)/i.exec(parameters)?.[1] ?? 0)
    if (script.message?.sizeLimitBytes !== undefined && size > script.message.sizeLimitBytes)
      return answer('mail', '552 5.3.4 Message size exceeds fixed limit')
    const goesOn = await answer('mail', '250 2.1.0 Ok')
    open = lastCode.startsWith('2')
    return goesOn
  }

  async function rcpt(): Promise<boolean> {
    if (!open) return answer('rcpt', '503 5.5.1 Error: need MAIL command')
    recipients += 1
    const limit = script.limits?.recipients
    const isOver = limit !== undefined && recipients > limit.count
    const goesOn = await answer('rcpt', isOver ? limit.reply : '250 2.1.5 Ok')
    if (lastCode.startsWith('2')) taken += 1
    return goesOn
  }

  /** RFC 3030: the octets of a chunk follow whether or not it is wanted. */
  async function chunk(sizeBytes: number, isLast: boolean): Promise<boolean> {
    const end = await readChunk(line, sizeBytes, bodyLimit)
    if (end === 'complete' && taken === 0 && script.message?.withoutRecipients !== true)
      return answer('data', '503 5.5.1 Error: need RCPT command')
    if (end !== 'complete' || isLast) return endMessage(end)
    line.write(`250 2.0.0 ${sizeBytes} octets received\r\n`)
    return !line.isOver()
  }

  async function command(text: string): Promise<boolean> {
    const [verb = '', ...parameters] = text.split(' ')
    switch (verb.toUpperCase()) {
      case 'EHLO':
        return answer(encrypted ? 'ehlo2' : 'ehlo', ...multiline('250', [name, ...keywords()]))
      case 'HELO':
        return answer('helo', `250 ${name}`)
      case 'STARTTLS': {
        if (script.tls === undefined && script.at?.starttls === undefined && script.at?.tls === undefined)
          return answer('starttls', '502 5.5.1 Error: command not implemented')
        line.drop()
        const behaviour = at('starttls')
        if (behaviour.do !== 'usual') {
          const goesOn = await line.play(behaviour)
          return goesOn && (isReady(behaviour) ? startTls() : true)
        }
        await line.play(behaviour)
        line.write('220 2.0.0 Ready to start TLS\r\n')
        return startTls()
      }
      case 'AUTH': {
        const planned = at('auth')
        if (planned.do !== 'usual') return line.play(planned)
        if (script.users === undefined) return answer('auth', '503 5.5.1 Error: authentication not enabled')
        const reply = await acceptAuth(line, parameters, script.users)
        if (reply === undefined) return false
        line.write(`${reply}\r\n`)
        return true
      }
      case 'MAIL':
        return mail(text)
      case 'RCPT':
        return rcpt()
      case 'DATA': {
        if (taken === 0 && script.message?.withoutRecipients !== true)
          return answer('data', '503 5.5.1 Error: need RCPT command')
        if (!(await answer('data', '354 End data with <CR><LF>.<CR><LF>'))) return false
        return endMessage(await readData(line, script.message ?? {}, bodyLimit, flow.losesPipelined === true))
      }
      case 'BDAT':
        return chunk(Number(parameters[0] ?? 0), parameters[1]?.toUpperCase() === 'LAST')
      case 'NOOP':
        return answer('noop', '250 2.0.0 Ok')
      case 'RSET':
        reset()
        return answer('rset', '250 2.0.0 Ok')
      case 'QUIT':
        if (await answer('quit', '221 2.0.0 Bye')) await line.play({ do: 'fin' })
        return false
      default:
        return answer('noop', '500 5.5.2 Error: command not recognized')
    }
  }

  if (!(await line.play(at('connect')))) return
  if (flow.expectsProxy !== undefined && !(await proxied(line, flow.expectsProxy))) return
  if (script.wrapped === true && !(await startTls())) return
  if (flow.greetDelayMs !== undefined) {
    await sleep(flow.greetDelayMs)
    if (line.hasInput() && flow.earlyTalker !== undefined && !(await line.play(flow.earlyTalker))) return
  }
  let goesOn = await answer('banner', `220 ${greeting}`)
  while (goesOn) {
    const text = await line.line()
    if (text === undefined) {
      socket.end()
      return
    }
    heard(text)
    goesOn = await command(text)
  }
}

function isList(planned: Behaviour | readonly Behaviour[]): planned is readonly Behaviour[] {
  return Array.isArray(planned)
}

/** A scripted reply to STARTTLS that promises TLS. */
function isReady(behaviour: Behaviour): boolean {
  return behaviour.do === 'reply' && [behaviour.text].flat()[0]?.startsWith('2') === true
}

function multiline(code: string, texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => `${code}${index === texts.length - 1 ? ' ' : '-'}${text}`)
}

/** The PROXY protocol, version 1: a line before everything (haproxy's proxy-protocol.txt). */
async function proxied(line: PeerLine, otherwise: Behaviour): Promise<boolean> {
  const first = await line.line()
  if (first === undefined) return false
  return first.startsWith('PROXY ') || line.play(otherwise)
}

function watchIdle(script: PeerScript, line: () => PeerLine): void {
  const idle = script.limits?.idle
  if (idle === undefined) return
  let timer: NodeJS.Timeout | undefined
  const arm = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void line().play(idle.then), idle.ms).unref()
    line().onActivity(arm)
  }
  arm()
}
