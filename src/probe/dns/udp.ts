import { createSocket } from 'node:dgram'
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
    const { end, isOver } = endOnce(question, () => void socket.close(), resolve)
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
