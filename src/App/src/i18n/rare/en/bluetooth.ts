/** Bluetooth sensors. */
export const bluetooth = {
  'bridge.bluetooth.text': 'Sensors of BTHome, Shelly BLU and Xiaomi, heard by an ESPHome proxy or an MQTT gateway.',
  'bluetooth.gateway': 'A gateway (OpenMQTTGateway, Theengs) connects with this',
  'bluetooth.sources': 'Who listens',
  'bluetooth.noSources': 'Nobody listens yet. Connect a gateway with the credential, or name an ESPHome proxy below.',
  'bluetooth.proxies': 'ESPHome proxies, one address a line',
  'bluetooth.proxiesText': 'Devices with bluetooth_proxy and an api without encryption.',
  'bluetooth.sensors': 'Sensors in your home',
  'bluetooth.wrongKey': 'its key fits no more',
  'bluetooth.replayed': { one: '{n} repeated or forged message ignored', other: '{n} repeated or forged messages ignored' },
} as const;
