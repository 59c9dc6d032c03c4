// A real node-wot client: finds the things of a home, reads, writes, invokes, observes and subscribes. One JSON line per thing it saw.
const [, , directory, token, lampName, sensorName] = process.argv;
const Authorization = `Bearer ${token}`;

// node-wot 0.9.2 opens Server-Sent Events without the credentials that it sends everywhere else: its EventSource is given them here.
const found = require.resolve('eventsource', { paths: [require.resolve('@node-wot/binding-http')] });
const EventSource = require(found);
require.cache[found].exports = class extends EventSource {
  constructor(url) { super(url, { headers: { Authorization } }); }
};

const { Servient } = require('@node-wot/core');
const { HttpClientFactory } = require('@node-wot/binding-http');
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

(async () => {
  const things = await (await fetch(directory, { headers: { Authorization } })).json();
  const servient = new Servient();
  servient.addClientFactory(new HttpClientFactory());
  for (const thing of things) servient.addCredentials({ [thing.id]: { token } });
  const wot = await servient.start();
  const [lamp, sensor] = await Promise.all([lampName, sensorName].map((name) => wot.consume(things.find((thing) => thing.title === name))));

  const read = async (address) => (await lamp.readProperty(address)).value();
  say({ things: things.length, before: await read('light.on') });
  await lamp.writeProperty('light.brightness', 40);
  say({ written: await read('light.brightness') });
  try {
    await lamp.writeProperty('light.brightness', 4000);
    say({ refused: false });
  } catch {
    say({ refused: true });
  }
  await lamp.invokeAction('light.toggle');
  say({ invoked: true });
  const observed = await lamp.observeProperty('light.on', async (value) => say({ observed: await value.value() }), (error) => say({ error: String(error) }));
  const subscribed = await sensor.subscribeEvent('magnet-sensor.opened', () => say({ happened: true }), (error) => say({ error: String(error) }));
  say({ ready: true });
  process.stdin.once('data', async () => {
    await observed.stop();
    await subscribed.stop();
    process.exit(0);
  });
})().catch((error) => { say({ error: String(error && error.stack ? error.stack : error) }); process.exit(1); });
