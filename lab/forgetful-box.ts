import type { World } from './world.ts'

/** A stateful box before the sender: it forgets a connection after so many silent seconds, and then does `verdict` (iptables) to what still comes. */
export async function forgetsAfter(world: World, seconds: number, verdict: string): Promise<void> {
  await world.must('near', [
    'sh',
    '-c',
    `cd /proc/sys/net/netfilter; echo ${seconds} > nf_conntrack_tcp_timeout_established; echo 0 > nf_conntrack_tcp_loose`,
  ])
  await world.rule('near', '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT')
  await world.rule('near', '-A FORWARD -p tcp --syn -m conntrack --ctstate NEW -j ACCEPT')
  await world.rule('near', '-A FORWARD -p udp -j ACCEPT')
  await world.rule('near', `-A FORWARD -p tcp -j ${verdict}`)
}
