export const credential = {
  'credential.proof': '身份凭证',
  'credential.password': '密码',
  'credential.certificate': '证书',
  'credential.certificateUntil': '证书，有效期至{day}',
  'credential.none': '无，设备无法连接',
  'credential.toPassword': '改用密码',
  'credential.endsSoon': { other: '证书还有 {n} 天到期。请在此之前登记新证书、改用密码，或重新配对。' },
  'credential.ended': '证书已到期，设备无法连接。请登记新证书、改用密码，或重新配对。',
} as const;
