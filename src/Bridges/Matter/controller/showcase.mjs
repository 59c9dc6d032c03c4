// The second role: a Matter bridge (Aggregator) that shows devices of the home to other ecosystems. Kith says which devices there are and
// how they are, in Matter's own attributes ("6/0": true is OnOff.onOff); what a controller of another ecosystem changes is told to Kith.
import { createHash } from 'node:crypto';
import { Endpoint, ServerNode, VendorId } from '@matter/main';
import { BridgedDeviceBasicInformationServer } from '@matter/main/behaviors/bridged-device-basic-information';
import { DeviceCommissioner, FabricManager, PaseServer, SessionManager } from '@matter/main/protocol';
import { AggregatorEndpoint } from '@matter/main/endpoints/aggregator';
import { kinds } from './kinds.mjs';
import { keepPort, portOf } from './ports.mjs';
import { Refusal } from './refusal.mjs';
import { fromJson } from './values.mjs';
import { codesOf, newWindow } from './windows.mjs';

const XY = { path: '768/xy', of: ['currentX', 'currentY'] };
const HS = { path: '768/hs', of: ['currentHue', 'currentSaturation'] };
const PAIRS = { '768/3': XY, '768/4': XY, '768/0': HS, '768/1': HS };

/** Bridged devices; the largest ecosystems take about 150. */
const MOST = 200;

export class Showcase {
  /** @type {ServerNode | undefined} */ #server;
  /** @type {Endpoint | undefined} */ #shelf;
  #tell;
  #wasLinked = false;
  #folder;
  /** The codes of a pairing window for one more ecosystem, while it stands open. @type {{manual: string, qr: string} | undefined} */ #window;
  /** @type {NodeJS.Timeout | undefined} */ #closing;
  /** One change of the list at a time. */ #queue = Promise.resolve();

  /** @param {string} folder @param {(event: string, data: unknown) => void} tell */
  constructor(folder, tell) {
    this.#folder = folder;
    this.#tell = tell;
  }

