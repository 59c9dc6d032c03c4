# Real clients that go on over restarts: pairs of a publisher and a subscriber with kept sessions (paho-mqtt). Each publisher says the numbers
# 1 to COUNT at its QoS, each subscriber writes down what it gets. Lines: "at NUMBER" of the slowest pair as it goes, then one JSON of all.
import json
import sys
import threading

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

port, count = int(sys.argv[1]), int(sys.argv[2])
lock = threading.Lock()
heard = {}
acknowledged = {}
ready = threading.Semaphore(0)
progress = threading.Condition(lock)


def client(name, version):
    if version == 5:
        made = mqtt.Client(name, protocol=mqtt.MQTTv5)
    else:
        made = mqtt.Client(name, clean_session=False, protocol=mqtt.MQTTv311)
    made.reconnect_delay_set(1, 1)
    made.max_inflight_messages_set(20)
    return made


def connect(made, version):
    if version == 5:
        kept = Properties(PacketTypes.CONNECT)
        kept.SessionExpiryInterval = 3600
        made.connect("127.0.0.1", port, clean_start=False, properties=kept)
    else:
        made.connect("127.0.0.1", port)
    made.loop_start()


def pair(version, qos):
    name = f"v{version}-qos{qos}"
    topic = f"stream/{name}"
    heard[name], acknowledged[name] = [], 0
    reader, writer = client(f"{name}-reader", version), client(f"{name}-writer", version)

    def on_connect(its, userdata, flags, reason, properties=None):
        # Once is enough: the session goes on.
        if not flags["session present"]:
            its.subscribe(topic, qos)

    def on_message(its, userdata, message):
        with progress:
            heard[name].append(int(message.payload))
            progress.notify_all()

    def on_publish(its, userdata, mid):
        with progress:
            acknowledged[name] += 1
            progress.notify_all()

    reader.on_connect, reader.on_message, reader.on_subscribe = on_connect, on_message, lambda *args: ready.release()
    writer.on_publish = on_publish
    connect(reader, version)
    ready.acquire()
    connect(writer, version)
    return name, writer, topic, qos


pairs = [pair(version, qos) for version in (4, 5) for qos in (1, 2)]


def say(name, writer, topic, qos):
    for number in range(1, count + 1):
        with progress:
            # As many as a device would have under way; what is not acknowledged yet paho says again by itself.
            progress.wait_for(lambda: number - acknowledged[name] < 40)
        writer.publish(topic, str(number), qos)


for its in pairs:
    threading.Thread(target=say, args=its, daemon=True).start()
shown = 0
with progress:
    while shown < count or min(acknowledged.values()) < count:
        progress.wait()
        least = min(max(numbers, default=0) for numbers in heard.values())
        if least > shown:
            shown = least
            print("at", shown, flush=True)
    print(json.dumps({"heard": heard, "acknowledged": acknowledged}), flush=True)
