/** Verbs that must be the last of a group, because the peer's answer decides what comes next (RFC 2920 §3.1). */
const GROUP_ENDS = /^(?:EHLO|HELO|DATA|BDAT|VRFY|EXPN|TURN|QUIT|NOOP|STARTTLS|AUTH)\b/i

/** Cuts commands into groups that may be written in one go (RFC 2920). Without PIPELINING each command is its own group. */
export function pipelineGroups(commands: readonly string[], pipelining: boolean): readonly (readonly string[])[] {
  const groups: string[][] = []
  let open: string[] | undefined
  for (const command of commands) {
    if (open === undefined) {
      open = []
      groups.push(open)
    }
    open.push(command)
    if (!pipelining || GROUP_ENDS.test(command)) open = undefined
  }
  return groups
}
