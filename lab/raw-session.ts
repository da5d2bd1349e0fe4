/**
 * One SMTP session by the plainest means, to prove a fault before Hangup is let loose on it. Knows nothing of Hangup's own client on purpose.
 * `node raw-session.ts '<json of RawPlan>'` prints the JSON of a `RawEnd`.
 */
import { connect, type Socket } from 'node:net'
import * as tls from 'node:tls'
import { isBefore, type Stage } from '../src/domain/stage.ts'

export interface RawPlan {
  readonly host: string
  readonly port?: number
  readonly bind?: string
  readonly ehlo: string
  readonly upTo: Stage
  readonly tls?: 'none' | 'starttls' | 'wrapped'
  readonly tlsOptions?: Readonly<Record<string, string | number | readonly string[]>>
  readonly verifyName?: string
  readonly ca?: string
  readonly from?: string
  readonly to?: string
  readonly rcpts?: number
  readonly bytes?: number
  readonly contains?: string
  /** One more header line. */
  readonly header?: string
  /** The final dot and its line end as two segments. */
  readonly splitDot?: boolean
  /** QUIT in the same write as MAIL and RCPT. */
  readonly quit?: boolean
  readonly bareLf?: boolean
  readonly chunking?: boolean
  readonly pipelining?: boolean
  readonly slice?: number
  readonly pauses?: Partial<Record<Stage, number>>
  readonly early?: boolean
  /** EHLO (or HELO) and MAIL in one write, before anything was announced. */
  readonly hasty?: boolean
  readonly patienceMs?: number
  readonly connections?: number
  readonly auth?: { readonly user: string; readonly password: string }
  readonly helo?: boolean
  readonly messages?: number
}

export interface RawEnd {
  readonly lived: boolean
  readonly stage: Stage
  readonly how: 'reply' | 'fin' | 'rst' | 'silent' | 'errno' | 'tls'
  readonly text: string
  readonly afterMs: number
}

type Heard =
  | { readonly kind: 'data'; readonly text: string }
  | { readonly kind: 'end'; readonly how: RawEnd['how']; readonly text: string }

class Dead extends Error {
  readonly how: RawEnd['how']
  constructor(how: RawEnd['how'], text: string) {
    super(text)
    this.how = how
  }
}

