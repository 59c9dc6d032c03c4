export const replacing = {
  'replace.bridged': 'By a device of a bridge that is here already',
  'replace.bridgedText': 'Another device of the same kind takes over its name, room, place among the favourites and history. The old one is let go.',
  'replace.permit': 'Let the new device join',
  'replace.joining': 'Put the new device into pairing mode. It appears below.',
  'replace.which': 'Which one takes its place?',
  'replace.none': 'No other device of the same kind is here yet.',
  'replace.new': 'New',
  'replace.ask': 'Let {heir} take the place of {name}?',
  'replace.askText': 'It becomes {name}: same room, history and favourites. The old device is let go, and {heir} is no device of its own any more.',
  'replace.yes': 'Replace',
} as const;
