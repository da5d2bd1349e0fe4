/** Scripted SMTP clients, all at once. Usage: node client.ts SPEC.json — ends when the last has ended. */
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { ClientScript } from './script.ts'

interface Spec {
  readonly clients: readonly {
    readonly name: string
    readonly address: string
    readonly from?: string
    readonly port: number
    readonly script: ClientScript
  }[]
}

const spec = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Spec
const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))
process.on('uncaughtException', () => {})
await Promise.all(
  spec.clients.map(async ({ name, address, port, script }) => {
    await sleep(script.startAfterMs ?? 0)
    const how = await talk(address, port, script).catch((error: unknown) => String(error))
    console.log(`${name}: ${how}`)
  }),
)
process.exit(0)

/** A pipe that answers the server's first flight with an alert, as a client does that rejects the certificate. */
function alerting(raw: Socket, description: number): Duplex {
  raw.once('data', () => {
    raw.write(Buffer.from([0x15, 3, 3, 0, 2, 2, description]))
    setTimeout(() => raw.end(), 5)
  })
  return new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      raw.write(chunk)
      done()
    },
  })
}

async function talk(address: string, port: number, script: ClientScript): Promise<string> {
  const raw = connect({ host: address, port, noDelay: true, allowHalfOpen: script.ignoresEnd === true })
  const timeoutMs = script.timeoutMs ?? 8000
  let socket: Socket = raw
  let text = ''
  let wake: (() => void) | undefined
  let over: string | undefined
  const end = (why: string): void => {
    over ??= why
    wake?.()
  }
  const watch = (on: Socket): void => {
    on.on('data', (chunk) => {
      text += chunk.toString('latin1')
      wake?.()
    })
    if (script.ignoresEnd !== true) on.on('end', () => end('closed by the server'))
    on.on('error', (error) => end(error.message))
    on.on('close', () => end('closed'))
  }
  watch(raw)
  const until = async (ready: () => boolean, ms: number): Promise<boolean> => {
    const limit = Date.now() + ms
    while (!ready()) {
      if (over !== undefined) return false
      const left = limit - Date.now()
      if (left <= 0) return false
      await Promise.race([new Promise<void>((resolve) => void (wake = resolve)), sleep(left)])
    }
    return true
  }
  const reply = async (): Promise<string> => {
    const whole = (): RegExpExecArray | null => /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(text)
    const came = await until(() => whole() !== null, timeoutMs)
    const found = whole()
    if (!came || found === null) throw new Error(over ?? 'timeout')
    text = text.slice(found[0].length)
    return found[0]
  }
  const say = async (verb: string, rest = '', number = 0): Promise<string> => {
    const pauseMs = script.pause?.[`${verb}#${number}`] ?? script.pause?.[verb] ?? 0
    // A very long pause is only there to be ended by the server.
    if (pauseMs > 30_000) await until(() => false, pauseMs)
    else await sleep(pauseMs)
    if (over === undefined) socket.write(`${verb}${rest}\r\n`)
    const answer = await reply()
    if (script.leaveAfter === verb) throw new Error('left')
    return answer
  }
  const secure = async (): Promise<void> => {
    raw.removeAllListeners('data')
    const tls = connectTls({
      socket: script.alertAfterHello === undefined ? raw : alerting(raw, script.alertAfterHello),
      rejectUnauthorized: false,
      servername: 'mx.example.net',
      maxVersion: script.maxVersion ?? 'TLSv1.3',
      ...(script.largeHello === true ? { ecdhCurve: 'ffdhe8192:X25519:P-256' } : {}),
    })
    let done = false
    tls.once('secureConnect', () => {
      done = true
      wake?.()
    })
    socket = tls
    watch(tls)
    if (!(await until(() => done, timeoutMs))) throw new Error(over ?? 'handshake timeout')
  }
  try {
    let open = false
    raw.once('connect', () => {
      open = true
      if (script.keepAliveMs !== undefined) raw.setKeepAlive(true, script.keepAliveMs)
      wake?.()
    })
    if (!(await until(() => open, Math.max(timeoutMs, 9000)))) throw new Error(over ?? 'connect timeout')
    if (script.leaveAfter === 'CONNECT') throw new Error('left')
    if (script.tls === 'wrapped') await secure()
    const banner = await reply()
    if (script.leaveAfter === 'BANNER') throw new Error('left')
    if (!banner.startsWith('2')) throw new Error(`refused ${banner.trim()}`)
    let keywords = await say('EHLO', ' out.sender.example')
    if (script.requireTls === true && !keywords.includes('STARTTLS')) {
      await say('QUIT')
      throw new Error('no STARTTLS')
    }
    if (script.tls === 'starttls' && keywords.includes('STARTTLS')) {
      const answer = await say('STARTTLS')
      if (!answer.startsWith('220')) throw new Error('STARTTLS refused')
      await secure()
      keywords = await say('EHLO', ' out.sender.example')
    }
    for (let error = 0; error < (script.errors ?? 0); error += 1) await say(`RCTP${error}`, ' TO:<x>')
    for (let message = 0; message < (script.messages ?? 1); message += 1) await deliver(message)
    await say('QUIT')
    if (script.resetAtEnd === true) raw.resetAndDestroy()
    else raw.end()
    return 'done'
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (why === 'abort') raw.resetAndDestroy()
    else raw.destroy()
    return why
  }

  async function deliver(number: number): Promise<void> {
    const mail = ` FROM:<a${number}@sender.example>`
    const rcpts = Array.from({ length: script.recipients ?? 1 }, (_, index) => ` TO:<user${index}@example.net>`)
    let accepted = 0
    if (script.pipelining === true) {
      socket.write(`MAIL${mail}\r\n${rcpts.map((rcpt) => `RCPT${rcpt}\r\n`).join('')}DATA\r\n`)
      await reply()
      for (const _ of rcpts) if ((await reply()).startsWith('2')) accepted += 1
      if (!(await reply()).startsWith('354')) return
    } else {
      await say('MAIL', mail, number)
      for (const rcpt of rcpts) if ((await say('RCPT', rcpt)).startsWith('2')) accepted += 1
      if (accepted === 0) return
      if (!(await say('DATA')).startsWith('354')) return
    }
    const eol = script.bareLf === true ? '\n' : '\r\n'
    const head = `From: a@sender.example${eol}To: user0@example.net${eol}Subject: number ${number}${eol}${eol}${script.contains ?? ''}${eol}`
    const row = `${'The quick brown fox jumps over the lazy dog. '.repeat(2).slice(0, 74)}${eol}`
    let body = head + row.repeat(Math.max(1, Math.ceil(((script.size ?? 2000) - head.length) / row.length)))
    if (script.stallAfterBytes !== undefined) {
      socket.write(body.slice(0, script.stallAfterBytes))
      await reply()
      throw new Error('stalled')
    }
    if (script.abortAfterBytes !== undefined) {
      socket.write(body.slice(0, script.abortAfterBytes))
      await sleep(400)
      throw new Error('abort')
    }
    if (script.splitDot === true) {
      socket.write(body)
      await sleep(1500)
      body = ''
    }
    socket.write(`${body}.${eol}`)
    await reply()
  }
}
