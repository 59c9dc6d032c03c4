// Loaded before Kith's Matter process. Told so by SIGUSR2, the process says to whoever listens what no program should: half a JSON, and an
// attribute without its value.
const { EventEmitter } = require('node:events');
const { Server } = require('node:http');

const listeners = new Set();
Server.prototype.emit = function (event, request, socket) {
  if (event === 'upgrade') {
    listeners.add(socket);
    socket.on('close', () => listeners.delete(socket));
  }
  return EventEmitter.prototype.emit.apply(this, arguments);
};

/** One short text frame of a WebSocket. */
const frame = (text) => Buffer.concat([Buffer.from([0x81, Buffer.byteLength(text)]), Buffer.from(text)]);
process.on('SIGUSR2', () => {
  for (const socket of listeners) for (const text of ['{"event":"attribute_up', '{"event":"attribute_updated","data":[1]}']) socket.write(frame(text));
});
