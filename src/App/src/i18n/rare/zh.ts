// 不常用页面的中文文本，随首个此类页面加载。
import type { Complete } from '../text.ts';
import type { rare as english } from './en.ts';
import { bluetooth } from './zh/bluetooth.ts';
import { bridges } from './zh/bridges.ts';
import { credential } from './zh/credential.ts';
import { homeassistant } from './zh/homeassistant.ts';
import { matter } from './zh/matter.ts';
import { zigbee } from './zh/zigbee.ts';
import { infrared } from './zh/infrared.ts';
import { importing } from './zh/import.ts';
import { own } from './zh/own.ts';
import { traffic } from './zh/traffic.ts';

const texts = {
  ...bluetooth,
  ...bridges,
  ...credential,
  ...homeassistant,
  ...matter,
  ...zigbee,
  ...infrared,
  ...importing,
  ...own,
  ...traffic,
} as const;

export const rare: Complete<typeof texts, typeof english> = texts;
