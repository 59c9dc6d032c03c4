// What can be shown: by Matter's number of the device type, with the features that Kith keeps, how it begins, and which attributes a
// controller may change.
import { ContactSensorDevice } from '@matter/main/devices/contact-sensor';
import { ColorTemperatureLightDevice } from '@matter/main/devices/color-temperature-light';
import { DimmableLightDevice } from '@matter/main/devices/dimmable-light';
import { DoorLockDevice } from '@matter/main/devices/door-lock';
import { ExtendedColorLightDevice } from '@matter/main/devices/extended-color-light';
import { HumiditySensorDevice } from '@matter/main/devices/humidity-sensor';
import { OccupancySensorDevice } from '@matter/main/devices/occupancy-sensor';
import { OnOffLightDevice } from '@matter/main/devices/on-off-light';
import { OnOffPlugInUnitDevice } from '@matter/main/devices/on-off-plug-in-unit';
import { TemperatureSensorDevice } from '@matter/main/devices/temperature-sensor';
import { ThermostatDevice } from '@matter/main/devices/thermostat';
import { WindowCoveringDevice } from '@matter/main/devices/window-covering';
import { OccupancySensingServer } from '@matter/main/behaviors/occupancy-sensing';
import { ThermostatServer } from '@matter/main/behaviors/thermostat';
import { WindowCoveringServer } from '@matter/main/behaviors/window-covering';

// Which modes a lock knows, with the bits that the standard turns round.
const passages = { vacation: true, privacy: true, passage: true, alwaysSet: 2047 };
const ON = '6/0';
const LEVEL = '8/0';
const COLORS = ['768/3', '768/4', '768/0', '768/1', '768/7'];
const white = {
  ...{ colorTempPhysicalMinMireds: 153, colorTempPhysicalMaxMireds: 500, coupleColorTempToLevelMinMireds: 153 },
  ...{ colorTemperatureMireds: 250, startUpColorTemperatureMireds: null, colorMode: 2, enhancedColorMode: 2 },
};

/** A covering moves by the home's motor, not here: where it shall go is told, where it is comes from Kith. */
const covering = (told) =>
  WindowCoveringDevice.with(
    class extends WindowCoveringServer.with('Lift', 'PositionAwareLift') {
      async handleMovement(_type, _reversed, _direction, target) {
        if (target !== undefined) told('258/11', target);
      }

      handleStopMovement() {
        told('258/stop', true);
      }
    },
  );

export const kinds = {
  10: { type: () => DoorLockDevice, state: { doorLock: { lockState: 1, lockType: 0, actuatorEnabled: true, operatingMode: 0, supportedOperatingModes: passages, wrongCodeEntryLimit: 10, userCodeTemporaryDisableTime: 10 } }, wishes: ['257/0'] },
  21: { type: () => ContactSensorDevice, state: { booleanState: { stateValue: true } }, wishes: [] },
  256: { type: () => OnOffLightDevice, wishes: [ON] },
  257: { type: () => DimmableLightDevice, wishes: [ON, LEVEL] },
  263: {
    type: () => OccupancySensorDevice.with(OccupancySensingServer.with('PassiveInfrared')),
    state: { occupancySensing: { occupancySensorType: 0, occupancySensorTypeBitmap: { pir: true } } },
    wishes: [],
  },
  266: { type: () => OnOffPlugInUnitDevice, wishes: [ON] },
  268: { type: () => ColorTemperatureLightDevice, state: { colorControl: white }, wishes: [ON, LEVEL, '768/7'] },
  269: { type: () => ExtendedColorLightDevice, state: { colorControl: white }, wishes: [ON, LEVEL, ...COLORS] },
  514: { type: covering, state: { windowCovering: { currentPositionLiftPercent100ths: 0, targetPositionLiftPercent100ths: 0 } }, wishes: [] },
  769: {
    type: () => ThermostatDevice.with(ThermostatServer.with('Heating')),
    state: { thermostat: { localTemperature: null, occupiedHeatingSetpoint: 2000, controlSequenceOfOperation: 2, systemMode: 4 } },
    wishes: ['513/18', '513/28'],
  },
  770: { type: () => TemperatureSensorDevice, state: { temperatureMeasurement: { measuredValue: null } }, wishes: [] },
  775: { type: () => HumiditySensorDevice, state: { relativeHumidityMeasurement: { measuredValue: null } }, wishes: [] },
};
