export const place = {
  'place.title': '家的位置',
  'place.latitude': '纬度',
  'place.longitude': '经度',
  'place.means': '用于计算日出和日落；不填则按时区所在城市。',
} as const;
