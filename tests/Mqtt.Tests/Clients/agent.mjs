// An MQTT.js client driven by lines on stdin; says what happens by lines on stdout. Same language as agent.py.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import mqtt from 'mqtt'

const config = JSON.parse(process.argv[2])
const say = (...words) => process.stdout.write(words.join(' ') + '\n')
const scheme = { tcp: 'mqtt', tls: 'mqtts', ws: 'ws', wss: 'wss' }[config.transport]
const client = mqtt.connect(`${scheme}://127.0.0.1:${config.port}${config.transport.startsWith('ws') ? '/mqtt' : ''}`, {
  protocolVersion: config.version,
  clientId: config.clientId,
  username: config.user,
  clean: config.clean,
  reconnectPeriod: 0,
  ca: ['tls', 'wss'].includes(config.transport) ? readFileSync(config.ca) : undefined,
  properties: config.version === 5 && !config.clean ? { sessionExpiryInterval: 60 } : undefined,
  will: config.will ? { topic: config.will, payload: Buffer.from('gone'), qos: 1, retain: false } : undefined,
})
client.on('message', (topic, payload, packet) => say('message', topic, packet.qos, packet.retain ? 1 : 0, payload.toString()))
client.on('error', (error) => say('error', error.code ?? '', error.message))
client.on('disconnect', (packet) => say('disconnected', packet.reasonCode ?? 0))
client.on('close', () => process.exit(0))
client.on('connect', (connack) => {
  say('connected', connack.sessionPresent ? 1 : 0, connack.reasonCode ?? connack.returnCode ?? 0)
  if (config.subscribe) client.subscribe(config.subscribe, { qos: config.qos ?? 0 }, (error, granted) => say('subscribed', granted?.[0]?.qos ?? error.code))
})
createInterface({ input: process.stdin }).on('line', (line) => {
  const [verb, topic, qos, retain, ...rest] = line.split(' ')
  if (verb === 'publish') client.publish(topic, rest.join(' '), { qos: Number(qos), retain: retain === '1' }, () => say('published'))
  else if (verb === 'die') process.exit(1)
  else if (verb === 'quit') client.end(false, {}, () => process.exit(0))
})
