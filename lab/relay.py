#!/usr/bin/env python3
"""Delays, loses, rewrites and damages packets that the kernel hands over by NFQUEUE. The kernel of the lab has no netem.

Usage: relay.py QUEUE --delay-ms N [--loss-percent N] [--seed N] [--replace FROM=TO] [--rate-bytes N] [--life-seconds N] [--damage-above N [--mend-sum]]
Every packet of the queue is held for the delay, in order. A connection whose SYN lies longer ago than its life is dropped.
Of packets above a size one bit of the TCP payload is turned, and the checksum is made anew over it where that is asked for. FROM and TO must have the same length (latin-1).
Prints "ready" once it is bound. One process serves one queue and ends on SIGTERM.
"""
import argparse
import collections
import random
import select
import socket
import struct
import sys
import time

NETLINK_NETFILTER = 12
SUBSYSTEM_QUEUE = 3
PACKET, VERDICT, CONFIG = 0, 1, 2
ACCEPT, DROP = 1, 0


def attribute(kind, data):
    length = 4 + len(data)
    return struct.pack("=HH", length, kind) + data + b"\0" * (-length % 4)


def message(kind, queue, attributes):
    body = struct.pack("=BB", 0, 0) + struct.pack(">H", queue) + attributes
    return struct.pack("=IHHII", 16 + len(body), (SUBSYSTEM_QUEUE << 8) | kind, 1, 0, 0) + body


def read_packet(data):
    """Packet id and payload of one queue message, or None."""
    identity, payload, offset = None, b"", 20
    while offset + 4 <= len(data):
        length, kind = struct.unpack_from("=HH", data, offset)
        if length < 4:
            break
        value = data[offset + 4 : offset + length]
        if kind & 0x7FFF == 1:
            identity = struct.unpack(">I", value[:4])[0]
        elif kind & 0x7FFF == 10:
            payload = value
        offset += (length + 3) & ~3
    return None if identity is None else (identity, payload)


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def replaced(packet, old, new):
    """The packet with `old` replaced in its TCP payload and the checksum mended, or None when it does not occur."""
    version = packet[0] >> 4
    if version == 4:
        header = (packet[0] & 15) * 4
        if packet[9] != 6:
            return None
        addresses = packet[12:20]
    else:
        header = 40
        if packet[6] != 6:
            return None
        addresses = packet[8:40]
    segment = bytearray(packet[header:])
    at = segment.find(old, (segment[12] >> 4) * 4)
    if at < 0:
        return None
    while at >= 0:
        segment[at : at + len(old)] = new
        at = segment.find(old, at + len(old))
    return packet[:header] + summed(segment, addresses)


def summed(segment, addresses):
    """The TCP segment with its checksum made anew."""
    segment[16:18] = b"\0\0"
    if len(addresses) == 8:
        pseudo = addresses + struct.pack(">BBH", 0, 6, len(segment))
    else:
        pseudo = addresses + struct.pack(">IHBB", len(segment), 0, 0, 6)
    segment[16:18] = struct.pack(">H", checksum(bytes(pseudo) + bytes(segment)))
    return bytes(segment)


def damaged(packet, above, mend):
    """The packet with one bit in the middle of its TCP payload turned, or None when it is no larger than that."""
    version = packet[0] >> 4
    header, protocol = ((packet[0] & 15) * 4, packet[9]) if version == 4 else (40, packet[6])
    if protocol != 6 or len(packet) <= above:
        return None
    segment = bytearray(packet[header:])
    payload = (segment[12] >> 4) * 4
    segment[payload + (len(segment) - payload) // 2] ^= 0x10
    addresses = packet[12:20] if version == 4 else packet[8:40]
    return packet[:header] + (summed(segment, addresses) if mend else bytes(segment))


def connection_of(packet):
    """What is the same in both directions of a TCP connection, and whether this is its SYN; None where it is not TCP."""
    version = packet[0] >> 4
    header, protocol = ((packet[0] & 15) * 4, packet[9]) if version == 4 else (40, packet[6])
    if protocol != 6:
        return None
    ends = (packet[12:16], packet[16:20]) if version == 4 else (packet[8:24], packet[24:40])
    ports = (packet[header : header + 2], packet[header + 2 : header + 4])
    return frozenset(zip(ends, ports)), packet[header + 13] & 0x12 == 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("queue", type=int)
    parser.add_argument("--delay-ms", type=float, default=0)
    parser.add_argument("--loss-percent", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate-bytes", type=float, default=0)
    parser.add_argument("--life-seconds", type=float, default=0)
    parser.add_argument("--damage-above", type=int, default=0)
    parser.add_argument("--mend-sum", action="store_true")
    parser.add_argument("--replace", action="append", default=[])
    options = parser.parse_args()
    pairs = [tuple(part.encode("latin-1") for part in text.split("=", 1)) for text in options.replace]
    for old, new in pairs:
        if len(old) != len(new):
            sys.exit("relay: FROM and TO differ in length")
    chance = random.Random(options.seed)
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    netlink.setsockopt(socket.SOL_SOCKET, 33, 8 << 20)  # SO_RCVBUFFORCE
    netlink.bind((0, 0))
    netlink.send(message(CONFIG, options.queue, attribute(1, struct.pack(">BBH", 1, 0, 0))))
    netlink.send(message(CONFIG, options.queue, attribute(2, struct.pack(">IB", 0xFFFF, 2))))
    netlink.send(message(CONFIG, options.queue, attribute(3, struct.pack(">I", 20000))))
    print("ready", flush=True)
    held = collections.deque()
    born = {}
    line_free_at = 0.0
    while True:
        now = time.monotonic()
        while held and held[0][0] <= now:
            _, identity, changed = held.popleft()
            verdict = attribute(2, struct.pack(">II", ACCEPT, identity))
            if changed is not None:
                verdict += attribute(10, changed)
            netlink.send(message(VERDICT, options.queue, verdict))
        wait = max(0.0, held[0][0] - now) if held else None
        if not select.select([netlink], [], [], wait)[0]:
            continue
        try:
            data = netlink.recv(1 << 17)
        except OSError:
            continue
        if struct.unpack_from("=H", data, 4)[0] != (SUBSYSTEM_QUEUE << 8) | PACKET:
            continue
        packet = read_packet(data)
        if packet is None:
            continue
        identity, payload = packet
        outlived = False
        if options.life_seconds and (known := connection_of(payload)) is not None:
            connection, is_syn = known
            if is_syn:
                born[connection] = time.monotonic()
            outlived = time.monotonic() - born.get(connection, float("inf")) > options.life_seconds
        if outlived or chance.random() * 100 < options.loss_percent:
            netlink.send(message(VERDICT, options.queue, attribute(2, struct.pack(">II", DROP, identity))))
            continue
        changed = None
        for old, new in pairs:
            better = replaced(changed or payload, old, new)
            changed = better if better is not None else changed
        if options.damage_above:
            changed = damaged(payload, options.damage_above, options.mend_sum)
        due = time.monotonic() + options.delay_ms / 1000
        if options.rate_bytes:
            line_free_at = max(line_free_at, time.monotonic()) + len(payload) / options.rate_bytes
            due = line_free_at + options.delay_ms / 1000
        held.append((due, identity, changed))


main()
