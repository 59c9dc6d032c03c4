// Real Matter devices: a bridge with one of everything, or a lone light. matter-device.mjs FOLDER bridge|light PORT
// Says its pairing code and what happens to it, one JSON a line; takes {"id", "set"}, {"id", "press"}, {"there"} and
// {"reset"} the same way.
import { createInterface } from 'node:readline';
import { load } from './matter-packages.mjs';

const [folder, what, port] = process.argv.slice(2);
const { Endpoint, Environment, Logger, ServerNode, VendorId } = load('@matter/main');
const { BridgedDeviceBasicInformationServer: Bridged } = load('@matter/main/behaviors/bridged-device-basic-information');
const behavior = (name, server) => load(`@matter/main/behaviors/${name}`)[server];
const device = (name, type) => load(`@matter/main/devices/${name}`)[type];
const { AggregatorEndpoint } = load('@matter/main/endpoints/aggregator');

Environment.default.vars.set('storage.path', folder);
Logger.level = 'error';
const say = (message) => console.log(JSON.stringify(message));

const white = {
  ...{ colorTempPhysicalMinMireds: 153, colorTempPhysicalMaxMireds: 500, coupleColorTempToLevelMinMireds: 153 },
  ...{ colorTemperatureMireds: 250, startUpColorTemperatureMireds: null, colorMode: 2, enhancedColorMode: 2 },
};
const codes = { wrongCodeEntryLimit: 10, userCodeTemporaryDisableTime: 10 };
const passages = { vacation: true, privacy: true, passage: true, alwaysSet: 2047 };
const things = () => ({
  light: [device('on-off-light', 'OnOffLightDevice')],
  lamp: [device('extended-color-light', 'ExtendedColorLightDevice'), { colorControl: white }],
  plug: [device('on-off-plug-in-unit', 'OnOffPlugInUnitDevice')],
  curtain: [
    device('window-covering', 'WindowCoveringDevice').with(behavior('window-covering', 'WindowCoveringServer').with('Lift', 'PositionAwareLift')),
    { windowCovering: { currentPositionLiftPercent100ths: 10000, targetPositionLiftPercent100ths: 10000 } },
  ],
  lock: [
    device('door-lock', 'DoorLockDevice'),
    { doorLock: { lockState: 1, lockType: 0, actuatorEnabled: true, operatingMode: 0, supportedOperatingModes: passages, ...codes } },
  ],
  heating: [
    device('thermostat', 'ThermostatDevice').with(behavior('thermostat', 'ThermostatServer').with('Heating')),
    { thermostat: { localTemperature: 2110, occupiedHeatingSetpoint: 2000, controlSequenceOfOperation: 2, systemMode: 4 } },
  ],
  door: [device('contact-sensor', 'ContactSensorDevice'), { booleanState: { stateValue: true } }],
  motion: [
    device('occupancy-sensor', 'OccupancySensorDevice').with(behavior('occupancy-sensing', 'OccupancySensingServer').with('PassiveInfrared')),
    { occupancySensing: { occupancySensorType: 0, occupancySensorTypeBitmap: { pir: true } } },
  ],
  weather: [device('temperature-sensor', 'TemperatureSensorDevice'), { temperatureMeasurement: { measuredValue: 2150 } }],
  damp: [device('humidity-sensor', 'HumiditySensorDevice'), { relativeHumidityMeasurement: { measuredValue: 4550 } }],
  button: [
    device('generic-switch', 'GenericSwitchDevice').with(behavior('switch', 'SwitchServer').with('MomentarySwitch', 'MomentarySwitchRelease')),
    { switch: { numberOfPositions: 2, currentPosition: 0 } },
  ],
});

const isBridge = what === 'bridge';
const node = await ServerNode.create({
  id: what,
  // As devices do: the same after a power cut.
  network: { port: Number(port) },
  productDescription: { name: `Kith's peer`, deviceType: isBridge ? AggregatorEndpoint.deviceType : device('on-off-light', 'OnOffLightDevice').deviceType },
  basicInformation: { vendorName: 'Peer', vendorId: VendorId(0xfff1), productId: 0x8000, nodeLabel: isBridge ? 'Peer bridge' : 'Peer light', productName: what, serialNumber: `serial-${what}`, uniqueId: `unique-${what}` },
});
const endpoints = new Map();
if (isBridge) {
  const shelf = new Endpoint(AggregatorEndpoint, { id: 'shelf' });
  await node.add(shelf);
  for (const [id, [type, state]] of Object.entries(things())) {
    const its = new Endpoint(type.with(Bridged), { id, ...state, bridgedDeviceBasicInformation: { nodeLabel: `Peer ${id}`, productName: id, uniqueId: `unique-${id}`, reachable: true } });
    await shelf.add(its);
    endpoints.set(id, its);
  }
} else {
  const its = new Endpoint(device('on-off-light', 'OnOffLightDevice'), { id: 'light' });
  await node.add(its);
  endpoints.set('light', its);
}
node.events.commissioning.fabricsChanged.on(() => say({ fabrics: Object.keys(node.state.commissioning.fabrics).length }));
endpoints.get('light').events.onOff.onOff$Changed.on((on) => say({ id: 'light', on }));
endpoints.get('lock')?.events.doorLock.lockState$Changed.on((lock) => say({ id: 'lock', lock }));
const ready = () => say({ ready: true, commissioned: node.state.commissioning.commissioned, ...node.state.commissioning.pairingCodes });
await node.start();
ready();

createInterface(process.stdin)
  .on('line', async (line) => {
    try {
      const { id, set, press, there, reset } = JSON.parse(line);
      if (there !== undefined) await (there ? node.start() : node.stop());
      if (reset) {
        await node.erase();
        ready();
      }
      const its = id === '' ? node : endpoints.get(id);
      if (set) await its.set(set);
      if (press) {
        await its.set({ switch: { currentPosition: 1 } });
        await its.set({ switch: { currentPosition: 0 } });
      }
      say({ done: line });
    } catch (failure) {
      say({ failed: failure.message });
    }
  })
  .on('close', () => process.exit(0));
