// Every page: its element, how it is loaded, whether it is open to strangers, whether it stands bare of the navigation. Home and sign-in come with the first route.
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { withRareTexts } from '../i18n/text.ts';
import type { Route } from './route.ts';

export interface Page { load?: () => Promise<unknown>; show: (route: Route) => TemplateResult; tab?: 'home' | 'rooms' | 'activity' | 'energy' | 'me'; open?: boolean; bare?: boolean }

const all: Record<string, Page> = {
  home: { show: () => html`<k-home></k-home>`, tab: 'home' },
  category: { load: () => import('../home/category.ts'), show: ({ id }) => html`<k-category .category=${id ?? 'lights'}></k-category>`, tab: 'home' },
  device: { load: () => import('../device/page.ts'), show: ({ id }) => html`<k-device .device=${id ?? ''}></k-device>`, tab: 'home' },
  arrange: { load: () => import('../arrange/page.ts'), show: ({ id }) => html`<k-arrange .room=${id ?? ''}></k-arrange>`, tab: 'home' },
  rooms: { load: () => import('../rooms/rooms.ts'), show: () => html`<k-rooms></k-rooms>`, tab: 'rooms' },
  room: { load: () => import('../rooms/room.ts'), show: ({ id }) => html`<k-room .room=${id ?? ''}></k-room>`, tab: 'rooms' },
  rules: { load: () => import('../rules/page.ts'), show: ({ id, part }) => html`<k-rules .rule=${id ?? ''} .more=${part ?? ''}></k-rules>`, tab: 'me' },
  activity: { load: () => import('../activity/page.ts'), show: () => html`<k-activity></k-activity>`, tab: 'activity' },
  alarm: { load: () => import('../alarms/page.ts'), show: ({ id }) => html`<k-alarm-setup .alarm=${id ?? ''}></k-alarm-setup>`, tab: 'me' },
  group: { load: () => import('../groups/page.ts'), show: ({ id }) => html`<k-group .group=${id ?? ''}></k-group>`, tab: 'rooms' },
  notices: { load: () => import('../notices/page.ts'), show: ({ id, part }) => html`<k-notices .home=${id ?? ''} .notice=${part ?? ''}></k-notices>`, tab: 'home' },
  'notice-settings': { load: () => import('../notices/settings.ts'), show: () => html`<k-notice-settings></k-notice-settings>`, tab: 'me' },
  scene: { load: () => import('../scenes/editor.ts'), show: ({ id }) => html`${keyed(id, html`<k-scene-editor .scene=${id ?? ''}></k-scene-editor>`)}`, tab: 'home' },
  scenes: { load: () => import('../scenes/list.ts'), show: () => html`<k-scene-list></k-scene-list>`, tab: 'home' },
  energy: { load: () => import('../energy/page.ts'), show: () => html`<k-energy></k-energy>`, tab: 'energy' },
  me: { load: () => import('../settings/me.ts'), show: () => html`<k-me></k-me>`, tab: 'me' },
  people: { load: () => import('../people/page.ts'), show: () => html`<k-people></k-people>`, tab: 'me' },
  devices: { load: () => import('../settings/devices.ts'), show: () => html`<k-devices></k-devices>`, tab: 'me' },
  pair: { load: () => import('../pairing/page.ts'), show: ({ id }) => html`<k-pair .replaces=${id ?? ''}></k-pair>`, tab: 'home' },
  replace: { load: () => import('../pairing/replace.ts'), show: ({ id }) => html`<k-replace .device=${id ?? ''}></k-replace>`, tab: 'home' },
  bridges: { load: withRareTexts(() => import('../bridges/page.ts')), show: ({ id }) => html`<k-bridges .bridge=${id ?? ''}></k-bridges>`, tab: 'me' },
  import: { load: withRareTexts(() => import('../importing/page.ts')), show: () => html`<k-import></k-import>`, tab: 'me' },
  voice: { load: () => import('../voice/page.ts'), show: () => html`<k-voice></k-voice>`, tab: 'me' },
  access: { load: () => import('../settings/access.ts'), show: () => html`<k-access></k-access>`, tab: 'me' },
  settings: { load: () => import('../settings/page.ts'), show: () => html`<k-settings></k-settings>`, tab: 'me' },
  skills: { load: () => import('../taught/page.ts'), show: () => html`<k-taught></k-taught>`, tab: 'me' },
  wall: { load: () => import('../wall/page.ts'), show: () => html`<k-wall></k-wall>`, bare: true },
  security: { load: () => import('../settings/security.ts'), show: () => html`<k-security></k-security>`, tab: 'me' },
  panel: { load: () => import('../signin/panel.ts'), show: ({ id }) => html`<k-panel .code=${id ?? ''}></k-panel>`, open: true },
  gallery: { load: () => import('../gallery/page.ts'), show: () => html`<k-gallery></k-gallery>`, open: true },
  setup: { load: () => import('../signin/setup.ts'), show: ({ id }) => html`<k-setup .token=${id ?? ''}></k-setup>`, open: true },
  invite: { load: () => import('../signin/setup.ts'), show: ({ id }) => html`<k-setup .token=${id ?? ''} invited></k-setup>`, open: true },
  link: { load: () => import('../signin/link.ts'), show: ({ id }) => html`<k-link .token=${id ?? ''}></k-link>`, open: true },
};

/** The page of a name; undefined for one that somebody made up, `constructor` among them. */
export const pageOf = (name: string): Page | undefined => (Object.hasOwn(all, name) ? all[name] : undefined);