/** Lines and endings of a stream, one at a time. */
function listen(stream: Socket): { next(ms: number): Promise<Heard>; stop(): void } {
  const queue: Heard[] = []
  let wake: (() => void) | undefined
  const put = (heard: Heard): void => {
    queue.push(heard)
    wake?.()
  }
  const onData = (chunk: Buffer): void => put({ kind: 'data', text: chunk.toString('latin1') })
  const onEnd = (): void => put({ kind: 'end', how: 'fin', text: 'closed' })
  const onError = (error: NodeJS.ErrnoException): void =>
    put({
      kind: 'end',
      how: error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'rst' : 'errno',
      text: error.code ?? error.message,
    })
  stream.on('data', onData).on('end', onEnd).on('error', onError)
  return {
    async next(ms) {
      if (queue.length === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      return queue.shift() ?? { kind: 'end', how: 'silent', text: `nothing for ${ms} ms` }
    },
    stop() {
      stream.off('data', onData).off('end', onEnd)
    },
  }
}

function message(plan: RawPlan): string {
  const eol = plan.bareLf === true ? '\n' : '\r\n'
  const head = [
    `From: <${plan.from ?? 'lab@sender.example'}>`,
    `To: <${plan.to ?? 'lab@receiver.example'}>`,
    'Subject: lab',
    ...(plan.header === undefined ? [] : [plan.header]),
    '',
    plan.contains ?? 'Lab message.',
  ]
  let text = head.join(eol) + eol
  const line = 'x'.repeat(70) + eol
  while (text.length < (plan.bytes ?? 0)) text += line
  return text
}

async function session(plan: RawPlan): Promise<RawEnd> {
  const began = Date.now()
  const patience = plan.patienceMs ?? 15_000
  let stage: Stage = 'connect'
  const reached = (one: Stage): boolean => !isBefore(one, plan.upTo)
  let stream: Socket = connect({
    host: plan.host,
    port: plan.port ?? 25,
    ...(plan.bind === undefined ? {} : { localAddress: plan.bind }),
  })
  stream.setNoDelay(true)
  let ear = listen(stream)
  let rest = ''
  const end = (lived: boolean, how: RawEnd['how'], text: string): RawEnd => {
    stream.destroy()
    return { lived, stage, how, text: text.slice(0, 300), afterMs: Date.now() - began }
  }
  const pause = async (one: Stage): Promise<void> => {
    const ms = plan.pauses?.[one]
    if (ms !== undefined) await new Promise((resolve) => setTimeout(resolve, ms))
  }
  const reply = async (): Promise<{ code: number; text: string }> => {
    let whole = ''
    for (;;) {
      const at = rest.indexOf('\n')
      if (at < 0) {
        const heard = await ear.next(patience)
        if (heard.kind === 'end') throw new Dead(heard.how, whole + rest || heard.text)
        rest += heard.text
        continue
      }
      const line = rest.slice(0, at).replace(/\r$/, '')
      rest = rest.slice(at + 1)
      whole += (whole === '' ? '' : ' / ') + line
      if (!whole.startsWith(line.slice(0, 3))) throw new Dead('reply', `garbled: ${whole}`)
      if (/^\d{3}( |$)/.test(line)) return { code: Number(line.slice(0, 3)), text: whole }
      if (!/^\d{3}-/.test(line)) throw new Dead('reply', `garbled: ${line}`)
    }
  }
  const write = async (text: string): Promise<void> => {
    if (plan.slice === undefined) {
      stream.write(text, 'latin1')
      return
    }
    for (let at = 0; at < text.length; at += plan.slice) {
      stream.write(text.slice(at, at + plan.slice), 'latin1')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const say = async (next: Stage, text: string): Promise<{ code: number; text: string }> => {
    stage = next
    await pause(next)
    await write(text)
    const answer = await reply()
    if (answer.code >= 400) throw new Dead('reply', answer.text)
    return answer
  }
  const secure = async (): Promise<void> => {
    stage = 'tls'
    ear.stop()
    const { promise, resolve, reject } = Promise.withResolvers<tls.TLSSocket>()
    const secured = tls.connect({
      socket: stream,
      servername: plan.verifyName ?? undefined,
      rejectUnauthorized: plan.verifyName !== undefined,
      ...(plan.ca === undefined ? {} : { ca: plan.ca }),
      ...plan.tlsOptions,
    } as tls.ConnectionOptions)
    const timer = setTimeout(() => reject(new Dead('silent', `no handshake in ${patience} ms`)), patience)
    secured.on('secureConnect', () => resolve(secured))
    secured.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Dead(error.message === 'read ECONNRESET' ? 'rst' : 'tls', error.message)),
    )
    secured.on('end', () => reject(new Dead('fin', 'closed in the handshake')))
    stream = await promise.finally(() => clearTimeout(timer))
    ear = listen(stream)
    rest = ''
  }
  try {
    if (plan.early === true) stream.write(`EHLO ${plan.ehlo}\r\n`)
    if (plan.tls === 'wrapped') await secure()
    await new Promise<void>((resolve, reject) => {
      if (!stream.connecting) {
        resolve()
        return
      }
      const timer = setTimeout(() => reject(new Dead('silent', 'SYN not answered')), patience)
      stream.once('connect', () => (clearTimeout(timer), resolve()))
      stream.once(
        'error',
        (error: NodeJS.ErrnoException) => (clearTimeout(timer), reject(new Dead('errno', error.code ?? error.message))),
      )
    })
    if (reached('connect')) return end(true, 'reply', 'connected')
    stage = 'banner'
    let last = await reply()
    if (last.code >= 400) return end(false, 'reply', last.text)
    if (reached('banner')) return end(true, 'reply', last.text)
    const hello = `${plan.helo === true ? 'HELO' : 'EHLO'} ${plan.ehlo}\r\n`
    const mail = `MAIL FROM:<${plan.from ?? ''}>\r\n`
    last = await say('ehlo', plan.early === true ? '' : plan.hasty === true ? hello + mail : hello)
    if (reached('ehlo')) return end(true, 'reply', last.text)
    if (plan.tls === 'starttls') {
      if (!/STARTTLS/.test(last.text)) return end(false, 'reply', `not offered: ${last.text}`)
      last = await say('starttls', 'STARTTLS\r\n')
      await secure()
      if (reached('tls')) return end(true, 'reply', last.text)
      last = await say('ehlo', `EHLO ${plan.ehlo}\r\n`)
    }
    if (reached('tls')) return end(true, 'reply', last.text)
    if (plan.auth !== undefined)
      last = await say(
        'auth',
        `AUTH PLAIN ${Buffer.from(`\0${plan.auth.user}\0${plan.auth.password}`).toString('base64')}\r\n`,
      )
    if (reached('auth')) return end(true, 'reply', last.text)
    for (let round = 0; round < (plan.messages ?? 1); round += 1) {
      const to = plan.to ?? 'lab@receiver.example'
      if (plan.pipelining === true) {
        stage = 'mail'
        await write(`${mail}RCPT TO:<${to}>\r\n${plan.quit === true ? 'QUIT\r\n' : ''}`)
        for (const next of ['mail', 'rcpt'] as const) {
          stage = next
          last = await reply()
          if (last.code >= 400 || last.code === 221) return end(false, 'reply', last.text)
        }
      } else {
        last = await say('mail', plan.hasty === true ? '' : mail)
        if (plan.upTo === 'mail') return end(true, 'reply', last.text)
        for (let n = 0; n < (plan.rcpts ?? 1); n += 1)
          last = await say('rcpt', `RCPT TO:<${n === 0 ? to : `u${n}.${to}`}>\r\n`)
      }
      if (plan.upTo === 'rcpt') return end(true, 'reply', last.text)
      const body = message(plan)
      if (plan.chunking === true) {
        last = await say('data', `BDAT ${body.length} LAST\r\n${body}`)
      } else {
        last = await say('data', 'DATA\r\n')
        stage = 'body'
        await pause('body')
        await write(body)
        const eol = plan.bareLf === true ? '\n' : '\r\n'
        if (plan.splitDot === true) {
          stream.write('.')
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        last = await say('dot', plan.splitDot === true ? eol : `.${eol}`)
      }
    }
    if (reached('dot')) return end(true, 'reply', last.text)
    last = await say('idle', 'NOOP\r\n')
    return end(true, 'reply', last.text)
  } catch (error) {
    if (error instanceof Dead) return end(false, error.how, error.message)
    throw error
  }
}

const plan = JSON.parse(process.argv[2] ?? '{}') as RawPlan
const ends = await Promise.all(Array.from({ length: plan.connections ?? 1 }, () => session(plan)))
process.stdout.write(`${JSON.stringify(ends.find((one) => !one.lived) ?? ends[0])}\n`)
process.exit(0)
