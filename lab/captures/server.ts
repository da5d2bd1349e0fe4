/** A scripted SMTP server for many addresses at once. Usage: node server.ts SPEC.json — prints "ready". */
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Answer, ServerScript } from './script.ts'

interface Spec {
  readonly listeners: readonly { readonly address: string; readonly port: number; readonly script: ServerScript }[]
  readonly key: string
  readonly certificate: string
  readonly largeKey: string
  readonly largeCertificate: string
}

const spec = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Spec
const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))
process.on('uncaughtException', () => {})
let left = spec.listeners.length
for (const { address, port, script } of spec.listeners) {
  const server = createServer(
    { allowHalfOpen: true, noDelay: true },
    (socket) => void serve(socket, script).catch(() => socket.destroy()),
  )
  server.listen({ host: address, port, backlog: 50 }, () => void (--left === 0 && console.log('ready')))
}

async function serve(raw: Socket, script: ServerScript): Promise<void> {
  let socket: Socket = raw
  let ended = false
  let inBody = false
  let bodyBytes = 0
  let bodyText = ''
  let line = ''
  let acted = false
  let queue = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined
  const host = script.host ?? 'mx.example.net'
  raw.on('error', () => {})

  const finish = async (answer: Answer): Promise<void> => {
    if (answer.ends === undefined) return
    if (answer.endsAfterMs !== undefined) await sleep(answer.endsAfterMs)
    if (answer.ends === 'silent') {
      ended = true
      return
    }
    ended = true
    clearTimeout(idleTimer)
    if (answer.ends === 'fin') socket.end()
    else if (answer.ends === 'rst') raw.resetAndDestroy()
    else {
      raw.pause()
      await sleep(30)
      raw.destroy()
    }
  }
  const say = async (answer: Answer): Promise<void> => {
    if (ended || raw.destroyed) return
    if (answer.delayMs !== undefined) await sleep(answer.delayMs)
    if (answer.text !== undefined) socket.write(`${answer.text.replaceAll('%h', host)}\r\n`)
    await finish(answer)
  }
  const armIdle = (): void => {
    clearTimeout(idleTimer)
    if (script.idle !== undefined && !ended)
      idleTimer = setTimeout(() => void say(script.idle ?? {}), script.idle.afterMs)
  }
  const answerTo = (verb: string): Answer | undefined => script.on?.[verb]

  const command = async (text: string): Promise<void> => {
    const verb = text.trim().split(/[ :]/, 1)[0]?.toUpperCase() ?? ''
    const scripted = answerTo(verb)
    if (scripted !== undefined && (scripted.text !== undefined || scripted.ends !== undefined)) return say(scripted)
    if (scripted?.delayMs !== undefined) await sleep(scripted.delayMs)
    switch (verb) {
      case 'EHLO': {
        const words = [
          host,
          ...(script.keywords ?? [
            'PIPELINING',
            'SIZE 10485760',
            ...(socket === raw && script.wrapped !== true ? ['STARTTLS'] : []),
            '8BITMIME',
          ]),
        ]
        return say({
          text: words.map((word, index) => `250${index === words.length - 1 ? ' ' : '-'}${word}`).join('\r\n'),
        })
      }
      case 'STARTTLS':
        socket.write('220 2.0.0 Ready to start TLS\r\n')
        return startTls()
      case 'MAIL':
        return say({ text: '250 2.1.0 Ok' })
      case 'RCPT':
        return say({ text: '250 2.1.5 Ok' })
      case 'DATA':
        inBody = true
        bodyBytes = 0
        bodyText = ''
        await say({ text: '354 End data with <CR><LF>.<CR><LF>' })
        if (script.stopsReading === true) raw.pause()
        return
      case 'QUIT':
        return say({ text: '221 2.0.0 Bye', ends: 'fin' })
      case 'AUTH':
        return say({ text: '235 2.7.0 Authentication successful' })
      default:
        return say({ text: '502 5.5.2 Error: command not recognized' })
    }
  }
  const startTls = (): void => {
    raw.removeAllListeners('data')
    line = ''
    if (script.handshake !== undefined) {
      const { handshake } = script
      raw.once('data', () => {
        raw.on('data', () => {})
        void say(handshake)
      })
      return
    }
    const large = script.tls?.largeChain === true
    const secure = new TLSSocket(raw, {
      isServer: true,
      key: large ? spec.largeKey : spec.key,
      cert: large ? spec.largeCertificate : spec.certificate,
      minVersion: script.tls?.minVersion ?? 'TLSv1.2',
      maxVersion: script.tls?.maxVersion ?? 'TLSv1.3',
    })
    secure.on('error', () => raw.destroy())
    socket = secure
    listen(secure)
    if (script.wrapped === true) void say(script.banner ?? { text: `220 ${host} ESMTP` })
  }
  const take = (chunk: Buffer): void => {
    armIdle()
    const text = chunk.toString('latin1')
    let rest = text
    while (rest !== '' && !ended) {
      if (inBody) {
        bodyText = bodyText.slice(-8) + rest
        bodyBytes += rest.length
        if (script.body !== undefined && !acted && bodyBytes >= script.body.afterBytes) {
          acted = true
          void say(script.body)
          return
        }
        const end = bodyText.indexOf('\r\n.\r\n')
        if (end < 0) return
        rest = bodyText.slice(end + 5)
        inBody = false
        queue = queue.then(() => say(answerTo('.') ?? { text: '250 2.0.0 Ok: queued as 4XyZ1a2b3c' }))
        continue
      }
      const stop = rest.indexOf('\n')
      if (stop < 0) {
        line += rest
        return
      }
      const whole = line + rest.slice(0, stop)
      line = ''
      rest = rest.slice(stop + 1)
      queue = queue.then(() => command(whole))
      if (/^(DATA|STARTTLS)/i.test(whole) && rest !== '') {
        const late = rest
        queue = queue.then(() => take(Buffer.from(late, 'latin1')))
        return
      }
    }
  }
  const listen = (on: Socket): void => {
    on.on('data', take)
    on.on('end', () => {
      clearTimeout(idleTimer)
      if (!ended) queue = queue.then(() => void setTimeout(() => on.end(), 5))
    })
    on.on('close', () => clearTimeout(idleTimer))
    on.on('error', () => {})
  }
  if (script.deadline !== undefined) setTimeout(() => void say(script.deadline ?? {}), script.deadline.afterMs)
  if (script.wrapped === true) {
    startTls()
    return
  }
  listen(raw)
  armIdle()
  queue = queue.then(() => say(script.banner ?? { text: `220 ${host} ESMTP Postfix` }))
  await queue
}
