// English texts of pages that few open: they are loaded with the first of these pages (withRareTexts), not with the first route.
import { bluetooth } from './en/bluetooth.ts';
import { bridges } from './en/bridges.ts';
import { credential } from './en/credential.ts';
import { homeassistant } from './en/homeassistant.ts';
import { matter } from './en/matter.ts';
import { zigbee } from './en/zigbee.ts';
import { infrared } from './en/infrared.ts';
import { importing } from './en/import.ts';
import { own } from './en/own.ts';
import { traffic } from './en/traffic.ts';

export const rare = {
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
