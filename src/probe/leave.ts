import type { Course } from './course.ts'

/**
 * The farewell. QUIT whenever the peer would read it as a command, after RSET where a transaction is open (RFC 5321 §4.1.1.10);
 * what comes of it is recorded and never a death. A session whose peer fell silent,
 * or that is interrupted, says QUIT without waiting.
 */
export async function leave(course: Course): Promise<void> {
  await sayFarewell(course)
  course.dialogue.bell.mute()
  course.endedAfterMs = course.dialogue.elapsedMs()
}

async function sayFarewell(course: Course): Promise<void> {
  const { dialogue } = course
  const { tcp } = dialogue
  const line = dialogue.tls ?? tcp
  if (!tcp.isConnected()) {
    tcp.abandon()
    return
  }
  const death = course.death?.outcome
  if (
    line.end() !== undefined ||
    course.position === 'message' ||
    course.position === 'handshake' ||
    course.banner === undefined
  ) {
    // Octets that will never leave hold the peer's server process for minutes: a reset frees it.
    if (tcp.unsentBytes() > 0) abandon(course)
    else close(course)
    return
  }
  if (death?.kind === 'silent' || death?.kind === 'garbled' || dialogue.aborted()) {
    dialogue.say('QUIT')
    close(course)
    return
  }
  // What was written before has its answers first, such as an EHLO that was said too early.
  while (dialogue.outstanding().length > 0) if ((await dialogue.hear('quit')).kind !== 'reply') break
  if (course.saidQuit === true) {
    close(course)
    return
  }
  if (course.position === 'transaction') await dialogue.exchange('quit', 'RSET')
  if (line.end() === undefined) await dialogue.exchange('quit', 'QUIT')
  close(course)
}

function close({ dialogue }: Course): void {
  dialogue.inbox.setAside()
  if (dialogue.tls === undefined) dialogue.tcp.close()
  else dialogue.tls.close()
}

/** Ends it by a reset. */
function abandon({ dialogue }: Course): void {
  dialogue.inbox.setAside()
  dialogue.tcp.abandon()
}
