// Preload for a REAL zigbee2mqtt process: replaces zigbee-herdsman's Adapter.create by a simulated radio with
// simulated ZCL devices. Everything above the adapter (herdsman controller, interview, converters, z2m) is the real code.
//   SIM_CONTROL_PORT=25999 node --require ./sim-adapter.cjs DIR/node_modules/zigbee2mqtt/index.js
// zigbee-herdsman is taken from PEERS_DIR/node_modules, or, without PEERS_DIR, from the folder of the zigbee2mqtt started.
// Control socket (127.0.0.1, one JSON per line):
//   {"cmd":"join","n":1}  {"cmd":"list"}  {"cmd":"leave","dev":"0x.."}  {"cmd":"offline","dev":"0x..","value":true}
//   {"cmd":"report","dev":"0x..","ep":1,"cluster":"msTemperatureMeasurement","attrs":{"measuredValue":2150}}
//   {"cmd":"command","dev":"0x..","ep":1,"cluster":"ssIasZone","name":"commandStatusChangeNotification","payload":{..}}
//   {"cmd":"change","dev":"0x..","cluster":"genOnOff","attrs":{"onOff":1}}   as report, but nobody is told
//   {"cmd":"storm","dev":"0x..","n":1000,"rate":200}
// Who hears whom (networkmap): the coordinator hears the bulb, the plug and the contact; the bulb the weather sensor; the plug the motion sensor
// and the outlet. Scenes and groups are kept by each device. The bulb asks for new firmware when it is notified, and takes it in blocks.
// Environment: SIM_KNOWN=1 has the devices of one join in the air from the start, as after a restart of zigbee2mqtt alone;
// SIM_DELAY_MS per radio hop (5), SIM_AUTOJOIN=1 joins on the first permit_join, SIM_REPORT=0 sends no report after a command.
const path = require('path'),
  net = require('net'),
  fs = require('fs');
const started = path.resolve(process.argv[1]);
const modules = process.env.PEERS_DIR
  ? path.resolve(process.env.PEERS_DIR, 'node_modules')
  : started.slice(0, started.lastIndexOf('node_modules') + 'node_modules'.length);
