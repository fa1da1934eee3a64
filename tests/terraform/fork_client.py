"""The process that Terraform starts: it hands itself over to a fork server and stays until the fork has ended.

Imports nothing that costs time. Run as a program with the path of the server's socket; what follows is for whoever
lists programs.
"""

import os
import sys
from _socket import AF_UNIX, SCM_RIGHTS, SOL_SOCKET, socket

STREAMS = b"".join(number.to_bytes(4, sys.byteorder) for number in range(3))

connection = socket(AF_UNIX)
connection.connect(sys.argv[1])
parent, folder = str(os.getppid()).encode(), os.getcwdb()  # noqa: PTH109  # pathlib costs time
start = b"\0".join([parent, folder, *(name + b"=" + value for name, value in os.environb.items())])
connection.sendmsg([len(start).to_bytes(8, "big")], [(SOL_SOCKET, SCM_RIGHTS, STREAMS)])
connection.sendall(start)
connection.recv(1)
