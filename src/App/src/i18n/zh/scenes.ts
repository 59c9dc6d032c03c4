export const scenes = {
  'scene.active': '已生效',
  'scene.scene': '场景',
} as const;
