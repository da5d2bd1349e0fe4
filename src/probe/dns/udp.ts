import { createSocket, type Socket } from 'node:dgram'
import { codeOrWords } from '../../base/error-code.ts'
import { type Exchange, type Question, endOnce } from './exchange.ts'

/**
 * Asks over UDP from a connected socket of its own: the kernel drops datagrams of other senders and reports ICMP errors,
 * and the port is as random as the kernel makes it. Datagrams that are no answer to the question are ignored.
 */
export function askOverUdp(question: Question): Promise<Exchange> {
  return new Promise((resolve) => {
    const { server } = question
    const socket = createSocket(server.address.includes(':') ? 'udp6' : 'udp4')
    const close = ({ kind }: Exchange): void => {
      if (kind !== 'timeout' || !listenOn(socket, question)) socket.close()
    }
    const { end, isOver } = endOnce(question, close, resolve)
    if (isOver()) return
    socket.on('error', (error) => end({ kind: 'failed', why: codeOrWords(error) }))
    socket.on('message', (message) => {
      const answer = question.read(message)
      if (answer.kind !== 'stray') end(answer)
    })
    socket.connect(server.port, server.address, (...[failure]: unknown[]) => {
      if (isOver()) return
      if (failure instanceof Error) return end({ kind: 'failed', why: codeOrWords(failure) })
      socket.send(question.message, (error) => {
        if (error instanceof Error) end({ kind: 'failed', why: codeOrWords(error) })
      })
    })
  })
}

/** Hears what still comes, without keeping the process for it, and gives the socket back then. */
function listenOn(socket: Socket, { read, late, signal }: Question): boolean {
  if (late === undefined || late.forMs <= 0) return false
  let isClosed = false
  const close = (): void => {
    if (isClosed) return
    isClosed = true
    clearTimeout(timer)
    signal?.removeEventListener('abort', close)
    socket.close()
  }
  const timer = setTimeout(close, late.forMs).unref()
  signal?.addEventListener('abort', close, { once: true })
  socket.unref()
  socket.removeAllListeners()
  socket.on('error', close)
  socket.on('message', (message) => {
    const answer = read(message)
    if (answer.kind === 'stray') return
    close()
    late.heard(answer)
  })
  return true
}
