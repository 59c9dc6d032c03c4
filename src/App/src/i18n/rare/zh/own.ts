/** 用户自行描述的设备。 */
export const own = {
  'bridge.own.text': '任何支持 MQTT 或 HTTP 的设备，由您编写描述。',
  'own.access': '使用 MQTT 的设备用以下凭证连接',
  'own.devices': '已描述的设备',
  'own.none': '还没有。修改下面的示例并保存即可。',
  'own.edit': '编辑',
  'own.test': '测试',
  'own.description': '描述（JSON）',
  'own.help': '写法与示例见 docs/bridges/own.md',
  'own.check': '检查',
  'own.checked': '正确：{type}，共 {n} 个属性。',
  'own.saved': '已保存，设备已加入家庭。',
  'own.notJson': '不是有效的 JSON：{why}',
  'own.wrongAt': '{member}：{why}',
  'own.testing': '正在监听，最多五秒',
  'own.nothing': '暂无',
  'own.says': '{name}的当前数值',
} as const;
