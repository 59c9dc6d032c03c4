// What can be shown: by Matter's number of the device type, with the features that Kith keeps, how it begins, and which attributes a
// controller may change. Each is loaded when a home first shows one: nobody waits for what is not used.
import { machines } from './machines.mjs';

const device = async (name, type) => (await import(`@matter/main/devices/${name}`))[type];
const behavior = async (name, type) => (await import(`@matter/main/behaviors/${name}`))[type];
const endpoint = async (name, type) => (await import(`@matter/main/endpoints/${name}`))[type];

// Which modes a lock knows, with the bits that the standard turns round.
const passages = { vacation: true, privacy: true, passage: true, alwaysSet: 2047 };
const ON = '6/0';
const LEVEL = '8/0';
const COLORS = ['768/3', '768/4', '768/0', '768/1', '768/7'];
const TARGETS = ['513/17', '513/18', '513/28'];
const FAN = ['514/0', '514/2'];
const white = {
  ...{ colorTempPhysicalMinMireds: 153, colorTempPhysicalMaxMireds: 588, coupleColorTempToLevelMinMireds: 153 },
  ...{ colorTemperatureMireds: 250, startUpColorTemperatureMireds: null, colorMode: 2, enhancedColorMode: 2 },
};
const fan = { fanControl: { fanMode: 0, fanModeSequence: 2, percentSetting: 0, percentCurrent: 0 } };

/** A covering moves by the home's motor, not here: where it shall go is told, where it is comes from Kith. */
const covering =
  (...features) =>
  async (told) => {
    const Server = (await behavior('window-covering', 'WindowCoveringServer')).with(...features);
    return (await device('window-covering', 'WindowCoveringDevice')).with(
      class extends Server {
        async handleMovement(type, _reversed, direction, target) {
          if (target !== undefined) told(type === 1 ? '258/12' : '258/11', target);
          else told('258/move', direction);
        }

        handleStopMovement() {
          told('258/stop', true);
        }
      },
    );
  };

const lift = { currentPositionLiftPercent100ths: 0, targetPositionLiftPercent100ths: 0 };
const tilt = { currentPositionTiltPercent100ths: 0, targetPositionTiltPercent100ths: 0 };

const sensor = (name, type, state) => ({ type: () => device(name, type), state, wishes: [] });

/** Air: each substance is a cluster of its own, named by what the device measures. */
const substances = {
  ...{ 1036: ['carbon-monoxide', 'CarbonMonoxide', 0, 0], 1037: ['carbon-dioxide', 'CarbonDioxide', 0, 0], 1066: ['pm25', 'Pm25', 4, 0] },
  ...{ 1067: ['formaldehyde', 'Formaldehyde', 3, 0], 1068: ['pm1', 'Pm1', 4, 0], 1069: ['pm10', 'Pm10', 4, 0] },
  ...{ 1070: ['total-volatile-organic-compounds', 'TotalVolatileOrganicCompounds', 3, 0] },
};

async function air(_told, clusters) {
  let type = (await device('air-quality-sensor', 'AirQualitySensorDevice')).with((await behavior('air-quality', 'AirQualityServer')).with('Fair', 'Moderate', 'VeryPoor', 'ExtremelyPoor'));
  for (const [name, prefix, measurementUnit, measurementMedium] of clusters.map((id) => substances[id]).filter(Boolean)) {
    const Server = (await behavior(`${name}-concentration-measurement`, `${prefix}ConcentrationMeasurementServer`)).with('NumericMeasurement');
    type = type.with(Server.set({ measuredValue: null, minMeasuredValue: null, maxMeasuredValue: null, measurementUnit, measurementMedium }));
  }
  return type;
}

const range = (measurementType) => ({ measurementType, measured: true, minMeasuredValue: -1e9, maxMeasuredValue: 1e9, accuracyRanges: [{ rangeMin: -1e9, rangeMax: 1e9, fixedMax: 1 }] });

/** What goes through a wire, in thousandths. */
async function meter() {
  const Power = (await behavior('electrical-power-measurement', 'ElectricalPowerMeasurementServer')).with('AlternatingCurrent');
  const Energy = (await behavior('electrical-energy-measurement', 'ElectricalEnergyMeasurementServer')).with('ImportedEnergy', 'ExportedEnergy', 'CumulativeEnergy');
  const Topology = (await behavior('power-topology', 'PowerTopologyServer')).with('TreeTopology');
  return (await endpoint('electrical-sensor', 'ElectricalSensorEndpoint')).with(Topology, Power, Energy);
}

