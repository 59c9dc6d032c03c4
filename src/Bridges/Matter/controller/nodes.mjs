// The first role: a controller with a fabric of its own. Commands and events are those of the python-matter-server API.
import { AdministratorCommissioningClient } from '@matter/main/behaviors/administrator-commissioning';
import { BridgedDeviceBasicInformationClient } from '@matter/main/behaviors/bridged-device-basic-information';
import { Millis, Seconds, ServerNode, VendorId } from '@matter/main';
import { ChangeNotificationService, ClientNode, NetworkClient } from '@matter/main/node';
import { Invoke, PeerSet, Read, Write } from '@matter/main/protocol';
import { QrPairingCodeCodec } from '@matter/main/types';
import { keepPort, portOf } from './ports.mjs';
import { Refusal } from './refusal.mjs';
import { fieldsFromJson, fromJson, toJson } from './values.mjs';
import { codesOf, newWindow } from './windows.mjs';

/** How long a removal waits for a device that does not answer. */
const PATIENCE = Seconds(20);

/** How often a device that is awake is asked whether it is there: a subscription alone notices a power cut after two minutes. */
const PROBE_EVERY = Seconds(5);

/** Tries of one such question, each later than the one before, and how long all of it may take: matter.js itself would wait 12 s. */
const PROBE_TRIES = 2;
const PROBE_PATIENCE = Seconds(4);
const POWER_SOURCE = 47;
const LONG_IDLE = 70;

export class Nodes {
  /** @type {ServerNode} */ #server;
  /** @type {(event: string, data: unknown) => void} */ #tell;
  /** Whether a node's subscription stands. */ #there = new WeakMap();
  #regrouping = new Set();
  /** Nodes that are being looked for. */ #healing = new Set();
  /** @type {NodeJS.Timeout} */ #probing;

