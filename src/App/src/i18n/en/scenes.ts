export const scenes = {
  'scene.active': 'Active',
  'scene.scene': 'Scene',
} as const;
