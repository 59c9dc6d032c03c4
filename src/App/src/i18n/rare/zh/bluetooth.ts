/** 蓝牙传感器。 */
export const bluetooth = {
  'bridge.bluetooth.text': 'BTHome、Shelly BLU 和小米传感器，由 ESPHome 代理或 MQTT 网关接收。',
  'bluetooth.gateway': '网关（OpenMQTTGateway、Theengs）使用以下凭证连接',
  'bluetooth.sources': '接收者',
  'bluetooth.noSources': '还没有接收者。请用凭证连接网关，或在下方填写 ESPHome 代理。',
  'bluetooth.proxies': 'ESPHome 代理，每行一个地址',
  'bluetooth.proxiesText': '启用了 bluetooth_proxy 且 api 未加密的设备。',
  'bluetooth.sensors': '家中的传感器',
  'bluetooth.wrongKey': '密钥已不匹配',
  'bluetooth.replayed': { other: '已忽略 {n} 条重复或伪造的消息' },
} as const;
