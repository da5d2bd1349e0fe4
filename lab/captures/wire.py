#!/usr/bin/env python3
"""A wire between two tun devices: delays, counts hops, loses, drops, resets, answers by ICMP.

Usage: wire.py SPEC.json   (tun devices near0 and far0 are made in this namespace and moved by the caller)
SPEC maps server addresses to {rttMs, hops, lossPercent, rateBytes, rules: [...], limit}.
A rule: {"way": "c2s"|"s2c", "when": {...}, "do": {...}}. The first rule that fits acts. Prints "ready".
when: minBytes maxPayload minPayload prefix contains afterBytes idleSeconds flags noFlags chance syn
do:   drop | kill (way or "both") | reset {"to": "client"|"server"|"both", "ttl": N, "far": bool, "drop": bool}
      | icmp {"type","code","mtu","from","drop"} | corrupt | replace
"""
import fcntl, heapq, json, os, random, select, socket, struct, sys, time

TUNSETIFF = 0x400454CA


def open_tun(name):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", name.encode(), 0x1001))
    return fd


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Packet:
    def __init__(self, raw):
        self.raw = bytearray(raw)
        self.v6 = raw[0] >> 4 == 6
        self.head = 40 if self.v6 else (raw[0] & 15) * 4
        self.proto = raw[6] if self.v6 else raw[9]
        a, n = (8, 16) if self.v6 else (12, 4)
        self.src, self.dst = bytes(raw[a : a + n]), bytes(raw[a + n : a + 2 * n])
        self.tcp = self.proto == 6 and len(raw) >= self.head + 20
        if self.tcp:
            h = self.head
            self.sport, self.dport, self.seq, self.ack = struct.unpack_from(">HHII", raw, h)
            self.flags = raw[h + 13]
            self.data_at = h + (raw[h + 12] >> 4) * 4
            self.payload = bytes(raw[self.data_at :])

    def hop(self, count):
        at = 7 if self.v6 else 8
        self.raw[at] = max(1, self.raw[at] - count)
        if not self.v6:
            self.raw[10:12] = b"\0\0"
            self.raw[10:12] = struct.pack(">H", checksum(bytes(self.raw[: self.head])))

    def mend(self):
        h = self.head
        self.raw[h + 16 : h + 18] = b"\0\0"
        self.raw[h + 16 : h + 18] = struct.pack(">H", tcp_sum(self.src, self.dst, bytes(self.raw[h:])))


def tcp_sum(src, dst, segment):
    if len(src) == 4:
        pseudo = src + dst + struct.pack(">BBH", 0, 6, len(segment))
    else:
        pseudo = src + dst + struct.pack(">IHBB", len(segment), 0, 0, 6)
    return checksum(pseudo + segment)


def ip(src, dst, proto, ttl, body, ident=0):
    if len(src) == 16:
        return struct.pack(">IHBB", 0x60000000, len(body), proto, ttl) + src + dst + body
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(body), ident, 0, ttl, proto, 0) + src + dst
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + body


def reset(src, dst, sport, dport, seq, ack, ttl):
    flags = 0x14 if ack is not None else 4
    segment = struct.pack(">HHIIBBHHH", sport, dport, seq & 0xFFFFFFFF, (ack or 0) & 0xFFFFFFFF, 0x50, flags, 0, 0, 0)
    segment = segment[:16] + struct.pack(">H", tcp_sum(src, dst, segment)) + segment[18:]
    return ip(src, dst, 6, ttl, segment)


def icmp(source, packet, kind):
    quoted = bytes(packet.raw[: packet.head + 28])
    word = kind.get("mtu", 0)
    body = struct.pack(">BBHI", kind["type"], kind["code"], 0, word) + quoted
    if packet.v6:
        pseudo = source + packet.src + struct.pack(">IHBB", len(body), 0, 0, 58)
        body = body[:2] + struct.pack(">H", checksum(pseudo + body)) + body[4:]
        return ip(source, packet.src, 58, 64, body)
    body = body[:2] + struct.pack(">H", checksum(body)) + body[4:]
    return ip(source, packet.src, 1, 64, body, random.randrange(1, 65535))


class Flow:
    def __init__(self):
        self.bytes = {"c2s": 0, "s2c": 0}
        self.top = {"c2s": None, "s2c": None}
        self.last = time.monotonic()
        self.dead = set()
        self.open = False
        self.fired = set()


