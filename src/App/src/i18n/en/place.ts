export const place = {
  'place.title': 'Where it stands',
  'place.latitude': 'Latitude',
  'place.longitude': 'Longitude',
  'place.means': 'For sunrise and sunset. Left empty: the city of the time zone.',
  'place.leaveAfter': 'Minutes until a leaving counts',
  'place.leaveAfterMeans': 'Whoever is back before has not left: a phone loses its network on the stairs.',
} as const;