const metering = {
  electricalPowerMeasurement: {
    ...{ powerMode: 2, numberOfMeasurementTypes: 1, accuracy: [range(5)], activePower: null, voltage: null, activeCurrent: null },
    ...{ frequency: null, powerFactor: null, apparentPower: null },
  },
  electricalEnergyMeasurement: { accuracy: range(14), cumulativeEnergyImported: null, cumulativeEnergyExported: null },
};

const heating = (least, most) => ({
  ...{ localTemperature: null, occupiedHeatingSetpoint: 100 * Math.max(least, 20), controlSequenceOfOperation: 2, systemMode: 4 },
  ...{ absMinHeatSetpointLimit: least * 100, minHeatSetpointLimit: least * 100, absMaxHeatSetpointLimit: most * 100, maxHeatSetpointLimit: most * 100 },
});

/** Heats, cools and chooses by itself; one wish is both bounds, so nothing is between them. */
const cooling = {
  ...{ occupiedCoolingSetpoint: 2000, minSetpointDeadBand: 0, controlSequenceOfOperation: 4, systemMode: 1 },
  ...{ absMinCoolSetpointLimit: 500, minCoolSetpointLimit: 500, absMaxCoolSetpointLimit: 3500, maxCoolSetpointLimit: 3500 },
};

const alarm = (feature, state) => ({
  type: async () => (await device('smoke-co-alarm', 'SmokeCoAlarmDevice')).with((await behavior('smoke-co-alarm', 'SmokeCoAlarmServer')).with(feature)),
  state: { smokeCoAlarm: { expressedState: 0, batteryAlert: 0, testInProgress: false, hardwareFaultAlert: false, endOfServiceAlert: 0, ...state } },
  wishes: [],
});

const presence = (feature, occupancySensorType, occupancySensorTypeBitmap) => ({
  type: async () => (await device('occupancy-sensor', 'OccupancySensorDevice')).with((await behavior('occupancy-sensing', 'OccupancySensingServer')).with(feature)),
  state: { occupancySensing: { occupancySensorType, occupancySensorTypeBitmap } },
  wishes: [],
});

