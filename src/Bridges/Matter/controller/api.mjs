// The python-matter-server WebSocket API: one JSON message each way, answers by message_id, events to who listens.
import { createServer } from 'node:http';
import { rmSync } from 'node:fs';
import { WebSocketServer } from 'ws';
import { Refusal } from './refusal.mjs';
import { write } from './values.mjs';

/** Bytes of one message of a client; the largest wish is a few hundred. */
const LARGEST = 1024 * 1024;
const UNKNOWN = 99;
const INVALID_ARGUMENTS = 8;
const INVALID_COMMAND = 9;

export class Api {
  /** @type {Set<import('ws').WebSocket>} */ #listeners = new Set();
  #commands;
  #info;
  #server;

  /** @param {Record<string, (args: any) => unknown>} commands @param {object} info what a client is greeted with */
  constructor(commands, info) {
    this.#commands = commands;
    this.#info = info;
  }

  /** @param {{socket?: string, port?: number}} where a unix socket, or a port of the loopback interface */
  async listen({ socket, port }) {
    this.#server = createServer((_, answer) => answer.writeHead(404).end());
    const sockets = new WebSocketServer({ server: this.#server, path: '/ws', maxPayload: LARGEST });
    sockets.on('connection', (client) => this.#welcome(client));
    if (socket) rmSync(socket, { force: true });
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      if (socket) this.#server.listen(socket, resolve);
      else this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  /** @param {string} event @param {unknown} data */
  tell = (event, data) => {
    if (this.#listeners.size === 0) return;
    const text = write({ event, data });
    for (const client of this.#listeners) client.send(text);
  };

  close() {
    this.tell('server_shutdown', {});
    for (const client of this.#listeners) client.close();
    this.#server?.close();
  }

  #welcome(client) {
    client.on('message', (bytes) => this.#answer(client, bytes.toString()));
    client.on('close', () => this.#listeners.delete(client));
    client.on('error', () => client.terminate());
    client.send(write(this.#info));
  }

  async #answer(client, text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      message = null;
    }
    const id = message?.message_id ?? null;
    const reply = (part) => client.readyState === client.OPEN && client.send(write({ message_id: id, ...part }));
    if (typeof message?.command !== 'string') return reply({ error_code: INVALID_ARGUMENTS, details: 'a message has message_id, command and args' });
    try {
      reply({ result: (await this.#run(client, message.command, message.args ?? {})) ?? null });
    } catch (failure) {
      if (!(failure instanceof Refusal)) console.error(failure);
      reply({ error_code: failure instanceof Refusal ? failure.code : UNKNOWN, details: failure?.message ?? String(failure) });
    }
  }

  #run(client, command, args) {
    if (command === 'server_info') return this.#info;
    if (command === 'start_listening') this.#listeners.add(client);
    const its = command === 'start_listening' ? 'get_nodes' : command;
    if (!Object.hasOwn(this.#commands, its)) throw new Refusal(INVALID_COMMAND, `there is no command ${command}`);
    return this.#commands[its](args);
  }
}
