export const modes = {
  'mode.title': 'How is the home lived in?',
  'mode.change': 'Mode: {mode}. Change it',
  'mode.is': 'Mode: {mode}',
  'mode.set': 'The home is now: {mode}',
  'mode.home': 'Home',
  'mode.home.means': 'Somebody is there and awake',
  'mode.away': 'Away',
  'mode.away.means': 'Everybody is out for some hours',
  'mode.night': 'Night',
  'mode.night.means': 'People sleep',
  'mode.holiday': 'Holiday',
  'mode.holiday.means': 'Everybody is away for days',

  'said.mode': 'mode changed to',
  'rights.setMode': 'Say that the home is away, at night, on holiday',
} as const;