def main():
    spec = json.load(open(sys.argv[1]))
    chance = random.Random(spec.get("seed", 1))
    near, far = open_tun("hcnear0"), open_tun("hcfar0")
    hosts = {}
    for address, one in spec["hosts"].items():
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        hosts[socket.inet_pton(family, address)] = one
    flows, queue, free, order = {}, [], {}, 0
    print("ready", flush=True)

    def send(to, raw, delay, host):
        nonlocal order
        due = time.monotonic() + delay
        rate = host.get("rateBytes")
        if rate:
            line = (id(host), to)
            free[line] = max(free.get(line, 0), time.monotonic()) + len(raw) / rate
            due = free[line] + delay
        order += 1
        heapq.heappush(queue, (due, order, to, bytes(raw)))

    def fits(when, packet, way, flow, host, gap):
        size, payload = len(packet.raw), packet.payload
        if "minBytes" in when and size < when["minBytes"]: return False
        if "minPayload" in when and len(payload) < when["minPayload"]: return False
        if "maxPayload" in when and len(payload) > when["maxPayload"]: return False
        if "prefix" in when and not payload.startswith(when["prefix"].encode("latin-1")): return False
        if "contains" in when and when["contains"].encode("latin-1") not in payload: return False
        if "afterBytes" in when and flow.bytes[way] < when["afterBytes"]: return False
        if "idleSeconds" in when and gap < when["idleSeconds"]: return False
        if "flags" in when and packet.flags & when["flags"] != when["flags"]: return False
        if "noFlags" in when and packet.flags & when["noFlags"]: return False
        if "crowd" in when:
            crowd = sum(1 for key, one in flows.items() if one.open and one is not flow and one.host is host)
            if crowd < when["crowd"] or packet.flags & 0x12 != 2: return False
        if "chance" in when and chance.random() * 100 >= when["chance"]: return False
        return True

    def handle(raw, to):
        packet = Packet(raw)
        way = "c2s" if to == far else "s2c"
        host = hosts.get(packet.dst if way == "c2s" else packet.src)
        if host is None:
            return
        half = host.get("rttMs", 20) / 2000
        hops = host.get("hops", 3)
        if not packet.tcp:
            packet.hop(hops)
            return send(to, packet.raw, half, host)
        client = (packet.src, packet.sport) if way == "c2s" else (packet.dst, packet.dport)
        server = (packet.dst, packet.dport) if way == "c2s" else (packet.src, packet.sport)
        flow = flows.get((client, server))
        if flow is None or (way == "c2s" and packet.flags & 0x12 == 2 and not flow.open):
            flow = flows[(client, server)] = flow or Flow()
            flow.host = host
        now = time.monotonic()
        gap = now - flow.last
        if packet.flags & 0x12 == 0x12: flow.open = True
        if packet.flags & 5: flow.open = False
        end = packet.seq + len(packet.payload)
        if flow.top[way] is None or ((end - flow.top[way]) & 0xFFFFFFFF) < 0x80000000:
            if flow.top[way] is not None: flow.bytes[way] += (end - flow.top[way]) & 0xFFFFFFFF if len(packet.payload) else 0
            flow.top[way] = end
        if way in flow.dead:
            return
        if host.get("lossPercent") and chance.random() * 100 < host["lossPercent"]:
            return
        act = None
        for number, rule in enumerate(host.get("rules", [])):
            if rule["way"] in (way, "both") and fits(rule.get("when", {}), packet, way, flow, host, gap):
                if rule.get("once") and number in flow.fired:
                    continue
                flow.fired.add(number)
                act = rule["do"]
                break
        if gap < 3600: flow.last = now
        if act is not None:
            if "kill" in act:
                flow.dead |= {"c2s", "s2c"} if act["kill"] == "both" else {act["kill"]}
                return
            if "drop" in act and act["drop"] is True and len(act) == 1:
                return
            if "reset" in act:
                kind = act["reset"]
                back, forth = (near, far) if way == "c2s" else (far, near)
                ttl = kind.get("ttl", 64)
                far_hop = kind.get("far", False)
                if kind["to"] in ("client", "both"):
                    if way == "c2s":
                        ack = packet.seq + len(packet.payload) + (1 if packet.flags & 2 else 0)
                        raw = reset(packet.dst, packet.src, packet.dport, packet.sport, packet.ack, ack if packet.flags & 2 or kind.get("ack") else None, ttl - (hops if far_hop else 0))
                    else:
                        raw = reset(packet.src, packet.dst, packet.sport, packet.dport, packet.seq, None, ttl)
                    send(near, raw, half * 2 if far_hop else kind.get("delayMs", 0) / 1000, host)
                if kind["to"] in ("server", "both") and way == "c2s":
                    send(far, reset(packet.src, packet.dst, packet.sport, packet.dport, packet.seq, None, ttl), 0 if far_hop else half, host)
                if "kill" in kind: flow.dead |= {"c2s"}
                if kind.get("drop", True): return
            if "icmp" in act:
                kind = act["icmp"]
                family = socket.AF_INET6 if packet.v6 else socket.AF_INET
                source = packet.dst if kind.get("from") == "server" else socket.inet_pton(family, kind["from"])
                send(near if way == "c2s" else far, icmp(source, packet, kind), half * 2 if kind.get("from") == "server" else 0.0005, host)
                return
            if "corrupt" in act:
                at = packet.data_at + len(packet.payload) // 2
                packet.raw[at] ^= 0x55
            if "replace" in act:
                old, new = (text.encode("latin-1") for text in act["replace"])
                body = bytes(packet.raw[packet.data_at :]).replace(old, new)
                packet.raw[packet.data_at :] = body
                packet.mend()
        packet.hop(hops)
        send(to, packet.raw, half, host)

    while True:
        now = time.monotonic()
        while queue and queue[0][0] <= now:
            _, _, to, raw = heapq.heappop(queue)
            try:
                os.write(to, raw)
            except OSError:
                pass
        wait = max(0, queue[0][0] - now) if queue else 5
        for fd in select.select([near, far], [], [], wait)[0]:
            for _ in range(64):
                try:
                    raw = os.read(fd, 65536)
                except OSError:
                    break
                if raw[0] >> 4 in (4, 6):
                    handle(raw, far if fd == near else near)


main()