const zhDir = path.join(modules, 'zigbee-herdsman/dist');
const { Adapter } = require(path.join(zhDir, 'adapter/adapter.js'));
const Zcl = require(path.join(zhDir, 'zspec/zcl'));
const Zdo = require(path.join(zhDir, 'zspec/zdo'));
const Z = {
  node: Zdo.ClusterId.NODE_DESCRIPTOR_REQUEST,
  ep: Zdo.ClusterId.ACTIVE_ENDPOINTS_REQUEST,
  simple: Zdo.ClusterId.SIMPLE_DESCRIPTOR_REQUEST,
  lqi: Zdo.ClusterId.LQI_TABLE_REQUEST,
  nwk: Zdo.ClusterId.NETWORK_ADDRESS_REQUEST,
  ieee: Zdo.ClusterId.IEEE_ADDRESS_REQUEST,
  rt: Zdo.ClusterId.ROUTING_TABLE_REQUEST,
  leave: Zdo.ClusterId.LEAVE_REQUEST,
};
const COORD = '0x00124b00aabbccdd';
const Heard = { 0: [1, 3, 5], 1: [2], 3: [4, 6] };
// What its radio would fetch: nothing comes from outside while tests run.
globalThis.fetch = async () => {
  throw new Error('no internet here');
};
const cl = (n) => Zcl.Utils.getCluster(n, undefined, {});
// attribute store: { endpoint: { in:[...], out:[...], attrs:{cluster:{attr:value}} } }
const basic = (m, v, p = 1) => ({
  zclVersion: 3,
  appVersion: 1,
  stackVersion: 2,
  hwVersion: 1,
  manufacturerName: v,
  modelId: m,
  dateCode: '20260101',
  powerSource: p,
  swBuildId: '1.0.0',
});
function catalogue() {
  return [
    {
      type: 1,
      manufacturerCode: 4476,
      eps: {
        1: {
          deviceId: 0x010d,
          in: ['genBasic', 'genIdentify', 'genGroups', 'genScenes', 'genOnOff', 'genLevelCtrl', 'lightingColorCtrl'],
          out: [25],
          attrs: {
            genBasic: basic('TRADFRI bulb E27 CWS opal 600lm', 'IKEA of Sweden'),
            genOnOff: { onOff: 0, startUpOnOff: 255 },
            genLevelCtrl: { currentLevel: 254 },
            lightingColorCtrl: {
              colorMode: 2,
              colorTemperature: 370,
              currentX: 24939,
              currentY: 24701,
              colorCapabilities: 31,
              colorTempPhysicalMin: 153,
              colorTempPhysicalMax: 500,
              currentHue: 0,
              currentSaturation: 0,
              enhancedCurrentHue: 0,
              options: 0,
            },
          },
        },
      },
    },
    {
      type: 2,
      manufacturerCode: 4447,
      eps: {
        1: {
          deviceId: 0x0302,
          in: ['genBasic', 'genPowerCfg', 'msTemperatureMeasurement', 'msRelativeHumidity', 'msPressureMeasurement'],
          out: [],
          attrs: {
            genBasic: basic('lumi.weather', 'LUMI', 3),
            genPowerCfg: { batteryVoltage: 30, batteryPercentageRemaining: 190 },
            msTemperatureMeasurement: { measuredValue: 2150 },
            msRelativeHumidity: { measuredValue: 4500 },
            msPressureMeasurement: { measuredValue: 1001, scaledValue: 10010, scale: -1 },
          },
        },
      },
    },
    {
      type: 1,
      manufacturerCode: 4098,
      eps: {
        1: {
          deviceId: 0x0051,
          in: ['genBasic', 'genIdentify', 'genOnOff', 'haElectricalMeasurement', 'seMetering'],
          out: [],
          attrs: {
            genBasic: basic('TS011F', '_TZ3000_gjnozsaz'),
            genOnOff: { onOff: 1, tuyaBacklightMode: 0, moesStartUpOnOff: 0 },
            haElectricalMeasurement: {
              rmsVoltage: 230,
              rmsCurrent: 100,
              activePower: 23,
              acVoltageMultiplier: 1,
              acVoltageDivisor: 1,
              acCurrentMultiplier: 1,
              acCurrentDivisor: 1000,
              acPowerMultiplier: 1,
              acPowerDivisor: 1,
            },
            seMetering: { currentSummDelivered: 1234, multiplier: 1, divisor: 100 },
          },
        },
      },
    },
    {
      type: 2,
      manufacturerCode: 4619,
      eps: {
        1: {
          deviceId: 0x0402,
          in: ['genBasic', 'genPowerCfg', 'ssIasZone'],
          out: [],
          attrs: {
            genBasic: basic('SNZB-03', 'eWeLink', 3),
            genPowerCfg: { batteryVoltage: 30, batteryPercentageRemaining: 180 },
            ssIasZone: { zoneState: 0, zoneType: 13, zoneStatus: 0, iasCieAddr: '0x0000000000000000', zoneId: 0 },
          },
        },
      },
    },
    {
      type: 2,
      manufacturerCode: 4619,
      eps: {
        1: {
          deviceId: 0x0402,
          in: ['genBasic', 'genPowerCfg', 'ssIasZone'],
          out: [],
          attrs: {
            genBasic: basic('SNZB-04', 'eWeLink', 3),
            genPowerCfg: { batteryVoltage: 30, batteryPercentageRemaining: 160 },
            ssIasZone: { zoneState: 0, zoneType: 21, zoneStatus: 0, iasCieAddr: '0x0000000000000000', zoneId: 0 },
          },
        },
      },
    },
    {
      type: 1,
      manufacturerCode: 4476,
      eps: {
        1: {
          deviceId: 0x0006,
          in: ['genBasic', 'genIdentify', 'genOnOff'],
          out: [],
          attrs: { genBasic: basic('TRADFRI control outlet', 'IKEA of Sweden'), genOnOff: { onOff: 0, startUpOnOff: 255 } },
        },
      },
    },
  ];
}
class SimAdapter extends Adapter {
  constructor(...a) {
    super(...a);
    this.hasZdoMessageOverhead = true;
    this.manufacturerID = 0x1234;
    // zigbee2mqtt restarts itself within its process: the air stays as it was.
    this.devs = SimAdapter.last?.devs ?? new Map();
    this.tsn = 0;
    this.seq = SimAdapter.last?.seq ?? 0;
    this.delay = Number(process.env.SIM_DELAY_MS || 5);
    SimAdapter.last = this;
  }
  async start() {
    if (process.env.SIM_KNOWN && this.devs.size === 0) this.join(1, true);
    control();
    return fs.existsSync(path.join(process.env.ZIGBEE2MQTT_DATA || '', 'database.db')) ? 'resumed' : 'reset';
  }
  async stop() {}
  async reset() {}
  async getCoordinatorIEEE() {
    return COORD;
  }
  async getCoordinatorVersion() {
    return { type: 'Simulated', meta: { revision: 1 } };
  }
  async supportsBackup() {
    return false;
  }
  async backup() {
    throw new Error('no backup');
  }
  async getNetworkParameters() {
    return { panID: 0x1a62, extendedPanID: '0xdddddddddddddddd', channel: 11, nwkUpdateID: 0 };
  }
  async addInstallCode() {}
  async setChannelInterPAN() {}
  async sendZclFrameInterPANToIeeeAddr() {}
  async sendZclFrameInterPANBroadcast() {
    throw new Error('no touchlink');
  }
  async restoreChannelInterPAN() {}
  waitFor(networkAddress, endpoint, frameType, direction, tsn, clusterId, commandId, defRsp, timeout) {
    let cancel = () => {};
    const promise = new Promise((res, rej) => {
      const h = (p) => {
        if (
          p.address === networkAddress &&
          p.clusterID === clusterId &&
          p.endpoint === endpoint &&
          (tsn === undefined || p.header.transactionSequenceNumber === tsn) &&
          p.header.commandIdentifier === commandId
        ) {
          cancel();
          res(p);
        }
      };
      const t = setTimeout(() => {
        cancel();
        rej(new Error('timeout'));
      }, timeout);
      cancel = () => {
        clearTimeout(t);
        this.off('zclPayload', h);
      };
      this.on('zclPayload', h);
    });
    promise.catch(() => {});
    return { promise, cancel: () => cancel() };
  }
  async permitJoin(seconds) {
    if (seconds > 0 && process.env.SIM_AUTOJOIN && !this.joined) {
      this.joined = true;
      this.join();
    }
  }
  byNwk(n) {
    return [...this.devs.values()].find((d) => d.nwk === n);
  }
  join(count = 1, quietly = false) {
    for (let k = 0; k < count; k++)
      for (const c of catalogue()) {
        const i = ++this.seq;
        const d = { ...c, ieee: '0x00158d' + i.toString(16).padStart(10, '0'), nwk: 0x1000 + i };
        this.devs.set(d.ieee, d);
        if (!quietly) setTimeout(() => this.emit('deviceJoined', { networkAddress: d.nwk, ieeeAddr: d.ieee }), 50 * i);
      }
  }
  dev(ieee, nwk) {
    const d = (ieee && this.devs.get(ieee)) || this.byNwk(nwk);
    if (!d || d.offline) throw new Error(`no response from ${ieee || nwk}`);
    return d;
  }
  async sendZdo(ieee, nwk, clusterId, payload, disableResponse) {
    if (disableResponse) return;
    await new Promise((r) => setTimeout(r, this.delay));
    const ok = (p) => [0, p];
    if (nwk === 0) {
      if (clusterId === Z.node)
        return ok({
          nwkAddress: 0,
          logicalType: 0,
          manufacturerCode: 0x1234,
          serverMask: { stackComplianceRevision: 22 },
          capabilities: {},
          tlvs: [],
        });
      if (clusterId === Z.ep) return ok({ nwkAddress: 0, endpointList: [1, 242] });
      if (clusterId === Z.simple) {
        const e = payload[3];
        return ok({
          nwkAddress: 0,
          endpoint: e,
          profileId: e === 242 ? 0xa1e0 : 260,
          deviceId: 5,
          deviceVersion: 0,
          inClusterList: [],
          outClusterList: [],
        });
      }
      if (clusterId === Z.lqi) return ok(this.neighbours(0));
      return ok({});
    }
    const d = this.dev(ieee, nwk);
    switch (clusterId) {
      case Z.node:
        return ok({
          nwkAddress: d.nwk,
          logicalType: d.type,
          manufacturerCode: d.manufacturerCode,
          serverMask: { stackComplianceRevision: 22 },
          capabilities: {},
          tlvs: [],
        });
      case Z.ep:
        return ok({ nwkAddress: d.nwk, endpointList: Object.keys(d.eps).map(Number) });
      case Z.simple: {
        const e = payload[payload.length - 1];
        const x = d.eps[e];
        return ok({
          nwkAddress: d.nwk,
          endpoint: e,
          profileId: 260,
          deviceId: x.deviceId,
          deviceVersion: 1,
          inClusterList: x.in.map((n) => cl(n).ID),
          outClusterList: x.out,
        });
      }
      case Z.nwk:
      case Z.ieee:
        return ok({ eui64: d.ieee, nwkAddress: d.nwk, startIndex: 0, assocDevList: [] });
      case Z.lqi:
        return ok(this.neighbours(d.nwk - 0x1000));
      case Z.rt:
        return ok({ routingTableEntries: 0, startIndex: 0, entryList: [] });
      case Z.leave:
        this.devs.delete(d.ieee);
        return ok(undefined);
      default:
        return ok(undefined);
    }
  }
  neighbours(number) {
    const entryList = (Heard[number] || [])
      .map((other) => this.byNwk(0x1000 + other))
      .filter(Boolean)
      .map((d, place) => ({
        extendedPanId: [221, 221, 221, 221, 221, 221, 221, 221],
        eui64: d.ieee,
        nwkAddress: d.nwk,
        deviceType: d.type,
        rxOnWhenIdle: d.type === 1 ? 1 : 0,
        relationship: 1,
        reserved1: 0,
        permitJoining: 0,
        reserved2: 0,
        depth: 1,
        lqi: 200 - 40 * place,
      }));
    return { neighborTableEntries: entryList.length, startIndex: 0, entryList };
  }
  payload(d, ep, frame) {
    const data = frame.toBuffer();
    return {
      clusterID: frame.cluster.ID,
      data,
      header: Zcl.Header.fromBuffer(data),
      address: d.nwk,
      endpoint: ep,
      linkquality: 120,
      groupID: 0,
      wasBroadcast: false,
      destinationEndpoint: 1,
    };
  }
  apply(d, ep, f) {
    const x = d.eps[ep];
    if (!x) return;
    const a = x.attrs;
    const c = f.cluster.name,
      n = f.command.name,
      p = f.payload;
    if (f.header.isSpecific && c === 'genGroups') {
      d.groups ??= new Set();
      if (n === 'add') d.groups.add(p.groupid);
      if (n === 'remove') d.groups.delete(p.groupid);
      if (n === 'removeAll') d.groups.clear();
    }
    if (f.header.isSpecific && c === 'genScenes') {
      d.scenes ??= {};
      const key = `${p.groupid}/${p.sceneid}`;
      if (n === 'store') d.scenes[key] = JSON.parse(JSON.stringify({ genOnOff: a.genOnOff, genLevelCtrl: a.genLevelCtrl }));
      if (n === 'remove') delete d.scenes[key];
      if (n === 'recall' && d.scenes[key]) {
        for (const k of Object.keys(d.scenes[key])) Object.assign(a[k], d.scenes[key][k]);
        return { genOnOff: ['onOff'], genLevelCtrl: ['currentLevel'] };
      }
    }
    if (!a[c]) return;
    if (f.header.isSpecific) {
      if (c === 'genOnOff') {
        const o = a.genOnOff;
        if (n === 'on' || n === 'onWithTimedOff') o.onOff = 1;
        else if (n === 'off') o.onOff = 0;
        else if (n === 'toggle') o.onOff = o.onOff ? 0 : 1;
        return { genOnOff: ['onOff'] };
      }
      if (c === 'genLevelCtrl' && p.level !== undefined) {
        a.genLevelCtrl.currentLevel = p.level;
        if (n.endsWith('WithOnOff') && a.genOnOff) a.genOnOff.onOff = p.level > 0 ? 1 : 0;
        return { genLevelCtrl: ['currentLevel'], genOnOff: ['onOff'] };
      }
      if (c === 'lightingColorCtrl') {
        const k = a.lightingColorCtrl;
        if (p.colortemp !== undefined) {
          k.colorTemperature = p.colortemp;
          k.colorMode = 2;
        }
        if (p.colorx !== undefined) {
          k.currentX = p.colorx;
          k.currentY = p.colory;
          k.colorMode = 1;
        }
        return { lightingColorCtrl: ['colorTemperature', 'currentX', 'currentY'] };
      }
    }
  }
  async sendZclFrameToEndpoint(ieee, nwk, ep, frame, timeout, disableResponse) {
    await new Promise((r) => setTimeout(r, this.delay));
    const d = this.dev(ieee, nwk),
      x = d.eps[ep],
      f = frame,
      tsn = f.header.transactionSequenceNumber;
    let rsp;
    const g = (cmd, payload) =>
      Zcl.Frame.create(
        Zcl.FrameType.GLOBAL,
        Zcl.Direction.SERVER_TO_CLIENT,
        true,
        f.header.manufacturerCode,
        tsn,
        cmd,
        f.cluster,
        payload,
        {},
      );
    if (f.header.isGlobal) {
      const store = (x && x.attrs[f.cluster.name]) || {};
      const an = (id) => Object.keys(f.cluster.attributes).find((k) => f.cluster.attributes[k].ID === id);
      switch (f.command.name) {
        case 'read':
          rsp = g(
            'readRsp',
            f.payload.map((i) => {
              const k = an(i.attrId);
              return k && store[k] !== undefined
                ? { attrId: i.attrId, status: 0, dataType: f.cluster.attributes[k].type, attrData: store[k] }
                : { attrId: i.attrId, status: 0x86 };
            }),
          );
          break;
        case 'write':
          for (const i of f.payload) {
            const k = an(i.attrId);
            if (k) store[k] = i.attrData;
            if (k === 'iasCieAddr') store.zoneState = 1;
          }
          rsp = g('writeRsp', [{ status: 0 }]);
          break;
        case 'configReport':
          rsp = g('configReportRsp', [{ status: 0 }]);
          break;
        case 'readReportConfig':
          rsp = g('readReportConfigRsp', []);
          break;
        case 'discover':
          rsp = g('discoverRsp', []);
          break;
        default:
          rsp = undefined;
      }
    } else {
      const ch = this.apply(d, ep, f);
      if (ch && process.env.SIM_REPORT !== '0')
        setTimeout(() => {
          for (const c of Object.keys(ch))
            if (x.attrs[c])
              this.report(d, ep, c, Object.fromEntries(ch[c].filter((k) => x.attrs[c][k] !== undefined).map((k) => [k, x.attrs[c][k]])));
        }, 20);
      if (f.cluster.name === 'genOta') this.firmware(d, ep, f);
      const its = { store: 'storeRsp', remove: 'removeRsp' }[f.command.name];
      rsp =
        f.cluster.name === 'genScenes' && its
          ? Zcl.Frame.create(
              Zcl.FrameType.SPECIFIC,
              Zcl.Direction.SERVER_TO_CLIENT,
              true,
              undefined,
              tsn,
              its,
              f.cluster,
              { status: 0, groupid: f.payload.groupid, sceneid: f.payload.sceneid },
              {},
            )
          : g('defaultRsp', { cmdId: f.command.ID, statusCode: 0 });
    }
    if (!rsp || disableResponse) return undefined;
    const p = this.payload(d, ep, rsp);
    setImmediate(() => this.emit('zclPayload', p));
    return p;
  }
  async sendZclFrameToGroup(groupID, frame) {
    for (const d of this.devs.values()) if (d.groups?.has(groupID)) for (const ep of Object.keys(d.eps)) this.apply(d, ep, frame);
  }
  // The client's side of genOta: asked to look, it asks for an image; offered one, it takes it block by block, ends and announces itself.
  firmware(d, ep, f) {
    const id = { fieldControl: 0, manufacturerCode: d.manufacturerCode, imageType: 0x1234, fileVersion: d.fileVersion ?? 1 };
    const say = (name, payload) => setTimeout(() => !d.offline && this.command(d, ep, 'genOta', name, payload, true), this.delay);
    const block = (fileOffset) => say('imageBlockRequest', { ...id, fileVersion: d.offered, fileOffset, maximumDataSize: 50 });
    const p = f.payload;
    switch (f.command.name) {
      case 'imageNotify':
        return say('queryNextImageRequest', id);
      case 'queryNextImageResponse':
        if (p.status !== 0) return;
        [d.offered, d.size] = [p.fileVersion, p.imageSize];
        return block(0);
      case 'imageBlockResponse':
        if (p.status !== 0) return;
        return p.fileOffset + p.dataSize < d.size ? block(p.fileOffset + p.dataSize) : say('upgradeEndRequest', { ...id, status: 0, fileVersion: d.offered });
      case 'upgradeEndResponse':
        d.fileVersion = d.offered;
        setTimeout(() => this.emit('zdoResponse', Zdo.ClusterId.END_DEVICE_ANNOUNCE, [0, { nwkAddress: d.nwk, eui64: d.ieee, capabilities: {} }]), 50);
    }
  }
  async sendZclFrameToAll() {}
  report(d, ep, cluster, attrs) {
    const c = cl(cluster);
    const f = Zcl.Frame.create(
      Zcl.FrameType.GLOBAL,
      Zcl.Direction.SERVER_TO_CLIENT,
      true,
      undefined,
      (this.tsn = (this.tsn + 1) & 255),
      'report',
      c,
      Object.entries(attrs).map(([k, v]) => ({ attrId: c.attributes[k].ID, dataType: c.attributes[k].type, attrData: v })),
      {},
    );
    if (d.eps[ep].attrs[cluster]) Object.assign(d.eps[ep].attrs[cluster], attrs);
    this.emit('zclPayload', this.payload(d, ep, f));
  }
  command(d, ep, cluster, name, payload, toServer) {
    const f = Zcl.Frame.create(
      Zcl.FrameType.SPECIFIC,
      toServer ? Zcl.Direction.CLIENT_TO_SERVER : Zcl.Direction.SERVER_TO_CLIENT,
      true,
      undefined,
      (this.tsn = (this.tsn + 1) & 255),
      name,
      cl(cluster),
      payload,
      {},
    );
    this.emit('zclPayload', this.payload(d, ep, f));
  }
}
function control() {
  if (control.s) return;
  control.s = net
    .createServer((s) => {
      let b = '';
      s.on('error', () => {});
      s.on('data', (x) => {
        b += x;
        let i;
        while ((i = b.indexOf('\n')) >= 0) {
          const l = b.slice(0, i);
          b = b.slice(i + 1);
          try {
            s.write(JSON.stringify(handle(SimAdapter.last, JSON.parse(l)) ?? { ok: 1 }) + '\n');
          } catch (e) {
            s.write(JSON.stringify({ error: String(e.stack || e) }) + '\n');
          }
        }
      });
    })
    .listen(Number(process.env.SIM_CONTROL_PORT || 25999), '127.0.0.1');
}
function handle(a, m) {
  const d = m.dev && a.devs.get(m.dev);
  switch (m.cmd) {
    case 'join':
      return a.join(m.n || 1);
    case 'list':
      return [...a.devs.values()].map((x) => [x.ieee, x.eps[1].attrs.genBasic.modelId, x.eps[1].attrs]);
    case 'report':
      return a.report(d, m.ep || 1, m.cluster, m.attrs);
    case 'command':
      return a.command(d, m.ep || 1, m.cluster, m.name, m.payload, m.toServer);
    case 'change':
      // By hand, while nobody listens: the attribute changes and no report is sent.
      Object.assign(d.eps[m.ep || 1].attrs[m.cluster], m.attrs);
      return;
    case 'offline':
      d.offline = m.value;
      return;
    case 'leave':
      a.devs.delete(m.dev);
      a.emit('deviceLeave', { ieeeAddr: d.ieee, networkAddress: d.nwk });
      return;
    case 'storm': {
      let i = 0;
      const rate = m.rate || 100,
        tick = 20;
      const per = (rate * tick) / 1000;
      let acc = 0;
      const t = setInterval(() => {
        acc += per;
        while (acc >= 1 && i < m.n) {
          acc--;
          i++;
          a.report(d, 1, m.cluster || 'msTemperatureMeasurement', { [m.attr || 'measuredValue']: 1000 + (i % 3000) });
        }
        if (i >= m.n) clearInterval(t);
      }, tick);
      return;
    }
  }
}
Adapter.create = async (...args) => new SimAdapter(...args);
