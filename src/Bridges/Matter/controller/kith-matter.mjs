#!/usr/bin/env node
// Kith's Matter process: a controller for a home's Matter devices, and a bridge that shows devices of the home to other ecosystems.
// kith-matter.mjs --folder FOLDER (--socket FILE | --port N) [--watch-parent]
// MATTER_MDNS_NETWORKINTERFACE in the environment keeps it to one network interface.
import { parseArgs } from 'node:util';
import { Environment, Logger } from '@matter/main';
import { Api } from './api.mjs';
import { Nodes } from './nodes.mjs';
import { Showcase } from './showcase.mjs';

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string' },
    socket: { type: 'string' },
    port: { type: 'string' },
    'watch-parent': { type: 'boolean' },
  },
});
if (!options.folder || !(options.socket || options.port)) {
  console.error('usage: kith-matter.mjs --folder FOLDER (--socket FILE | --port N) [--watch-parent]');
  process.exit(2);
}

const settings = Environment.default.vars;
settings.set('storage.path', options.folder);
// This program ends by itself, in its own order.
settings.set('runtime.signals', false);
Logger.level = 'warn';
Logger.format = 'plain';

/** @type {Api} */
let api;
const tell = (event, data) => api?.tell(event, data);
const nodes = await Nodes.start(options.folder, tell);
const showcase = new Showcase(options.folder, tell);
api = new Api(
  { ...nodes.commands, ...showcase.commands },
  {
    fabric_id: 1,
    compressed_fabric_id: 0,
    schema_version: 11,
    min_supported_schema_version: 9,
    sdk_version: 'matter.js 0.17.9',
    wifi_credentials_set: false,
    thread_credentials_set: false,
    bluetooth_enabled: false,
    kith: 1,
  },
);
await api.listen({ socket: options.socket, port: Number(options.port) });
console.log('ready');

let isEnding = false;
async function end() {
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => process.exit(1), 5000).unref();
  api.close();
  await showcase.close();
  await nodes.close();
  process.exit(0);
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
// Whoever started this holds its input open: it ends with them, however they end.
if (options['watch-parent']) process.stdin.on('end', end).on('error', end).resume();
