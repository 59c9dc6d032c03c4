// English texts: the shape that every language completes, a file per part of the app. {slots} are filled, one/other is chosen by {n}.
import { account } from './en/account.ts';
import { adding } from './en/adding.ts';
import { agents } from './en/agents.ts';
import { alarm } from './en/alarm.ts';
import { assistant } from './en/assistant.ts';
import { controls } from './en/controls.ts';
import { device } from './en/device.ts';
import { energy } from './en/energy.ts';
import { groups } from './en/groups.ts';
import { home } from './en/home.ts';
import { microphone } from './en/microphone.ts';
import { modes } from './en/modes.ts';
import { place } from './en/place.ts';
import { notices } from './en/notices.ts';
import { panel } from './en/panel.ts';
import { people } from './en/people.ts';
import { presence } from './en/presence.ts';
import { replacing } from './en/replacing.ts';
import { rules } from './en/rules.ts';
import { rulesEditor } from './en/rules-editor.ts';
import { rulesMore } from './en/rules-more.ts';
import { satellites } from './en/satellites.ts';
import { scan } from './en/scan.ts';
import { scenes } from './en/scenes.ts';
import { structure } from './en/structure.ts';
import { taught } from './en/taught.ts';

export const en = {
  ...account,
  ...adding,
  ...agents,
  ...alarm,
  ...assistant,
  ...controls,
  ...device,
  ...energy,
  ...groups,
  ...home,
  ...microphone,
  ...modes,
  ...place,
  ...notices,
  ...panel,
  ...people,
  ...presence,
  ...replacing,
  ...rules,
  ...rulesEditor,
  ...rulesMore,
  ...satellites,
  ...scan,
  ...scenes,
  ...structure,
  ...taught,

  'nav.main': 'Main',
  'nav.skip': 'Skip to content',
  'nav.home': 'Home',
  'nav.rooms': 'Rooms',
  'nav.activity': 'Activity',
  'nav.me': 'Me',
  'nav.lost': 'There is no such page',
  'nav.lostText': 'The address may be old or mistyped.',
  'nav.failed': 'This page could not be loaded',
  'nav.failedText': 'Check the connection and try again.',

  'do.back': 'Back',
  'do.cancel': 'Cancel',
  'do.close': 'Close',
  'do.copied': '{name} copied',
  'do.copyFailed': 'Copying is not possible here; select the text instead',
  'do.copyName': 'Copy {name}',
  'do.dismiss': 'Dismiss',
  'do.retry': 'Try again',
  'do.run': 'Run',
  'do.save': 'Save',
  'do.undo': 'Undo',

  'state.pending': 'Waiting for the device',

  'value.unknown': 'Unknown',
  'value.on': 'On',
  'value.off': 'Off',
  'value.yes': 'Yes',
  'value.no': 'No',

  'outcome.offline': 'Not reachable',
  'outcome.rejected': 'Refused',
  'outcome.timedOut': 'No answer',

  'banner.lost': 'Not live. Last true: {age}. Nothing can be sent now.',
  'banner.connecting': 'Connecting to your home',
  'banner.refused': 'You no longer have access to this home.',

  'error.unknown': 'Something went wrong',
  'error.wait': { one: 'Too many tries. Wait {n} second.', other: 'Too many tries. Wait {n} seconds.' },
  'error.network': 'No connection to the server',
  'error.app.offline': 'Not connected; nothing was sent',
  'error.auth.required': 'Please sign in',
  'error.auth.wrong': 'The name or the password is wrong',
  'error.auth.expired': 'The sign-in has expired; sign in again',
  'error.auth.revoked': 'This sign-in was ended',
  'error.link.expired': 'The link was used already or is too old. Ask for a new one.',
  'error.password.weak': 'This password is too easy to guess',
  'error.right.missing': 'You may not do that',
  'error.scope.missing': 'The token does not cover that',
  'error.confirmation.needed': 'This needs a confirmation',
  'error.rate.limited': 'Too many tries; wait a moment',
  'error.server.busy': 'The home is busy; try again in a moment',
  'error.server.error': 'Something went wrong on the server',
  'error.not_found': 'It is not there any more',
  'error.conflict': 'It exists already, or was changed meanwhile',
  'error.limit.reached': 'A limit of this home is reached',
  'error.device.unknown': 'The device is not in this home',
  'error.device.offline': 'Not reachable; nothing was sent',
  'error.device.timeout': 'No answer; look at its state, it may have happened',
  'error.device.refused': 'The device refused',
  'error.value.out_of_range': 'The value is outside the allowed range',
  'error.value.wrong_type': 'The value does not fit',
  'error.property.not_writable': 'This cannot be set',
  'error.pairing.expired': 'The code is unknown, used or too old',
} as const;