/** By Kith's name of the form; most forms are called by the number of their device type. */
export const kinds = {
  ...machines,
  10: { type: () => device('door-lock', 'DoorLockDevice'), state: { doorLock: { lockState: 1, lockType: 0, actuatorEnabled: true, operatingMode: 0, supportedOperatingModes: passages, wrongCodeEntryLimit: 10, userCodeTemporaryDisableTime: 10 } }, wishes: ['257/0'] },
  15: {
    type: async () => (await device('generic-switch', 'GenericSwitchDevice')).with((await behavior('switch', 'SwitchServer')).with('MomentarySwitch', 'MomentarySwitchRelease', 'MomentarySwitchLongPress', 'MomentarySwitchMultiPress')),
    state: { switch: { numberOfPositions: 2, currentPosition: 0, multiPressMax: 3 } },
    wishes: [],
  },
  21: sensor('contact-sensor', 'ContactSensorDevice', { booleanState: { stateValue: true } }),
  24: {
    type: async () => (await device('battery-storage', 'BatteryStorageDevice')).with((await behavior('power-source', 'PowerSourceServer')).with('Battery')),
    state: { powerSource: { status: 1, order: 0, description: 'Battery', batPercentRemaining: null, batChargeLevel: 0, batReplacementNeeded: false, batReplaceability: 1, endpointList: [] } },
    wishes: [],
  },
  43: { type: async () => (await device('fan', 'FanDevice')).with((await behavior('fan-control', 'FanControlServer')).with('Auto')), state: fan, wishes: FAN },
  44: { type: air, state: { airQuality: { airQuality: 0 } }, wishes: [] },
  45: { type: async () => (await device('air-purifier', 'AirPurifierDevice')).with((await behavior('fan-control', 'FanControlServer')).with('Auto')), state: fan, wishes: FAN },
  67: sensor('water-leak-detector', 'WaterLeakDetectorDevice', { booleanState: { stateValue: false } }),
  68: sensor('rain-sensor', 'RainSensorDevice', { booleanState: { stateValue: false } }),
  69: sensor('soil-sensor', 'SoilSensorDevice', { soilMeasurement: { soilMoistureMeasuredValue: null, soilMoistureMeasurementLimits: { ...range(17), minMeasuredValue: 0, maxMeasuredValue: 100, accuracyRanges: [{ rangeMin: 0, rangeMax: 100, fixedMax: 1 }] } } }),
  114: {
    type: async () => (await device('room-air-conditioner', 'RoomAirConditionerDevice')).with((await behavior('thermostat', 'ThermostatServer')).with('Heating', 'Cooling', 'AutoMode')),
    state: { thermostat: { ...heating(5, 35), ...cooling } },
    wishes: [ON, ...TARGETS],
  },
  118: alarm('SmokeAlarm', { smokeState: 0 }),
  'carbon-monoxide': alarm('CoAlarm', { coState: 0 }),
  122: { type: async () => (await device('extractor-hood', 'ExtractorHoodDevice')).with((await behavior('fan-control', 'FanControlServer')).with('Auto')), state: fan, wishes: FAN },
  256: { type: () => device('on-off-light', 'OnOffLightDevice'), wishes: [ON] },
  257: { type: () => device('dimmable-light', 'DimmableLightDevice'), wishes: [ON, LEVEL] },
  262: sensor('light-sensor', 'LightSensorDevice', { illuminanceMeasurement: { measuredValue: null } }),
  263: presence('PassiveInfrared', 0, { pir: true }),
  radar: presence('Radar', 3, { pir: false, ultrasonic: false, physicalContact: false }),
  266: { type: () => device('on-off-plug-in-unit', 'OnOffPlugInUnitDevice'), wishes: [ON] },
  268: { type: () => device('color-temperature-light', 'ColorTemperatureLightDevice'), state: { colorControl: white }, wishes: [ON, LEVEL, '768/7'] },
  269: { type: () => device('extended-color-light', 'ExtendedColorLightDevice'), state: { colorControl: white }, wishes: [ON, LEVEL, ...COLORS] },
  514: { type: covering('Lift', 'PositionAwareLift'), state: { windowCovering: lift }, wishes: [] },
  blind: { type: covering('Lift'), wishes: [] },
  tilting: { type: covering('Lift', 'PositionAwareLift', 'Tilt', 'PositionAwareTilt'), state: { windowCovering: { type: 8, endProductType: 8, ...lift, ...tilt } }, wishes: [] },
  769: {
    type: async () => (await device('thermostat', 'ThermostatDevice')).with((await behavior('thermostat', 'ThermostatServer')).with('Heating')),
    state: { thermostat: heating(5, 35) },
    wishes: TARGETS,
  },
  choosing: {
    type: async () => (await device('thermostat', 'ThermostatDevice')).with((await behavior('thermostat', 'ThermostatServer')).with('Heating', 'Cooling', 'AutoMode')),
    state: { thermostat: { ...heating(5, 35), ...cooling } },
    wishes: TARGETS,
  },
  770: sensor('temperature-sensor', 'TemperatureSensorDevice', { temperatureMeasurement: { measuredValue: null } }),
  773: sensor('pressure-sensor', 'PressureSensorDevice', { pressureMeasurement: { measuredValue: null, minMeasuredValue: 0, maxMeasuredValue: 32767 } }),
  barometer: sensor('pressure-sensor', 'PressureSensorDevice', { pressureMeasurement: { measuredValue: null, minMeasuredValue: 300, maxMeasuredValue: 1100 } }),
  774: sensor('flow-sensor', 'FlowSensorDevice', { flowMeasurement: { measuredValue: null, minMeasuredValue: 0, maxMeasuredValue: 65534 } }),
  775: sensor('humidity-sensor', 'HumiditySensorDevice', { relativeHumidityMeasurement: { measuredValue: null } }),
  1295: {
    type: async () => (await device('water-heater', 'WaterHeaterDevice')).with((await behavior('thermostat', 'ThermostatServer')).with('Heating'), await behavior('water-heater-management', 'WaterHeaterManagementServer'), await behavior('water-heater-mode', 'WaterHeaterModeServer')),
    state: {
      thermostat: heating(30, 75),
      waterHeaterManagement: { heaterTypes: { immersionElement1: true }, heatDemand: {}, boostState: 0 },
      waterHeaterMode: { supportedModes: [{ label: 'Off', mode: 0, modeTags: [{ value: 16384 }] }, { label: 'Manual', mode: 1, modeTags: [{ value: 16385 }] }, { label: 'Timed', mode: 2, modeTags: [{ value: 16386 }] }], currentMode: 1 },
    },
    wishes: TARGETS,
  },
  meter: { type: meter, state: metering, wishes: [] },
};
