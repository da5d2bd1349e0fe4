import { connect } from 'node:net'
import { codeOrWords } from '../../base/error-code.ts'
import { INTERRUPTED } from '../../domain/facts/dns-facts.ts'
import { frameForTcp, tcpMessages } from '../../wire/dns/tcp-frame.ts'
import { type Exchange, type Question, endOnce } from './exchange.ts'

/** What a server may say before its answer, at most: two of the largest messages. */
const LISTEN_LIMIT_BYTES = 2 * 65_537

/** Asks over TCP, one connection for one question (RFC 7766 allows it). A close without an answer is `failed`. */
export function askOverTcp(question: Question): Promise<Exchange> {
  return new Promise((resolve) => {
    const { server, signal } = question
    if (signal?.aborted === true) return resolve({ kind: 'failed', why: INTERRUPTED })
    const socket = connect({ host: server.address, port: server.port })
    const messages = tcpMessages()
    let receivedBytes = 0
    const { end } = endOnce(question, () => void socket.destroy(), resolve)
    socket.on('connect', () => socket.write(frameForTcp(question.message)))
    socket.on('data', (chunk: Uint8Array) => {
      receivedBytes += chunk.length
      for (const message of messages.take(chunk)) {
        const answer = question.read(message)
        if (answer.kind !== 'stray') return end(answer)
      }
      if (receivedBytes > LISTEN_LIMIT_BYTES) end({ kind: 'malformed', why: 'much talk and no answer' })
    })
    socket.on('error', (error) => end({ kind: 'failed', why: codeOrWords(error) }))
    socket.on('close', () =>
      end(
        messages.pendingBytes > 0
          ? { kind: 'malformed', why: 'the connection closed inside an answer' }
          : { kind: 'failed', why: 'closed without an answer' },
      ),
    )
  })
}
