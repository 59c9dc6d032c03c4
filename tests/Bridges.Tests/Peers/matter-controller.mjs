// A real Matter controller of another ecosystem. matter-controller.mjs FOLDER; takes {"n", "code"} to pair, {"n", "name", "call", "fields"}
// to command the bridged endpoint of that name and {"n", "name", "read"} to read it, one JSON a line; answers with the same n, and tells
// {"name", "on"} when a subscription says so.
import { createInterface } from 'node:readline';
import { load } from './matter-packages.mjs';

const { Environment, Logger, ServerNode } = load('@matter/main');
const { BridgedDeviceBasicInformationClient: Bridged } = load('@matter/main/behaviors/bridged-device-basic-information');
const clients = {
  onOff: load('@matter/main/behaviors/on-off').OnOffClient,
  levelControl: load('@matter/main/behaviors/level-control').LevelControlClient,
  windowCovering: load('@matter/main/behaviors/window-covering').WindowCoveringClient,
  booleanState: load('@matter/main/behaviors/boolean-state').BooleanStateClient,
};
Environment.default.vars.set('storage.path', process.argv[2]);
Logger.level = 'error';
const say = (message) => console.log(JSON.stringify(message));

const controller = await ServerNode.create({ id: 'ecosystem', network: { port: 0 }, commissioning: { enabled: false }, controller: { adminFabricLabel: 'Elsewhere' } });
await controller.start();
let peer;

const named = (name) => [...peer.endpoints].find((its) => its.behaviors.has(Bridged) && its.maybeStateOf(Bridged)?.nodeLabel === name);

async function answer({ code, name, call, fields, read }) {
  if (code) {
    peer = await controller.peers.commission({ pairingCode: code });
    for (const its of peer.endpoints)
      if (its.behaviors.has(clients.onOff)) its.eventsOf(clients.onOff).onOff$Changed.on((on) => say({ name: its.stateOf(Bridged).nodeLabel, on }));
    return [...peer.endpoints].filter((its) => its.behaviors.has(Bridged)).map((its) => its.stateOf(Bridged).nodeLabel);
  }
  const endpoint = named(name);
  if (!endpoint) throw new Error(`nothing is called ${name}`);
  const [cluster, member] = (call ?? read).split('.');
  if (call) return (await endpoint.commandsOf(clients[cluster])[member](fields)) ?? null;
  return endpoint.stateOf(clients[cluster])[member];
}

say({ ready: true });
createInterface(process.stdin)
  .on('line', async (line) => {
    const { n, ...asked } = JSON.parse(line);
    try {
      say({ n, result: await answer(asked) });
    } catch (failure) {
      say({ n, error: failure.message });
    }
  })
  .on('close', () => process.exit(0));
