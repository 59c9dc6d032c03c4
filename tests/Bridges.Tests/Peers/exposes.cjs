// Prints what every definition of zigbee-herdsman-converters exposes, one JSON object a line: vendor, model, description, supports_ota, exposes.
// usage: node exposes.cjs   (beside node_modules)
const path = require('path');
const fs = require('fs');
const folder = path.join(__dirname, 'node_modules/zigbee-herdsman-converters');
const converters = require(folder);
const devices = path.join(folder, 'dist/devices');
const lines = [];
for (const file of fs.readdirSync(devices).filter((name) => name.endsWith('.js') && name !== 'index.js').sort()) {
  const exported = require(path.join(devices, file));
  const definitions = exported.definitions || exported.default || exported;
  for (const raw of Array.isArray(definitions) ? definitions : []) {
    const definition = converters.prepareDefinition(raw);
    // Some expose by what the paired device says; a dummy stands in, as the definitions allow for it.
    const exposes = typeof definition.exposes === 'function' ? definition.exposes({ isDummyDevice: true }, {}) : definition.exposes;
    const { vendor, model, description } = definition;
    lines.push(JSON.stringify({ vendor, model, description, supports_ota: !!definition.ota, exposes }));
  }
}
fs.writeSync(1, lines.length + '\n');
process.stdout.write(lines.join('\n') + '\n');