  commands = {
    kith_show: (args) => (this.#queue = this.#queue.catch(() => {}).then(() => this.#show(args))),
    kith_say: ({ id, attributes, reachable, events }) => this.#say(id, attributes ?? {}, reachable, undefined, events),
    kith_shown: () => this.#info(),
    kith_invite: ({ timeout }) => this.#invite(timeout),
    kith_unshare: async ({ fabric_index }) => {
      const fabric = this.#started.env.get(FabricManager).maybeFor(fabric_index);
      if (!fabric) throw new Refusal(8, `there is no fabric ${fabric_index}`);
      await fabric.leave();
      await this.#queue;
      return this.#info();
    },
  };

  get #started() {
    if (!this.#server) throw new Refusal(3, 'nothing is shown');
    return this.#server;
  }

  /** Shows exactly these devices. @param {{name: string, unique: string, devices: {id: string, name: string, form: string, clusters: number[], attributes: object}[]}} args */
  async #show({ name, unique, devices }) {
    if (!Array.isArray(devices) || devices.length > MOST) throw new Refusal(8, `at most ${MOST} devices are shown`);
    if (!this.#server) await this.#open(name, unique);
    const wanted = new Map(devices.map((device) => [device.id, device]));
    for (const endpoint of [...this.#shelf.parts]) {
      if (!wanted.has(endpoint.id)) await endpoint.delete();
    }
    const problems = {};
    for (const device of devices) {
      try {
        if (!this.#shelf.parts.has(device.id)) await this.#add(device);
        else await this.#say(device.id, device.attributes ?? {}, device.reachable ?? true, device.name);
      } catch (failure) {
        // One that cannot be shown keeps nobody from showing the others.
        console.error(device.id, causeOf(failure));
        problems[device.id] = causeOf(failure);
        await this.#shelf.parts.get(device.id)?.delete();
      }
    }
    return { ...this.#info(), problems };
  }

  async #open(name, unique) {
    this.#server = await ServerNode.create({
      id: 'bridge',
      network: { port: portOf(this.#folder, 'bridge') },
      productDescription: { name, deviceType: AggregatorEndpoint.deviceType },
      basicInformation: {
        ...{ vendorName: 'Kith', vendorId: VendorId(0xfff1), productName: 'Kith bridge', productId: 0x8000 },
        ...{ nodeLabel: short(name), serialNumber: short(unique), uniqueId: short(`kith-${unique}`) },
      },
    });
    this.#shelf = new Endpoint(AggregatorEndpoint, { id: 'devices' });
    await this.#server.add(this.#shelf);
    this.#server.events.commissioning.fabricsChanged.on(() => this.#linked());
    await this.#server.start();
    this.#wasLinked = Object.keys(this.#server.state.commissioning.fabrics).length > 0;
    keepPort(this.#folder, 'bridge', this.#server.state.network.operationalPort);
  }

  /** Lets one more ecosystem in, for so many seconds. The first is let in by the code that stands until then. */
  async #invite(seconds) {
    const { env, state } = this.#started;
    if (!state.commissioning.commissioned) throw new Refusal(3, 'no app is linked yet: its first code is still good');
    const commissioner = env.get(DeviceCommissioner);
    if (commissioner.isFailsafeArmed) throw new Refusal(3, 'an app is being paired');
    if (this.#window) await commissioner.endCommissioning();
    const window = await newWindow(env);
    const over = () => this.#closed();
    await commissioner.allowEnhancedCommissioning(window.discriminator, PaseServer.fromVerificationValue(env.get(SessionManager), window.verifier, window.pbkdf), over);
    this.#window = codesOf(window, state.basicInformation);
    this.#closing = setTimeout(() => commissioner.endCommissioning().catch((failure) => console.error(causeOf(failure))), seconds * 1000);
    this.#tell('kith_shown', this.#info());
    return this.#info();
  }

  #closed() {
    clearTimeout(this.#closing);
    this.#window = undefined;
    this.#tell('kith_shown', this.#info());
  }

  /** A link began or ended. With the last one matter.js resets the node, new codes and all: it is made anew, and Kith says again what it shows. */
  #linked() {
    const info = this.#info();
    this.#tell('kith_shown', info);
    if (info.fabrics.length > 0) this.#wasLinked = true;
    else if (this.#wasLinked) this.#queue = this.#queue.catch(() => {}).then(() => this.#again());
  }

  async #again() {
    const server = this.#server;
    while (!server.lifecycle.isOnline) await new Promise((resolve) => server.lifecycle.online.once(resolve));
    [this.#server, this.#wasLinked] = [undefined, false];
    await server.close();
    this.#tell('kith_again', {});
  }

  async #add({ id, name, form, clusters = [], attributes, reachable = true }) {
    const kind = kinds[form];
    if (!kind) throw new Refusal(8, `the form ${form} cannot be shown`);
    const told = (path, value) => this.#tell('kith_wish', { id, path, value });
    const endpoint = new Endpoint((await kind.type(told, clusters)).with(BridgedDeviceBasicInformationServer), {
      id,
      ...kind.state,
      bridgedDeviceBasicInformation: { nodeLabel: short(name), productName: short(name), uniqueId: createHash('sha256').update(id).digest('hex').slice(0, 32), reachable },
    });
    await this.#shelf.add(endpoint);
    await this.#say(id, attributes ?? {}, reachable);
    for (const path of kind.wishes) this.#listen(endpoint, path, told);
  }

  /** What somebody else changed is a wish; what Kith said is not. */
  #listen(endpoint, path, told) {
    const [behavior, name] = this.#attribute(endpoint, path);
    endpoint.eventsOf(behavior)[`${name}$Changed`].on((value, _, context) => {
      if (context?.offline === true || context?.fabric === undefined) return;
      const pair = PAIRS[path];
      if (!pair) return told(path, value);
      // Both halves of a colour are told as one, when both are there.
      const { id } = behavior;
      queueMicrotask(() => told(pair.path, pair.of.map((its) => endpoint.state[id][its])));
    });
  }

  async #say(id, attributes, reachable, name, events = []) {
    const endpoint = this.#started && this.#shelf.parts.get(id);
    if (!endpoint) throw new Refusal(8, `${id} is not shown`);
    const state = {};
    for (const [path, value] of Object.entries(attributes)) {
      const [behavior, attribute, model] = this.#attribute(endpoint, path);
      (state[behavior.id] ??= {})[attribute] = fromJson(model, value);
    }
    const its = { ...(reachable === undefined ? {} : { reachable }), ...(name === undefined ? {} : { nodeLabel: short(name) }) };
    if (Object.keys(its).length > 0) state.bridgedDeviceBasicInformation = its;
    await endpoint.set(state);
    for (const [cluster, name, fields] of events)
      await endpoint.act((agent) => agent.get(this.#behavior(endpoint, Number(cluster))).events[name].emit(fields, agent.context));
    return null;
  }

  #behavior(endpoint, cluster) {
    return endpoint.behaviors.active.find((its) => its.cluster?.id === cluster);
  }

  #attribute(endpoint, path) {
    const [cluster, attribute] = path.split('/').map(Number);
    const behavior = this.#behavior(endpoint, cluster);
    const model = behavior?.schema.attributes.for(attribute);
    if (!model) throw new Refusal(8, `${endpoint.id} has no attribute ${path}`);
    return [behavior, model.propertyName, model];
  }

  #info() {
    if (!this.#server) return { running: false, fabrics: [] };
    const { pairingCodes, fabrics, commissioned } = this.#server.state.commissioning;
    return {
      running: true,
      commissioned,
      manual_code: pairingCodes?.manualPairingCode ?? null,
      qr_code: pairingCodes?.qrPairingCode ?? null,
      window: this.#window ?? null,
      devices: [...this.#shelf.parts].map((endpoint) => endpoint.id),
      fabrics: Object.values(fabrics).map(({ fabricIndex, label, rootVendorId }) => ({ fabric_index: fabricIndex, label, vendor_id: rootVendorId })),
    };
  }

  async close() {
    clearTimeout(this.#closing);
    await this.#server?.close();
  }
}

const causeOf = (failure) => {
  let its = failure;
  while (its?.cause ?? its?.errors?.[0]) its = its.cause ?? its.errors[0];
  return its?.message ?? String(its);
};

/** Matter's labels have 32 characters. */
const short = (text) => [...String(text)].slice(0, 32).join('');