  /** @param {string} folder @param {(event: string, data: unknown) => void} tell */
  static async start(folder, tell) {
    const nodes = new Nodes();
    nodes.#tell = tell;
    nodes.#server = await ServerNode.create({
      id: 'controller',
      network: { port: portOf(folder, 'controller') },
      commissioning: { enabled: false },
      controller: { adminFabricLabel: 'Kith' },
      basicInformation: { vendorId: VendorId(0xfff1), vendorName: 'Kith', productName: 'Kith controller' },
    });
    nodes.#server.env.get(ChangeNotificationService).change.on((change) => nodes.#changed(change));
    await nodes.#server.start();
    keepPort(folder, 'controller', nodes.#server.state.network.operationalPort);
    for (const peer of nodes.#all()) nodes.#watch(peer);
    nodes.#probing = setInterval(() => nodes.#probe(), PROBE_EVERY);
    return nodes;
  }

  close() {
    clearInterval(this.#probing);
    return this.#server.close();
  }

  commands = {
    get_nodes: () => this.#all().map((peer) => this.#node(peer)),
    get_node: ({ node_id }) => this.#node(this.#find(node_id)),
    commission_with_code: (args) => this.#commission(args),
    open_commissioning_window: (args) => this.#share(args),
    read_attribute: (args) => this.#read(args),
    write_attribute: (args) => this.#write(args),
    device_command: (args) => this.#invoke(args),
    interview_node: async ({ node_id }) => {
      const peer = this.#find(node_id);
      for await (const _ of peer.interaction.read(Read({ attributes: [{}] })));
      this.#tell('node_updated', this.#node(peer));
      return null;
    },
    ping_node: async ({ node_id }) => {
      const peer = this.#find(node_id);
      const address = peer.state.commissioning.addresses?.find((its) => 'ip' in its)?.ip ?? 'node';
      return { [address]: await peer.interaction.probe() };
    },
    remove_node: ({ node_id }) => this.#remove(node_id),
  };

  #all() {
    return [...this.#server.peers].filter((peer) => peer.peerAddress !== undefined);
  }

  #find(id) {
    const peer = this.#all().find((its) => its.peerAddress.nodeId === BigInt(id));
    if (!peer) throw new Refusal(5, `there is no node ${id}`);
    return peer;
  }

  #node(peer) {
    return {
      node_id: peer.peerAddress.nodeId,
      date_commissioned: date(peer.state.commissioning.commissionedAt),
      last_interview: date(peer.state.commissioning.commissionedAt),
      interview_version: 6,
      available: this.#isThere(peer),
      is_bridge: [...peer.endpoints].some((endpoint) => endpoint.behaviors.has(BridgedDeviceBasicInformationClient)),
      attributes: this.#attributes(peer),
      attribute_subscriptions: [],
    };
  }

  #isThere(peer) {
    return this.#there.get(peer) === true;
  }

  /** All attributes of a node by endpoint/cluster/attribute. */
  #attributes(peer) {
    const attributes = {};
    for (const endpoint of peer.endpoints)
      for (const behavior of endpoint.behaviors.active)
        if (behavior.cluster) Object.assign(attributes, this.#state(endpoint, behavior));
    return attributes;
  }

  /** @param {string[]} [names] all without */
  #state(endpoint, behavior, names) {
    const state = endpoint.maybeStateOf(behavior);
    const found = {};
    if (!state) return found;
    for (const attribute of behavior.schema.attributes) {
      if (names && !names.includes(attribute.propertyName)) continue;
      const value = toJson(attribute, state[attribute.propertyName]);
      if (value !== undefined) found[`${endpoint.number}/${behavior.cluster.id}/${attribute.id}`] = value;
    }
    return found;
  }

  async #commission({ code }) {
    if (typeof code !== 'string' || code.length > 256) throw new Refusal(8, 'a pairing code is a text');
    let peer;
    const found = () => this.#tell('kith_progress', { stage: 'found' });
    this.#server.peers.added.on(found);
    try {
      peer = await this.#server.peers.commission({ ...passcodeOf(code.trim()), timeout: Seconds(60), autoSubscribe: true });
    } catch (failure) {
      throw new Refusal(1, pairingFaultOf(whyOf(failure)));
    } finally {
      this.#server.peers.added.off(found);
    }
    this.#watch(peer);
    const node = this.#node(peer);
    this.#tell('node_added', node);
    return node;
  }

  async #share({ node_id, timeout = 300, discriminator }) {
    const peer = this.#find(node_id);
    const window = await newWindow(peer.env, discriminator);
    const commissioning = peer.commandsOf(AdministratorCommissioningClient);
    // One that stands open already is another's.
    if (peer.stateOf(AdministratorCommissioningClient).windowStatus !== 0) await commissioning.revokeCommissioning();
    await commissioning.openCommissioningWindow({
      commissioningTimeout: timeout,
      pakePasscodeVerifier: window.verifier,
      discriminator: window.discriminator,
      ...window.pbkdf,
    });
    const codes = codesOf(window, peer.state.basicInformation);
    return { setup_pin_code: window.passcode, setup_manual_code: codes.manual, setup_qr_code: codes.qr };
  }

  async #read({ node_id, attribute_path }) {
    const peer = this.#find(node_id);
    const attributes = [attribute_path].flat().map((path) => {
      const [endpointId, clusterId, attributeId] = String(path).split('/').map((part) => (part === '*' ? undefined : Number(part)));
      return { endpointId, clusterId, attributeId };
    });
    const found = {};
    const request = { ...Read({ attributes }), includeKnownVersions: true };
    for await (const chunk of peer.interaction.read(request))
      for await (const report of chunk) {
        if (report.kind !== 'attr-value') continue;
        const { endpointId, clusterId, attributeId } = report.path;
        const model = peer.endpoints.for(endpointId)?.behaviors.active.find((its) => its.cluster?.id === clusterId)?.schema.attributes.for(attributeId);
        found[`${endpointId}/${clusterId}/${attributeId}`] = toJson(model, report.value);
      }
    return found;
  }

  async #write({ node_id, attribute_path, value }) {
    const peer = this.#find(node_id);
    const [endpointId, clusterId, attributeId] = String(attribute_path).split('/').map(Number);
    const behavior = this.#behavior(peer, endpointId, clusterId);
    const model = behavior.schema.attributes.for(attributeId);
    if (!model) throw new Refusal(8, `the node has no attribute ${attribute_path}`);
    const attribute = behavior.cluster.attributes[model.propertyName];
    const results = await peer.interaction.write(
      Write(Write.Attribute({ endpoint: endpointId, cluster: behavior.cluster, attributes: [attribute], value: fromJson(model, value) })),
    );
    return (results ?? []).map(({ status }) => ({ Path: { EndpointId: endpointId, ClusterId: clusterId, AttributeId: attributeId }, Status: status }));
  }

  async #invoke({ node_id, endpoint_id, cluster_id, command_name, payload, timed_request_timeout_ms }) {
    const peer = this.#find(node_id);
    const behavior = this.#behavior(peer, endpoint_id, cluster_id);
    const model = [...behavior.schema.commands].find((its) => its.isRequest !== false && same(its.name, command_name));
    if (!model) throw new Refusal(8, `the node has no command ${command_name} there`);
    const invoke = Invoke({
      commands: [{ endpoint: endpoint_id, cluster: behavior.cluster, command: model.propertyName, fields: fieldsFromJson(model, payload ?? {}) }],
      ...(timed_request_timeout_ms ? { timed: true, timeout: Millis(timed_request_timeout_ms) } : {}),
    });
    for await (const chunk of peer.interaction.invoke(invoke))
      for (const entry of chunk) {
        if (entry.kind === 'cmd-status' && entry.status !== 0) throw new Refusal(7, `the device answered with status ${entry.status}`);
        if (entry.kind === 'cmd-response') return toJson(model.responseModel, entry.data);
      }
    return null;
  }

  #behavior(peer, endpointId, clusterId) {
    const behavior = peer.endpoints.for(endpointId)?.behaviors.active.find((its) => its.cluster?.id === clusterId);
    if (!behavior) throw new Refusal(8, `the node has no cluster ${clusterId} at endpoint ${endpointId}`);
    return behavior;
  }

  async #remove(id) {
    const peer = this.#find(id);
    const nodeId = peer.peerAddress.nodeId;
    try {
      await within(peer.decommission(), PATIENCE);
    } catch {
      // It is gone or silent: forgotten here all the same, and it keeps a fabric that nobody speaks for.
      await peer.delete();
    }
    this.#tell('node_removed', nodeId);
    return null;
  }

  #watch(peer) {
    this.#there.set(peer, peer.act((agent) => agent.get(NetworkClient).subscriptionActive));
    peer.eventsOf(NetworkClient).subscriptionStatusChanged.on((isThere) => this.#turned(peer, isThere));
  }

  /** What matter.js noticed, of the home's nodes and of itself. */
  #changed({ kind, endpoint, behavior, properties, event, number, priority, timestamp, payload }) {
    const peer = peerOf(endpoint);
    if (peer?.peerAddress === undefined || behavior?.cluster === undefined) return;
    const nodeId = peer.peerAddress.nodeId;
    if (kind === 'update') {
      const values = Object.entries(this.#state(endpoint, behavior, properties));
      for (const [path, value] of values) this.#tell('attribute_updated', [nodeId, path, value]);
      if (behavior.cluster.id === DESCRIPTOR && values.length > 0) this.#regrouped(peer);
    } else if (kind === 'event' && this.#isThere(peer)) {
      // What comes before the subscription stands is history: a button that was pressed yesterday.
      this.#tell('node_event', {
        ...{ node_id: nodeId, endpoint_id: endpoint.number, cluster_id: behavior.cluster.id, event_id: event.id },
        ...{ event_number: number, priority, timestamp: Number(timestamp), timestamp_type: 1, data: toJson(event, payload) ?? null },
      });
    }
  }

  #probe() {
    for (const peer of this.#all()) if (this.#isThere(peer) && isAwake(peer) && !this.#healing.has(peer)) void this.#heal(peer);
  }

  /** Asks a node whether it is there; one that is not is called anew, with a session and a subscription of its own. */
  async #heal(peer) {
    this.#healing.add(peer);
    try {
      if (await within(peer.interaction.probe({ maxRetransmissions: PROBE_TRIES }), PROBE_PATIENCE).catch(() => false)) return;
      this.#turned(peer, false);
      await peer.stop();
      // What was said to it last waits no longer, and nothing more is said by that session.
      await this.#server.env.get(PeerSet).get(peer.peerAddress)?.disconnect(new Refusal(4, 'no answer'));
      await peer.start();
    } catch (failure) {
      console.error(whyOf(failure));
    } finally {
      this.#healing.delete(peer);
    }
  }

  #turned(peer, isThere) {
    if (this.#there.get(peer) === isThere || peer.peerAddress === undefined) return;
    this.#there.set(peer, isThere);
    this.#tell('node_updated', this.#node(peer));
  }

  /** Endpoints came or went; several changes of one moment are told once. */
  #regrouped(peer) {
    if (this.#regrouping.has(peer)) return;
    this.#regrouping.add(peer);
    setTimeout(() => {
      this.#regrouping.delete(peer);
      if (peer.peerAddress !== undefined && this.#there.has(peer)) this.#tell('node_updated', this.#node(peer));
    }, 250);
  }
}

