# A paho-mqtt client driven by lines on stdin; says what happens by lines on stdout. Same language as agent.mjs.
import json
import os
import ssl
import sys

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

config = json.loads(sys.argv[1])
v5 = config["version"] == 5


def say(*words):
    print(*words, flush=True)


def on_connect(client, userdata, flags, reason, properties=None):
    say("connected", int(flags["session present"]), int(getattr(reason, "value", reason)))
    if config.get("subscribe"):
        client.subscribe(config["subscribe"], config.get("qos", 0))


def on_subscribe(client, userdata, mid, granted, properties=None):
    say("subscribed", int(getattr(granted[0], "value", granted[0])))


def on_message(client, userdata, message):
    say("message", message.topic, message.qos, int(message.retain), message.payload.decode())


def on_publish(client, userdata, mid):
    say("published")


def on_disconnect(client, userdata, reason, properties=None):
    say("disconnected", int(getattr(reason, "value", reason)))
    if reason != 0:
        os._exit(0)


transport = "websockets" if config["transport"].startswith("ws") else "tcp"
if v5:
    client = mqtt.Client(config["clientId"], protocol=mqtt.MQTTv5, transport=transport)
else:
    client = mqtt.Client(config["clientId"], clean_session=config["clean"], protocol=mqtt.MQTTv311, transport=transport)
client.username_pw_set(config["user"])
if transport == "websockets":
    client.ws_set_options(path="/mqtt")
if config["transport"] in ("tls", "wss"):
    client.tls_set(config["ca"], tls_version=ssl.PROTOCOL_TLS_CLIENT)
if config.get("will"):
    client.will_set(config["will"], "gone", 1, False)
client.on_connect = on_connect
client.on_subscribe = on_subscribe
client.on_message = on_message
client.on_publish = on_publish
client.on_disconnect = on_disconnect
if v5:
    properties = Properties(PacketTypes.CONNECT)
    properties.SessionExpiryInterval = 0 if config["clean"] else 60
    client.connect("127.0.0.1", config["port"], clean_start=config["clean"], properties=properties)
else:
    client.connect("127.0.0.1", config["port"])
client.loop_start()
for line in sys.stdin:
    words = line.rstrip("\n").split(" ", 4)
    if words[0] == "publish":
        client.publish(words[1], words[4], int(words[2]), words[3] == "1")
    elif words[0] == "die":
        os._exit(1)
    elif words[0] == "quit":
        client.disconnect()
        client.loop_stop()
        break
