export const place = {
  'place.title': '家的位置',
  'place.latitude': '纬度',
  'place.longitude': '经度',
  'place.means': '用于计算日出和日落；不填则按时区所在城市。',
  'place.leaveAfter': '离开多少分钟后算外出',
  'place.leaveAfterMeans': '在此之前回来不算外出：手机在楼道里可能会断网。',
} as const;
