export const controls = {
  'control.unconfirmed': 'Not yet sent',

  'trend.rising': '{by} more than an hour ago',
  'trend.falling': '{by} less than an hour ago',
  'trend.steady': 'As an hour ago',

  'meter.today': 'Today',

  'presses.title': 'Last presses',
  'presses.none': 'No press has been heard yet.',

  'control.start': 'Start',
  'control.stop': 'Stop',

  'siren.sound': 'Sound the siren',
  'siren.silence': 'Silence',
  'siren.sounding': 'Sounding',
  'siren.silent': 'Silent',

  'infrared.ready': 'Ready',
  'infrared.learning': 'Learning',
  'infrared.learn': 'Hold the old remote close and press its key.',
  'infrared.used': 'Keys used before',

  'camera.sees': 'Sees',
  'camera.watched': 'Being watched',
  'camera.covered': 'Covered',
  'camera.cover': 'Cover the lens',
  'camera.uncover': 'Uncover the lens',
  'camera.pictures': 'Kith shows no pictures yet: here is what the camera may do.',
} as const;
