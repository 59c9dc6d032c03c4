#!/usr/bin/env bash
# A network of its own with one interface that carries multicast, which Matter needs; nothing leaves the machine. Runs inside a new network
# namespace, says "ready" and stands until its input ends; others join it by its process id.
set -euo pipefail
ip link set lo up
ip link add kith0 type veth peer name kith1
# Addresses are there at once: nobody else can have them.
for name in kith0 kith1; do echo 0 > "/proc/sys/net/ipv6/conf/$name/accept_dad"; done
ip link set kith0 up
ip link set kith1 up
ip addr add 10.99.0.1/24 dev kith0
ip -6 addr add fd99::1/64 dev kith0 nodad
ip route add 224.0.0.0/4 dev kith0
echo ready
cat > /dev/null
