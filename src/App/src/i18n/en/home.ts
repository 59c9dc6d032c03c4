export const home = {
  'step.less': 'Less: {name}',
  'step.more': 'More: {name}',

  'hold.hint': 'Hold',

  'home.live': 'Live',
  'home.notLive': 'Not live',
  'home.add': 'Add a device',
  'home.switch': 'Choose a home',
  'home.elsewhere': 'No room yet',
  'home.empty': 'A quiet home',
  'home.emptyText': 'Add the first device and it will appear here.',
  'home.none': 'You are in no home',
  'home.noneText': 'Ask for an invitation, or make a home of your own in the settings.',

  'tile.details': '{name}, details',
  'tile.retry': 'Try {name} again',
  'tile.assumed': '{state} · assumed',
  'tile.stale': '{state} · {age}',

  'chip.lights': 'Lights',
  'chip.climate': 'Climate',
  'chip.security': 'Security',
  'chip.energy': 'Energy',
  'chip.on': { one: '{n} on', other: '{n} on' },
  'chip.allOff': 'All off',
  'chip.open': { one: '{n} open', other: '{n} open' },
  'chip.secure': 'All secure',

  'category.allOff': 'Turn all off',
  'category.turnedOff': { one: '{n} device turned off', other: '{n} devices turned off' },
  'category.empty': 'Nothing here yet',
  'category.emptyText': 'Devices of this kind will be shown here.',

  'look.to': 'to {value}',
  'look.open': 'Open',
  'look.closed': 'Closed',
  'look.partly': '{value} open',
  'look.locked': 'Locked',
  'look.unlocked': 'Unlocked',
  'look.some': '{on} of {all} on',

  'light.brightness': 'Brightness',
  'light.white': 'White',
  'light.colour': 'Colour',

  'colour.red': 'Red',
  'colour.orange': 'Orange',
  'colour.yellow': 'Yellow',
  'colour.green': 'Green',
  'colour.turquoise': 'Turquoise',
  'colour.blue': 'Blue',
  'colour.violet': 'Violet',
  'colour.pink': 'Pink',
  'colour.words': 'Hue {hue}°, depth {depth}%',

  'climate.now': 'Now {value}',

  'cover.open': 'Open',
  'cover.stop': 'Stop',
  'cover.close': 'Close',

  'media.muted': 'Muted',

  'lock.lock': 'Lock',
  'lock.unlock': 'Unlock',
  'lock.door': 'Door: {state}',
} as const;
