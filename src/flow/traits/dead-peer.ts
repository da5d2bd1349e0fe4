import { mark, seconds, type Trait } from './trait.ts'

/** Offered window of zero, confirmed by probes. */
export const zeroWindow: Trait = (reading) => {
  const { packets, clientIndex, ends } = reading
  const zero = packets.filter(
    (packet) => packet.side !== clientIndex && packet.window === 0 && (packet.flags & 4) === 0,
  )
  const last = packets.findLast(
    (packet) =>
      packet.side !== clientIndex && (packet.flags & 4) === 0 && packet.frame <= (ends.serverFin?.frame ?? Infinity),
  )
  const [first] = zero
  if (first === undefined || zero.length < 2 || last === undefined || last.window !== 0) return undefined
  const forSeconds = (zero.at(-1)?.atUs ?? 0) - first.atUs
  // It may open again: a capture that ends meanwhile must have seen it closed for long.
  if (forSeconds < (ends.first === undefined ? 9e6 : 1e6)) return undefined
  return mark(
    `the server offers a window of 0 for ${seconds(forSeconds / 1e6)} (${zero.length} times)`,
    first.frame,
    zero[1]?.frame,
    zero.at(-1)?.frame,
  )
}

/** The session ended with it, or it lasted for a minute. */
export const zeroWindowToTheEnd: Trait = (reading) => {
  const shown = zeroWindow(reading)
  const [first] = shown?.frames ?? []
  const begin = reading.packets.find(({ frame }) => frame === first)
  const ended = reading.ends.first !== undefined
  return ended || (begin !== undefined && reading.endUs - begin.atUs > 60e6) ? shown : undefined
}

/** Probes of an idle connection that nobody answers, and the client's reset after them. */
export const keepAliveFailed: Trait = ({ packets, clientIndex, ends, client }) => {
  const probes = packets.filter(
    (packet) =>
      packet.side === clientIndex &&
      packet.length <= 1 &&
      packet.offset === client.acked - 1 &&
      packet.offset > 1 &&
      (packet.flags & 7) === 0,
  )
  const [first] = probes
  const last = probes.at(-1)
  if (first === undefined || last === undefined || probes.length < 3) return undefined
  if (packets.some((packet) => packet.side !== clientIndex && packet.frame > first.frame)) return undefined
  return mark(
    `${probes.length} keep-alive probes in ${seconds((last.atUs - first.atUs) / 1e6)} were not answered`,
    first.frame,
    last.frame,
    ends.clientResets[0]?.frame,
  )
}
