import { createSocket } from 'node:dgram'
import { type Exchange, type Question, errnoOf } from './exchange.ts'

/**
 * Asks over UDP from a connected socket of its own: the kernel drops datagrams of other senders and reports ICMP errors,
 * and the port is as random as the kernel makes it. Datagrams that are no answer to the question are ignored.
 */
export function askOverUdp(question: Question): Promise<Exchange> {
  return new Promise((resolve) => {
    const { server, signal } = question
    const socket = createSocket(server.address.includes(':') ? 'udp6' : 'udp4')
    let over = false
    const end = (result: Exchange): void => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      socket.close()
      resolve(result)
    }
    const abort = (): void => end({ kind: 'failed', why: 'interrupted' })
    const timer = setTimeout(() => end({ kind: 'timeout' }), question.timeoutMs)
    if (signal?.aborted === true) return abort()
    signal?.addEventListener('abort', abort, { once: true })
    socket.on('error', (error) => end({ kind: 'failed', why: errnoOf(error) }))
    socket.on('message', (message) => {
      const answer = question.read(message)
      if (answer.kind !== 'stray') end(answer)
    })
    socket.connect(server.port, server.address, (...[failure]: unknown[]) => {
      if (over) return
      if (failure instanceof Error) return end({ kind: 'failed', why: errnoOf(failure) })
      socket.send(question.message, (error) => {
        if (error instanceof Error) end({ kind: 'failed', why: errnoOf(error) })
      })
    })
  })
}
