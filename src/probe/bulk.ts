import { endsSession } from '../domain/reply.ts'
import { bulkNoops } from '../wire/smtp/command.ts'
import type { Course } from './course.ts'
import { die, settle } from './course.ts'

/** Full segments without mail: NOOPs in one write, and all their answers. One step of stage `idle`. */
export async function sendBulk(course: Course, totalBytes: number): Promise<boolean> {
  const { dialogue } = course
  const commands = bulkNoops(totalBytes)
  dialogue.sayAs(
    commands,
    commands.map((command) => `NOOP (${command.length + 2} octets)`),
  )
  const said = `(${commands.length} NOOPs, ${totalBytes} octets)`
  let answered = 0
  const outcome = await dialogue.await(
    'idle',
    said,
    () => {
      for (let reply = dialogue.inbox.take(); reply !== undefined; reply = dialogue.inbox.take()) {
        answered += 1
        dialogue.answered()
        // 5xx to a NOOP is odd, and still an answer: the octets came through.
        if (endsSession(reply)) return { kind: 'reply', reply }
        if (answered === commands.length) return { kind: 'done' }
      }
      return undefined
    },
    () => answered,
  )
  return outcome.kind === 'done' ? settle(course, 'idle', outcome) : die(course, 'idle', outcome)
}
