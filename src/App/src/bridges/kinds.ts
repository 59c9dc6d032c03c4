// Every kind of bridge: what it is called, what it is for, and its own panel, loaded when one is opened. A new kind is a row here and a file beside it.
import { html, type TemplateResult } from 'lit';
import type { Key } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';

export interface Kind {
  title: string; text: Key; load: () => Promise<unknown>;
  /** password: shown this once, just after it was added. */
  panel: (bridge: Bridge, password?: string) => TemplateResult;
}

export const kinds: Record<string, Kind> = {
  zigbee2mqtt: {
    title: 'Zigbee2MQTT', text: 'bridge.zigbee2mqtt.text', load: () => import('./zigbee2mqtt.ts'),
    panel: (bridge, password) => html`<k-bridge-zigbee2mqtt .bridge=${bridge} .password=${password ?? ''}></k-bridge-zigbee2mqtt>`,
  },
  bluetooth: {
    title: 'Bluetooth', text: 'bridge.bluetooth.text', load: () => import('./bluetooth.ts'),
    panel: (bridge, password) => html`<k-bridge-bluetooth .bridge=${bridge} .password=${password ?? ''}></k-bridge-bluetooth>`,
  },
  homeassistant: {
    title: 'Home Assistant MQTT', text: 'bridge.homeassistant.text', load: () => import('./homeassistant.ts'),
    panel: (bridge, password) => html`<k-bridge-homeassistant .bridge=${bridge} .password=${password ?? ''}></k-bridge-homeassistant>`,
  },
  'homeassistant-out': {
    title: 'Home Assistant', text: 'bridge.homeassistant-out.text', load: () => import('./homeassistant-out.ts'),
    panel: (bridge, password) => html`<k-bridge-homeassistant-out .bridge=${bridge} .password=${password ?? ''}></k-bridge-homeassistant-out>`,
  },
  matter: {
    title: 'Matter', text: 'bridge.matter.text', load: () => import('./matter.ts'),
    panel: (bridge) => html`<k-bridge-matter .bridge=${bridge}></k-bridge-matter>`,
  },
  infrared: {
    title: 'Infrared', text: 'bridge.infrared.text', load: () => import('./infrared.ts'),
    panel: (bridge, password) => html`<k-bridge-infrared .bridge=${bridge} .password=${password ?? ''}></k-bridge-infrared>`,
  },
  own: {
    title: 'MQTT / HTTP', text: 'bridge.own.text', load: () => import('./own.ts'),
    panel: (bridge, password) => html`<k-bridge-own .bridge=${bridge} .password=${password ?? ''}></k-bridge-own>`,
  },
};
