import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'path/pmtu-black-hole',
  title: 'A VXLAN tunnel claims the MTU of the link that carries it, which drops what its headers make too large',
  expects: { stages: ['body', 'dot'] },
  shape: () => ({ hops: 2 }),
  async set({ world, v, server, plan, sending }) {
    await server()
    const ends = [
      { place: 'near', outer: '10.254.0.1', inner: '10.253.0.1', net: v.net.receiver },
      { place: 'far', outer: '10.254.0.2', inner: '10.253.0.2', net: v.net.sender },
    ] as const
    for (const [index, { place, outer, inner, net }] of ends.entries()) {
      const peer = ends[1 - index] ?? ends[0]
      await world.must(place, [
        'sh',
        '-ec',
        `ip link add vx0 type vxlan id 7 local ${outer} remote ${peer.outer} dstport 4789
        ip link set vx0 mtu 1500 up
        ethtool -K vx0 tx off tso off gso off gro off >/dev/null 2>&1 || true
        echo 0 > /proc/sys/net/ipv4/conf/vx0/rp_filter
        ip addr add ${inner}/30 dev vx0
        ip route replace ${net}.0/24 via ${peer.inner}`,
      ])
    }
    const bytes = v.between(30, 120) * 1000
    const session = plan({ upTo: 'dot', bytes, patienceMs: 6000 })
    return {
      // The kernel makes fragments of what is too large, as long as nobody drops them.
      control: session,
      strike: () =>
        world.rule(
          'near',
          `-t mangle -A POSTROUTING -o eth1 -p udp --dport 4789 -m length --length 1501:65535 -j DROP`,
        ),
      faulty: session,
      dies: { stage: ['body', 'dot'], how: 'silent' },
      argv: sending(bytes),
    }
  },
})
