export const place = {
  'place.title': 'Where it stands',
  'place.latitude': 'Latitude',
  'place.longitude': 'Longitude',
  'place.means': 'For sunrise and sunset. Left empty: the city of the time zone.',
} as const;
