export const replacing = {
  'replace.bridged': '使用已通过网桥接入的设备',
  'replace.bridgedText': '另一台同类设备将接管它的名称、房间、常用位置和历史。旧设备将被移除。',
  'replace.permit': '允许新设备加入',
  'replace.joining': '请将新设备置于配对模式，它会出现在下方。',
  'replace.which': '用哪台设备接替？',
  'replace.none': '还没有其他同类设备。',
  'replace.new': '新',
  'replace.ask': '用{heir}接替{name}？',
  'replace.askText': '它将成为{name}，房间、历史和常用位置保持不变。旧设备将被移除，{heir}不再单独存在。',
  'replace.yes': '更换',
} as const;
