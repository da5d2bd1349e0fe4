#!/usr/bin/env python3
"""Listens with a queue of one, accepts nobody, and fills its own queue. Usage: crowded.py ADDRESS PORT"""
import socket, sys, time

address, port = sys.argv[1], int(sys.argv[2])
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((address, port))
listener.listen(0)
fillers = []
for _ in range(3):
    one = socket.socket()
    one.setblocking(False)
    try:
        one.connect((address, port))
    except BlockingIOError:
        pass
    fillers.append(one)
print("ready", flush=True)
time.sleep(600)
