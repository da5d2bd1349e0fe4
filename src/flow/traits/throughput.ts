import { mark, seconds, type Trait } from './trait.ts'

/** Many different segments of all sizes are lost, and some progress is made. */
export const heavyLoss: Trait = ({ client, clientStuck: report, packets, clientIndex }) => {
  // The one segment on which the session hangs is sent again and again, whatever the path does with others.
  const others = packets.filter(
    (packet) =>
      packet.side === clientIndex &&
      packet.length > 0 &&
      (packet.offset !== report?.offset || packet.frame === report.segment.frame),
  )
  const again = others.filter((packet) => packet.again)
  if (client.dataPackets < 8 || again.length < 5) return undefined
  const distinct = new Set(again.map((packet) => packet.offset))
  const share = again.length / others.length
  if (share < 0.2 || distinct.size < 4) return undefined
  return mark(
    `${again.length} of ${others.length} segments (${Math.round(share * 100)} %) had to be sent again, ${distinct.size} different ones`,
  )
}

/** Steady progress that is too slow for the server's patience. */
export const slowProgress: Trait = (reading) => {
  const { client, dialogue, endUs, pauseSeconds } = reading
  if (!dialogue.inBody || dialogue.bodyAtUs === 0) return undefined
  const took = (endUs - dialogue.bodyAtUs) / 1e6
  const sent = client.acked - dialogue.bodyOffset
  if (took < 4 || sent < 5000 || pauseSeconds > took / 3 || pauseSeconds > 4) return undefined
  const rate = sent / took
  if (rate > 100_000) return undefined
  return mark(
    `${sent} octets in ${seconds(took)} (${(rate / 1000).toFixed(1)} kB/s), without a pause`,
    dialogue.bodyFrame,
  )
}