/** A device on the mains can be asked at any time; one that sleeps is not woken for it. */
function isAwake(peer) {
  for (const endpoint of peer.endpoints)
    for (const behavior of endpoint.behaviors.active) {
      if (behavior.cluster?.id === LONG_IDLE) return false;
      // BatQuantity and its like exist where the source is a battery.
      if (behavior.cluster?.id === POWER_SOURCE && endpoint === peer && endpoint.maybeStateOf(behavior)?.batChargeLevel !== undefined) return false;
    }
  return true;
}

/** The descriptor lists the parts of an endpoint. */
const DESCRIPTOR = 29;

/** @returns {ClientNode | undefined} the node that an endpoint is a part of; undefined for parts of this program itself */
function peerOf(endpoint) {
  let its = endpoint;
  while (its && !(its instanceof ClientNode)) its = its.owner;
  return its;
}

/** A QR code's text says more than the digits below it: the whole discriminator. */
function passcodeOf(code) {
  if (!code.startsWith('MT:')) return { pairingCode: code };
  const [{ passcode, discriminator }] = QrPairingCodeCodec.decode(code);
  return { passcode, discriminator };
}

/** What people can do something about, in words that do not change; the app says them in its own languages. */
function pairingFaultOf(why) {
  if (/checksum|pairing code|decod/i.test(why)) return 'the code is mistyped';
  if (/discover/i.test(why)) return 'no device answers to this code';
  if (/pase|passcode|password|spake/i.test(why)) return 'the device does not accept this code';
  return why;
}

const date = (ms) => new Date(ms ?? 0).toISOString();
const same = (name, asked) => typeof asked === 'string' && name.toLowerCase() === asked.toLowerCase();
const whyOf = (failure) => failure?.cause?.message ?? failure?.message ?? String(failure);
/** What comes of it later is for nobody. */
const within = (promise, ms) => {
  promise.catch(() => {});
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Refusal(4, 'no answer')), ms).unref())]);
};
